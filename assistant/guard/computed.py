"""What a sentence says that stands nowhere but can be done again: counts, sums, differences, lengths of time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from assistant.guard.arithmetic import arithmetic, said_as_change
from assistant.guard.counts import Counts
from assistant.guard.place import Place
from assistant.guard.quantity import Quantity
from assistant.guard.said import Said
from assistant.guard.stated import Stated
from assistant.guard.terms import terms
from assistant.judgement import Kind, Verdict

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


Judged = tuple[Kind, Verdict, str]


def computed(said: Said, stated: Sequence[Stated], place: Place) -> Judged:
    """A count, sum, difference or length of time that the evidence bears out when it is done again."""
    quantity = said.quantity
    if quantity.comparison is None:
        spelt = not quantity.written[:1].isdigit()  # 两项目标 are counted, 262家的目标 is a value
        value = called(said)
        moved = not spelt and (value or terms().particle.search(said.before))
        if not moved and _counts(place.text, quantity, place.counts):
            return "computed", "supported", "counted again"
        if not value and (why := arithmetic(said, stated)):
            return "computed", "supported", why
    if quantity.comparison == "about" and quantity.unit == "percent" and (why := arithmetic(said, stated)):
        return "computed", "supported", why
    if quantity.comparison is None and (why := _converted(said, stated)):
        return "computed", "supported", why
    return "number", "unsupported", "not computed from the evidence"


def called(said: Said) -> bool:
    """Whether the words beside a number say that it is a stated value: the base is 9.87, 2020年是…, 262家的目标."""
    known = terms()
    if said_as_change(said):
        return False
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
        if why := arithmetic(replace(said, quantity=other), stated):
            return f"in another unit {why}"
    return None


_CLAUSE = re.compile(r"[^，。；;]+")


def _among_figures(text: str, quantity: Quantity) -> bool:
    """Whether a number is one of several in a list, each with its thing: 支行26家、公司2家."""
    clause = next((m.group() for m in _CLAUSE.finditer(text) if m.start() <= quantity.start < m.end()), "")
    return "、" in clause and len(re.findall(r"\d+(?:\.\d+)?", clause)) > 1


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
        (set() if not spelt and _among_figures(text, quantity) else counts.listed)
        | (set() if bodies and counts.bodies else counts.items)
        | (counts.loose if spelt else set())
        | (counts.rows if rows or not bodies else set())
        | (counts.bodies if bodies or spelt or _MARK.match(text, places[0]) else set())
    )
    return quantity.value in fitting
