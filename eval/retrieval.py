"""Recall of the evidence: which share of it stands in the first k passages, for each arm and for their fusion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from msgspec import Struct

from eval.questions import Question
from eval.sources import Source, Sources
from index.fusion import NEAREST, Floats, fuse, measured_weight
from index.library import Library

DEPTHS = (1, 4, 10)
WEIGHTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

Rank = Callable[[str], Floats]


class Recall(Struct, frozen=True):
    """The mean share of a question's evidence found in the first k passages, for each k of `DEPTHS`."""

    arm: str
    language: str
    questions: int
    at: tuple[float, ...]


def measure_recall(questions: Sequence[Question], library: Library) -> tuple[Recall, ...]:
    """Every arm, Chinese and English apart. Follow-ups are left out: alone they name nothing to be found."""
    asked = [q for q in questions if q.answerable and q.evidence and not q.history]
    sources = Sources({d.id: Source(d.text) for d in library.snapshot.documents})
    lines = passage_lines(library, sources)
    return tuple(
        Recall(name, language, len(own), _mean_recall(own, rank, lines, sources))
        for name, rank in arms(library).items()
        for language in ("zh", "en")
        if (own := [q for q in asked if (q.lang == "en") == (language == "en")])
    )


def arms(library: Library) -> dict[str, Rank]:
    """Ways to score all passages for a question."""
    found: dict[str, Rank] = {
        "lexical": library.lexical_scores,
        "dense": lambda text: library.dense_scores(text, NEAREST),
    }
    for weight in WEIGHTS:
        found[f"fused {weight}"] = _fused(library, weight)
    found["measured"] = _fused(library, None)
    return found


def _fused(library: Library, weight: float | None) -> Rank:
    """Both arms at a weight, or at the weight measured for the question's language."""

    def rank(text: str) -> Floats:
        own = measured_weight(text) if weight is None else weight
        return fuse(library.lexical_scores(text), library.dense_scores(text, NEAREST), own)

    return rank


def passage_lines(library: Library, sources: Sources) -> tuple[tuple[str, frozenset[int]], ...]:
    """The document and lines of each passage."""
    found: list[tuple[str, frozenset[int]]] = []
    for passage in library.passages:
        source = sources.by_id[passage.document]
        first, last = source.line_of(passage.span.start), source.line_of(passage.span.end - 1)
        found.append((passage.document, frozenset(range(first, last + 1))))
    return tuple(found)


def _mean_recall(
    questions: Sequence[Question], rank: Rank, lines: Sequence[tuple[str, frozenset[int]]], sources: Sources
) -> tuple[float, ...]:
    totals = np.zeros(len(DEPTHS))
    for question in questions:
        best = np.argsort(-rank(question.question), kind="stable")[: max(DEPTHS)]
        ranks = [_first_hit(group, [lines[i] for i in best], sources) for group in question.evidence]
        totals += [sum(r < k for r in ranks) / len(ranks) for k in DEPTHS]
    return tuple(round(float(t) / len(questions), 3) for t in totals)


def _first_hit(group: tuple[str, ...], ranked: Sequence[tuple[str, frozenset[int]]], sources: Sources) -> int:
    """The rank, from 0, of the first passage that holds one of the group's strings; a large number where none does."""
    wanted = {d: {n for s in group for n in source.lines_with(s)} for d, source in sources.by_id.items()}
    hits = (r for r, (document, lines) in enumerate(ranked) if lines & wanted[document])
    return next(hits, max(DEPTHS))


def recalls_to_text(recalls: Sequence[Recall]) -> Iterator[str]:
    """The table: one arm a line, Chinese and English beside each other."""
    languages = list(dict.fromkeys(r.language for r in recalls))
    head = "".join(f"  {language} recall@{'/'.join(map(str, DEPTHS)):<14}" for language in languages)
    yield f"{'arm':<12}{head}"
    for arm in dict.fromkeys(r.arm for r in recalls):
        cells = "".join(f"  {' / '.join(f'{v:.3f}' for v in r.at):<26}" for r in recalls if r.arm == arm)
        yield f"{arm:<12}{cells}".rstrip()
    yield "questions   " + "".join(f"  {n:<26}" for n in [r.questions for r in recalls if r.arm == "lexical"]).rstrip()
