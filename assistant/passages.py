"""A reading → the sentences that may answer it, best first, each with what it covers of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from assistant.reading import Reading
from index.coverage import Coverage, Floats, Segment, shares
from index.snapshot import Snapshot
from index.units import Unit

_COVERED = 0.5
_NO_NUMBER = 0.75
_CONSIDERED = 30
_DIGIT = re.compile(r"\d")


class Passage(Struct, frozen=True):
    """A sentence with its score: the share of the question's mass it covers, less what its form costs."""

    unit: Unit
    score: float
    share: float
    missing: tuple[Segment, ...]
    hits: tuple[float, ...]
    dated: bool = True


def find_passages(
    reading: Reading, snapshot: Snapshot, coverage: Coverage, boost: Floats | None = None
) -> tuple[Passage, ...]:
    """The sentences that touch the question, best first. `boost` adds to the share of units found another way."""
    segments = reading.segments
    if not reading.content:
        return ()
    table = coverage.hits(segments)
    share = shares(table, (s.mass for s in segments))
    ranked = share if boost is None else share + boost
    found = [_passage(int(i), reading, coverage.units[i], table, share, ranked) for i in _top(ranked, reading, coverage)]
    return tuple(sorted(found, key=lambda p: (-p.score, p.unit.document, p.unit.span)))


def _top(ranked: Floats, reading: Reading, coverage: Coverage) -> Sequence[int]:
    order = np.argsort(-ranked, kind="stable")
    usable = (
        int(i) for i in order
        if ranked[i] > 0 and coverage.units[i].kind == "sentence"
        and (not reading.documents or coverage.units[i].document in reading.documents)
    )  # fmt: skip
    return [i for _, i in zip(range(_CONSIDERED), usable, strict=False)]


def _passage(i: int, reading: Reading, unit: Unit, table: Floats, share: Floats, ranked: Floats) -> Passage:
    hits = tuple(round(float(h), 3) for h in table[:, i])
    score = float(ranked[i])
    if "number" in reading.expected and not _DIGIT.search(unit.text):
        score *= _NO_NUMBER
    missing = tuple(s for s, h in zip(reading.segments, hits, strict=True) if h < _COVERED and not s.soft)
    dated = not reading.years or not unit.years or bool(set(unit.years) & set(reading.years))
    return Passage(unit, round(score, 4), round(float(share[i]), 4), missing, hits, dated)
