"""Table lines → tables: cells with positions, headers with roles, restarts joined, merged cells filled down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from corpus.cells import are_headers, cut, is_bare_year, left_out, role_of
from corpus.genre import genre
from corpus.model import Cell, Column, Row, Section, Span, Table
from corpus.numbers import to_int, years
from corpus.outline import Heading, TableLine, Text
from corpus.text import flat, key, squeeze, trim

_FILLED_ROLES = ("group", "ordinal")


def blocks_to_tables(
    text: str, body: Sequence[Heading | Text | TableLine], sections: Sequence[Section], start: int | None = None
) -> tuple[Table, ...]:
    """Every table of a document. A run of lines under a repeated header goes on with the table before it.

    `start` is the first year of the plan: figures of the years before it are what there is, the last year's the target.
    """
    tables: list[Table] = []
    for run, caption, before, notes in _runs(text, body):
        header, *rest = (line_to_row(text, line.span) for line in run)
        rows = [row for row in rest if _titles(row) != _titles(header)]
        last = tables[-1] if tables else None
        if last and _same_header(header, last):
            tables[-1] = _extended(last, rows, notes)
        elif last and not caption and len(header.cells) == len(last.columns) and not is_header(header):
            tables[-1] = _extended(last, [header, *rows], notes)
        elif rows and is_header(header):
            columns = _money_told(_years_told(header_to_columns(header, rows), start), f"{caption}{before}")
            section = _section_at(sections, run[0].span.start)
            tables.append(_extended(Table(len(tables) + 1, caption, section, columns, ()), rows, notes))
    return tuple(_filled_down(_grouped(t)) for t in tables)


def _runs(
    text: str, body: Sequence[Heading | Text | TableLine]
) -> Iterator[tuple[list[TableLine], str, str, tuple[Span, ...]]]:
    """Neighbouring table lines, the caption or paragraph before them and the notes after them."""
    run: list[TableLine] = []
    caption = before = told = ""
    for block, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(block, TableLine):
            caption = caption if run else before
            run.append(block)
            before = ""
        else:
            told = block.span.of(text)
            before = block.title if isinstance(block, Heading) else _as_caption(told)
        if run and not isinstance(following, TableLine):
            note = isinstance(following, Text) and genre().note.match(following.span.of(text))
            yield run, caption, told, (following.span,) if note and following else ()
            run = []


def _as_caption(paragraph: str) -> str:
    return paragraph if len(paragraph) <= genre().longest_title and not genre().note.match(paragraph) else ""


def line_to_row(text: str, span: Span) -> Row:
    """A line of a table, cut into cells."""
    return Row(span, tuple(_cell(text, Span(span.start + a, span.start + b)) for a, b in cut(span.of(text))))


def _cell(text: str, span: Span) -> Cell | None:
    inner = trim(text, span)
    written = inner.of(text)
    content = squeeze((flat(written) if "\n" in written else written).replace("<br>", " ").replace("**", ""))
    return Cell(content, inner) if content and not re.fullmatch(r"[—\-–/]+", content) else None


def is_header(row: Row) -> bool:
    """A header names the roles of at least two columns and holds no plain number."""
    return are_headers([c.text for c in row.cells if c])


def _same_header(row: Row, table: Table) -> bool:
    return _titles(row) == [key(c.title) for c in table.columns]


def _titles(row: Row) -> list[str]:
    return [key(c.text) if c else "" for c in row.cells]


def header_to_columns(header: Row, rows: Sequence[Row]) -> tuple[Column, ...]:
    """Give each column its role. A blank header after a named one is the second half of a merged header."""
    cells = list(header.cells)
    roles = [role_of(c.text) if c else "" for c in cells]
    for i, cell in enumerate(cells):
        if cell is None and not i and _all_ordinals(rows, i):
            roles[i] = "ordinal"
        elif cell is None and i and _all_ordinals(rows, i - 1):
            roles[i - 1], roles[i] = "ordinal", roles[i - 1]
    names = [i for i, role in enumerate(roles) if role in ("name", "group")]
    if "name" not in roles and "content" in roles:
        roles[roles.index("content")] = "name"
    elif names and "name" in (roles[i] for i in names):
        last = max(i for i in names if roles[i] == "name")
        roles = ["group" if i in names and i < last else role for i, role in enumerate(roles)]
    measured = sum(role in genre().measure_roles for role in roles)
    return tuple(_column(cell, role, bool(measured)) for cell, role in zip(cells, roles, strict=True))


def _years_told(columns: tuple[Column, ...], start: int | None) -> tuple[Column, ...]:
    """Bare years as headers: the last one before the plan's start is the base, the last of all the target."""
    roles = {c.role for c in columns}
    written = sorted(c.year for c in columns if c.role == "year" and c.year)
    planned = [y for y in written if y > start] if start else written if "base" in roles else []
    past = [y for y in written if start and y < start]
    told = dict.fromkeys(past[-1:] if "base" not in roles else [], "base")
    told |= dict.fromkeys(planned[-1:] if "target" not in roles else [], "target")
    return tuple(replace(c, role=told.get(c.year, "year")) if c.role == "year" and c.year else c for c in columns)


