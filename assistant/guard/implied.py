"""Quantities that a text has without writing them as such: the base of a rate, the shares that a ratio gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.guard.quantities import text_to_quantities
from assistant.guard.quantity import Quantity

_PER = re.compile(r"(?<=[每/])(?:[十百千]?万|百|千|亿)(?=[人名家户件个元亩])")
_RATIO = re.compile(r"(?<![\d.:])\d{1,3}(?:\.\d{1,4})?(?::\d{1,3}(?:\.\d{1,4})?){1,5}(?![\d.:])")
_WHOLE = (Decimal("99.8"), Decimal("100.2"))  # shares are rounded


def implied(text: str) -> Iterator[Quantity]:
    """每万名 has 10,000 persons; 8.6:41.6:49.8, which comes to a hundred, has 8.6 %, 41.6 % and 49.8 %."""
    for match in _PER.finditer(text):
        for quantity in text_to_quantities(f"1{text[match.start() : match.end() + 1]}"):
            yield Quantity("number", quantity.value, match.start(), match.end(), match.group(), quantity.unit)
    for match in _RATIO.finditer(text):
        parts = match.group().split(":")
        if _WHOLE[0] <= sum(map(Decimal, parts)) <= _WHOLE[1]:
            for part in parts:
                yield Quantity("number", Decimal(part), match.start(), match.end(), part, "percent")
