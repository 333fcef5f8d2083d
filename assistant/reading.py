"""What a question asks, as a value: the result of understanding it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from corpus.model import Span
from index.coverage import Segment
from index.words import latin_words, stems


class Mentioned(Struct, frozen=True):
    """A body that a question names: its ids in the corpus (none when no record names it) and how it was written."""

    ids: tuple[str, ...]
    written: str


class Reading(Struct, frozen=True):
    """A question, taken apart. All parts may be empty; nothing in it is guessed from an answer."""

    text: str
    language: str
    traditional: bool = False
    attributes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    ordinals: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    bodies: tuple[Mentioned, ...] = ()
    places: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()
    documents: tuple[str, ...] = ()
    small_talk: str | None = None
    leans: bool = False
    corrected: tuple[tuple[str, str], ...] = ()
    records: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    near: tuple[Span, ...] = ()
    earlier: str = ""

    def shown(self, piece: str) -> str:
        """A piece of the question, or of the one it leans on, as it was typed: English ones are kept as stems."""
        words, wanted = latin_words(f"{self.text} {self.earlier}"), piece.split()
        found = [i for i in range(len(words)) if stems(" ".join(words[i : i + len(wanted)])) == wanted]
        return " ".join(words[found[0] : found[0] + len(wanted)]) if found else piece

    @property
    def needs_text(self) -> bool:
        """Whether sentences may answer: a subject is named, and neither a record nor an ordinal settles it."""
        return bool(self.content) and not self.records and not self.ordinals

    @property
    def subject(self) -> tuple[Segment, ...]:
        """The pieces that name a subject, the bodies aside."""
        written = {b.written for b in self.bodies}
        return tuple(s for s in self.content if s.text not in written)

    @property
    def content(self) -> tuple[Segment, ...]:
        """The pieces that name a subject."""
        return tuple(s for s in self.segments if not s.soft)

    def within(self, documents: tuple[str, ...]) -> Reading:
        """The same question about these documents only, where any are named by the caller."""
        return replace(self, documents=documents) if documents else self
