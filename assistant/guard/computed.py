"""What a sentence says that stands nowhere but can be done again: counts, sums, differences, lengths of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from msgspec import Struct
from msgspec.structs import replace

from assistant.guard.counts import Counts
from assistant.guard.evidence import Stated
from assistant.guard.place import Place
from assistant.guard.quantities import Quantity, text_to_quantities
from assistant.guard.terms import terms
from assistant.judgement import Kind, Verdict

LOOSE = ("any", "piece", "year", "month", "day")
HARD = ("percent", "points", "permille")
_MOST_PAIRS = 120
_FEW = 8  # numbers of evidence that is small enough for a change to be said anywhere in the sentence
_MOST_SUMMED = 6
_SOME = r"\s?(?:[a-z'’-]+\s){0,3}"
_ROW = re.compile(
    rf"项|个|笔|条|类|种|大|{_SOME}"
    rf"(?:tasks?|indicators?|phases?|stages?|items?|groups?|categor|zones?|times|of them|in all|in total|altogether)",
    re.IGNORECASE,
)
_BODY = re.compile(
    rf"家|个|名|所|位|{_SOME}"
    rf"(?:units?|bodies|body|departments?|bureaus?|offices?|agenc|organi[sz]ations?|entities|institutions?|lead|cooperat|monitor)",
    re.IGNORECASE,
)
# A number before these counts what was spoken of.
_UNNAMED = re.compile(
    r"\s?(?:$|[)）,，.。;；:]|(?:and|or|are|is|have|has|do|does|did|were|was|lead|of)\b|[\u3400-\u9fff])"
)
_MARK = re.compile(r"\s?(?:$|[)）,，.。;；:])")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)年?")
_IS = re.compile(
    r"[的底末\s]*(?:数值|值|数|figure|value|level)?\s?"
    r"(?:[为是达到约:：=（(]*|(?:is|was|are|were|of|at|stands at|stood at)?)\s?(?:CNY )?",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(r"(?:\s[a-z-]+){0,3}\s(?:by|in)\s20\d\d", re.IGNORECASE)
_OF_IT = re.compile(r"的?|\s(?:as the\s)?|\s?-\s(?:20\d\d\s)?(?:the\s)?")


class Said(Struct, frozen=True):
    """A quantity as a sentence says it: the words that are its own, the text without names, the attributes in it.

    `alone` where no number stands elsewhere in the text; `earlier` are the supported numbers before it.
    """

    before: str
    quantity: Quantity
    after: str
    text: str
    attributes: frozenset[str]
    alone: bool
    earlier: tuple[Quantity, ...] = ()


Judged = tuple[Kind, Verdict, str]


def computed(said: Said, stated: Sequence[Stated], place: Place) -> Judged:
    """A count, sum, difference or length of time that the evidence bears out when it is done again."""
    quantity = said.quantity
    if quantity.comparison is None and not called(said):
        moved = quantity.written[:1].isdigit() and terms().particle.search(said.before)
        if not moved and _counts(place.text, quantity, place.counts):
            return "computed", "supported", "counted again"
        why = _arithmetic(said, stated)
        if why:
            return "computed", "supported", why
    if quantity.comparison == "about" and quantity.unit == "percent" and (why := _arithmetic(said, stated)):
        return "computed", "supported", why
    if quantity.comparison is None and (why := _converted(said, stated)):
        return "computed", "supported", why
    return "number", "unsupported", "not computed from the evidence"


def called(said: Said) -> bool:
    """Whether the words beside a number say that it is a stated value: the base is 9.87, 2020年是…, 262家的目标."""
    known = terms()
    last = max((m.end() for p in (known.attribute, _YEAR) for m in p.finditer(said.before)), default=None)
    behind = _OF_IT.match(said.text, said.quantity.end)
    dated = _OF_YEAR.match(said.text, said.quantity.end)
    if dated and not known.computed["difference"].search(said.before + dated.group()):
        return True
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


def _counts(text: str, quantity: Quantity, counts: Counts) -> bool:
    """Whether counting gives the number, for the noun behind it."""
    if quantity.unit not in (None, "times", *terms().counting) or quantity.unit == "person":
        return False
    figure = re.match(r"[\d,]+|[^\s\d]+", quantity.written)
    places = (quantity.start + (figure.end() if figure else 1), quantity.start + 1)
    rows, bodies = (any(noun.match(text, at) for at in places) for noun in (_ROW, _BODY))
    spelt = not quantity.written[:1].isdigit()  # 9 third prizes are no tasks or bodies; three strands may be
    if not (rows or bodies or spelt or (quantity.unit is None and _UNNAMED.match(text, places[0]))):
        return False
    fitting = (
        counts.listed
        | (counts.loose if spelt else set())
        | (counts.rows if rows or not bodies else set())
        | (counts.bodies if bodies or spelt or _MARK.match(text, places[0]) else set())
    )
    return quantity.value in fitting


def _arithmetic(said: Said, stated: Sequence[Stated]) -> str | None:
    quantity = said.quantity
    known = terms()
    numbers = [s.quantity for s in stated if s.quantity.kind == "number"]
    distinct = list({(q.value, q.unit): q for q in numbers}.values())[:40]
    words = said.text if len(distinct) <= _FEW else f"{said.before} {said.quantity.written} {said.after}"
    told = quantity.unit == "points" or known.computed["difference"].search(
        words
    )  # points tell a difference by themselves
    if told and not known.particle.search(said.before):
        for a, b in _compared(said, distinct):
            if not _right_way(said, a, b, stated):
                continue
            if abs(a.value - b.value) == quantity.value and _difference_unit(quantity.unit, a.unit, b.unit):
                return f"the difference of {a.written.strip()} and {b.written.strip()}"
            if quantity.unit == "percent" and a.unit == b.unit not in HARD and _share(a.value, b.value, quantity):
                return f"the relative change between {a.written.strip()} and {b.written.strip()}"
    if known.computed["sum"].search(words):
        before = [q for q in said.earlier if q.unit == quantity.unit]
        if len(before) > 1 and sum(q.value for q in before) == quantity.value:
            return "the sum of " + ", ".join(q.written.strip() for q in before)
        rows = len({s.record for s in stated if s.record}) > 1
        named = {q.value for q in text_to_quantities(said.text)}
        summed = [q for q in distinct if q.unit == quantity.unit and (rows or q.value in named)][:_MOST_SUMMED]
        for size in (2, 3, 4):
            for group in list(combinations(summed, size))[:_MOST_PAIRS]:
                if sum(q.value for q in group) == quantity.value:
                    return "the sum of " + ", ".join(q.written.strip() for q in group)
    if quantity.unit in ("month", "year") and _length(quantity, stated):
        return "counted in the calendar"
    return None


def _compared(said: Said, numbers: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """The pairs that may be compared; where the sentence names some of the numbers, pairs with one of these."""
    mine = said.quantity
    others = (q for q in text_to_quantities(said.text) if q.kind == "number" and q.start != mine.start)
    named = {q.value for q in others if q.unit == mine.unit}
    pairs = list(combinations(numbers, 2))
    close = [(a, b) for a, b in pairs if a.value in named or b.value in named]
    return (close or pairs)[:_MOST_PAIRS]


_WAY = re.compile(
    r"(?: (?!more|higher|above|less|fewer|lower|below)[a-z-]+){0,3}? "
    r"(?:(?P<up>more|higher|above)|less|fewer|lower|below)\b"
    r"(?: than)?(?P<than>[^,;.]{0,40})"
)


def _right_way(said: Said, a: Quantity, b: Quantity, stated: Sequence[Stated]) -> bool:
    """Whether a difference goes the way that is said: 355 more than in 2020, where the target is above the base."""
    way = _WAY.match(said.text, said.quantity.end)
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
