"""Where a citation points: the table cell under it, its address, and the wording of the place."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from msgspec import Struct

from assistant.answer import Citation
from assistant.web.words import Word, words
from corpus.model import Document, Row, Span, Table
from corpus.text import key

_NUMBER = re.compile(
    r"\s*(?:(?P<annex>附件|附录|附表)\s*(?P<annexed>[0-9０-９一二三四五六七八九十]*)"
    r"|(?P<chapter>第[0-9一二三四五六七八九十百]+(?:部分|[编章节条款]))"
    r"|(?P<part>[一二三四五六七八九十百]+)、"
    r"|(?P<inner>[（(][^（()）]{1,4}[）)]|\d{1,3}[.．、]))"
)


class Light(Struct, frozen=True):
    """What is lit in a source: these characters and, in a table row, the cell under this column title."""

    span: Span
    column: str | None = None


class CitedCell(Struct, frozen=True):
    """A cited table cell: its column, its own span, and the name of its row."""

    column: str
    span: Span
    row: str


def row_at(document: Document, span: Span) -> tuple[Table, Row] | None:
    """The table row that a span lies in."""
    for table in document.tables:
        for row in table.rows:
            if row.span.start <= span.start and span.end <= row.span.end:
                return table, row
    return None


def cell_at(document: Document, light: Light) -> CitedCell | None:
    """The cell that a light singles out in its row."""
    found = row_at(document, light.span)
    if found is None or not light.column:
        return None
    table, row = found
    for column, cell in zip(table.columns, row.cells, strict=True):
        if cell and key(column.title) == key(light.column) and row.span.start <= cell.span.start:
            return CitedCell(column.title, cell.span, row_name(table, row))
    return None


def row_cells(document: Document, span: Span) -> list[tuple[str, Span]]:
    """Column title and span of each cell that stands in the row."""
    found = row_at(document, span)
    if found is None:
        return []
    table, row = found
    pairs = zip(table.columns, row.cells, strict=True)
    return [(column.title, cell.span) for column, cell in pairs if cell and row.span.start <= cell.span.start]


def row_name(table: Table, row: Row) -> str:
    """The name in a row, "" where the table has no column of names."""
    names = [c.text for column, c in zip(table.columns, row.cells, strict=True) if c and column.role == "name"]
    return names[0] if names else ""


def address(citation: Citation) -> str:
    """The address of the cited characters, relative to the chat."""
    column = {"column": citation.cell.column} if citation.cell else {}
    query = urlencode({"start": citation.start, "end": citation.end, **column})
    return f"source/{quote(citation.document, safe='')}?{query}#L{citation.lines[0]}"


def spaced(title: str) -> str:
    """A section title with its annex number set apart: "附件 2某市…" → "附件2 某市…"."""
    return re.sub(r"^(附件|附录|附表)\s*([0-9０-９一二三四五六七八九十]+)\s*", r"\1\2 ", title)


def position(citation: Citation) -> Word:
    """Lines, and the page where it is known."""
    first, last = citation.lines
    found = words()["line" if first == last else "lines"].filled(first=first, last=last)
    if citation.page is None:
        return found
    page = words()["page"].filled(page=citation.page)
    return Word(f"{page.zh}，{found.zh}", f"{page.en}, {found.en}")


def official_place(citation: Citation) -> str:
    """《title》 and the place in the numbering of official documents: 附件2第17项, 第四部分（一）3（2）."""
    parts = "".join(_number(title, outermost=i == 0) for i, title in enumerate(citation.section))
    row = citation.cell.row if citation.cell else ""
    item = f"第{row}项" if row.isdigit() else f"“{row}”" if row else ""
    return f"《{citation.title.strip('《》')}》{parts}{item}"


def _number(title: str, outermost: bool) -> str:
    match = _NUMBER.match(title)
    if not match:
        return "" if not outermost else f"“{title}”"
    if match["annex"]:
        return f"{match['annex']}{match['annexed']}"
    if match["part"]:
        return f"第{match['part']}部分"
    return match["chapter"] or match["inner"].rstrip(".．、")


def official_quotation(citation: Citation, quoted: str) -> str:
    """A citation as officials write it: place and words."""
    return f"{official_place(citation)}：“{quoted}”"
