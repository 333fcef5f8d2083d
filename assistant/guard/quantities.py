"""Text → its quantities: numbers in any dress with unit and comparison, dates, years, ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from assistant.guard.beside import outside_units, with_ordinals, with_years
from assistant.guard.numerals import (
    ORDINALS,
    SCALE,
    WORDS,
    han,
    plain_number,
    scaled,
    small,
    spelt,
    year_of,
)
from assistant.guard.patterns import MONTHS, NO_NUMBER, PATTERN
from assistant.guard.quantity import Quantity
from assistant.guard.remembered import remembered
from assistant.guard.terms import terms
from corpus.numbers import han_to_int

_MOST = 2000  # quantities of one text; what stands behind them supports nothing

_MORE = re.compile(r"\s?(?:多|余)(?!年来|[元边出了]|\s?[\d一二三四五六七八九十两百])")

_CURRENCY = re.compile(r"(CNY|RMB|USD|US\$|HK\$|[¥￥$€])\s?$", re.IGNORECASE)

_CURRENCIES = {"cny": "yuan", "rmb": "yuan", "¥": "yuan", "￥": "yuan", "usd": "usd", "us$": "usd", "$": "usd",
               "hk$": "hkd", "€": "eur"}  # fmt: skip

_OF_HUNDRED = re.compile(r"百分[点比]")

_ONE_NOUN = re.compile(
    r"\s(?:(?:percentage )?point\b|lead|cooperat|monitor|task|indicator|unit|bod|bureau|phase|department|only|stage)"
)

# Leads first: is no ordinal; it ranks first. is one.
_ADVERB = re.compile(
    r"(?!.*\b(?:the|rank\w*|plac\w+|com\w+|stand\w*|top\w*) first).*\bfirst(?:[:.,;)]|$)", re.IGNORECASE
)
_BEFORE_ADVERB = 10
_ONLY = re.compile(r"(?:共|仅|只|有|仅有|只有|only|just|single)\s?$", re.IGNORECASE)


@remembered
def text_to_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a normalised text, in order."""
    text = NO_NUMBER.sub(lambda m: "□" * len(m.group()), text)
    found = [q for m in islice(PATTERN.finditer(text), _MOST) for q in _read(m, text)]
    return tuple(with_years(with_ordinals(outside_units(found), text), text))


def _read(match: re.Match[str], text: str) -> Iterator[Quantity]:
    start, end, written = match.start(), match.end(), match.group()
    groups = match.groupdict()
    if groups["zhdate"]:
        year = year_of(groups["zy"])
        if groups["zm"]:
            yield Quantity("date", Decimal(year * 100 + small(groups["zm"])), start, end, written, _day(groups["zd"]))
        else:
            yield Quantity("year", Decimal(year), start, end, written)
    elif groups["zhmonth"]:
        yield Quantity("date", Decimal(small(groups["zm2"])), start, end, written, _day(groups["zd2"]))
    elif groups["endate"]:
        if groups["em"].lower() == "may" and not groups["ey"] and groups["em"][0] == "m":
            return
        month = MONTHS[groups["em"][:3].lower()]
        day = _day(groups["ed"] or groups["ed2"])
        yield Quantity("date", Decimal(int(groups["ey"] or 0) * 100 + month), start, end, written, day)
    elif groups["ow"] and _ADVERB.fullmatch(text, max(0, start - _BEFORE_ADVERB), min(len(text), end + 1)):
        return
    elif groups["ordinal"]:
        value = _ordinal(groups)
        if value is not None:
            yield Quantity("ordinal", Decimal(value), start, end, written)
    elif any(groups[k] for k in _PARTED):
        yield from _parted(groups, start, end, text)
    elif groups["year"]:
        yield from _year_or_number(match, text)
    else:
        yield from _number(match, text)


_PARTED = ("fraction", "slash", "part", "mixed", "tenths")


def _parted(groups: dict[str, str | None], start: int, end: int, text: str) -> Iterator[Quantity]:
    """Fractions, tenths, and numbers of two scales."""
    if groups["fraction"]:
        yield from _fraction(groups, start, end, text)
    elif numerator := groups["sn"]:
        yield _dressed(Decimal(numerator) / Decimal(groups["sd"] or 1), start, end, text)
    elif part := groups["pd"]:
        below = 4 if part.lower() == "quarter" else ORDINALS[part.lower()]
        yield _dressed(Decimal(WORDS.get((groups["pn"] or "a").lower(), 1)) / below, start, end, text)
    elif mixed := groups["mixed"]:
        above, below_it = re.findall(r"\d+", mixed)
        yield _dressed(Decimal(above) * 10**8 + Decimal(below_it) * 10**4, start, end, text)
    elif tenths := groups["tn"]:
        yield _dressed(plain_number(tenths) * 10, start, end, text, unit="percent")


