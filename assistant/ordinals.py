"""Ordinals, years and plain numbers of a question: 第17项, 任务十七, task 17, #17; 2023年, 23年; 3000家."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from corpus.numbers import HAN_NUMBER, NUMBER, YEAR, canonical, to_int

_NUMERAL = rf"(\d{{1,3}}|[{HAN_NUMBER}]{{1,4}})"
_KINDS = {
    "任务": "task", "重点工作": "task", "工作": "task", "重点任务": "task", "task": "task", "item": "", "项目": "",
    "指标": "indicator", "indicator": "indicator", "kpi": "indicator", "阶段": "phase", "phase": "phase",
    "stage": "phase", "项": "", "条": "", "号": "", "个": "", "no": "", "number": "", "one": "",
}  # fmt: skip
_WORDS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_COUNTING = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NOT_AFTER = (
    r"(?!\s*(?:位|名|季度|章|节|部分|产业|次|批|大|多|高|长|少|低|小|短|届|年|月|天|侨乡|方|[.]\d|%|个百分点|家|亿|万))"
)
_THING = r"(?:项|条|号|个|件)?\s*(?:的)?\s*(任务|重点工作|重点任务|工作|指标|阶段)?"
_LAST = re.compile(
    r"最后(?:一个|那个|的)?(?=阶段)"
    r"|\b(?:last|final)\s+(?=(?:of\s+the\s+(?:\w+\s+)?|(?!(?:year|month|week|task|indicator)s?\b)[\w-]+\s+)?(?:phase|stage))",
    re.IGNORECASE,
)
_LAST_ONE = re.compile(r"\bthe (?:last|final) one\b|最后(?:那|这)?一?[个项](?!阶段|月|季)", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:再?往后|再?之后|接下来|接着)(?:的|是|又是|那个|这个)*(?:什么|哪个|边个)?阶段"
    r"|下一?[个项](?:任务|指标|阶段|工作)?|后一[个项]|[后下]面(?:的|那|这)?一[个项]"
    r"|\b(?:the next|the following) (?:one|task|indicator|phase|stage)\b"
    r"|\bthe one after(?: (?:that|this|it))?\b"
    r"|\bwhat (?:comes|follows|is|happens) (?:after (?:that|it|this)(?: one)?|next)\b|\bwhat follows (?:that|it)\b",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"上一?[个项](?:任务|指标|阶段|工作)?|前一[个项]|[前上]面(?:的|那|这)?一[个项](?!.{0,4}阶段)"
    r"|\bthe previous (?:one|task|indicator|phase)\b",
    re.IGNORECASE,
)
_PERIOD = r"(?!(?:five[- ]year|century|plan|anniversary)\b)"
_PATTERNS = [
    re.compile(rf"(?<!全省)(?<!全国)(?<!全市)(?<!排)(?<!列)(?<!居)(?<!排在)(?<!倒数)(?<![争夺拿])第\s*{_NUMERAL}{_NOT_AFTER}\s*{_THING}"),
    re.compile(rf"(?:序号|编号)\s*(?:是|为)?\s*{_NUMERAL}(?![\d.])"),
    re.compile(
        rf"(?P<kind>重点任务|重点工作|任务|工作|指标)\s*(?:编号|第|no\.?|#)?\s*{_NUMERAL}"
        rf"(?![\d.]|年|家|个|项|大|共|样|起|直|些|定|般|并|体|览){_NOT_AFTER}"
    ),
    re.compile(
        rf"(?<![\d.前后头这那哪同每另某{HAN_NUMBER}])(?!一\s*[项号]){_NUMERAL}\s*[项号]\s*(任务|工作|指标)?"
        rf"(?=(?<=任务)|(?<=指标)|的|谁|由|是|牵|配|责|主|内|目|基|监|单|呢|什|有|干|做|归|都|哪|边|系|$)"
    ),
    re.compile(
        r"(?P<kind>tasks?|indicators?|kpis?|items?|phases?|stages?)\s*(?:no\.?|number|nr\.?|#|num)?\s*#?\s*"
        r"(\d{1,3})(?![\d.,]*\d|%)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:\bno\.?|\bnumber|#)\s*(\d{1,3})(?!\d)", re.IGNORECASE),
    re.compile(rf"\b(\d{{1,3}})(?:st|nd|rd|th)\s+{_PERIOD}(?P<kind>task|indicator|item|phase|stage)?", re.IGNORECASE),
    re.compile(
        rf"\b({'|'.join(_WORDS)})\s+(?P<kind>task|indicator|item|phase|stage|one(?= (?:is|was|of|that)\b|[ ?.]*$))\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<kind>task|indicator|item|phase|stage)\s+({'|'.join(_COUNTING)})\b", re.IGNORECASE),
]  # fmt: skip
_ALSO = re.compile(
    rf"^\s*(?:和|与|、|跟|及|,|and|&)\s*(?:第|task|indicator)?\s*{_NUMERAL}(?:项|号)?(?![\d.]|\s*[家个%年])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:and|那|那么|what about|how about|还有|ok|and what about)?[\s,，]*#?(\d{1,2})\s*(?:呢|then)?\s*[?？。.]?",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"附[件表]\s*[一二三四五六\d]+|annex(?:es)?\s*\d+|appendix\s*\d+|table\s*\d+", re.IGNORECASE)
_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*月")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH_MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+(?:I|we|be)\b)"
)
_HALVES = {
    1: re.compile(r"上半年|\bH1\b|\bfirst half\b", re.IGNORECASE),
    2: re.compile(r"下半年|\bH2\b|\bsecond half\b", re.IGNORECASE),
}
_QUARTER = re.compile(
    r"第?([一二三四1-4])季度|\bQ([1-4])\b|\b(first|second|third|fourth|last) quarter\b", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"(?<![\d.])([12]\d|3[0-5])\s*年(?!级|前|来|以|期|度?计划)")

LAST, NEXT, PREVIOUS = -1, -2, -3


class Ordinals(Struct, frozen=True):
    """The ordinals of a question (`LAST`, `NEXT`, `PREVIOUS` for those words) and the kinds of thing they count."""

    values: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()


def find_ordinals(text: str) -> tuple[Ordinals, str]:
    """The ordinals, and the text without them (kind words stay)."""
    rest = _ANNEX.sub(" ", text)
    values: list[int] = []
    kinds: list[str] = []
    alone = _ALONE.fullmatch(rest.strip())
    if alone:
        return Ordinals((int(alone.group(1)),)), " "
    if _LAST_ONE.search(rest):
        return Ordinals((LAST,)), _LAST_ONE.sub(" ", rest)
    if _LAST.search(rest):
        return Ordinals((LAST,), ("phase",)), _LAST.sub(" ", rest)
    for word, pattern in ((NEXT, _NEXT), (PREVIOUS, _PREVIOUS)):
        if pattern.search(rest):
            return Ordinals((word,)), pattern.sub(" ", rest)
    for pattern in _PATTERNS:
        while match := pattern.search(rest):
            value, kind = _value(match), _kind(match)
            if value is None or value > 500:
                break
            values.append(value)
            kinds += [kind] if kind else []
            tail = rest[match.end() :]
            while also := _ALSO.match(tail):
                values.append(to_int(also.group(1)) or 0)
                tail = tail[also.end() :]
            rest = f"{rest[: match.start()]} {tail}"
    return Ordinals(tuple(dict.fromkeys(values)), tuple(dict.fromkeys(kinds))), rest


def _value(match: re.Match[str]) -> int | None:
    for group in filter(None, match.groups()):
        for words in (_WORDS, _COUNTING):
            if group.casefold() in words:
                return words.index(group.casefold()) + 1
        if (value := to_int(group)) is not None:
            return value
    return None


def _kind(match: re.Match[str]) -> str:
    for group in match.groups():
        if group and (kind := _KINDS.get(group.casefold().rstrip("s"))):
            return kind
    return ""


def find_years(text: str) -> tuple[tuple[int, ...], str]:
    """The years, and the text without them, nor the months that an English date names with its year."""
    years = [int(y) for y in YEAR.findall(text)]
    rest = re.sub(r"((?:19|20)\d\d)(?!\d)\s*年?[度底末]?", " ", text)
    years += [2000 + int(match.group(1)) for match in _SHORT_YEAR.finditer(rest)]
    rest = _ENGLISH_MONTH.sub(" ", rest) if years else rest
    return tuple(dict.fromkeys(years)), _SHORT_YEAR.sub(" ", rest)


def find_months(text: str) -> tuple[int, ...]:
    """The months: 5月, May; of a half (下半年, H2) or a quarter its first and its last."""
    halves = [n * 6 for n, pattern in _HALVES.items() if pattern.search(text)]
    quarters = [_quarter(*found) * 3 for found in _QUARTER.findall(text)]
    if halves or quarters:
        return tuple(m for last in halves for m in (last - 5, last)) + tuple(m for q in quarters for m in (q - 2, q))
    chinese = [int(m) for m in _MONTH.findall(text) if 1 <= int(m) <= 12]
    return tuple(chinese + [_MONTHS.index(m[:3].casefold()) + 1 for m in _ENGLISH_MONTH.findall(text)])


def _quarter(chinese: str, short: str, english: str) -> int:
    if english:
        return 4 if english.casefold() == "last" else _WORDS.index(english.casefold()) + 1
    return to_int(chinese or short) or 1


def find_numbers(text: str) -> tuple[tuple[str, ...], str]:
    """Plain numbers a question states, such as 3000 in "定3000家", in one spelling."""
    return tuple(dict.fromkeys(_plain_numbers(text))), NUMBER.sub(" ", text)


def _plain_numbers(text: str) -> Iterator[str]:
    for match in NUMBER.finditer(text):
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        if not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha()):
            yield canonical(match.group())
