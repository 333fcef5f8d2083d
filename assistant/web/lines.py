"""A document's lines, each with the kind of thing it is, for pages that show the source as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from corpus.cells import cut, is_marked, is_spaced_header
from corpus.model import Document, Span
from corpus.text import line_of, trim

LEADER = re.compile(r"^(.*?)\s*(?:[.．·…]{3,}|\t)\s*(\d{1,4})\s*$")


class Line(Struct, frozen=True):
    """A line that is not blank; `block` is the same for the lines of one heading, paragraph or table run.

    `kind` is heading, text, contents (a line of the table of contents), row, or header (a line above a table's rows).
    """

    number: int
    span: Span
    kind: str
    block: tuple[str, int]


class _Places(Struct, frozen=True):
    """What stands on a line, by its number."""

    rows: frozenset[int]
    headings: Mapping[int, int]
    paragraphs: Mapping[int, int]


def document_to_lines(document: Document) -> list[Line]:
    """The lines that are not blank; the halves of a paragraph that a page end cut share a block."""
    places = _Places(
        frozenset(n for t in document.tables for r in t.rows for n in lines_under(document, r.span)),
        {n: i for i, s in enumerate(document.sections) for n in lines_under(document, s.span)},
        {n: i for i, p in enumerate(document.paragraphs) for n in lines_under(document, p.span)},
    )
    spans = [
        trim(document.text, Span(start, end), "\r\n") for start, end in pairwise([*document.lines, len(document.text)])
    ]
    found: list[Line] = []
    for number, span in enumerate(spans, start=1):
        if span.of(document.text).strip():
            found.append(_line(document, number, spans, places, found[-1] if found else None))
    return found


def _line(document: Document, number: int, spans: Sequence[Span], places: _Places, before: Line | None) -> Line:
    span = spans[number - 1]
    written = span.of(document.text)
    if number in places.rows or (_is_table_line(written) and _leads_to_row(document, number, spans, places.rows)):
        joined = before is not None and before.block[0] == "table" and before.number == number - 1
        block = before.block if before and joined else ("table", number)
        return Line(number, span, "row" if number in places.rows else "header", block)
    heading = places.headings.get(number)
    if heading is not None and not _goes_on(document, heading, span):
        return Line(number, span, "heading", ("heading", heading))
    paragraph = places.paragraphs.get(number)
    if paragraph is not None:
        return Line(number, span, "text", ("text", paragraph))
    return Line(number, span, "contents" if LEADER.match(written) else "text", ("line", number))


def cells_of(text: str, line: Span) -> list[Span]:
    """The cells of a table line as they stand, dashes for "no value" included; an empty cell is an empty span."""
    return [trim(text, Span(line.start + a, line.start + b)) for a, b in cut(line.of(text))]


def lines_under(document: Document, span: Span) -> range:
    """The numbers of the lines that a span touches."""
    return range(line_of(document.lines, span.start), line_of(document.lines, max(span.start, span.end - 1)) + 1)


def _is_table_line(written: str) -> bool:
    return is_marked(written) or is_spaced_header(written)


def _leads_to_row(document: Document, number: int, spans: Sequence[Span], rows: frozenset[int]) -> bool:
    """Whether a table line is followed by a row with only table lines between."""
    for following in range(number + 1, len(spans) + 1):
        if following in rows:
            return True
        if not _is_table_line(spans[following - 1].of(document.text)):
            return False
    return False


def _goes_on(document: Document, heading: int, line: Span) -> bool:
    """Whether text follows a heading on its line."""
    end = document.sections[heading].span.end
    return line.start < end < line.end and bool(document.text[end : line.end].strip())