def _money_told(columns: tuple[Column, ...], before: str) -> tuple[Column, ...]:
    """Years as headers of a table of nothing but sums, whose unit stands before it (单位：亿元): money of each year."""
    unit = genre().unit_of_money.search(before)
    years_only = all(c.role in ("other", "ordinal", "name", "group") for c in columns)
    if not (unit and years_only):
        return columns
    return tuple(
        replace(c, role="amount", year=years(c.title)[0], unit=unit.group(1)) if is_bare_year(c.title) else c
        for c in columns
    )


def _all_ordinals(rows: Sequence[Row], column: int) -> bool:
    written = [r.cells[column] for r in rows if column < len(r.cells)]
    return any(written) and all(to_int(c.text) is not None for c in written if c)


def _column(cell: Cell | None, role: str, measured: bool) -> Column:
    title = cell.text if cell else ""
    named = years(title)
    unit = genre().unit_in_brackets.search(title)
    if named and measured and role in ("", "base", "target", "name", "group"):
        role = role if role in ("base", "target") else "year"
    if measured and role in ("responsible", "lead"):
        role = "monitor"
    known = unit and genre().unit_name.fullmatch(unit.group(1))
    return Column(title, role or "other", named[0] if named else None, unit.group(1) if unit and known else None)


def _extended(table: Table, rows: Sequence[Row], notes: tuple[Span, ...]) -> Table:
    width = len(table.columns)
    titles = [c.title for c in table.columns]
    whole = [(r, (None,) * left_out([c.text if c else "" for c in r.cells], titles) + r.cells) for r in rows]
    padded = [
        Row(r.span, cells if _is_category_row(r, width) else (cells + (None,) * width)[:width])
        for r, cells in whole
        if any(cells)
    ]
    return Table(
        table.number, table.caption, table.section, table.columns, (*table.rows, *padded), (*table.notes, *notes)
    )


def _is_category_row(row: Row, width: int) -> bool:
    return len(row.cells) == 1 and width > 2


def _grouped(table: Table) -> Table:
    """Rows under lines of their own (（一）平台工程) get a column that says so, in place of the lines."""
    width = len(table.columns)
    if not any(_is_category_row(r, width) for r in table.rows):
        return table
    rows: list[Row] = []
    group: Cell | None = None
    for row in table.rows:
        if _is_category_row(row, width):
            group = row.cells[0]
        else:
            rows.append(Row(row.span, (*row.cells, group)))
    columns = (*table.columns, Column("", "group", None, None))
    return Table(table.number, table.caption, table.section, columns, tuple(rows), table.notes)


def _filled_down(table: Table) -> Table:
    """A blank cell left of the name belongs to the merged cell above it, also across a restart."""
    rows: list[Row] = []
    above: list[Cell | None] = [None] * len(table.columns)
    for row in table.rows:
        cells = list(row.cells)
        for i, column in enumerate(table.columns):
            if column.role in _FILLED_ROLES and column.role != "ordinal" and cells[i] is None:
                cells[i] = above[i]
        above = cells
        rows.append(Row(row.span, tuple(cells)))
    return Table(table.number, table.caption, table.section, table.columns, tuple(rows), table.notes)


def _section_at(sections: Sequence[Section], position: int) -> int | None:
    inside = [s.id for s in sections if s.body.start <= position < s.body.end]
    return inside[-1] if inside else None
