"""A number in a text, with its unit and comparison."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

QuantityKind = Literal["number", "year", "date", "ordinal"]


class Quantity(Struct, frozen=True):
    """A number in a text. `value` is scaled (1900万 is 19000000); a date's is year × 100 + month, year 0 if unsaid.

    `unit` is a family of `guard.toml`, of a date its day where one is said; `comparison` a class of it; `plain` the
    number before it was scaled.
    """

    kind: QuantityKind
    value: Decimal
    start: int
    end: int
    written: str
    unit: str | None = None
    comparison: str | None = None
    plain: Decimal | None = None
