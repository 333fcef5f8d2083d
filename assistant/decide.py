"""What an answer is made from: fields of records, a set, sentences, the items under a heading, or nothing.

Every choice is between evidence: how much of the question each kind of evidence covers. Years, places, ordinals and
bodies that the evidence does not hold are hard: they make a decline that names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from assistant.compose.fields import Asked
from assistant.headings import Children, find_children
from assistant.link import Candidate
from assistant.ordinals import LAST
from assistant.passages import Passage
from assistant.query import UNIT_ROLES, Query, reading_to_query
from assistant.reading import Reading
from assistant.vocabulary import vocabulary
from corpus.model import Record
from corpus.text import is_han, key
from index.coverage import Coverage
from index.snapshot import Snapshot

TASK_ATTRIBUTES = frozenset({"lead", "cooperate", "responsible", "content", "deadline"})
INDICATOR_ATTRIBUTES = frozenset({"base", "target", "both", "unit", "monitor", "change", "property", "starred"})
_ONLY_IN_RECORDS = frozenset({"lead", "cooperate", "responsible", "monitor", "unit", "both", "change", "deadline"})
_KINDS = ("task", "indicator", "phase")
_EVERY = re.compile(r"\b(?:every|all|everyone|full list)\b|全部|所有|都有", re.IGNORECASE)
_PREDICATE = 0.6


class Thresholds(Struct, frozen=True):
    """How much of a question evidence must cover; from the calibration on the development sets."""

    record: float = 0.6
    record_with_attribute: float = 0.45
    tie: float = 0.05
    sentence: float = 0.58
    sentence_english: float = 0.42
    also: float = 0.9
    section: float = 0.8
    alone: float = 1.0
    defined: float = 0.7
    exactly: float = 0.85


class Sentences(Struct, frozen=True):
    """Answer by quoting these."""

    passages: tuple[Passage, ...]


class Decline(Struct, frozen=True):
    """Decline: `reason` names the fixed sentence; `near` is the nearest evidence there is."""

    reason: str
    missing: tuple[str, ...] = ()
    near: Passage | None = None
    record: Record | None = None
    year: int | None = None
    ordinal: int | None = None
    kind: str | None = None


class AskBack(Struct, frozen=True):
    """Ask which one is meant."""

    reason: str = "ask_back"


class AboutDocument(Struct, frozen=True):
    """Answer by the document's own title: what it is and which years it is for."""

    documents: tuple[str, ...] = ()


class StarNote(Struct, frozen=True):
    """Answer by the note that explains the star."""


Choice = Asked | Query | Sentences | Children | AboutDocument | StarNote | Decline | AskBack


def decide(
    reading: Reading, candidates: Sequence[Candidate], passages: Sequence[Passage], snapshot: Snapshot,
    coverage: Coverage, limits: Thresholds,
) -> Choice:  # fmt: skip
    """Choose the evidence to answer from."""
    if reading.records:
        return _fields(reading, [snapshot.records[i] for i in reading.records], passages, limits)
    if reading.ordinals:
        return _by_ordinal(reading, snapshot, limits)
    dated = _phase_of_date(reading, snapshot)
    if dated:
        asked = ("period",) if "phase" in reading.kinds else ("period", "content")
        return _fields(replace(reading, attributes=asked), dated, (), limits)
    if _about_document(reading):
        return AboutDocument(reading.documents)
    if "starred" in reading.attributes and "definition" in reading.expected:
        return StarNote()
    strong = _strong(candidates, reading, limits)
    absent = tuple(b.written for b in reading.bodies if not b.ids)
    alone = sum(s.mass for s in reading.subject) < limits.alone
    if absent and not any(b.ids for b in reading.bodies) and (alone or not strong) and _about_duties(reading):
        return Decline("declined_body", absent)
    query = reading_to_query(reading, snapshot)
    children = find_children(reading, snapshot, coverage, limits.section)
    if query and _is_about_set(reading, query, strong, children, limits):
        return Decline("declined_place", reading.places[:1]) if reading.places else query
    if children and not (strong and _attributes_of(reading, strong[0].record)):
        return children
    if strong and _prefers_record(reading, strong[0], passages):
        if other := _unaccounted_body(reading, strong[0]):
            return Decline("declined_body_value", (other,), record=strong[0].record)
        return _fields(reading, [c.record for c in strong], passages, limits)
    return _from_text(reading, passages, coverage, limits)


