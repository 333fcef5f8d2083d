"""Sums, differences, relative changes and lengths of time that a sentence says, done again from the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, combinations, islice, pairwise

from assistant.guard.quantities import text_to_quantities
from assistant.guard.quantity import Quantity
from assistant.guard.said import HARD, LOOSE, Said
from assistant.guard.stated import Stated
from assistant.guard.terms import terms

_MOST_PAIRS = 120
_FEW = 8  # numbers of evidence that is small enough for a change to be said anywhere in the sentence
_MOST_SUMMED = 6
_REACH = {True: 32, False: 10}  # characters around a number, English or Chinese, that say that it is a change


_UNIT = re.compile(r"(?:CNY|RMB) (?:10,000|100 million)$")  # as CNY 10,000 a person


def arithmetic(said: Said, stated: Sequence[Stated]) -> str | None:
    """What gives a number when it is done again from the evidence, or None."""
    quantity = said.quantity
    numbers = [s.quantity for s in stated if s.quantity.kind == "number"]
    distinct = list({(q.value, q.unit): q for q in numbers}.values())[:40]
    words = said.text if len(distinct) <= _FEW else f"{said.before} {quantity.written} {said.after}"
    near = words
    if not any(s.record for s in stated):  # two figures of running text are seldom of one thing
        reach = _REACH[said.before[-2:].isascii()]
        near = f"{said.before[-reach:]} {quantity.written} {said.after[:reach]}"
    # Points tell a difference by themselves.
    told = quantity.unit == "points" or terms().computed["difference"].search(near)
    if told and not terms().particle.search(said.before) and (why := _difference(said, distinct, stated)):
        return why
    if terms().computed["sum"].search(words) and (why := _sum(said, distinct, stated)):
        return why
    if quantity.unit in ("month", "year") and _length(quantity, stated):
        return "counted in the calendar"
    return None


def _difference(said: Said, numbers: list[Quantity], stated: Sequence[Stated]) -> str | None:
    quantity = said.quantity
    for a, b in _compared(said, numbers):
        if not _right_way(said, a, b, stated):
            continue
        if abs(a.value - b.value) == quantity.value and _difference_unit(quantity.unit, a.unit, b.unit):
            return f"the difference of {a.written.strip()} and {b.written.strip()}"
        if quantity.unit == "percent" and a.unit == b.unit not in HARD and _share(a.value, b.value, quantity):
            return f"the relative change between {a.written.strip()} and {b.written.strip()}"
    return None


def _sum(said: Said, numbers: list[Quantity], stated: Sequence[Stated]) -> str | None:
    """Of what the sentence itself says before, or of numbers of the evidence: those it names, or those of rows."""
    quantity = said.quantity
    before = [q for q in said.earlier if q.unit == quantity.unit]
    rows = len({s.record for s in stated if s.record}) > 1
    named = {q.value for q in text_to_quantities(said.text)}
    summed = [q for q in numbers if q.unit == quantity.unit and (rows or q.value in named)][:_MOST_SUMMED]
    groups = (g for size in (2, 3, 4) for g in islice(combinations(summed, size), _MOST_PAIRS))
    for group in chain((before,) if len(before) > 1 else (), groups):
        if sum(q.value for q in group) == quantity.value:
            return "the sum of " + ", ".join(q.written.strip() for q in group)
    return None


def _compared(said: Said, numbers: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """The pairs that may be compared; where the sentence names some of the numbers, pairs with one of these."""
    mine = said.quantity
    others = (q for q in text_to_quantities(said.text) if q.kind == "number" and q.start != mine.start)
    named = {q.value for q in others if q.unit == mine.unit and not _UNIT.search(said.text, 0, q.end)}
    pairs = list(combinations(numbers, 2))
    close = [(a, b) for a, b in pairs if a.value in named or b.value in named]
    return (close or pairs)[:_MOST_PAIRS]


_WAY = re.compile(
    r"(?: (?!more|higher|above|less|fewer|lower|below)[a-z-]+){0,3}? "
    r"(?:(?P<up>more|higher|above)|less|fewer|lower|below)\b"
    r"(?:(?:[^,;.]{0,60}?) than)?(?P<than>[^,;.]{0,40})"
)


_WAY_BEFORE = re.compile(
    r"(?:比|较|相比)(?P<than>[^，。；;]{0,20}?)(?:(?P<up>多|高|增加|增长|提高|提升|上升|净增)|少|低|减少|下降|降低)"
    r"[了出约有]{0,2}\s?$"
)


_CHANGE_IS = re.compile(
    r"(?:\b(?:gap|difference|distance|change|increase|decrease|rise|drop)\b|差距|相差|差额|增量|增幅|降幅)[^,，;；.。]*$",
    re.IGNORECASE,
)


def said_as_change(said: Said) -> bool:
    """Whether the words right beside a number say that it is a change: 0.32 points lower than; the gap is 355."""
    return bool(_WAY.match(said.text, said.quantity.end) or _CHANGE_IS.search(said.before))


def _right_way(said: Said, a: Quantity, b: Quantity, stated: Sequence[Stated]) -> bool:
    """Whether a difference goes the way that is said: 355 more than in 2020, where the target is above the base."""
    way = _WAY.match(said.text, said.quantity.end) or _WAY_BEFORE.search(said.text, 0, said.quantity.start)
    held = {
        s.attribute: s for s in stated if s.attribute in ("base", "target") and s.quantity.value in (a.value, b.value)
    }
    if not way or {"base", "target"} - {*held}:
        return True
    base, target = held["base"], held["target"]
    from_target = any(str(y) in way["than"] for y in target.years - base.years) or any(
        terms().attribute_of[m.group().lower()] == "target" for m in terms().attribute.finditer(way["than"])
    )
    return bool(way["up"]) == ((target.quantity.value > base.quantity.value) != from_target)


def _difference_unit(unit: str | None, a: str | None, b: str | None) -> bool:
    if a != b:
        return False
    if a == "percent":
        return unit == "points"
    return (
        unit == a
        or (unit is None and a not in HARD)
        or (
            unit in terms().counting
            and ((a is None and unit in LOOSE) or (a in terms().counting and (unit == "any" or a == "any")))
        )
    )


def _share(a: Decimal, b: Decimal, quantity: Quantity) -> bool:
    low, high = sorted((a, b))
    if low <= 0:
        return False
    places = max(0, -int(quantity.value.as_tuple().exponent))
    return any(round((high - low) / base * 100, places) == round(quantity.value, places) for base in (low, high))


def _length(quantity: Quantity, stated: Sequence[Stated]) -> bool:
    if quantity.value != int(quantity.value):
        return False
    dates = [int(s.quantity.value) for s in stated if s.quantity.kind == "date" and s.quantity.value > 190000]
    years = [int(s.quantity.value) for s in stated if s.quantity.kind == "year"]
    months = {abs((b // 100 - a // 100) * 12 + b % 100 - a % 100) + 1 for a, b in pairwise(dates)}
    if quantity.unit == "month":
        return int(quantity.value) in months
    spans = {abs(a - b) + extra for a in years for b in years if a != b for extra in (0, 1)}
    return int(quantity.value) in spans or int(quantity.value) * 12 in months
