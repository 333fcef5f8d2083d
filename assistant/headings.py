"""Lists that stand as headings (八大工程, 基本原则): found by title, or by what their items have in common."""

from __future__ import annotations

import re

from msgspec import Struct

from assistant.reading import Reading
from corpus.model import Section
from corpus.numbers import to_int
from corpus.text import key
from index.coverage import Coverage, shares
from index.snapshot import Snapshot
from index.words import stems

_COUNTED = re.compile(r"([一二两三四五六七八九十]{1,2}|\d{1,2})(?:大|个|项|条|类|种|方面|位)")
_ENGLISH_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_LISTING = frozenset({"list", "count", "content", "number", "open", "definition"})
_FITTING_COUNT = 0.25
_FEWEST = 2
_TITLED = 0.85
_NAMED = 0.35


class Children(Struct, frozen=True):
    """Answer by listing what stands under a heading, or quoting it where it has no items."""

    document: str
    section: Section
    items: bool = True


def find_children(reading: Reading, snapshot: Snapshot, coverage: Coverage, least: float) -> Children | None:
    """The heading whose items are asked for; a count in the question has to be theirs, and speaks for them."""
    asked = {*reading.expected, *reading.operations, *reading.attributes}
    wanted = _counts(reading.text)
    if not (asked & _LISTING or wanted) or not reading.segments:
        return None
    text = "|".join([key(reading.text), *(way for s in reading.segments for way in s.chinese)])
    words = frozenset(stems(reading.text)) | {w for s in reading.segments for way in s.english for w in way}
    pieces = [s for s in reading.segments if not s.text.isdigit() and not _COUNTED.fullmatch(s.text)]
    if not pieces or (not wanted and not reading.content):
        return None
    share = shares(coverage.hits(pieces), (s.mass for s in pieces))
    wanted &= {*snapshot.items.values()}
    best: Children | None = None
    best_score = least
    for i in coverage.sections:
        unit = coverage.units[i]
        if unit.section is None or (reading.documents and unit.document not in reading.documents):
            continue
        document = snapshot.by_id[unit.document]
        count = snapshot.items.get((unit.document, unit.section), 0)
        if wanted and count and count not in wanted:
            continue
        score = float(share[i]) + (_FITTING_COUNT if count in wanted else 0.0)
        listed = count >= _FEWEST and (count in wanted or bool({"list", "content", "definition", "open"} & asked))
        quoted = not count and bool(unit.text) and bool({"list", "open", "content", "definition"} & asked)
        if score <= best_score or not (listed or (quoted and score >= _TITLED)):
            continue
        if count in wanted or coverage.named(unit.text, unit.english, text, words) >= _NAMED:
            best, best_score = Children(unit.document, document.sections[unit.section], listed), score
    return best


def _counts(text: str) -> set[int]:
    """The counts a question names: 八大, 四个, five."""
    plain = key(text)
    chinese = {n for m in _COUNTED.finditer(plain) if (n := to_int(m.group(1))) is not None}
    return chinese | {i for i, word in enumerate(_ENGLISH_NUMBERS, start=2) if word in plain}
