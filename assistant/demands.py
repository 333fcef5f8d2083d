"""What a question demands of a sentence besides its words: a figure, a sum, a date, a name of the sort asked for.

`docs/decisions/0009-what-a-sentence-must-have.md` has what each demand gains.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from assistant.passages import Passage
from assistant.reading import Reading
from assistant.selection import UNIT_ROLES
from assistant.vocabulary import vocabulary
from corpus.model import Record
from corpus.numbers import to_int
from corpus.text import key

_HOW_MANY = re.compile(r"多少(?!钱)|几多(?!钱)|多[大长高远宽重](?!的)|how\s+(?:many|much)", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?<![a-z\d])\d|[一二两三四五六七八九十百千万亿]+(?:个|家|项|名|位|人|所|座|条|支|种|类|大|次|台|套|户|期|档)"
)
_HOW_MANY_THINGS = re.compile(r"(?:多少|几多|(?<=[有了成到要共达])几)(?:[家间所座名人件位处户台辆张]|个(?!百分|月|点))")
_COUNT = re.compile(
    r"(?<![\d.,])\d[\d,.]*[余多]?(?![\d.,]|\s*(?:[%％‰年月日]|个百分点))|[一二两三四五六七八九十百千]+[个家项名位人所座]"
)
_MONEY = re.compile(
    r"多少钱|几多钱|几块钱|多少资金|(?:投资|造价|经费|预算|花费|成本)(?:总?额|规模)?(?:一共|总共|合计|共|是|为|有)?(?:多少|几)"
    r"|howmuch(?:money|cash|fund)|howmuch.{0,40}cost|(?:totalcost|totalinvestment)"
)
_AMOUNT = re.compile(r"\d\s*[多余]?[十百千万亿]*元|免费|全额")
_A_DAY = re.compile(
    r"\b(?:on |in )?(?:which|what) (?:day|date|year|month)\b|\bwhen (?:will|did|was|is|does)\b"
    r"|哪一?[天日年]|几号|几月|什么时候|何时|几时",
    re.IGNORECASE,
)
_WHAT_FIGURE = re.compile(
    r"\bwhat\b[^?.,]{0,40}\b(?:rate|percentage|share|number|amount|price|headcount|population|size|area|budget)\b",
    re.IGNORECASE,
)
_WHICH_OF = re.compile(
    r"(?:具体|分别|到底|究竟)(?:是|指|有)?(?:哪|边)([三四五六七八九十]{1,2}|\d{1,2})(?=[大个条项家种类])"
)
_SO_MANY = re.compile(r"哪([三四五六七八九十]|\d{1,2})(?=[大个条项家种类化样])")
_ENGLISH_COUNTS = ["three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_SO_MANY_IN_ENGLISH = re.compile(rf"\b(?:which|what|name|the) ({'|'.join(_ENGLISH_COUNTS)}|[3-9]|10)\b", re.IGNORECASE)
_COUNTED_NOUN = re.compile(r"(?:多少|几多)[个家名位所座项条件种台套张户]?([\u4e00-\u9fff]{2,})")
_HAN_DIGITS = "零一二三四五六七八九十"
_HARDLY = 0.2
_NEARLY = 0.7
_QUOTED = re.compile(r"\"[^\"]{1,20}\"")
_ONE_BY_ONE = re.compile(r"[一二三四五六七八九十]是")


def demands_of(reading: Reading) -> list[Callable[[Passage], bool]]:
    """What a sentence has to have: a figure, a sum, a date, as many things as asked, a name of the sort asked for."""
    plain, number = key(reading.text), "number" in reading.expected
    demands: list[Callable[[Passage], bool]] = []
    figure = number and "target" in reading.attributes and "list" not in reading.expected
    if figure or _HOW_MANY.search(reading.text) or (number and _WHAT_FIGURE.search(reading.text)):
        demands.append(lambda p: bool(_FIGURE.search(p.told)))
    if number and not {*UNIT_ROLES} & {*reading.attributes} and _HOW_MANY_THINGS.search(plain):
        demands.append(lambda p: bool(_COUNT.search(p.told)))
    counted_noun = _COUNTED_NOUN.search(plain)
    if counted_noun and (noun := _piece_at(counted_noun[1], reading)) is not None:
        demands.append(lambda p: p.hits[noun] >= _HARDLY)
    if number and _MONEY.search(plain):
        demands.append(lambda p: bool(_AMOUNT.search(p.told)))
    for asked, fits, _ in vocabulary().quantities:
        if number and asked.search(plain):
            demands.append(partial(_measures, fits))
    if _A_DAY.search(reading.text):
        demands.append(lambda p: p.timed)
    if counted := _counted(reading):
        demands.append(lambda p: _most_listed(p.unit.text) >= counted)
    for asked, named in vocabulary().names:
        if asked.search(plain):
            demands.append(partial(_names_one, named))
    return demands


def listing_as_many(reading: Reading, fitting: list[Passage]) -> list[Passage]:
    """First, of those that fit nearly as well, sentences that list as many things as asked: 哪三个基金, five fields."""
    counted = _so_many(reading)
    if not counted or not fitting:
        return fitting
    listing = [p for p in fitting if _most_listed(p.unit.text) >= counted and p.score >= _NEARLY * fitting[0].score]
    said = _that_many(counted)
    listing.sort(key=lambda p: not said.search(p.unit.text))
    return listing + [p for p in fitting if p not in listing]


def _that_many(count: int) -> re.Pattern[str]:
    """How a text says that there are so many: 五大, 5个."""
    return re.compile(rf"(?:{count}|{_HAN_DIGITS[count : count + 1] or count})[大个类种项家条化]")


def tells_as_many(record: Record, reading: Reading) -> bool:
    """Whether the cells of a record list as many things as asked: of 哪五化 some list five, and most none."""
    counted = _so_many(reading)
    return not counted or any(_most_listed(f.text) >= counted for f in record.fields)


def _so_many(reading: Reading) -> int:
    """How many things a question says that there are: 哪三个基金, five fields; 0 where it does not say."""
    counts = [to_int(m[1]) or 0 for m in _SO_MANY.finditer(key(reading.text))]
    named = [m[1].casefold() for m in _SO_MANY_IN_ENGLISH.finditer(reading.text)]
    return max(counts + [int(n) if n.isdigit() else _ENGLISH_COUNTS.index(n) + 3 for n in named], default=0)


def _piece_at(phrase: str, reading: Reading) -> int | None:
    """Which piece of a question a phrase begins with."""
    found = [i for i, s in enumerate(reading.segments) if not s.soft and phrase.startswith(s.text)]
    return found[0] if found else None


def _measures(fits: re.Pattern[str], passage: Passage) -> bool:
    return bool(fits.search(passage.unit.text))


def _names_one(named: re.Pattern[str], passage: Passage) -> bool:
    return bool(named.search(passage.unit.text + passage.unit.context))


def _counted(reading: Reading) -> int:
    """How many things a question wants listed one by one: 具体是哪六个, 哪十条; 0 where it does not say."""
    return max((to_int(m[1]) or 0 for m in _WHICH_OF.finditer(key(reading.text))), default=0)


def _most_listed(sentence: str) -> int:
    """The most things that a sentence lists in one run."""
    runs = (re.split("、|以及|及|和|与", run) for run in re.split("[，,。；;：:]", _QUOTED.sub("", sentence)))
    return max(*map(len, runs), len(_ONE_BY_ONE.findall(sentence)))
