"""Which records answer, and with which of their fields: by number, by date, by name, or outright."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from assistant.attributes import INDICATOR_ATTRIBUTES, TASK_ATTRIBUTES, attributes_of, default_attributes, suits
from assistant.choices import AskBack, Asked, Choice, Decline, Sentences, Thresholds
from assistant.link import Candidate
from assistant.ordinals import LAST
from assistant.passages import Passage
from assistant.reading import Reading
from assistant.selection import UNIT_ROLES
from assistant.vocabulary import vocabulary
from corpus.model import Record
from corpus.text import key
from index.snapshot import Snapshot

_ONLY_IN_RECORDS = frozenset({"lead", "cooperate", "responsible", "monitor", "unit", "both", "change", "deadline"})
_AHEAD = 1.2
_TELLING = 0.5
_DATE = re.compile(r"\d{4}年|\d{1,2}月")
_OF_SEVERAL_YEARS = 0.6
_NEARLY = 0.15
_CLEARLY = 0.3
_WHOLE, _HALF = 0.95, 0.5
_HARDLY = 0.3
_KINDS = ("task", "indicator", "phase")


def fields_of(reading: Reading, records: Sequence[Record], passages: Sequence[Passage], limits: Thresholds) -> Choice:
    """The attributes asked of these records; a year they do not have may stand in the text, else it is declined."""
    first = records[0]
    attributes = attributes_of(reading, first) or default_attributes(reading, first)
    held = {f.year for f in first.fields if f.year}
    also = _of_other_years(first, reading, held, passages, limits) if first.kind == "indicator" else ()
    if reading.years and held and not held & {*reading.years} and first.kind == "indicator":
        return Sentences(also) if also else Decline("declined_year", record=first, year=reading.years[0])
    if not also and "when" in reading.expected and "truth" not in attributes and reading.bodies and len(records) == 1:
        also = _date_told(first, reading, passages, limits)
    truth = "truth" in reading.expected
    years = () if "both" in attributes or {"base", "target"} <= {*attributes} else reading.years
    bodies = tuple(replace(b, written=reading.shown(b.written)) for b in reading.bodies)
    return Asked(tuple(records), attributes, years, reading.text, reading.numbers, bodies, truth, also=also)


def _of_other_years(
    record: Record, reading: Reading, held: set[int], passages: Sequence[Passage], limits: Thresholds
) -> tuple[Passage, ...]:
    """For each year asked for that a record does not have, the sentence that tells of it, by its name or in full."""
    name = key(record.name)
    telling = [p for p in passages if name in p.unit.text or (p.score >= limits.sentence and not p.missing)]
    wanted = [year for year in reading.years if held and year not in held]
    found = [next((p for p in telling if year in p.unit.years), None) for year in wanted]
    return tuple(dict.fromkeys(p for p in found if p))


def _date_told(
    record: Record, reading: Reading, passages: Sequence[Passage], limits: Thresholds
) -> tuple[Passage, ...]:
    """The sentence with a date that answers when, where the record, asked about for a premise, has none."""
    if record.first("deadline") or record.first("period") or not passages or not _DATE.search(passages[0].told):
        return ()
    bodies = {b.written for b in reading.bodies}
    pieces = [(s.mass, h) for s, h in zip(reading.segments, passages[0].hits, strict=True) if s.text not in bodies]
    told = sum(mass * hit for mass, hit in pieces) / sum(mass for mass, _ in pieces)
    return (passages[0],) if told >= limits.sentence_english else ()


def by_ordinal(reading: Reading, snapshot: Snapshot, limits: Thresholds) -> Choice:
    """第17项, task 17: the kind comes from the words around it, else from what is asked."""
    kinds = [k for k in reading.kinds if k in _KINDS]
    asked = {*reading.attributes}
    if not kinds and asked & INDICATOR_ATTRIBUTES and not asked & TASK_ATTRIBUTES:
        kinds = ["indicator"]
    pool, wanted = _numbered(reading, kinds, snapshot)
    found = [r for n in wanted for r in pool if r.ordinal == n]
    absent = [n for n in wanted if not any(r.ordinal == n for r in pool)]
    if absent and not found and absent[0] < 1:
        return AskBack()
    if absent and not found:
        return Decline("declined_ordinal", (str(absent[0]),), ordinal=absent[0], kind=pool[0].kind if pool else "task")
    if asked == {"amount"} and not any(r.first("amount") for r in found):
        return Asked(tuple(found), ("amount",), text=reading.text)
    return fields_of(reading, found, (), limits)


def _numbered(reading: Reading, kinds: Sequence[str], snapshot: Snapshot) -> tuple[list[Record], list[int]]:
    """The records that an ordinal counts, tasks unless a kind is named, and the numbers that are wanted of them."""
    numbered = [r for r in snapshot.records.values() if r.ordinal is not None and _within(r, reading)]
    pool = [r for r in numbered if r.kind == (kinds[0] if kinds else "task")] or [
        r for r in numbered if r.kind in _KINDS
    ]
    return pool, [max((r.ordinal or 0 for r in pool), default=0) if n == LAST else n for n in reading.ordinals]


def phases_of_date(reading: Reading, snapshot: Snapshot) -> Sequence[Record]:
    """The phases in which a date lies, where a phase is asked for or a month is named."""
    if not reading.years or not ("phase" in reading.kinds or reading.months) or reading.ordinals:
        return []
    first = min(reading.years) * 12 + (min(reading.months) - 1 if reading.months else 0)
    last = max(reading.years) * 12 + (max(reading.months) - 1 if reading.months else 11)
    phases = (r for r in snapshot.records.values() if r.kind == "phase" and r.period and _within(r, reading))
    return [r for r in phases if r.period and r.period[0] <= last and first <= r.period[1]]


def strong_candidates(candidates: Sequence[Candidate], reading: Reading, limits: Thresholds) -> tuple[Candidate, ...]:
    """The best record, with those that fit as well; nothing when none fits."""
    written = {b.written for b in reading.bodies}
    defined = _asks_definition(reading)
    fitting = [c for c in candidates if not any(s.hard and s.text not in written for s in c.missing)]
    fitting = [c for c in fitting if c.record.kind != "term" or (defined and c.named >= limits.defined)]
    kinds = [k for k in reading.kinds if k in _KINDS]
    fitting = [c for c in fitting if not kinds or c.record.kind in kinds] or fitting
    fitting = [c for c in fitting if suits(c, reading, limits)] or [c for c in fitting if c.record.kind != "task"]
    usable = [c for c in fitting if c.asked >= _least(c, reading, limits)]
    if not usable:
        return ()
    if reading.attributes:
        holding = [c for c in usable if attributes_of(reading, c.record) and c.asked >= usable[0].asked - _NEARLY]
        usable = holding or usable
    asked = {*reading.attributes}
    of_body = {"lead", "cooperate"} & asked or ("responsible" in asked and "unit" not in asked)
    if of_body and "indicator" not in reading.kinds and "monitor" not in asked:
        tasks = [c for c in usable if c.record.kind == "task" and c.asked >= usable[0].asked - _NEARLY]
        outright = usable[0].by_name >= _WHOLE and usable[0].named >= _WHOLE
        usable = usable if tasks and outright and tasks[0].by_name < _HALF else tasks or usable
    best = usable[0]
    named = best.named - _CLEARLY if best.named >= limits.exactly else 0.0
    equal = (c for c in usable[:3] if best.score - c.score <= limits.tie and c.named >= named)
    return tuple(c for c in equal if c.record.kind == best.record.kind)


def _least(candidate: Candidate, reading: Reading, limits: Thresholds) -> float:
    return limits.record_with_attribute if attributes_of(reading, candidate.record) else limits.record


def _asks_definition(reading: Reading) -> bool:
    """Whether it is a meaning that is asked: "what is" before a figure, a year or a field asks for that."""
    return "definition" in reading.expected and not (
        reading.attributes or reading.years or "number" in reading.expected
    )


def prefers_record(reading: Reading, best: Candidate, passages: Sequence[Passage]) -> bool:
    """Whether a record covers the question as well as the best sentence does."""
    only = _only_in_records(reading, best.record)
    if (
        best.record.kind == "task"
        and "number" in reading.expected
        and only == {"responsible"}
        and best.by_name < _HARDLY
    ):
        return False  # 高企里蓬江区要承担多少家: a number, of which the task only tells something
    if best.record.kind == "term" or (only and not _asks_other_figure(best.record, reading)) or _settles(best, reading):
        return True
    if not passages:
        return True
    sentence = passages[0].score
    if _asks_definition(reading):
        return best.named >= 0.9 and best.score >= sentence
    if best.record.kind in reading.kinds and not (best.record.kind == "task" and "number" in reading.expected):
        return best.asked >= sentence - 0.15
    if not _measures_fit(best.record, reading) or _better_told(best, passages[0]):
        return False
    held = {f.year for f in best.record.fields} & {*reading.years}
    if best.record.kind == "indicator" and len(held) > 1:
        return best.asked >= _OF_SEVERAL_YEARS
    if best.record.kind == "phase" or "target" in reading.attributes:
        return best.asked >= sentence - 0.15
    if best.record.kind == "indicator":
        figured = bool(held) or "base" in reading.attributes
        return best.asked >= sentence - (0.15 if figured else 0.0) and (figured or best.named >= 0.5)
    figure = "number" in reading.expected and not reading.attributes
    if best.record.kind == "task" and figure and sentence >= best.asked - 0.1:
        return False  # the cells of a task hold no figures
    if "content" in reading.attributes:
        return best.by_name >= sentence - 0.1 and best.named >= 0.5
    return best.by_name >= 0.75 and best.named >= 0.7 and best.score >= sentence - 0.1


def _only_in_records(reading: Reading, record: Record) -> set[str]:
    """What is asked that no sentence tells; of land against sea in sq km, "against" asks for no base and target."""
    only = {*reading.attributes} & _ONLY_IN_RECORDS
    return only if only != {"both"} or _measures_fit(record, reading) else set()


def names_the_sort(record: Record, reading: Reading) -> bool:
    """Whether a record names what is asked for by its sort: no bureau where 哪家公司 is asked."""
    told = "|".join((record.name, *(f.text for f in record.fields)))
    return all(named.search(told) for asked, named in vocabulary().names if asked.search(key(reading.text)))


def _asks_other_figure(record: Record, reading: Reading) -> bool:
    """Whether a task is asked for a sum or a measure (主导制定标准的能奖多少钱): its cells hold none."""
    measured = any(pattern.search(key(reading.text)) for pattern, _, _ in vocabulary().quantities)
    return record.kind == "task" and "number" in reading.expected and measured


def _settles(best: Candidate, reading: Reading) -> bool:
    """Whether an indicator accounts for all that is asked, a base or a target by its name: no sentence does more."""
    figured = {"base", "target"} & {*reading.attributes} or {f.year for f in best.record.fields} & {*reading.years}
    whole = best.record.kind == "indicator" and best.asked >= _WHOLE and best.named >= 0.5
    return whole and bool(figured) and _measures_fit(best.record, reading)


def _better_told(best: Candidate, passage: Passage) -> bool:
    """Whether a sentence of another time tells of the very thing asked, where the record is only like it."""
    told = {s.text for s in best.missing} - {s.text for s in passage.missing}
    return bool(told) and not passage.dated and passage.share > best.asked + 0.1


def _measures_fit(record: Record, reading: Reading) -> bool:
    """Whether a record's figures are of the measure asked for: no share where 多少钱 is asked, but in its own name."""
    units = {v.unit for f in record.fields for v in f.values if v.unit}
    plain = key(reading.text).replace(key(record.name), "")
    asked = [fits for pattern, _, fits in vocabulary().quantities if pattern.search(plain)]
    return not units or not asked or any(fits.search(u) for fits in asked for u in units)


