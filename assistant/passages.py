"""A reading → the sentences that may answer it, best first, each with what it covers of the question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from re import Pattern
from typing import overload

import numpy as np
from msgspec import Struct

from assistant.denominators import discount_denominators
from assistant.reading import Reading
from assistant.vocabulary import vocabulary
from assistant.windows import COVERED, best_window, said_of, still_of
from corpus.model import Span
from corpus.text import flat, is_han, key
from index.coverage import Coverage, Floats, Segment, shares
from index.snapshot import Snapshot
from index.units import Unit

_RELEVANCE = np.float32(0.15)
_FIGURED, _OF_THE_YEAR = np.float32(0.05), np.float32(0.05)
_NO_NUMBER = 0.8
_WRONG_QUANTITY = 0.7
_CONSIDERED = 14
_WORTH = 0.4
_BESIDE = 0.05
_APART, _APART_IN_TEXT = 0.5, 0.25
_NO_DATE = 0.75
_REACHED = re.compile(r"已|达|居|位列|荣获|获|累计|建成|共有|拥有|完成")
_PRESENT = re.compile(r"仅|只有|目前|现有|已达|已建|已有")
_TOPIC = 0.12
_HEAVY = 0.8
_SAME_SENTENCE = 0.3
_OPENING = re.compile(r"(.{2,14}(?:领域|方面|行业|产业))[,，:：]")
_DEFINES, _DEFINES_THE_QUOTED = 0.25, 0.6
_LONGEST_MEANING = 160
_DATE = re.compile(r"\d{4}\s*年|\d{1,2}\s*月|\d{1,2}\s*日|季度|年底|年末|每年|\d+\s*[个年天小时]")
_WHICH_ONES = re.compile(r"^(?!.*(?:多少|几多|几[项家个](?:[^，。]|$))).*哪几[种类样方大]")
_DIGIT = re.compile(r"\d")


class Passage(Struct, frozen=True):
    """A sentence with its score.

    `share` is how much of the question the sentence covers, `near` how much its best run of clauses does: `window`, or
    `told` in one spelling. `score` is a mean of both, less what a missing number, date or a wrong measure costs.
    `dated` is false where the question names a year, or asks for a target, that the sentence does not speak of; `timed`
    is false where it asks when, and the sentence has no date and stands in no phase.
    """

    unit: Unit
    score: float
    share: float
    near: float
    window: Span
    missing: tuple[Segment, ...]
    hits: tuple[float, ...]
    told: str
    dated: bool = True
    timed: bool = True


class Passages(Sequence[Passage]):
    """The sentences that touch a question, looked for when first asked for: a record often answers without them."""

    def __init__(self, find: Callable[[], Sequence[Passage]]):
        self._find = find

    @cached_property
    def _all(self) -> Sequence[Passage]:
        return self._find()

    def __len__(self) -> int:
        """How many there are."""
        return len(self._all)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Passage]: ...
    def __getitem__(self, index: int | slice) -> Passage | Sequence[Passage]:
        """One, or a run of them, best first."""
        return self._all[index]


def find_passages(
    reading: Reading, snapshot: Snapshot, coverage: Coverage, relevance: Floats | None = None
) -> tuple[Passage, ...]:
    """The sentences that touch the question, best first.

    `relevance` is what the lexical and dense arms say of each unit: it decides among sentences that cover the
    question as well, it does not make one cover more.
    """
    if not reading.content:
        return ()
    table = coverage.hits(reading.segments)
    discount_denominators(table, reading.segments, reading, coverage)
    share = shares(table, (s.mass for s in reading.segments))
    bonus = _fitting(reading, coverage) + (0 if relevance is None else relevance * _RELEVANCE)
    found = {
        _passage(coverage.units[i], reading, snapshot, tuple(map(float, table[:, i])), float(share[i])): float(bonus[i])
        for i in _top(share + bonus, reading, coverage)
    }
    return tuple(sorted(found, key=lambda p: (-p.score - found[p], p.unit.document, p.unit.span)))


def _fitting(reading: Reading, coverage: Coverage) -> Floats:
    """What decides, among sentences that touch a question alike, which are looked at: a figure, the year asked for."""
    fitting = coverage.figured * _FIGURED if "number" in reading.expected else np.zeros_like(coverage.figured)
    if reading.years:
        spoken = (bool({*u.years} & {*reading.years}) for u in coverage.units)
        fitting = fitting + np.fromiter(spoken, np.float32, len(coverage.units)) * _OF_THE_YEAR
    return fitting


def _top(ranked: Floats, reading: Reading, coverage: Coverage) -> Iterator[int]:
    order = np.argsort(-ranked, kind="stable").tolist()
    least = _WORTH * float(ranked.max(initial=0.0))
    usable = (
        i for i in takewhile(lambda i: ranked[i] > least, order)
        if coverage.units[i].kind == "sentence"
        and (not reading.documents or coverage.units[i].document in reading.documents)
    )  # fmt: skip
    return islice(usable, _CONSIDERED)


def _passage(unit: Unit, reading: Reading, snapshot: Snapshot, hits: tuple[float, ...], share: float) -> Passage:
    text = snapshot.by_id[unit.document].text
    near, window = best_window(text, unit, reading, hits)
    apart = _APART if "number" in reading.expected else _APART_IN_TEXT
    score = (1 - apart) * share + apart * max(near, 0.5 * share)
    words = key(flat(window.of(text)))
    needs_number = "number" in reading.expected and not _WHICH_ONES.search(reading.text)
    if needs_number and not _DIGIT.search(unit.text):
        score *= _NO_NUMBER
    elif "when" in reading.expected and not reading.years and not _DATE.search(words) and not _in_phase(unit, snapshot):
        score *= _NO_DATE
    elif not _measured(words, reading):
        score *= _WRONG_QUANTITY
    if needs_number and any(_beside_number(s, words) for s in reading.content):
        score += _BESIDE
    if (
        reading.language == "en"
        and not unit.translation
        and any(w in words for s in reading.content for w in s.chinese)
    ):
        score += _BESIDE  # what the text itself says tells more than what a dictionary makes of it
    if unit.span in reading.near:
        score += _SAME_SENTENCE
    most = max((s.mass for s in reading.content), default=0.0)
    if any(_is_topic(s, unit) for s in reading.content if s.mass >= _HEAVY * most):
        score += _TOPIC
    if (_asks_meaning(reading) or "list" in reading.expected) and (
        defined := [s for s in reading.content if _defined(s, unit.text)]
    ):
        meant = _asks_meaning(reading)
        quoted = meant and any(f'"{s.text}"' in key(reading.text) for s in defined)
        score += _DEFINES_THE_QUOTED if quoted else _DEFINES
        window = _to_its_end(unit, window) if meant else window
        words = key(flat(window.of(text)))
    before = key(flat(text[unit.span.start : window.start]))
    near_by = words + unit.context if unit.translation == "" or reading.language == "zh" else unit.text
    unplaced = {s for s in reading.segments if s.hard and needs_number and said_of(s, near_by, unit.english) < 1}
    unplaced = {s for s in unplaced if not still_of(s, before, words)}
    pieces = zip(reading.segments, hits, strict=True)
    missing = tuple(s for s, h in pieces if not s.soft and (h < COVERED or s in unplaced))
    dated = _is_dated(unit, reading, snapshot, words)
    rounded = tuple(round(h, 3) for h in hits)
    timed = "when" not in reading.expected or bool(_DATE.search(key(unit.text))) or _in_phase(unit, snapshot)
    return Passage(
        unit, round(score, 4), round(share, 4), round(near, 4), window, missing, rounded, words, dated, timed
    )


def _is_topic(segment: Segment, unit: Unit) -> bool:
    """Whether a sentence opens with a piece as its topic, as in 新材料领域，重点围绕, or its paragraph (望川区。…)."""
    opening = _OPENING.match(unit.text)
    ways = [w for w in (segment.text, *segment.chinese) if len(w) > 1]
    above = segment.hard and unit.context.endswith(tuple(ways))
    return above or (opening is not None and any(w in opening.group(1) for w in ways))


def _measured(words: str, reading: Reading) -> bool:
    """Whether a run of clauses holds a figure of the measure that is asked for: no share where 多少钱 is asked."""
    wanted = [fits for asked, fits, _ in vocabulary().quantities if asked.search(key(reading.text))]
    return not wanted or any(fits.search(words) for fits in wanted)


def _asks_meaning(reading: Reading) -> bool:
    """Whether a question asks what a term means, outright or by naming nothing else."""
    bare = not (reading.expected or reading.attributes or reading.operations or reading.years)
    return "definition" in reading.expected or (bare and len(reading.content) == 1)


def _to_its_end(unit: Unit, window: Span) -> Span:
    """A run of clauses with what follows of its sentence: after the term comes what it means."""
    return window if unit.span.end - window.start > _LONGEST_MEANING else Span(window.start, unit.span.end)


def _defined(segment: Segment, text: str) -> bool:
    """Whether a sentence says what a term is: 是指, 即, or what stands in brackets after it."""
    ways = (w for w in (segment.text, *segment.chinese) if w in text and is_han(w[:1] or " "))
    return any(_definition_of(w).search(text) for w in ways)


@lru_cache(maxsize=4096)
def _definition_of(way: str) -> Pattern[str]:
    return re.compile(rf"{re.escape(way)}[\"”]?(?:[:：，,]?(?:是指|是对|指|即|简称)|\()")


def _in_phase(unit: Unit, snapshot: Snapshot) -> bool:
    document = snapshot.by_id[unit.document]
    above = {s.id for s in document.path(unit.section)}
    return any(r.kind == "phase" and r.section in above for r in document.records)


def _beside_number(segment: Segment, words: str) -> bool:
    """Whether a piece stands right beside a number: 34名院士, not 院士工作站11家."""
    ways = (w for w in (segment.text, *segment.chinese) if w in words and is_han(w[:1] or " "))
    return any(_number_beside(w).search(words) for w in ways)


@lru_cache(maxsize=4096)
def _number_beside(way: str) -> Pattern[str]:
    w = re.escape(way)
    return re.compile(rf"{w}[^，。；、\d]{{0,2}}\d|\d[^，。；、\d]{{0,2}}{w}")


def _is_dated(unit: Unit, reading: Reading, snapshot: Snapshot, told: str) -> bool:
    """Whether the sentence speaks of the year or of the kind of figure that is asked for."""
    start = min(snapshot.by_id[unit.document].years, default=0)
    if "target" in reading.attributes and unit.past and _PRESENT.search(told):
        return False
    if reading.years:
        plan = snapshot.by_id[unit.document].years or (0, 9999)
        implied = {plan[0] - 1, max(plan)}  # a sentence without a year tells of what there was, or of the end
        if unit.years or not implied & {*reading.years}:
            return bool({*unit.years} & {*reading.years})
        if max(reading.years) < start:
            return unit.past or bool(_PRESENT.search(told)) or bool(_REACHED.search(told))
        return not (unit.past and start > 0)
    wants_target = "target" in reading.attributes and "number" in reading.expected
    return not (wants_target and unit.past and (not unit.years or max(unit.years) < start))
