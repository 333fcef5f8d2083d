"""The phases of a document with their months and what is to be done in them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from assistant.answer import Citation
from assistant.views.citing import Name, Question, Quoted, Source
from corpus.model import Record
from corpus.text import trim


class Month(Struct, frozen=True, order=True):
    """A month of a year."""

    year: int
    month: int


class Phase(Struct, frozen=True):
    """One phase: `period` as written, its first and last month where it has dates, and its text."""

    ordinal: int | None
    name: Name
    period: str
    first: Month | None
    last: Month | None
    content: tuple[Quoted, ...]
    citation: Citation
    ask: Question

    @property
    def months(self) -> int | None:
        """How many months it lasts, both ends counted."""
        if self.first is None or self.last is None:
            return None
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


class Timeline(Struct, frozen=True):
    """The phases in the order of time; those without dates last."""

    phases: tuple[Phase, ...]

    @property
    def span(self) -> tuple[Month, Month] | None:
        """From the first month of any phase to the last."""
        firsts = [p.first for p in self.phases if p.first]
        lasts = [p.last for p in self.phases if p.last]
        return (min(firsts), max(lasts)) if firsts and lasts else None


def document_to_timeline(source: Source) -> Timeline:
    """Read the phases of a document as a view."""
    records = sorted(source.records("phase"), key=lambda r: (r.period is None, r.period or (0, 0)))
    return Timeline(tuple(_phase(source, r) for r in records))


def _phase(source: Source, record: Record) -> Phase:
    period = record.first("period")
    first, last = (Month(n // 12, n % 12 + 1) for n in record.period) if record.period else (None, None)
    return Phase(
        ordinal=record.ordinal,
        name=source.name(record.name),
        period=period.text if period else "",
        first=first,
        last=last,
        content=tuple(_content(source, record)),
        citation=source.cite_span(trim(source.document.text, record.name_span.cover(period.span)))
        if period and record.table is None
        else source.cite(record),
        ask=source.ask("suggest_field", record, "period" if period else "content"),
    )


def _content(source: Source, record: Record) -> Iterator[Quoted]:
    """The paragraphs under the phase's heading; where it has none, the words that tell of it."""
    document = source.document
    if record.section is not None:
        below = {s.id for s in document.sections if record.section in {p.id for p in document.path(s.id)}}
        yield from (source.quote(p.span) for p in document.paragraphs if p.section in below)
        return
    yield from (source.quote(f.span) for f in record.all("content"))
