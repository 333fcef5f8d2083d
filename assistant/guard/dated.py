"""Whether the years, dates and ordinals of a sentence stand in its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.computed import Judged
from assistant.guard.numerals import ORDINALS
from assistant.guard.place import Place
from assistant.guard.quantities import text_to_quantities
from assistant.guard.quantity import Quantity
from assistant.guard.said import Said
from assistant.guard.stated import Stated
from assistant.guard.times import called_rightly
from assistant.judgement import Kind
from corpus.numbers import han_to_int

KINDS: dict[str, Kind] = {"number": "number", "year": "date", "date": "date", "ordinal": "ordinal"}
_OF_SECTION = re.compile(
    r"[大个]?(?:部分|[章节篇条款点类阶]|方面|段)|\s(?:part|section|chapter|phase|stage|group)", re.IGNORECASE
)
_SECTION_OF = re.compile(r"(?:part|section|chapter|phase|stage|group)s?\s?$", re.IGNORECASE)
_THERE = "stands in the evidence"


def dated(said: Said, stated: Sequence[Stated], place: Place) -> Judged:
    """Whether a year, a date or an ordinal is one of the evidence, a year also that of the value it is said of."""
    if said.quantity.kind == "ordinal":
        return _ordinal(said.quantity, stated, place)
    quantity = said.quantity
    dates = {int(s.quantity.value) for s in stated if s.quantity.kind == "date"}
    years = {int(s.quantity.value) for s in stated if s.quantity.kind == "year"} | {d // 100 for d in dates if d > 100}
    value = int(quantity.value)
    if quantity.kind == "date":
        fits = any(
            int(d.value) == value or (value < 100 and int(d.value) % 100 == value)
            for d in (s.quantity for s in stated)
            if d.kind == "date" and (quantity.unit is None or d.unit == quantity.unit)
        )
    else:
        numbers = {s.quantity.value for s in stated if s.quantity.kind == "number"}
        fits = value in years or (quantity.value in numbers and not re.search(r"年", quantity.written))
    if not fits and quantity.kind == "date" and _within_named(value, dates, place):
        return "date", "supported", "between the ends that the sentence names"
    if fits and quantity.kind == "year" and not called_rightly(said, value, stated):
        return "date", "contradicted", "in the evidence it is the year of the other value"
    if not fits and quantity.kind == "year" and _of_five_years(quantity, place):
        return "date", "supported", "an end of the five-year plan's period"
    return "date", "supported" if fits else "unsupported", _THERE if fits else "not in the evidence"


def _within_named(month: int, dates: set[int], place: Place) -> bool:
    """Whether a month lies between two of the evidence that the sentence names too: January, February and March."""
    named = {int(q.value) for q in text_to_quantities(place.text) if q.kind == "date"}
    ends = [(a, b) for a in dates & named for b in dates & named if a < month < b and a // 100 == b // 100]
    return bool(ends)


def _ordinal(quantity: Quantity, stated: Sequence[Stated], place: Place) -> Judged:
    ordinals = [s for s in stated if s.quantity.kind == "ordinal"]
    if not _OF_SECTION.match(place.text, quantity.end) and not _SECTION_OF.search(place.text, 0, quantity.start):
        ordinals = [s for s in ordinals if s.attribute != "section"]
    if any(s.quantity.value == quantity.value for s in ordinals):
        return "ordinal", "supported", _THERE
    if quantity.value == 1 and _largest(quantity, place.text):
        return "ordinal", "supported", "the largest of those that are named"
    if quantity.value <= place.series and _tells_off(place.text, quantity):
        return "ordinal", "supported", "tells off what the text lists"
    return "ordinal", "unsupported", "no such ordinal in the evidence"


# The first …, the second …; 第一，…第二，… : not the second task, nor second prizes.
_TOLD = re.compile(
    rf"\b(?:{'|'.join(ORDINALS)})\b(?=,|:|\sone\b|\s(?:is|are|was|covers?|concerns?|deals?|[a-z]+(?:es|ts|ds|ns|ls|rs|ms|hs|ys|ps|gs))\b)"
    r"|第(?:[一二三四五六七八九十]{1,3})(?=[，,、：:]|[个项条点]?是|在于)",
    re.IGNORECASE,
)
_NO_VERB = re.compile(r"\s(?:prizes|tasks|indicators|phases|stages|items|units|bodies|parts|places|years|levels)\b")


_RANKS = re.compile(r"(?:comes|come|ranks|rank|is|stands|leads) $")


def _largest(quantity: Quantity, text: str) -> bool:
    """Whether what comes first has the largest of the numbers that follow in one unit: first with 2,125, then 410."""
    values = [q for q in text_to_quantities(text) if q.kind == "number" and q.start > quantity.end]
    of_one_unit = len(values) > 1 and len({q.unit for q in values} - {None}) <= 1
    return (
        of_one_unit
        and bool(_RANKS.search(text, 0, quantity.start))
        and values[0].value > max(v.value for v in values[1:])
    )


def told_off(text: str) -> int:
    """How far a text tells things off: 2 where it has a first and a second; 0 where it has no second."""
    found = {_value(m.group()) for m in _TOLD.finditer(text) if not _NO_VERB.match(text, m.end())}
    last = 0
    while last + 1 in found:
        last += 1
    return last if last > 1 else 0


_ENUMERATOR = re.compile(r"[(（](\d{1,2})[)）]")


def without_enumerators(text: str) -> str:
    """The text with (1), (2), (3) blanked out, where they count from one on."""
    found = list(_ENUMERATOR.finditer(text))
    if len(found) < 2 or [int(m[1]) for m in found] != list(range(1, len(found) + 1)):
        return text
    return _ENUMERATOR.sub(lambda m: " " * len(m.group()), text)


def _tells_off(text: str, quantity: Quantity) -> bool:
    told = _TOLD.match(text, quantity.start)
    return bool(told) and not _NO_VERB.match(text, quantity.end)


def _value(written: str) -> int:
    return ORDINALS.get(written.lower()) or han_to_int(written[1:]) or 0


_FIVE_YEARS = re.compile(r"十(?P<zh>[一二三四五六])五|\b(?P<en>1[1-6])th five-year", re.IGNORECASE)
_FIRST_YEAR = 1951  # of the first five-year plan, less the five years that each of them takes
_RANGE = re.compile(r"(?P<first>20\d\d)年?\s?(?:-|~|至|到|to|and|through|until)\s?(?P<last>20\d\d)(?!\d)")


def _of_five_years(quantity: Quantity, place: Place) -> bool:
    """Whether a year ends or begins a period that is the very one of a five-year plan of the evidence: 十三五."""
    ranged = next((m for m in _RANGE.finditer(place.text) if m.start() <= quantity.start < m.end()), None)
    if ranged is None:
        return False
    plans = [m for k in place.known for t in k.texts for m in _FIVE_YEARS.finditer(t)]
    starts = {_FIRST_YEAR + 5 * (int(m["en"]) if m["en"] else 10 + (han_to_int(m["zh"]) or 0)) for m in plans}
    first, last = int(ranged["first"]), int(ranged["last"])
    return first in starts and last == first + 4
