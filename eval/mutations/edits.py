"""Changes of a plan: chosen so that they do not touch each other, and written into a copy."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from corpus.model import Document, Span
from corpus.reader import find_documents
from corpus.text import line_of
from eval.mutations.spots import Spot, new_value
from eval.questions import Question


class Mutation(Struct, frozen=True):
    """A spot with its new value, and the questions whose right answers showed the old one."""

    spot: Spot
    new: str
    questions: tuple[Question, ...]


class Edited(Struct, frozen=True):
    """A text after changes, and where each stretch of the old one now stands."""

    text: str
    shifts: tuple[tuple[int, int], ...]

    def moved(self, position: int) -> int:
        """Where what stood at a position now stands; a changed stretch keeps its start."""
        return position + sum(by for end, by in self.shifts if end <= position)


def edit(text: str, changes: Sequence[tuple[Span, str]]) -> Edited:
    """Put new words in place of these spans, which must not overlap."""
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []
    at = 0
    for span, new in sorted(changes):
        pieces += [text[at : span.start], new]
        shifts.append((span.end, len(new) - (span.end - span.start)))
        at = span.end
    return Edited("".join([*pieces, text[at:]]), tuple(shifts))


def choose(
    document: Document, asked: Mapping[Spot, Sequence[Question]], count: int, chance: random.Random, each: int
) -> tuple[Mutation, ...]:
    """So many mutations, kinds and places taking turns; of each, at most so many questions."""
    groups: dict[tuple[str, str], list[Spot]] = {}
    for spot in asked:
        groups.setdefault((spot.kind, spot.place), []).append(spot)
    for spots in groups.values():
        chance.shuffle(spots)
    taken: set[str] = set()
    chosen: list[Mutation] = []
    while len(chosen) < count and any(groups.values()):
        for spots in groups.values():
            if spots and len(chosen) < count:
                spot = spots.pop()
                new = new_value(spot, document, taken, chance)
                if new is not None:
                    chosen.append(Mutation(spot, new, tuple(asked[spot][:each])))
    return tuple(chosen)


def to_batches(document: Document, mutations: Sequence[Mutation], size: int) -> Iterator[tuple[Mutation, ...]]:
    """Mutations of different sentences and rows, together up to a size."""
    left = list(mutations)
    while left:
        batch: list[Mutation] = []
        used: set[Span] = set()
        for mutation in list(left):
            own = {_home(document, s) for s in mutation.spot.spans}
            if len(batch) < size and not own & used:
                batch.append(mutation)
                used |= own
                left.remove(mutation)
        yield tuple(batch)


def _home(document: Document, span: Span) -> Span:
    """The sentence a span stands in, or its whole line where it is a row's."""
    for paragraph in document.paragraphs:
        if paragraph.span.start <= span.start < paragraph.span.end:
            return next((s for s in paragraph.sentences if s.start <= span.start < s.end), paragraph.span)
    line = line_of(document.lines, span.start)
    return Span(document.lines[line - 1], document.lines[line - 1] + 1)


def copy_corpus(corpus: Path, into: Path, document: Document, text: str) -> Path:
    """A copy of a corpus folder in which one document has another text."""
    copied = into / corpus.name
    shutil.copytree(corpus, copied)
    source = dict(find_documents(copied))[document.id]
    source.write_text(text, encoding="utf-8")
    return copied
