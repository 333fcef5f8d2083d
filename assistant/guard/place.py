"""Where claims are judged: a stretch of a sentence, its names, its evidence, and the question it answers."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from assistant.guard.counts import Counts
from assistant.guard.evidence import Known
from assistant.guard.lexicon import Mention, Words
from assistant.guard.quantities import text_to_quantities
from assistant.guard.spelling import normal


class Asked(Struct, frozen=True):
    """What a question lends to an answer that denies it: text, names, and its quantities' kinds, values and units."""

    text: str
    mentions: tuple[Mention, ...]
    quantities: frozenset[tuple[str, Decimal, str | None]]

    @property
    def bodies(self) -> tuple[Mention, ...]:
        """The bodies it names."""
        return tuple(m for m in self.mentions if m.kind == "body")


class Place(Struct, frozen=True, dict=True):
    """Where a sentence's claims are judged: its text, evidence, names, what may be counted, and the question.

    `series` is how far the draft tells things off: 2 where it has a first and a second.
    """

    sentence: str
    text: str
    known: tuple[Known, ...]
    mentions: tuple[Mention, ...]
    counts: Counts
    asked: Asked
    series: int = 0

    @cached_property
    def whole(self) -> str:
        """The text, at the same positions, with no comma inside a name: clauses end at the others."""
        text = self.text
        for name in self.mentions:
            if "," in text[name.start : name.end]:
                text = text[: name.start] + text[name.start : name.end].replace(",", "·") + text[name.end :]
        return text

    @cached_property
    def bare(self) -> str:
        """The text with the names of records and terms blanked out, at the same positions."""
        text = self.whole
        for name in self.mentions:
            if name.kind in ("record", "term"):
                text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
        return text


def question_to_asked(question: str, words: Words) -> Asked:
    """Read a question."""
    text = normal(question)
    return Asked(text, words.mentions(text), frozenset((q.kind, q.value, q.unit) for q in text_to_quantities(text)))
