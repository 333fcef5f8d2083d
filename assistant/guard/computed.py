"""What a sentence says that stands nowhere but can be done again: counts, sums, differences, lengths of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from msgspec import Struct
from msgspec.structs import replace

from assistant.guard.evidence import Stated
from assistant.guard.place import Place
from assistant.guard.quantities import Quantity
from assistant.guard.terms import terms
from assistant.judgement import Kind, Verdict

LOOSE = ("any", "piece", "year", "month", "day")
HARD = ("percent", "points", "permille")
_MOST_PAIRS = 120
_MOST_SUMMED = 6
_COUNTED = re.compile(
    r"项|个|家|类|条|种|名|大|所|位|\s?(?:[a-z'’-]+\s){0,3}(?:tasks?|indicators?|units?|bodies|body|departments?|bureaus?|"
    r"agenc|phases?|stages?|items?|groups?|categor|organi[sz]ations?|entities|institutions?|lead|cooperat|monitor|"
    r"zones?|times|of them|in all|in total|altogether)",
    re.IGNORECASE,
)


_UNNAMED = re.compile(r"\s?(?:$|[^\w\s]|(?:and|or|are|is|have|has|do|does|did|were|was|lead|of)\b|[\u3400-\u9fff])")


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)年?")
_IS = re.compile(r"[的底末\s]*(?:数值|值|数|figure|value|level)?\s?(?:[为是达到约:：=（(]*|(?:is|was|are|were|of|at|stands at|stood at)?)\s?(?:CNY )?", re.IGNORECASE)
_OF_IT = re.compile(r"的?|\s(?:as the\s)?")


class Said(Struct, frozen=True):
    """A quantity as a sentence says it: the words that are its own, the text without names, the attributes in it.

    `alone` where the text has no other number.
    """

    before: str
    quantity: Quantity
    after: str
    text: str
    attributes: frozenset[str]
    alone: bool


Judged = tuple[Kind, Verdict, str]


def computed(said: Said, stated: Sequence[Stated], place: Place) -> Judged:
    """A count, sum, difference or length of time that the evidence bears out when it is done again."""
    quantity = said.quantity
    if quantity.comparison is None:
        count = quantity.value
        if count == int(count) and int(count) in place.counts and _counts(place.text, quantity):
            return "computed", "supported", "counted again"
        why = _converted(said, stated) or (None if called(said) else _arithmetic(said, stated))
        if why:
            return "computed", "supported", why
    return "number", "unsupported", "not computed from the evidence"


def called(said: Said) -> bool:
    """Whether the words beside a number say that it is a stated value: the base is 9.87, 2020年是…, 262家的目标."""
    known = terms()
    last = max((m.end() for p in (known.attribute, _YEAR) for m in p.finditer(said.before)), default=None)
    behind = _OF_IT.match(said.text, said.quantity.end)
    return (last is not None and bool(_IS.fullmatch(said.before[last:]))) or bool(
        behind and known.attribute.match(said.text, behind.end())
    )


def _converted(said: Said, stated: Sequence[Stated]) -> str | None:
    """Whether the evidence has it in a larger or smaller unit, or bears it out in one: 0.02 tonnes are 20 kilograms."""
    for (large, small), times in terms().conversions.items():
        value, unit = said.quantity.value, said.quantity.unit
        if unit not in (large, small) or not value:
            continue
        there = value / times if unit == small else value * times
        other = replace(said.quantity, value=there, unit=large if unit == small else small)
        if any((q := s.quantity).kind == "number" and (q.value, q.unit) == (there, other.unit) for s in stated):
            return "the same in another unit"
        if why := _arithmetic(replace(said, quantity=other), stated):
            return f"in another unit {why}"
    return None


def _counts(text: str, quantity: Quantity) -> bool:
    number_end = quantity.start + len(re.match(r"[\d,]+|[^\s\d]+", quantity.written + " ").group().strip())  # type: ignore[union-attr]
    if quantity.unit is not None and (quantity.unit not in (*terms().counting, "times") or quantity.unit == "person"):
        return False
    if quantity.unit is None and quantity.written[:1].isdigit():  # 9 third prizes are no tasks, bodies or zones
        return bool(_COUNTED.match(text, number_end) or _UNNAMED.match(text, number_end))
    return True


def _arithmetic(said: Said, stated: Sequence[Stated]) -> str | None:
    quantity, words = said.quantity, said.text
    known = terms()
    numbers = [s.quantity for s in stated if s.quantity.kind == "number"]
    distinct = list({(q.value, q.unit): q for q in numbers}.values())[:40]
    if known.computed["difference"].search(words) and not known.particle.search(said.before):
        for a, b in list(combinations(distinct, 2))[:_MOST_PAIRS]:
            if abs(a.value - b.value) == quantity.value and _difference_unit(quantity.unit, a.unit, b.unit):
                return f"the difference of {a.written.strip()} and {b.written.strip()}"
            if quantity.unit == "percent" and _share(a.value, b.value, quantity):
                return f"the relative change between {a.written.strip()} and {b.written.strip()}"
    if known.computed["sum"].search(words) and len(distinct) <= _MOST_SUMMED:
        for size in (2, 3, 4):
            for group in list(combinations(distinct, size))[:_MOST_PAIRS]:
                if sum(q.value for q in group) == quantity.value and {q.unit for q in group} == {quantity.unit}:
                    return "the sum of " + ", ".join(q.written.strip() for q in group)
    if quantity.unit in ("month", "year") and _length(quantity, stated):
        return "counted in the calendar"
    return None


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
    dates = [int(s.quantity.value) for s in stated if s.quantity.kind == "date" and s.quantity.value > 190000]
    years = [int(s.quantity.value) for s in stated if s.quantity.kind == "year"]
    months = {abs((b // 100 - a // 100) * 12 + b % 100 - a % 100) + 1 for a, b in pairwise(dates)}
    if quantity.unit == "month":
        return int(quantity.value) in months
    spans = {abs(a - b) + extra for a in years for b in years if a != b for extra in (0, 1)}
    return int(quantity.value) in spans or int(quantity.value) * 12 in months
