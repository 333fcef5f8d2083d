"""Which numbers of the evidence a number of a draft may be: those whose unit fits, and those it is rounded from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from assistant.guard.quantity import Quantity
from assistant.guard.said import HARD, LOOSE
from assistant.guard.stated import Stated
from assistant.guard.terms import terms

_RANGE = re.compile(r"\s?[-~至到]\s?$|\s?(?:to|and|or|-|~|至|到|、|和|或)\s?\d")
_ROUNDING = {"about": ROUND_HALF_UP, "near": ROUND_CEILING, "over": ROUND_FLOOR}
_CLOSE = Decimal("0.03")  # of the value, what rounding may take or add


def same_unit(quantity: Quantity, same: Sequence[Stated], text: str) -> list[Stated]:
    """Those whose unit fits; evidence that says no unit counts only where no other says one."""
    said = [s for s in same if s.quantity.unit]
    if quantity.unit is None and quantity.value == 0:
        return list(same)  # nought is nought in any unit
    if quantity.unit is None:
        soft = [s for s in same if s.quantity.unit not in HARD]
        if not soft and _RANGE.match(text, quantity.end):
            return list(same)
        return soft
    if quantity.unit == "piece" and not said:
        return list(same)
    fitting = [s for s in said if fits(quantity.unit, s.quantity.unit or "")]
    if fitting or said:
        return fitting
    return [s for s in same if quantity.unit in LOOSE]


def fits(draft: str, evidence: str) -> bool:
    """Whether two units may be said of one thing."""
    counting = terms().counting
    return draft == evidence or (draft in counting and evidence in counting and "any" in (draft, evidence))


def rounded(quantity: Quantity, stated: Quantity) -> bool:
    """Whether a number is said to be about, nearly or over what the evidence has in more digits: about 415 for 414.8.

    It has to be the rounded value itself, up or down as the word says, and within 3 % of it.
    """
    way = _ROUNDING.get(quantity.comparison or "")
    if not way or stated.kind != "number" or quantity.value <= 0:
        return False
    if stated.comparison and (quantity.comparison, stated.comparison) != ("about", "about"):
        return False
    step = Decimal(10) ** int(quantity.value.normalize().as_tuple().exponent)
    whole = (stated.value / step).to_integral_value(way) * step
    return whole == quantity.value != stated.value and abs(quantity.value - stated.value) <= _CLOSE * stated.value