def _about_duties(reading: Reading) -> bool:
    return bool({*reading.attributes} & {*UNIT_ROLES, "content"}) or bool({"task", "indicator"} & {*reading.kinds})


def _about_document(reading: Reading) -> bool:
    """方案管哪几年: nothing is named but the plan itself, and a time is asked for."""
    if reading.content or reading.kinds or reading.ordinals or reading.years or reading.bodies:
        return False
    return bool({"when"} & {*reading.expected} or {"period", "deadline"} & {*reading.attributes})


def _by_ordinal(reading: Reading, snapshot: Snapshot, limits: Thresholds) -> Choice:
    """第17项, task 17: the kind comes from the words around it, else from what is asked."""
    kinds = [k for k in reading.kinds if k in _KINDS]
    asked = {*reading.attributes}
    if not kinds and asked & INDICATOR_ATTRIBUTES and not asked & TASK_ATTRIBUTES:
        kinds = ["indicator"]
    numbered = [r for r in snapshot.records.values() if r.ordinal is not None and _within(r, reading)]
    pool = [r for r in numbered if r.kind == (kinds[0] if kinds else "task")] or [r for r in numbered if r.kind in _KINDS]
    wanted = [max((r.ordinal or 0 for r in pool), default=0) if n == LAST else n for n in reading.ordinals]
    found = [r for n in wanted for r in pool if r.ordinal == n]
    absent = [n for n in wanted if not any(r.ordinal == n for r in pool)]
    if absent and not found:
        return Decline("declined_ordinal", (str(absent[0]),), ordinal=absent[0], kind=pool[0].kind if pool else "task")
    return _fields(reading, found, (), limits)


def _unaccounted_body(reading: Reading, candidate: Candidate) -> str | None:
    """A body whose own figure is asked for, where the record has one for all: 翠山湖高新区自己的…"""
    if candidate.record.kind != "indicator" or "truth" in reading.expected or {*reading.attributes} & {*UNIT_ROLES}:
        return None
    missing = {s.text for s in candidate.missing}
    return next((b.written for b in reading.bodies if b.written in missing), None)


def _within(record: Record, reading: Reading) -> bool:
    return not reading.documents or record.document in reading.documents


def _phase_of_date(reading: Reading, snapshot: Snapshot) -> list[Record]:
    """The phases in which a date lies, where a phase is asked for or a month is named."""
    if not reading.years or not ("phase" in reading.kinds or reading.months) or reading.ordinals:
        return []
    first = min(reading.years) * 12 + (min(reading.months) - 1 if reading.months else 0)
    last = max(reading.years) * 12 + (max(reading.months) - 1 if reading.months else 11)
    phases = (r for r in snapshot.records.values() if r.kind == "phase" and r.period and _within(r, reading))
    return [r for r in phases if r.period and r.period[0] <= last and first <= r.period[1]]


def _fields(reading: Reading, records: Sequence[Record], passages: Sequence[Passage], limits: Thresholds) -> Choice:
    """The attributes asked of these records; a year they do not have may stand in the text, else it is declined."""
    first = records[0]
    attributes = _attributes_of(reading, first) or _default_attributes(reading, first)
    held = {f.year for f in first.fields if f.year}
    if reading.years and held and not held & {*reading.years} and first.kind == "indicator":
        told = [p for p in passages if {*p.unit.years} & {*reading.years} and p.score >= limits.sentence and not p.missing]
        if told:
            return Sentences(tuple(told[:1]))
        return Decline("declined_year", record=first, year=reading.years[0])
    truth = "truth" in reading.expected
    return Asked(tuple(records), attributes, reading.years, reading.text, reading.numbers, reading.bodies, truth)


def _attributes_of(reading: Reading, record: Record) -> tuple[str, ...]:
    """The attributes of the question that this kind of record has."""
    asked = list(reading.attributes)
    if record.kind == "task":
        asked = ["responsible" if a == "unit" else a for a in asked]
        usable = {*TASK_ATTRIBUTES, "group", "everything"}
    elif record.kind == "term":
        return ("definition",)
    elif record.kind == "phase":
        usable = {"period", "content", "deadline", "everything"}
    else:
        if "responsible" in asked and {"unit", "monitor"} & {*asked}:
            asked.remove("responsible")
        asked = ["monitor" if a in ("lead", "responsible") else a for a in asked if a != "qualitative"]
        usable = {*INDICATOR_ATTRIBUTES, "group", "lead", "responsible", "everything", "amount", "qualitative"}
    held = {f.role for f in record.fields}
    found = [a for a in asked if a in usable and (a not in ("amount", "deadline", "property") or a in held)]
    if {"lead", "cooperate"} & {*found} and "responsible" in found:
        found = [a for a in found if a not in (("lead", "cooperate") if _EVERY.search(reading.text) else ("responsible",))]
    firm = [a for a in found if a not in ("base", "target", "lead", "content")]
    if {"change", "both"} & {*firm}:
        return tuple(a for a in firm if a not in ("base", "target"))
    return tuple(dict.fromkeys(firm if {"unit", "monitor"} & {*firm} else found))


