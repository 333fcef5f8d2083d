"""Text → its quantities: numbers in any dress with unit and comparison, dates, years, ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Literal

from msgspec import Struct

from assistant.guard.numerals import (
    DIGITS,
    HAN,
    NUMBER_WORD,
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
from assistant.guard.remembered import remembered
from assistant.guard.terms import terms
from corpus.numbers import han_to_int

QuantityKind = Literal["number", "year", "date", "ordinal"]
_MONTHS = {m[:3]: i for i, m in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], start=1
)}  # fmt: skip
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)"
)
_CLASSIFIERS = (
    "项|个|家|类|条|种|阶段|方面|单位|部门|名|大|所|人|件|户|次|倍|年|月|日|天|亩|公里|千米|米|吨|元|美元|亿|万|座|处|台|级|"
    "部分|步|点|位|支|张|批|部|牵头|配合|监测|成|分|局|市|区|县|套|期|轮|档|层|篇|门|间"
)
_PATTERN = re.compile(
    rf"""
    (?P<zhdate>(?<!\d)(?P<zy>(?:19|20)\d\d|[〇零一二三四五六七八九]{{4}})年(?:(?:的)?(?P<zm>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:(?P<zd>\d{{1,2}})[日号])?)?)
  | (?P<zhmonth>(?<![\d个第.])(?P<zm2>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!均|度|薪|报|底前)(?:份)?(?:(?P<zd2>\d{{1,2}})[日号])?)
  | (?P<endate>(?<![a-z\d])(?:(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<em>{_MONTH})(?![a-z])\.?(?:\s(?P<ed2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),?)?\s?,?(?:of\s)?(?P<ey>(?:19|20)\d\d)?(?!\d))
  | (?P<part>(?<![a-z])(?P<pn>an?|one|two|three)[\s-](?P<pd>third|quarter|fourth|fifth|tenth)s?(?=\s(?:of|or|to|and|more|less|that|as)\b|[,.;)]|$))
  | (?P<ordinal>(?<![\d])第(?P<zo>\d{{1,4}}(?!\d)(?!\s?[万亿])|{HAN}{{1,5}})
      |(?<![a-z])(?:tasks?|indicators?|items?|nos?\.|numbers?|任务|指标|序号|\#)(?:包括|是|为|[:：])?\s?(?P<eo>\d{{1,3}})(?!\s?[家个%项])(?![\d.,]*\d|%)
      |(?<![\d.])(?P<ho>\d{{1,3}})号(?=任务|指标|项|[，。、由的])
      |(?<![\d.])(?P<th>\d{{1,4}})(?:st|nd|rd|th)(?![a-z])
      |(?<![a-z])(?P<ow>{"|".join(ORDINALS)})(?![a-z]|\s(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten)\b)))
  | (?P<fraction>(?P<fd>百|千|万|{HAN}{{1,4}}|\d{{1,5}})分之(?P<fn>(?:{HAN}{{1,9}}(?:点[零〇一二三四五六七八九]{{1,8}})?)|{DIGITS}))
  | (?P<slash>(?<![\d./])(?P<sn>\d{{1,2}})/(?P<sd>[1-9]\d{{0,2}})(?![\d./]))
  | (?P<tenths>(?P<tn>[一二三四五六七八九两]|(?<!\d)\d(?:\.\d)?)成(?![立为果效本员交就长熟功绩都分型像套]))
  | (?P<year>(?<![\d.,/])(?:19|20)\d\d(?![\d]|[.,]\d|\s?%))
  | (?P<mixed>(?<![\d.])\d{{1,6}}亿\s?\d{{1,4}}万)
  | (?P<arabic>(?<![\d.])(?:{DIGITS})(?:\s?(?:{SCALE})(?![a-z]))?(?P<cny>\s(?:CNY|RMB)\s(?P<cs>10,000|100\smillion)(?![\d,]))?)
  | (?P<han>(?:{HAN}{{1,9}}(?:点[零〇一二三四五六七八九]{{1,8}})?(?:万亿|亿|万)?){{1,3}}(?=(?:{_CLASSIFIERS}|多|余|以上|以下))(?<!十[一二三四五]五))
  | (?P<word>(?<![a-z-])(?:(?:{NUMBER_WORD})(?:[\s-](?:and\s)?(?:{NUMBER_WORD}|hundred|thousand|million|billion|trillion)){{0,6}}|an?\s(?:dozen|hundred|thousand|million|billion)(?:\s(?:thousand|million|billion))?)(?![a-z]|-year\b))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NO_NUMBER = re.compile(f"{HAN}{{13,}}")  # longer than any number is written, and slow to try as one
