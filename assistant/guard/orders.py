"""Whether values and dates stand in the order that a sentence says: above, below, rising, falling, from, to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.guard.place import Place
from assistant.guard.quantity import Quantity
from assistant.judgement import Claim

_HIGHER = re.compile(
    r"(?:高于|多于|高出|大于|more than|higher than|above|up from)[^\d,;]{0,12}(?:20\d\d年的?)?$", re.IGNORECASE
)
_LOWER = re.compile(
    r"(?:低于|少于|小于|less than|lower than|below|down from)[^\d,;]{0,12}(?:20\d\d年的?)?$", re.IGNORECASE
)


def order_claims(
    place: Place, quantities: Sequence[Quantity], numbers: tuple[int, ...], there: set[Decimal]
) -> Iterator[Claim]:
    """Whether the first of two values is on the side of the second that a sentence says: 1.45%，低于2020年的1.77%.

    A period that ends before it begins is no period.
    """
    for one, other in pairwise([q for q in quantities if q.kind in ("date", "year")]):
        if one.kind == other.kind and one.value == other.value and _TWICE.fullmatch(place.text, one.end, other.start):
            yield Claim(place.sentence, "date", one.written, "contradicted", "the same twice is no two", numbers)
        ranged = _RANGE_BETWEEN.fullmatch(place.text, one.end, other.start)
        if ranged and one.kind == other.kind and one.value > other.value > 100:
            yield Claim(
                place.sentence, "date", f"{one.written}-{other.written}", "contradicted",
                "the period ends before it begins", numbers,
            )  # fmt: skip
    values = [q for q in quantities if q.kind == "number"]
    for one, other in pairwise(values):
        if one.unit == other.unit and _moves_wrongly(place.text, one, other):
            yield Claim(
                place.sentence, "comparison", f"{one.written} … {other.written}".strip(), "contradicted",
                "the values move the other way", numbers,
            )  # fmt: skip
        first = next((q for q in reversed(values[: values.index(other)]) if q.unit == other.unit), one)
        between = place.text[max(first.end, other.start - 40) : other.start]
        for pattern, fits in ((_HIGHER, first.value > other.value), (_LOWER, first.value < other.value)):
            if (
                first.value in there
                and other.comparison is None
                and first.unit == other.unit
                and pattern.search(between)
                and not fits
            ):
                yield Claim(
                    place.sentence, "comparison", f"{first.written} … {other.written}".strip(), "contradicted",
                    "the values stand the other way round", numbers,
                )  # fmt: skip


_FROM = re.compile(r"(?:由|从|自|\bfrom)\s?(?:CNY )?$", re.IGNORECASE)
_TO = re.compile(r"[^\d,，;；]{0,24}?(?:[到至]|\bto)\s?(?:CNY )?", re.IGNORECASE)
_UP = re.compile(r"提高|增加|增长|上升|提升|增至|升至|increas|\bris|\bup\b|\bgrow|\bclimb|\brais", re.IGNORECASE)
_DOWN = re.compile(r"下降|降低|减少|降至|减至|decreas|\bfall|\bdrop|\bdown\b|declin|\bcut|reduc|lower", re.IGNORECASE)


def _moves_wrongly(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether a value that is said to rise (由9个到20个) falls, or the other way round."""
    between = _TO.fullmatch(text, one.end, other.start)
    if one.value == other.value or not between or not _FROM.search(text, 0, one.start):
        return False
    said = text[max(0, one.start - 24) : one.start] + between.group()
    up, down = bool(_UP.search(said)), bool(_DOWN.search(said))
    return up != down and up != (other.value > one.value)


_TWICE = re.compile(r"\s?(?:and|to|or|和|与|及|、|至|到|-|~)\s?", re.IGNORECASE)
_RANGE_BETWEEN = re.compile(r"\s?(?:开始|起)?[,，]?\s?(?:[-~至到]|to|until|through)\s?", re.IGNORECASE)