def _default_attributes(reading: Reading, record: Record) -> tuple[str, ...]:
    """What is meant where no attribute is named: a body, a figure, a period, or all there is."""
    if "body" in reading.kinds or ("name" in reading.expected and record.kind == "task"):
        return ("lead",) if record.kind == "task" else ("monitor",)
    if "starred" in reading.attributes:
        return ("starred",)
    if record.kind == "indicator":
        years = tuple(dict.fromkeys(f.role for f in record.fields if f.year in reading.years))
        return years or (("both",) if "number" in reading.expected or reading.numbers else ("everything",))
    if record.kind == "phase":
        dated = reading.months and "phase" not in reading.kinds
        return ("period", "content") if dated or "open" in reading.expected or not reading.expected else ("period",)
    return ("content", "sections") if "open" in reading.expected else ("everything",)


def _strong(candidates: Sequence[Candidate], reading: Reading, limits: Thresholds) -> tuple[Candidate, ...]:
    """The best record, with those that fit as well; nothing when none fits."""
    written = {b.written for b in reading.bodies}
    defined = "definition" in reading.expected and not (reading.attributes or reading.years or "number" in reading.expected)
    fitting = [c for c in candidates if not any(s.hard and s.text not in written for s in c.missing)]
    fitting = [c for c in fitting if c.record.kind != "term" or (defined and c.named >= limits.defined)]
    kinds = [k for k in reading.kinds if k in _KINDS]
    fitting = [c for c in fitting if not kinds or c.record.kind in kinds] or fitting
    fitting = [c for c in fitting if _suits(c, reading, limits)] or fitting
    usable = [c for c in fitting if c.asked >= _least(c, reading, limits)]
    if not usable:
        return ()
    best = usable[0]
    return tuple(c for c in usable[:3] if c.record.kind == best.record.kind and best.score - c.score <= limits.tie)


def _least(candidate: Candidate, reading: Reading, limits: Thresholds) -> float:
    return limits.record_with_attribute if _attributes_of(reading, candidate.record) else limits.record


def _suits(candidate: Candidate, reading: Reading, limits: Thresholds) -> bool:
    """Whether this kind of record has what is asked; an indicator has no lead, unless it is named outright."""
    record, asked = candidate.record, {*reading.attributes}
    if record.kind == "task":
        return bool(asked & TASK_ATTRIBUTES) or not asked & INDICATOR_ATTRIBUTES
    if record.kind == "indicator":
        led = {"lead"} & asked and candidate.named < limits.exactly
        return bool(asked & INDICATOR_ATTRIBUTES) or not (led or asked & {"cooperate", "content", "deadline"})
    return True


def _is_about_set(
    reading: Reading, query: Query, strong: Sequence[Candidate], children: Children | None, limits: Thresholds
) -> bool:
    """Whether the question is about a set rather than one record: little else is named."""
    rest = sum(s.mass for s in reading.subject if s.text not in reading.groups)
    alone = rest < limits.alone
    if query.bodies:
        duties = _about_duties(reading) or bool({"list", "count"} & {*reading.operations}) or alone
        return duties and (alone or not strong) and rest < 1.5 * limits.alone
    if query.operation in ("most", "least"):
        return bool(reading.kinds or query.roles) and (not strong or alone)
    if query.narrowed:
        return not strong or alone
    if query.by == "group":
        return alone and children is None
    named = bool(strong) and strong[0].asked >= limits.exactly and bool(reading.subject)
    if query.kind == "phase":
        return rest < 2 * limits.alone and children is None and not named
    return bool(query.kinds) and alone and children is None and not named


