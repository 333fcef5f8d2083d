"""A reading → the records it may mean, best first, each with the arithmetic of its score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from assistant.query import UNIT_ROLES
from assistant.reading import Reading
from corpus.model import Record
from corpus.text import key
from index.coverage import Coverage, Floats, Segment, shares
from index.snapshot import Snapshot
from index.words import stems

_ASKED, _NAMED = 0.7, 0.3
_CONSIDERED = 40
_COVERED = 0.5
_TOLD = 0.85


class Candidate(Struct, frozen=True):
    """A record that a question may mean.

    `asked` is the share of the question that the record accounts for, `named` the share of the record's name that
    the question gives; `score` = 0.7 asked + 0.3 named. `label` is the name that fitted best.
    """

    record: Record
    score: float
    asked: float
    named: float
    label: str
    missing: tuple[Segment, ...]


def link(
    reading: Reading, snapshot: Snapshot, coverage: Coverage, segments: Sequence[Segment] | None = None
) -> tuple[Candidate, ...]:
    """The records whose names or contents the question's pieces touch, best first."""
    content = tuple(_linked(reading) if segments is None else segments)
    if not content:
        return ()
    table = coverage.hits(content)
    asked = shares(table, (s.mass for s in content))
    text = "|".join([key(reading.text), *(way for s in content for way in s.chinese)])
    words = frozenset(stems(reading.text)) | {w for s in content for way in s.english for w in way}
    best: dict[str, Candidate] = {}
    labels = [i for i in np.argsort(-asked, kind="stable") if coverage.units[i].record is not None and asked[i] > 0]
    for i in labels[:_CONSIDERED]:
        unit = coverage.units[i]
        if unit.record is None or (reading.documents and unit.document not in reading.documents):
            continue
        named = coverage.named(unit.text, unit.english, text, words)
        score = round(_ASKED * float(asked[i]) + _NAMED * named, 4)
        if unit.record not in best or score > best[unit.record].score:
            missing = tuple(s for s, h in zip(content, table[:, i], strict=True) if h < _COVERED)
            record = snapshot.records[unit.record]
            best[unit.record] = Candidate(record, score, round(float(asked[i]), 4), round(named, 4), unit.name, missing)
    for candidate in _through_text(content, table, snapshot, reading):
        known = best.get(candidate.record.id)
        if known is None or candidate.score > known.score:
            best[candidate.record.id] = candidate
    return tuple(sorted(best.values(), key=lambda c: (-c.score, c.record.ordinal or 0, c.record.id)))


def _linked(reading: Reading) -> tuple[Segment, ...]:
    """The pieces that may name a record: a body asked for its role is none of them."""
    return (reading.subject or reading.content) if {*reading.attributes} & {*UNIT_ROLES} else reading.content


def _through_text(
    content: Sequence[Segment], table: Floats, snapshot: Snapshot, reading: Reading
) -> Iterator[Candidate]:
    """Tasks by what the sections under them tell: 打击侵权 leads to the task on intellectual property."""
    for record, units in snapshot.told.items():
        found = snapshot.records[record]
        if reading.documents and found.document not in reading.documents:
            continue
        hits = table[:, units].max(axis=1)
        together = float(shares(hits[:, None], (s.mass for s in content))[0])
        alone = float(shares(table[:, units], (s.mass for s in content)).max())
        asked = (together + alone) / 2 * _TOLD
        missing = tuple(s for s, h in zip(content, hits, strict=True) if h < _COVERED)
        yield Candidate(found, round(_ASKED * asked, 4), round(asked, 4), 0.0, found.name, missing)