def _number(match: re.Match[str], text: str) -> Iterator[Quantity]:
    written = match.group()
    if written == "一" and not _ONLY.search(text, max(0, match.start() - 6), match.start()):
        return
    if written.lower() == "one" and not (
        _ONE_NOUN.match(text, match.end()) or _ONLY.search(text, max(0, match.start() - 8), match.start())
    ):
        return
    if match.group("han") and _OF_HUNDRED.match(text, match.start()):
        return
    if match.group("cny"):  # 74 CNY 100 million are 74亿元
        value, plain = scaled(written[: match.start("cny") - match.start()])
        if value is not None:
            times = 10**4 if match.group("cs") == "10,000" else 10**8
            yield _dressed(value * times, match.start(), match.end(), text, unit="yuan", plain=plain)
        return
    value, plain = (scaled if match.group("arabic") else han if match.group("han") else spelt)(written)
    if value is not None:
        yield _dressed(value, match.start(), match.end(), text, plain=plain)


def _year_or_number(match: re.Match[str], text: str) -> Iterator[Quantity]:
    """2023 is a year unless a unit follows that is none of time."""
    unit = terms().unit.match(text, match.end())
    scale = re.compile(rf"\s?(?:{SCALE})(?![a-z])", re.IGNORECASE).match(text, match.end())
    family = terms().units[unit.group(1).lower()] if unit else None
    value = Decimal(match.group())
    if scale:
        times, _ = scaled(match.group() + scale.group())
        if times is not None:
            yield _dressed(times, match.start(), scale.end(), text, plain=value)
    elif unit and unit.group(1) == "年":
        yield Quantity("year", value, match.start(), unit.end(), match.group())
    elif family and family not in ("year", "month", "day") and unit and not _is_loose(unit.group(1)):
        yield _dressed(value, match.start(), match.end(), text, plain=value)
    else:
        yield Quantity("year", value, match.start(), match.end(), match.group())


def _is_loose(unit: str) -> bool:
    return unit.lower() in (
        "target",
        "targets",
        "tasks",
        "task",
        "indicators",
        "indicator",
        "大",
        "批",
        "级",
        "类",
        "次",
    )


def _dressed(
    value: Decimal, start: int, end: int, text: str, unit: str | None = None, plain: Decimal | None = None
) -> Quantity:
    """A number with its unit and the comparison beside it."""
    known, more = terms(), _MORE.match(text, end)
    at = more.end() if more else end
    found = None if unit else known.unit.match(text, at)
    if found:
        unit, at = known.units[found.group(1).lower()], found.end()
    currency = _CURRENCY.search(text, max(0, start - 5), start)
    if currency:
        unit = _CURRENCIES[currency.group(1).lower()]
    window = text[max(0, start - 26) : start]
    comparison = "over" if more else next((c for c, p in known.before if p.search(window)), None)
    if comparison == "at_most" and known.moved.search(text, max(0, start - 80), start):
        comparison = None
    if comparison is None or comparison == "about":
        comparison = next((c for c, p in known.after if p.match(text, at)), None) or comparison
    return Quantity("number", value, start, max(at, end), text[start : max(at, end)], unit, comparison, plain)


def _fraction(groups: dict[str, str | None], start: int, end: int, text: str) -> Iterator[Quantity]:
    below = {"百": 100, "千": 1000, "万": 10000}.get(groups["fd"] or "") or plain_number(groups["fd"] or "")
    above = plain_number(groups["fn"] or "")
    if below == 100:
        yield _dressed(above, start, end, text, unit="percent")
    elif below == 1000:
        yield _dressed(above, start, end, text, unit="permille")
    elif below:
        yield _dressed(above / Decimal(below), start, end, text)


def _ordinal(groups: dict[str, str | None]) -> int | None:
    if groups["zo"]:
        return int(groups["zo"]) if groups["zo"].isdigit() else han_to_int(groups["zo"])
    if groups["ow"]:
        return ORDINALS[groups["ow"].lower()]
    return int(groups["eo"] or groups["ho"] or groups["th"] or 0)


def _day(text: str | None) -> str | None:
    return f"day {int(text)}" if text else None
