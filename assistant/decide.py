"""What an answer is made from: fields of records, a set, sentences, the items under a heading, or nothing.

Every choice is between evidence: how much of the question each kind of evidence covers. Years, places, ordinals and
bodies that the evidence does not hold are hard: they make a decline that names them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from assistant.compose.fields import UNIT_ROLES, Asked
from assistant.link import Candidate
from assistant.passages import Passage
from assistant.query import Query, reading_to_query
from assistant.reading import Reading
from corpus.model import Record, Section
from corpus.numbers import han_to_int
from corpus.text import key
from index.coverage import Coverage, Segment, shares
from index.snapshot import Snapshot

TASK_ATTRIBUTES = frozenset({"lead", "cooperate", "responsible", "content", "deadline"})
INDICATOR_ATTRIBUTES = frozenset({"base", "target", "both", "unit", "monitor", "change", "property", "starred"})
_COUNTED = re.compile(r"([一二两三四五六七八九十]{1,2}|\d{1,2})(?:大|个|项|条|类|种|方面)")


class Thresholds(Struct, frozen=True):
    """How much of a question evidence must cover; from the calibration on the development sets."""

    record: float = 0.55
    record_with_attribute: float = 0.45
    tie: float = 0.05
    sentence: float = 0.62
    also: float = 0.85
    section: float = 0.8
    subject: float = 0.9


class Sentences(Struct, frozen=True):
    """Answer by quoting these."""

    passages: tuple[Passage, ...]


class Children(Struct, frozen=True):
    """Answer by listing what stands under a heading."""

    document: str
    section: Section


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


Choice = Asked | Query | Sentences | Children | Decline | AskBack


def decide(
    reading: Reading, candidates: Sequence[Candidate], passages: Sequence[Passage], snapshot: Snapshot,
    coverage: Coverage, limits: Thresholds,
) -> Choice:  # fmt: skip
    """Choose the evidence to answer from."""
    if reading.records:
        return _fields(reading, [snapshot.records[i] for i in reading.records], snapshot)
    if reading.ordinals:
        return _by_ordinal(reading, snapshot)
    absent = [b for b in reading.bodies if not b.ids]
    strong = _strong(candidates, reading, limits)
    if absent and not any(b.ids for b in reading.bodies) and not strong and _about_duties(reading):
        return Decline("declined_body", tuple(b.written for b in absent))
    query = reading_to_query(reading, snapshot)
    children = _children(reading, snapshot, coverage, limits)
    if query and _is_about_set(reading, query, strong, children):
        return query
    if children and not (strong and _record_attributes(reading, strong[0].record)):
        return children
    if strong and _prefers_record(reading, strong, passages):
        return _fields(reading, [c.record for c in strong], snapshot)
    return _from_text(reading, candidates, passages, limits)


def _about_duties(reading: Reading) -> bool:
    return bool({*reading.attributes} & {*UNIT_ROLES, "content"}) or bool({"task", "indicator"} & {*reading.kinds})


def _by_ordinal(reading: Reading, snapshot: Snapshot) -> Choice:
    """第17项, task 17: the kind comes from the words around it, else from what is asked."""
    kinds = [k for k in reading.kinds if k in ("task", "indicator", "phase")]
    asked = {*reading.attributes}
    if not kinds and asked & INDICATOR_ATTRIBUTES and not asked & TASK_ATTRIBUTES:
        kinds = ["indicator"]
    pool = [
        r for r in snapshot.records.values()
        if r.kind == (kinds[0] if kinds else "task") and (not reading.documents or r.document in reading.documents)
    ]  # fmt: skip
    if not pool:
        pool = [r for r in snapshot.records.values() if r.ordinal is not None and r.kind != "row"]
    found = [r for n in reading.ordinals for r in pool if r.ordinal == n]
    absent = [n for n in reading.ordinals if not any(r.ordinal == n for r in pool)]
    if absent and not found:
        return Decline("declined_ordinal", (str(absent[0]),), ordinal=absent[0], kind=pool[0].kind if pool else "task")
    return _fields(reading, found, snapshot)


def _fields(reading: Reading, records: Sequence[Record], snapshot: Snapshot) -> Choice:
    """The attributes asked of these records; a year that a record does not have is declined."""
    first = records[0]
    attributes = _record_attributes(reading, first) or _default_attributes(reading, first)
    held = {f.year for f in first.fields if f.year}
    if reading.years and held and not held & {*reading.years} and first.kind == "indicator":
        return Decline("declined_year", record=first, year=reading.years[0])
    return Asked(
        tuple(records), attributes, reading.years, reading.text, reading.numbers, reading.bodies, "truth" in reading.expected
    )


def _record_attributes(reading: Reading, record: Record) -> tuple[str, ...]:
    """The attributes of the question that this kind of record has."""
    asked = list(reading.attributes)
    if record.kind == "task":
        asked = ["responsible" if a == "unit" else a for a in asked]
        usable = [*TASK_ATTRIBUTES, "group", "everything", "period"]
    elif record.kind == "phase":
        usable = ["period", "content", "deadline", "everything"]
    else:
        if "responsible" in asked and ("unit" in asked or "monitor" in asked):
            asked.remove("responsible")
        usable = [*INDICATOR_ATTRIBUTES, "group", "lead", "responsible", "everything", "amount", "qualitative"]
    found = [a for a in asked if a in usable]
    strong = [a for a in found if a not in ("base", "target", "lead", "content")]
    if "change" in strong or "both" in strong:
        return tuple(a for a in strong if a not in ("base", "target"))
    if "unit" in strong or "monitor" in strong:
        return tuple(strong)
    return tuple(dict.fromkeys(found))


def _default_attributes(reading: Reading, record: Record) -> tuple[str, ...]:
    if record.kind == "indicator":
        years = [f.role for f in record.fields if f.year in reading.years]
        if years:
            return tuple(dict.fromkeys(years))
        return ("both",) if "number" in reading.expected or reading.numbers else ("everything",)
    if record.kind == "phase":
        return ("period",)
    return ("everything",)


def _strong(candidates: Sequence[Candidate], reading: Reading, limits: Thresholds) -> tuple[Candidate, ...]:
    """The best record, with those that fit as well; nothing when none fits."""
    fitting = [c for c in candidates if not any(s.hard for s in c.missing)]
    if not fitting:
        return ()
    least = limits.record_with_attribute if _record_attributes(reading, fitting[0].record) else limits.record
    kinds = [k for k in reading.kinds if k in ("task", "indicator", "phase")]
    usable = [c for c in fitting if c.asked >= least and (not kinds or c.record.kind in kinds)] or [
        c for c in fitting if c.asked >= least
    ]
    wanted = [c for c in usable if _suits(c.record, reading)] or usable
    if not wanted:
        return ()
    best = wanted[0]
    return tuple(c for c in wanted[:3] if c.record.kind == best.record.kind and best.score - c.score <= limits.tie)


def _suits(record: Record, reading: Reading) -> bool:
    asked = {*reading.attributes}
    if record.kind == "task":
        return bool(asked & TASK_ATTRIBUTES) or not asked & INDICATOR_ATTRIBUTES
    if record.kind == "indicator":
        return bool(asked & INDICATOR_ATTRIBUTES) or not asked & {"cooperate", "content", "deadline"}
    return True


def _is_about_set(
    reading: Reading, query: Query, strong: Sequence[Candidate], children: Children | None
) -> bool:
    """Whether the question is about a set rather than one record: little else is named."""
    rest = sum(s.mass for s in _subject(reading))
    if query.bodies:
        return rest < 1.0 or not strong
    if query.operation in ("most", "least"):
        return bool(reading.kinds) and (not strong or rest < 1.0)
    if query.starred or query.qualitative or query.direction or query.only:
        return bool(reading.kinds) and (not strong or rest < 1.0)
    return bool(reading.kinds) and query.kind in ("task", "indicator", "phase") and rest < 0.9 and children is None


def _subject(reading: Reading) -> tuple[Segment, ...]:
    """The pieces that name a subject, the bodies aside."""
    written = {b.written for b in reading.bodies}
    return tuple(s for s in reading.content if s.text not in written)


def _children(reading: Reading, snapshot: Snapshot, coverage: Coverage, limits: Thresholds) -> Children | None:
    """The heading whose items are asked for: "八大工程", "基本原则有哪些"."""
    if not ({"list", "number"} & {*reading.expected} or "list" in reading.operations or "content" in reading.attributes):
        return None
    pieces = [s for s in reading.segments if not s.text.isdigit()]
    table = coverage.hits(pieces)
    share = shares(table, (s.mass for s in pieces))
    count = _COUNTED.search(key(reading.text))
    wanted = (han_to_int(count.group(1)) or int(count.group(1)) if count and count.group(1).isdigit() else han_to_int(count.group(1))) if count else None
    best: tuple[float, Children] | None = None
    for i, unit in enumerate(coverage.units):
        if unit.kind != "section" or unit.section is None or (reading.documents and unit.document not in reading.documents):
            continue
        document = snapshot.by_id[unit.document]
        children = document.children(unit.section)
        if len(children) < 2 or (wanted and wanted != len(children)):
            continue
        score = float(share[i]) + (0.25 if wanted else 0.0)
        if score >= limits.section and (best is None or score > best[0]):
            best = (score, Children(unit.document, document.sections[unit.section]))
    return best[1] if best else None


def _prefers_record(reading: Reading, strong: Sequence[Candidate], passages: Sequence[Passage]) -> bool:
    """Whether a record covers the question as well as the best sentence does."""
    best = strong[0]
    if {*reading.attributes} & {"lead", "cooperate", "responsible", "monitor", "unit", "both", "change", "deadline", "base"}:
        return True
    if not passages:
        return True
    sentence = passages[0].score
    if "target" in reading.attributes or best.record.kind == "phase":
        return best.asked >= sentence - 0.15
    if best.record.kind == "task" and "content" in reading.attributes:
        return best.asked >= sentence - 0.2
    if best.record.kind == "indicator" and "number" in reading.expected:
        return best.score >= sentence - 0.05
    return best.asked >= 0.9 and best.named >= 0.6 and best.score >= sentence


def _from_text(
    reading: Reading, candidates: Sequence[Candidate], passages: Sequence[Passage], limits: Thresholds
) -> Choice:
    if not reading.content:
        return AskBack()
    usable = [p for p in passages if not any(s.hard for s in p.missing)]
    if not usable:
        missing = tuple(dict.fromkeys(s.text for p in passages[:1] for s in p.missing if s.hard))
        return Decline("declined_missing", missing, near=passages[0] if passages else None)
    dated = [p for p in usable if p.dated]
    best = dated[0] if dated else usable[0]
    if best.score < limits.sentence:
        return Decline("declined_missing", _missing(best, reading), near=best)
    if not best.dated:
        return Decline("declined_year_plain", (str(reading.years[0]),), near=best, year=reading.years[0])
    if "target" in reading.attributes and best.unit.years and max(best.unit.years) < min(reading.years or (9999,)):
        if _is_past(best):
            return Decline("declined_missing", _missing(best, reading) or ("目标",), near=best)
    return Sentences(_chosen(best, dated, reading, limits))


def _is_past(passage: Passage) -> bool:
    return False


def _missing(best: Passage, reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.text for s in best.missing if s.mass >= 0.5)) or tuple(s.text for s in reading.content[:1])


def _chosen(best: Passage, usable: Sequence[Passage], reading: Reading, limits: Thresholds) -> tuple[Passage, ...]:
    """The best sentence, and for open questions those that answer as well or cover what it leaves out."""
    chosen = [best]
    most = 4 if {"open", "list"} & {*reading.expected} or "content" in reading.attributes else 2
    for passage in usable:
        if passage is best or len(chosen) >= most or passage.unit.document != best.unit.document:
            continue
        new = any(h >= 0.9 and max(c.hits[i] for c in chosen) < 0.5 and reading.segments[i].mass >= 0.8 for i, h in enumerate(passage.hits))
        if (most > 2 and passage.score >= limits.also * best.score) or (new and passage.score >= 0.5 * best.score):
            chosen.append(passage)
    return tuple(chosen)