def named_outright(candidates: Sequence[Candidate], reading: Reading, limits: Thresholds) -> Candidate | None:
    """A record whose name the question gives whole, well ahead of any other: what the text does not tell, it may."""
    if not candidates or candidates[0].record.kind == "term":
        return None
    best = candidates[0]
    others = max((c.asked for c in candidates[1:]), default=0.0)
    if {*reading.attributes} == {"amount"} and best.record.kind == "task" and not best.record.first("amount"):
        return None
    untold = best.record.kind == "row" and any(s.mass >= _TELLING for s in best.missing)
    no_figure = (best.record.kind == "task" or untold) and "number" in reading.expected
    clear = best.asked >= limits.outright and best.asked >= _AHEAD * others and best.named >= limits.exactly
    return best if clear and not no_figure and not any(s.hard for s in best.missing) else None


def told_under(
    reading: Reading, passages: Sequence[Passage], snapshot: Snapshot, limits: Thresholds
) -> Sentences | None:
    """What the sections of a record named by number, or talked of before, tell of something: 第9项里提到哪些载体."""
    records = [snapshot.records[i] for i in reading.records]
    pool, wanted = _numbered(reading, [k for k in reading.kinds if k in _KINDS], snapshot)
    records += [r for r in pool if r.kind in ("task", "phase") and r.ordinal in wanted]
    sections = {(r.document, r.section) for r in records if r.section is not None}
    names = key("".join(r.name for r in records))
    rest = sum(s.mass for s in reading.subject if not any(way in names for way in (s.text, *s.chinese)))
    if not sections or reading.attributes or rest < 2 * limits.nothing:
        return None
    inside = [
        p for p in passages
        if not p.missing or p.share >= limits.sentence_english
        if any((p.unit.document, s.id) in sections for s in snapshot.by_id[p.unit.document].path(p.unit.section))
    ]  # fmt: skip
    return Sentences(tuple(inside[:1])) if inside else None


def unaccounted_body(reading: Reading, candidate: Candidate) -> str | None:
    """A body whose own figure is asked for, where the record has one for all."""
    if candidate.record.kind != "indicator" or "truth" in reading.expected or {*reading.attributes} & {*UNIT_ROLES}:
        return None
    missing = {s.text for s in candidate.missing}
    return next((b.written for b in reading.bodies if b.written in missing), None)


def _within(record: Record, reading: Reading) -> bool:
    return not reading.documents or record.document in reading.documents
