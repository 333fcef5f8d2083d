"""The phases of a plan and their dates: as headings, named in a text beside their dates, or as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from corpus.genre import genre
from corpus.model import Cell, Field, Paragraph, Record, Section, Span, Table
from corpus.numbers import to_int
from corpus.text import squeeze, trim

_HALF = {"上": (1, 6), "下": (7, 12)}


class Dates(Struct, frozen=True):
    """Dates in a text: where they stand, and the months they span, counted from year 0 (2021*12+3 is April 2021).

    `ranged` dates have two ends; one date by itself is the month, half, quarter or year that it names.
    """

    span: Span
    months: tuple[int, int]
    ranged: bool


def find_dates(text: str, start: int, end: int) -> Iterator[Dates]:
    """The dates in a stretch of text, in order."""
    for match in genre().dates.finditer(text, start, end):
        first = _months(match, "", None)
        last = _months(match, "_to", int(match["year"])) if match["sep"] else first
        if first and last:
            yield Dates(Span(*match.span()), (first[0], last[1]), bool(match["sep"]))


def period_of(text: str) -> tuple[int, int] | None:
    """Dates such as "2021 年 4 月~2023 年 6 月" as months counted from year 0; None without two ends."""
    return next((d.months for d in find_dates(text, 0, len(text)) if d.ranged), None)


def _months(match: re.Match[str], which: str, year: int | None) -> tuple[int, int] | None:
    """The first and last month of one date of a match: of a month, a half, a quarter, or a whole year."""
    year = int(match[f"year{which}"]) if match[f"year{which}"] else year
    if year is None:
        return None
    if month := match[f"month{which}"]:
        first = last = int(month)
    elif half := match[f"half{which}"]:
        first, last = _HALF[half]
    elif quarter := match[f"quarter{which}"]:
        last = 3 * (to_int(quarter) or 1)
        first = last - 2
    else:
        first, last = 1, 12
    return (year * 12 + first - 1, year * 12 + last - 1) if 1 <= first <= last <= 12 else None


def sections_to_phases(
    document: str, text: str, sections: Sequence[Section], paragraphs: Sequence[Paragraph]
) -> tuple[Record, ...]:
    """Headings with dates, such as （一）筹划启动阶段（2021年1月~2021年3月）, or called a phase and opened by dates."""
    found = [(s, dates) for s in sections if (dates := _section_dates(text, s, paragraphs))]
    return tuple(
        Record(
            id=f"{document}/p{section.id}",
            document=document,
            kind="phase",
            ordinal=section.ordinal,
            name=re.sub(r"[（(].*?\d{4}.*$", "", squeeze(section.title)).strip("：:。"),
            name_span=section.span,
            span=section.body,
            fields=(Field("period", "", squeeze(dates.span.of(text)), dates.span),),
            section=section.id,
            period=dates.months,
        )
        for section, dates in found
    )


def _section_dates(text: str, section: Section, paragraphs: Sequence[Paragraph]) -> Dates | None:
    for dates in find_dates(text, section.span.start, section.span.end):
        if dates.ranged or text[: dates.span.start].rstrip().endswith(("（", "(")):
            return dates
    if not genre().phase_heading.search(section.title):
        return None
    opening = next((p for p in paragraphs if p.section == section.id), None)
    if opening is None:
        return None
    first = next(find_dates(text, opening.span.start, opening.sentences[0].end), None)
    return first if first and not text[opening.span.start : first.span.start].strip() else None


def paragraphs_to_phases(document: str, text: str, paragraphs: Sequence[Paragraph]) -> tuple[Record, ...]:
    """Phases that a text names with their dates, for a plan without headings for them."""
    found: list[Record] = []
    for paragraph in paragraphs:
        for i, sentence in enumerate(paragraph.sentences):
            named = [
                (name, dates)
                for dates in find_dates(text, sentence.start, sentence.end)
                if (name := _phase_name(text, sentence, dates))
            ]
            last = paragraph.span.end if i == 0 and len(named) == 1 else sentence.end
            ends = [*(min(n.start, d.span.start) for n, d in named[1:]), last]
            for (name, dates), end in zip(named, ends, strict=False):
                told = trim(text, Span(min(name.start, dates.span.start), end))
                found.append(_told_phase(document, text, len(found) + 1, name, dates, told))
    return tuple(found)


def _told_phase(document: str, text: str, number: int, name: Span, dates: Dates, told: Span) -> Record:
    return Record(
        id=f"{document}/q{number}",
        document=document,
        kind="phase",
        ordinal=number,
        name=squeeze(name.of(text)),
        name_span=told,
        span=told,
        fields=(
            Field("period", "", squeeze(dates.span.of(text)), dates.span),
            Field("content", "", squeeze(told.of(text)), told),
        ),
        period=dates.months,
    )


def _phase_name(text: str, sentence: Span, dates: Dates) -> Span | None:
    before = [m for m in genre().phase.finditer(text, sentence.start, dates.span.end) if m.end() == dates.span.start]
    if before:
        return Span(*before[-1].span(1))
    after = genre().phase_after.match(text, dates.span.end, sentence.end)
    return Span(*after.span(1)) if after else None


def rows_to_phases(text: str, records: Sequence[Record], tables: Sequence[Table]) -> tuple[Record, ...]:
    """The rows of a table of phases (阶段, 时间, 主要工作), each with the first dates in it, as phases."""
    timetables = {t.number: t for t in tables if t.columns and genre().phase_column.search(t.columns[0].title)}
    cells = {row.span: row.cells[0] for t in timetables.values() for row in t.rows}
    return tuple(_row_phase(text, r, cells.get(r.span)) if r.kind == "row" else r for r in records)


def _row_phase(text: str, record: Record, name: Cell | None) -> Record:
    dates = next(find_dates(text, record.span.start, record.span.end), None)
    if name is None or dates is None:
        return record
    told = trim(text, Span(max(name.span.end, dates.span.end), record.span.end))
    period = Field("period", "", squeeze(dates.span.of(text)), dates.span)
    content = Field("content", "", squeeze(told.of(text)).strip("| "), told)
    return replace(
        record, kind="phase", name=name.text, name_span=name.span, fields=(period, content), period=dates.months
    )
