"""A table as an Excel workbook: numbers as numbers, the header in view, a second sheet with the provenance."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from itertools import zip_longest
from typing import Any
from unicodedata import east_asian_width

from assistant.export.archive import timeless
from assistant.export.sheet import Cell, Sheet, printable, shown

_WIDEST, _NARROWEST = 60, 6
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")


def sheet_to_xlsx(sheet: Sheet, provenance_name: str) -> bytes:
    """The table on the first sheet; text that looks like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    book = Workbook()
    table = book.active
    table.title = _sheet_name(sheet.title)
    for number, row in enumerate((sheet.header, *sheet.rows), start=1):
        for column, value in enumerate(row, start=1):
            _write(table.cell(number, column), value)
            table.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
    for head in table[1]:
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E9F0F8")
    table.freeze_panes = "A2"
    table.auto_filter.ref = table.dimensions
    for width, column in zip(_widths(sheet), table.columns, strict=True):
        table.column_dimensions[column[0].column_letter].width = width
    origin = book.create_sheet(_sheet_name(provenance_name))
    for number, line in enumerate((sheet.title, *sheet.provenance), start=1):
        _write(origin.cell(number, 1), line)
    origin.column_dimensions["A"].width = 100
    written = io.BytesIO()
    book.save(written)
    return timeless(written.getvalue())


def _sheet_name(title: str) -> str:
    return _FORBIDDEN.sub(" ", printable(title))[:_LONGEST_NAME]


def _write(place: Any, value: Cell) -> None:
    """Put a value into a cell, text always as text."""
    if isinstance(value, str):
        place.value = printable(value)
        place.data_type = "s"
    else:
        place.value = value
        if isinstance(value, Decimal) and "." in shown(value):
            place.number_format = "0." + "0" * len(shown(value).split(".")[1])


def _widths(sheet: Sheet) -> list[int]:
    """Wide enough for the longest cell of each column, Chinese characters counted double, within bounds."""
    columns = zip_longest(sheet.header, *sheet.rows)
    return [max(_NARROWEST, min(_WIDEST, max(map(_width, column)) + 2)) for column in columns]


def _width(cell: str | int | Decimal | None) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in shown(cell))
