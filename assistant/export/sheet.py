"""A table before it becomes a file."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Cell = str | int | Decimal | None


class Sheet(Struct, frozen=True):
    """A table with its title, its header and its rows, and lines that say where it comes from."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    provenance: tuple[str, ...]


def shown(cell: Cell) -> str:
    """A cell as text."""
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def harmless(text: str) -> str:
    """Text that a spreadsheet will not run: an apostrophe before what it would take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def printable(text: str) -> str:
    """Text without the characters that no office file can hold."""
    return _UNPRINTABLE.sub("", text)