def _prefers_record(reading: Reading, best: Candidate, passages: Sequence[Passage]) -> bool:
    """Whether a record covers the question as well as the best sentence does."""
    if {*reading.attributes} & _ONLY_IN_RECORDS or not passages:
        return True
    sentence = passages[0].score
    if best.record.kind == "term":
        return True
    if "definition" in reading.expected and not reading.attributes:
        return best.named >= 0.9 and best.score >= sentence
    if best.record.kind in reading.kinds and not (best.record.kind == "task" and "number" in reading.expected):
        return best.asked >= sentence - 0.15
    if not _measures_fit(best.record, reading) or _better_told(best, passages[0]):
        return False
    if best.record.kind == "phase" or "target" in reading.attributes:
        return best.asked >= sentence - 0.15
    if best.record.kind == "indicator":
        figured = bool({f.year for f in best.record.fields} & {*reading.years}) or "base" in reading.attributes
        return best.asked >= sentence - (0.15 if figured else 0.0) and (figured or best.named >= 0.5)
    if "content" in reading.attributes:
        return best.asked >= sentence - 0.1 and best.named >= 0.6
    return best.asked >= 0.75 and best.named >= 0.7 and best.score >= sentence - 0.1


def _better_told(best: Candidate, passage: Passage) -> bool:
    """Whether a sentence of another time tells of the very thing asked, where the record is only like it."""
    return bool(best.missing) and not passage.dated and passage.share > best.asked + 0.1


def _measures_fit(record: Record, reading: Reading) -> bool:
    """Whether a record's figures are of the measure asked for: no share where 多少钱 is asked."""
    units = {v.unit for f in record.fields for v in f.values if v.unit}
    asked = [fits for pattern, _, fits in vocabulary().quantities if pattern.search(key(reading.text))]
    return not units or not asked or any(fits.search(u) for fits in asked for u in units)


def _unsaid(best: Passage, reading: Reading, coverage: Coverage) -> tuple[str, ...]:
    """Words that stand nowhere in the corpus, where a person, a place or a date is asked for: 局长, 承建, 开工."""
    if not {"name", "when"} & {*reading.expected} or "list" in reading.expected:
        return ()
    missing = [s for s in best.missing if s.mass >= _PREDICATE and is_han(s.text[0])]
    return tuple(s.text for s in missing if float(coverage.hits([s]).max()) < 1.0)


def _from_text(reading: Reading, passages: Sequence[Passage], coverage: Coverage, limits: Thresholds) -> Choice:
    if not reading.content:
        return AskBack()
    usable = [p for p in passages if not any(s.hard for s in p.missing)]
    if not usable:
        missing = tuple(dict.fromkeys(s.text for p in passages[:1] for s in p.missing if s.hard))
        return Decline("declined_missing", missing or _texts(reading), near=passages[0] if passages else None)
    best = usable[0]
    dated = [p for p in usable if p.dated]
    least = limits.sentence_english if reading.language == "en" else limits.sentence
    if best.score < least:
        return Decline("declined_missing", _missing(best, reading), near=best)
    if unsaid := _unsaid(best, reading, coverage):
        return Decline("declined_missing", unsaid, near=best)
    if not dated or dated[0].score < max(least, best.score - 0.1):
        year = reading.years[0] if reading.years else None
        return Decline("declined_year_plain" if year else "declined_target", (str(year),) if year else (), near=best, year=year)
    return Sentences(_chosen(dated[0], dated, reading, limits))


def _missing(best: Passage, reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.text for s in best.missing if s.mass >= 0.5)) or _texts(reading)[:1]


def _texts(reading: Reading) -> tuple[str, ...]:
    return tuple(s.text for s in reading.content)


def _chosen(best: Passage, usable: Iterable[Passage], reading: Reading, limits: Thresholds) -> tuple[Passage, ...]:
    """The best sentence, and for open questions those that answer as well or cover what it leaves out."""
    chosen = [best]
    most = 3 if {"open", "list"} & {*reading.expected} or "content" in reading.attributes else 2
    for passage in usable:
        if passage is best or len(chosen) >= most or passage.unit.document != best.unit.document:
            continue
        if (most > 2 and passage.score >= limits.also * best.score) or _adds(passage, chosen, best, reading):
            chosen.append(passage)
    return tuple(chosen)


def _adds(passage: Passage, chosen: Sequence[Passage], best: Passage, reading: Reading) -> bool:
    """Whether a sentence says a piece of the question that those chosen do not."""
    pieces = enumerate(zip(passage.hits, reading.segments, strict=True))
    new = any(h >= 0.9 and s.mass >= 0.8 and max(c.hits[i] for c in chosen) < 0.5 for i, (h, s) in pieces)
    return new and passage.score >= 0.5 * best.score
