"""A reading → the records it may mean, best first, each with the arithmetic of its score."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from assistant.denominators import discount_denominators
from assistant.reading import Reading
from assistant.selection import UNIT_ROLES
from corpus.model import Record
from corpus.text import is_han, key
from index.coverage import Coverage, Floats, Segment, shares
from index.snapshot import Snapshot
from index.words import stems

_ASKED, _NAMED = 0.7, 0.3
_CONSIDERED = 40
_COVERED = 0.5
_WORTH = 0.35
_TOLD = 0.85
_SHORTEST, _LONGEST = 4, 2.5
_IN_SHORT = np.float32(0.9)


class Candidate(Struct, frozen=True):
    """A record that a question may mean.

    `asked` is the share of the question that the record accounts for, `by_name` what its name and cells alone do,
    `named` the share of the record's name that the question gives; `score` = 0.7 asked + 0.3 named. `label` is the name
    that fitted best.
    """

    record: Record
    score: float
    asked: float
    named: float
    label: str
    missing: tuple[Segment, ...]
    by_name: float = 0.0


def link(
    reading: Reading, snapshot: Snapshot, coverage: Coverage, segments: Sequence[Segment] | None = None
) -> tuple[Candidate, ...]:
    """The records whose names or contents the question's pieces touch, best first."""
    content = tuple(_linked(reading) if segments is None else segments)
    if not content:
        return ()
    table = coverage.hits(content)
    discount_denominators(table, content, reading, coverage)
    _credit_short_forms(table, content, reading, coverage)
    asked = shares(table, (s.mass for s in content))
    text = "|".join([key(reading.text), *(way for s in content for way in s.chinese)])
    words = frozenset(stems(reading.text)) | {w for s in content for way in s.english for w in way}
    best: dict[str, Candidate] = {}
    rows: dict[str, int] = {}
    labels = coverage.labels[np.argsort(-asked[coverage.labels], kind="stable")[:_CONSIDERED]]
    least = _WORTH * float(asked[labels].max(initial=0.0))
    for i in labels:
        if asked[i] < least or not asked[i]:
            break
        unit = coverage.units[i]
        if unit.record is None or (reading.documents and unit.document not in reading.documents):
            continue
        named = coverage.named(unit.text, unit.english, text, words)
        candidate = _candidate(snapshot.records[unit.record], unit.name, content, table[:, i], named)
        if unit.record not in best or candidate.score > best[unit.record].score:
            best[unit.record], rows[unit.record] = candidate, int(i)
    for record, units in snapshot.told.items():
        if reading.documents and snapshot.records[record].document not in reading.documents:
            continue
        most = units[int(asked[units].argmax())]
        if asked[most] < least:
            continue
        told = _through_text(snapshot.records[record], content, table, units, most, rows.get(record), best.get(record))
        if record not in best or told.score > best[record].score:
            best[record] = told
    return tuple(sorted(best.values(), key=lambda c: (-c.score, c.record.ordinal or 0, c.record.id)))


def _credit_short_forms(table: Floats, content: Sequence[Segment], reading: Reading, coverage: Coverage) -> None:
    """A name said in short, as 尾水达标率 says 养殖尾水达标排放率: what has its characters in order is that name."""
    said = "".join(s.text for s in content)
    if len(said) < _SHORTEST or not all(map(is_han, said)) or said not in key(reading.text):
        return
    in_order = re.compile(".*".join(said))
    for i in coverage.labels:
        label = coverage.units[i].text
        if len(label) <= _LONGEST * len(said) and in_order.search(label):
            table[:, i] = np.maximum(table[:, i], _IN_SHORT)


def _candidate(record: Record, label: str, content: Sequence[Segment], hits: Floats, named: float) -> Candidate:
    total = sum(s.mass for s in content)
    asked = sum(s.mass * float(h) for s, h in zip(content, hits, strict=True)) / total if total else 0.0
    missing = tuple(s for s, h in zip(content, hits, strict=True) if h < _COVERED)
    score = round(_ASKED * asked + _NAMED * named, 4)
    return Candidate(record, score, round(asked, 4), round(named, 4), label, missing, round(asked, 4))


def _through_text(
    record: Record,
    content: Sequence[Segment],
    table: Floats,
    units: NDArray[np.intp],
    most: np.intp,
    row: int | None,
    known: Candidate | None,
) -> Candidate:
    """A task by what its name and the sections under it tell: 打击侵权 leads to the task on intellectual property.

    Words of one sentence count whole, words scattered over the sections half.
    """
    together = table[:, units].max(axis=1)
    alone = table[:, most]
    hits = (together + alone) / 2 * _TOLD
    if row is not None:
        hits = np.maximum(hits, table[:, row])
    found = _candidate(record, record.name, content, hits, known.named if known else 0.0)
    return replace(found, by_name=known.by_name if known else 0.0)


def _linked(reading: Reading) -> tuple[Segment, ...]:
    """The pieces that may name a record: a body asked for its role is none of them."""
    return (reading.subject or reading.content) if {*reading.attributes} & {*UNIT_ROLES} else reading.content
