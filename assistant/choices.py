"""What an answer can be made from, as values: the closed set that `decide` chooses from and `compose` words."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec
from msgspec import Struct

from assistant.headings import Children
from assistant.passages import Passage
from assistant.reading import Mentioned
from assistant.selection import Query
from assistant.vocabulary import DATA
from corpus.model import Record


class Thresholds(Struct, frozen=True, forbid_unknown_fields=True):
    """How much of a question evidence must cover; each is explained in `data/thresholds.toml`."""

    record: float
    record_with_attribute: float
    tie: float
    sentence: float
    sentence_told: float
    sentence_english: float
    sentence_glossed: float
    also: float
    beside: float
    section: float
    alone: float
    nothing: float
    nearest: float
    defined: float
    exactly: float
    outright: float


@cache
def thresholds() -> Thresholds:
    """The calibrated thresholds."""
    return msgspec.convert(tomllib.loads((DATA / "thresholds.toml").read_text(encoding="utf-8")), Thresholds)


class Asked(Struct, frozen=True):
    """Answer by fields of records; `numbers` and `bodies` are what the question takes for true.

    `ambiguous` records are shown as what the question may mean. `also` are sentences that say what the records do not:
    the figure of another year, the date of a premise.
    """

    records: tuple[Record, ...]
    attributes: tuple[str, ...]
    years: tuple[int, ...] = ()
    text: str = ""
    numbers: tuple[str, ...] = ()
    bodies: tuple[Mentioned, ...] = ()
    truth: bool = False
    ambiguous: bool = False
    also: tuple[Passage, ...] = ()


class Sentences(Struct, frozen=True):
    """Answer by quoting these."""

    passages: tuple[Passage, ...]


class Decline(Struct, frozen=True):
    """Decline: `reason` names the fixed sentence; `near` is the nearest evidence there is."""

    reason: str
    missing: tuple[str, ...] = ()
    near: Passage | None = None
    record: Record | None = None
    year: int | None = None
    ordinal: int | None = None
    kind: str | None = None


class AskBack(Struct, frozen=True):
    """Ask which one is meant."""

    reason: str = "ask_back"


class AboutDocument(Struct, frozen=True):
    """Answer by the document's own title: what it is and which years it is for."""

    documents: tuple[str, ...] = ()


class StarNote(Struct, frozen=True):
    """Answer by the note that explains the star."""


Choice = Asked | Query | Sentences | Children | AboutDocument | StarNote | Decline | AskBack
