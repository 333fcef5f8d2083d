"""What an answer is made from: fields of records, a set, sentences, the items under a heading, or nothing.

Every choice is between evidence: how much of the question each kind of evidence covers. Years, places, ordinals and
bodies that the evidence does not hold are hard: they make a decline that names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from assistant.attributes import attributes_in, attributes_of
from assistant.choices import AboutDocument, Asked, Choice, Decline, StarNote, Thresholds
from assistant.demands import tells_as_many
from assistant.from_text import from_text, persons_asked_for
from assistant.headings import Children, find_children
from assistant.link import Candidate
from assistant.passages import Passage
from assistant.pieces import HALLS
from assistant.query import reading_to_query
from assistant.reading import Reading
from assistant.records import (
    by_ordinal,
    fields_of,
    named_outright,
    names_the_sort,
    phases_of_date,
    prefers_record,
    strong_candidates,
    told_under,
    unaccounted_body,
)
from assistant.selection import UNIT_ROLES, Query, selected
from assistant.vocabulary import vocabulary
from corpus.text import key
from index.coverage import Coverage
from index.snapshot import Snapshot

_SEVERAL_PHASES = re.compile(r"(?:几|各|[二三四五两2345])个?(?:阶段|步|时期)|phases|stages|steps", re.IGNORECASE)
_OF_THAT_ONE = re.compile(r"那(?:一?[项个]|个?任务)(?:任务|工作)?[,，]?(.{2,})")
_THIS_ITEM = re.compile(r"[这那]一?[项条]|任务|\btask\b", re.IGNORECASE)
_PLACED = re.compile(r".{2,}[县区市镇乡]")
_PROJECT = re.compile(r"项目|\bproject\b")
_UNTOLD = frozenset({"declined_missing", "declined_subject", "declined_plain"})


class Case(Struct, frozen=True, dict=True):
    """A question with all the evidence found for it."""

    reading: Reading
    candidates: Sequence[Candidate]
    passages: Sequence[Passage]
    snapshot: Snapshot
    coverage: Coverage
    limits: Thresholds

    @cached_property
    def strong(self) -> tuple[Candidate, ...]:
        """The record that fits best, with those that fit as well."""
        return strong_candidates(self.candidates, self.reading, self.limits)

    @cached_property
    def query(self) -> Query | None:
        """The question about a set that it may be."""
        return reading_to_query(self.reading, self.snapshot)

    @cached_property
    def children(self) -> Children | None:
        """The heading whose items it may ask for."""
        return find_children(self.reading, self.snapshot, self.coverage, self.limits.section)


def decide(case: Case) -> Choice:
    """Choose the evidence to answer from: the first step that has any."""
    return next(choice for step in _STEPS if (choice := step(case)) is not None)


def _records_before(case: Case) -> Choice | None:
    """Records talked of before, or named by number."""
    reading, snapshot = case.reading, case.snapshot
    if len(reading.records) > 1 and "count" in reading.operations and not reading.attributes:
        return Query(snapshot.records[reading.records[0]].kind, "count", among=reading.records)
    if told := told_under(reading, case.passages, snapshot, case.limits):
        return told
    if reading.records:
        return fields_of(reading, [snapshot.records[i] for i in reading.records], case.passages, case.limits)
    return None


def _numbered(case: Case) -> Choice | None:
    """第17项, task 17; 经办人 and 电话 are in no record."""
    if not case.reading.ordinals:
        return None
    named = case.strong[0] if case.strong and "truth" in case.reading.expected else None
    if named and named.record.kind == "phase" and named.record.ordinal not in case.reading.ordinals:
        return fields_of(replace(case.reading, ordinals=()), [named.record], (), case.limits)  # 总结验收是第三阶段吧
    unsaid = tuple(s.text for s in case.reading.content if s.text in vocabulary().to_be_said)
    return Decline("declined_missing", unsaid) if unsaid else by_ordinal(case.reading, case.snapshot, case.limits)


def _dated(case: Case) -> Choice | None:
    """The phase of a date, unless a phase is named."""
    if (case.strong and case.strong[0].record.kind == "phase") or (case.query and case.query.due):
        return None
    phases = phases_of_date(case.reading, case.snapshot)
    asked = ("period",) if "phase" in case.reading.kinds else ("period", "content")
    return fields_of(replace(case.reading, attributes=asked), phases, (), case.limits) if phases else None


def _about_the_whole(case: Case) -> Choice | None:
    """The document itself, or the star of its table."""
    if _about_document(case.reading):
        return AboutDocument(case.reading.documents)
    starred = "starred" in case.reading.attributes and "definition" in case.reading.expected
    return StarNote() if starred else None


def _absent_body(case: Case) -> Choice | None:
    """Duties of a body that has none."""
    reading = case.reading
    named = [b.written for b in reading.bodies if not b.ids]
    absent = tuple(reading.shown(w) for w in named if not (w.endswith(HALLS) and len(reading.subject) > 1))
    alone = sum(s.mass for s in reading.subject) < case.limits.alone
    if not absent or any(b.ids for b in reading.bodies) or not (alone or not case.strong):
        return None
    return Decline("declined_body", absent) if _about_duties(reading) else None


def _set(case: Case) -> Choice | None:
    """A set of records, counted, listed or ranked."""
    if case.query is None or not _is_about_set(case, case.query):
        return None
    if case.reading.places:
        return Decline("declined_place", case.reading.places[:1])
    return _of_that_one(case, case.query) or case.query


def _of_that_one(case: Case, query: Query) -> Choice | None:
    """司法局只配合一项，那一项还有哪些配合部门: what is asked of the only record of a set."""
    asked = _OF_THAT_ONE.search(key(case.reading.text))
    records = selected(query, case.snapshot) if asked and query.bodies else ()
    if not asked or len(records) != 1:
        return None
    attributes = attributes_in(asked[1]) or ("content", "sections")
    return fields_of(replace(case.reading, attributes=attributes, bodies=()), records, (), case.limits)


def _heading(case: Case) -> Choice | None:
    """The items under a heading; of a task's own heading, the task's contents."""
    if case.children is None:
        return None
    best = case.strong[0].record if case.strong else None
    if best and best.kind == "task" and best.section == case.children.section.id and not case.reading.attributes:
        return fields_of(replace(case.reading, attributes=("content",)), [best], (), case.limits)
    in_full = best and case.strong[0].named >= case.limits.exactly and _THIS_ITEM.search(case.reading.text)
    return None if best and (attributes_of(case.reading, best) or in_full) else case.children


def _record(case: Case) -> Choice | None:
    """A record by its name."""
    if not case.strong or not names_the_sort(case.strong[0].record, case.reading):
        return None
    if not case.reading.attributes and persons_asked_for(case.reading):
        return None
    if not prefers_record(case.reading, case.strong[0], case.passages):
        return None
    if not case.reading.attributes and not tells_as_many(case.strong[0].record, case.reading):
        return None
    if other := unaccounted_body(case.reading, case.strong[0]):
        return Decline("declined_body_value", (other,), record=case.strong[0].record)
    choice = fields_of(case.reading, [c.record for c in case.strong], case.passages, case.limits)
    return replace(choice, ambiguous=len(case.strong) > 1) if isinstance(choice, Asked) else choice


def _text(case: Case) -> Choice:
    """Sentences; where none answers, what else is named outright, before declining."""
    told = from_text(case.reading, case.passages, case.coverage, case.limits)
    hard = any(s.hard for s in case.reading.content)
    if isinstance(told, Decline) and hard:
        return _of_the_whole(case) or _elsewhere(case) or told
    if not isinstance(told, Decline) or told.reason not in _UNTOLD:
        return told
    if case.query and case.query.kind == "phase":
        return case.query
    outright = named_outright(case.candidates, case.reading, case.limits)
    return fields_of(case.reading, [outright.record], case.passages, case.limits) if outright else told


def _of_the_whole(case: Case) -> Decline | None:
    """A figure of one place or body, which the plan gives for all only: the indicator accounts for all else asked."""
    best = next((c for c in case.candidates if c.record.kind == "indicator"), None)
    missing = [s for s in best.missing if len(s.text) > 1] if best else []
    if best is None or not missing or not all(s.hard for s in missing) or best.named < case.limits.defined:
        return None
    return Decline("declined_body_value", tuple(case.reading.shown(s.text) for s in missing), record=best.record)


def _elsewhere(case: Case) -> Choice | None:
    """A project that the question puts in another place than its table does: what the table says of it."""
    best = next((c for c in case.candidates if c.record.kind == "row" and c.named >= case.limits.exactly), None)
    placed = best and any(_PLACED.fullmatch(f.text) for f in best.record.fields if f.role == "other")
    if best is None or not placed or not any(s.hard for s in best.missing):
        return None
    return fields_of(replace(case.reading, attributes=("everything",)), [best.record], (), case.limits)


_STEPS: tuple[Callable[[Case], Choice | None], ...] = (
    _records_before,
    _numbered,
    _dated,
    _about_the_whole,
    _absent_body,
    _set,
    _heading,
    _record,
    _text,
)


def _about_duties(reading: Reading) -> bool:
    return bool({*reading.attributes} & {*UNIT_ROLES, "content"}) or bool({"task", "indicator"} & {*reading.kinds})


def _about_document(reading: Reading) -> bool:
    """方案管哪几年: nothing is named but the plan itself, and a time is asked for."""
    if reading.content or reading.kinds or reading.ordinals or reading.years or reading.bodies:
        return False
    return bool({"when"} & {*reading.expected} or {"period", "deadline"} & {*reading.attributes})


def _is_about_set(case: Case, query: Query) -> bool:
    """Whether the question is about a set rather than one record: little else is named."""
    reading, strong, children, limits = case.reading, case.strong, case.children, case.limits
    projects = query.kind == "row" and not reading.kinds
    narrowing = {*reading.groups, *(c.split("=", 1)[1] for c in query.categories)}
    rest = sum(
        s.mass for s in reading.subject if s.text not in narrowing and not (projects and _PROJECT.search(s.text))
    )
    alone = rest < limits.alone
    if query.bodies:
        duties = _about_duties(reading) or rest < limits.nothing
        return duties and (alone or not strong) and rest < 1.5 * limits.alone
    if query.measure == "amount":
        return True
    if query.operation == "count" and reading.numbers and "truth" in reading.expected:
        return alone
    if query.operation in ("most", "least"):
        return bool(reading.kinds or query.roles) and (not strong or alone)
    if query.operation == "sum" or query.due:
        return "sum" in reading.operations or alone
    if query.narrowed:
        return not strong or alone or (bool(reading.kinds and reading.operations) and rest < 1.5 * limits.alone)
    if query.by == "group":
        return alone and children is None
    named = bool(strong) and strong[0].asked >= limits.exactly and bool(reading.subject)
    named = named and (not reading.kinds or strong[0].record.kind in reading.kinds)
    if query.kind == "phase":
        several = bool(_SEVERAL_PHASES.search(key(reading.text)))
        return rest < 2 * limits.alone and (several or (children is None and not named))
    if "open" in reading.expected and not reading.operations:
        return False
    return bool(query.kinds) and alone and children is None and not named