_MOST = 2000  # quantities of one text; what stands behind them supports nothing
_MORE = re.compile(r"\s?(?:多|余)(?!年来|[元边出了]|\s?[\d一二三四五六七八九十两百])")
_JOIN = re.compile(r"\s?(?:项|号|条|个)?\s?(?:[、,&和及与至到-]|, and|and|to|or)\s?第?\s?")
_CURRENCY = re.compile(r"(CNY|RMB|USD|US\$|HK\$|[¥￥$€])\s?$", re.IGNORECASE)
_CURRENCIES = {"cny": "yuan", "rmb": "yuan", "¥": "yuan", "￥": "yuan", "usd": "usd", "us$": "usd", "$": "usd",
               "hk$": "hkd", "€": "eur"}  # fmt: skip
_OF_HUNDRED = re.compile(r"百分[点比]")
_ONE_NOUN = re.compile(
    r"\s(?:(?:percentage )?point\b|lead|cooperat|monitor|task|indicator|unit|bod|bureau|phase|department|only|stage)"
)
_ONLY = re.compile(r"(?:共|仅|只|有|仅有|只有|only|just|single)\s?$", re.IGNORECASE)


class Quantity(Struct, frozen=True):
    """A number in a text. `value` is scaled (1900万 is 19000000); a date's is year × 100 + month, year 0 if unsaid.

    `unit` is a family of `guard.toml`, of a date its day where one is said; `comparison` a class of it; `plain` the number before it was scaled.
    """

    kind: QuantityKind
    value: Decimal
    start: int
    end: int
    written: str
    unit: str | None = None
    comparison: str | None = None
    plain: Decimal | None = None


@remembered
def text_to_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a normalised text, in order."""
    text = _NO_NUMBER.sub(lambda m: "□" * len(m.group()), text)
    found = [q for m in islice(_PATTERN.finditer(text), _MOST) for q in _read(m, text)]
    return tuple(_with_years(_with_ordinals(_outside_units(found), text), text))


def _outside_units(found: list[Quantity]) -> list[Quantity]:
    """Without the digits of a unit: the 2 of 9,506.92 km2."""
    return [
        q
        for before, q in zip([None, *found], found, strict=False)
        if not before or q.start >= before.end or before.start == q.start
    ]


def _with_ordinals(found: list[Quantity], text: str) -> list[Quantity]:
    """The numbers joined to an ordinal are ordinals too: 第6、11项, tasks 6 and 11, no. 7 and 8."""
    read: list[Quantity] = []
    for q in found:
        before = read[-1] if read else None
        joined = (
            before
            and before.kind == "ordinal"
            and not before.written.isalpha()
            and _JOIN.fullmatch(text, before.end, q.start)
        )
        counted = q.unit is None or q.written.rstrip("项号个條条").isdigit()
        if joined and q.kind == "number" and counted and q.value < 1000 and q.value == int(q.value):
            digits = str(int(q.value))
            read.append(Quantity("ordinal", q.value, q.start, q.start + len(digits), digits))
        else:
            read.append(q)
    return read


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
        month = _MONTHS[groups["em"][:3].lower()]
        day = _day(groups["ed"] or groups["ed2"])
        yield Quantity("date", Decimal(int(groups["ey"] or 0) * 100 + month), start, end, written, day)
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


def _with_years(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """A month without a year takes that of the month beside it: 2023年7—12月, July to December 2023."""
    for i, written in enumerate(found):
        q, after = written, found[i + 1] if i + 1 < len(found) else None
        ranged = (
            after is not None and after.kind == "date" and re.fullmatch(r"\s?[-至到]\s?", text[q.end : after.start])
        )
        if q.kind == "number" and ranged and q.unit is None and q.value in range(1, 13):
            q = Quantity("date", q.value, q.start, q.end, q.written)
        if q.kind == "date" and q.value < 100:
            near = [n for n in (found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None) if n]
            dated = [n for n in near if n.kind == "date" and n.value >= 100 and abs(n.start - q.start) < 30]
            if dated:
                yield Quantity("date", dated[0].value // 100 * 100 + q.value, q.start, q.end, q.written, q.unit)
                continue
        yield q


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
