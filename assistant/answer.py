"""The answer, as callers see it (CONTRACT: JSON), and the closed list of outcomes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Outcome = Literal[
    "answered_record",
    "answered_list",
    "answered_count",
    "answered_compare",
    "answered_quote",
    "answered_model",
    "partly_answered",
    "small_talk",
    "asked_back",
    "declined_not_in_corpus",
    "declined_out_of_scope",
    "declined_unsafe",
    "error_question",
    "error_internal",
]


Part = Literal["context", "document", "record", "attribute", "year", "unit", "restated"]


class Understood(Struct, frozen=True):
    """One part of how the question was read, named in its language; `dropped` where it was asked to be left out."""

    kind: Part
    label: str
    value: str
    dropped: bool = False


class Fact(Struct, frozen=True):
    """One fact of an answer: what of what is what, and the number of the citation that carries it."""

    subject: str
    attribute: str
    value: str
    number: str | None = None
    unit: str | None = None
    qualifier: str | None = None
    year: int | None = None
    citation: int | None = None


class CellReference(Struct, frozen=True):
    """The table cell a citation points to."""

    table: int
    row: str
    column: str


class Citation(Struct, frozen=True):
    """A slice of a source: `quote` is `source[start:end]`; `lines` count from 1, both ends included."""

    number: int
    document: str
    title: str
    section: tuple[str, ...]
    page: int | None
    lines: tuple[int, int]
    start: int
    end: int
    quote: str
    cell: CellReference | None
    translation: str | None
    link: str


class Receipt(Struct, frozen=True):
    """What an answer depends on: the same receipt and question give the same answer."""

    corpus: str
    index: str
    settings: str
    version: str


class Step(Struct, frozen=True):
    """One stage of the way to an answer: what it made of the question, and how long it took."""

    stage: str
    result: object
    ms: float


class Answer(Struct, frozen=True):
    """An answer to a question; `answered` is true where the corpus answers it, wholly or in part."""

    id: str | None
    question: str
    standalone: str
    language: str
    outcome: Outcome
    answered: bool
    text: str
    facts: tuple[Fact, ...]
    citations: tuple[Citation, ...]
    missing: tuple[str, ...]
    suggestions: tuple[str, ...]
    provenance: str
    receipt: Receipt
    elapsed_ms: float
    trace: tuple[Step, ...] | None = None
    understood: tuple[Understood, ...] = ()


def is_answered(outcome: str) -> bool:
    """Whether an outcome means that the corpus answered."""
    return outcome.startswith("answered_") or outcome == "partly_answered"
