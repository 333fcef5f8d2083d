"""What the guard is asked and what it says: evidence in, one judgement for each claim of a text out."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from assistant.answer import Answer, Fact

Kind = Literal[
    "citation", "number", "date", "unit", "comparison", "negation", "ordinal", "body", "role", "place", "term",
    "subject", "computed", "quotation", "form",
]  # fmt: skip
Verdict = Literal["supported", "contradicted", "unsupported"]


class Evidence(Struct, frozen=True):
    """One numbered piece of evidence: characters of a source, their translation, where they stand, what they state."""

    number: int
    quote: str
    translation: str | None = None
    section: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class Claim(Struct, frozen=True):
    """One thing that a sentence states, and whether its evidence says the same of the same subject."""

    sentence: str
    kind: Kind
    value: str
    answer: Verdict
    explanation: str
    evidence: tuple[int, ...] = ()


class Judgement(Struct, frozen=True):
    """The judgement of a whole text: it passes where every claim is supported and every sentence carries evidence."""

    passed: bool
    claims: tuple[Claim, ...]

    @property
    def failed(self) -> tuple[Claim, ...]:
        """The claims that are not supported."""
        return tuple(c for c in self.claims if c.answer != "supported")


def evidence_of(answer: Answer) -> tuple[Evidence, ...]:
    """The evidence that a composed answer stands on: its citations, each with the facts it carries."""
    return tuple(
        Evidence(c.number, c.quote, c.translation, c.section, tuple(f for f in answer.facts if f.citation == c.number))
        for c in answer.citations
    )
