"""The run of clauses of a sentence that says most of a question, and what a run says of a piece of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.reading import Reading
from corpus.model import Span
from corpus.text import clauses, flat, is_han, key, split_at
from index.coverage import Segment
from index.units import Unit
from index.words import stems

COVERED, _WELL = 0.5, 0.65
_DIGIT = re.compile(r"\d")
_WIDEST = 3
_WIDTH_COST = 0.02
_HARD = 2.0
_CARRIED = 0.9
_A_PLACE = re.compile(r"[\u4e00-\u9fff]{2}[市县区镇乡](?!级|场|民|域|政府|委)")
_OPENS = 0.001  # among equal runs, the one that opens with the place asked for: its figures follow it
_DEPENDENT = re.compile(r"^(?:占|居|其中|分别|约占|同比|比|较|且|并|以及|达到|达|平均|位居|名列)")
_ENGLISH_CLAUSE = re.compile(r"[,:]\s+")


def best_window(text: str, unit: Unit, reading: Reading, hits: Sequence[float]) -> tuple[float, Span]:
    """The smallest run of clauses that covers most of the question, with a number where one is asked.

    No run covers more of a piece than the sentence does, by its `hits`, where that is little (占GDP比重 of GDP).
    """
    if reading.language == "en" and unit.translation:
        return _best_english_window(text, unit, reading, hits)
    pieces = _clauses(text, unit.span)
    parts = [p for _, p in pieces]
    needs_number = "number" in reading.expected and bool(_DIGIT.search(unit.text))
    most = [h if h < _WELL else 1.0 for h in hits]
    said = [
        [
            min(said_of(s, words + unit.context if s.hard else words, unit.english), m)
            for s, m in zip(reading.segments, most, strict=True)
        ]
        for words, _ in pieces
    ]
    _carry_places(said, [words for words, _ in pieces], reading.segments)
    masses = [s.mass for s in reading.segments]
    telling = [s.mass * (_HARD if s.hard else 1.0) for s in reading.segments]
    total, most_telling = sum(masses), sum(telling)
    best, best_score, near = unit.span, -1.0, 0.0
    for i in range(len(parts)):
        opens = any(s.hard and h == 1 for s, h in zip(reading.segments, said[i], strict=True))
        if _DEPENDENT.match(pieces[i][0]) and i and not opens:
            continue
        reached = [0.0] * len(reading.segments)
        number = False
        for j in range(i, min(i + _WIDEST, len(parts))):
            reached = [max(a, b) for a, b in zip(reached, said[j], strict=True)]
            number = number or bool(_DIGIT.search(pieces[j][0]))
            if needs_number and not number:
                continue
            width = _WIDTH_COST * (j - i)
            score = sum(m * r for m, r in zip(telling, reached, strict=True)) / most_telling - width
            score += _OPENS if opens else 0
            if score > best_score + 1e-6:
                best, best_score = Span(parts[i].start, parts[j].end), score
                near = sum(m * r for m, r in zip(masses, reached, strict=True)) / total - width
    return max(near, 0.0), best


def _carry_places(said: list[list[float]], clauses_: Sequence[str], segments: Sequence[Segment]) -> None:
    """What a sentence says of a place goes on to be said of it, until it names another one."""
    for i, segment in enumerate(segments):
        here = False
        for row, words in zip(said, clauses_, strict=True):
            here = segment.hard and (row[i] == 1 or (here and not _A_PLACE.search(words)))
            row[i] = max(row[i], _CARRIED if here else 0.0)


def still_of(segment: Segment, before: str, words: str) -> bool:
    """Whether a sentence named a place before these words, and no other one since."""
    ends = [before.rfind(w) + len(w) for w in (segment.text, *segment.chinese) if w in before]
    return bool(ends) and not _A_PLACE.search(before[max(ends) :] + words)


@lru_cache(maxsize=4096)
def _clauses(text: str, span: Span) -> tuple[tuple[str, Span], ...]:
    """The clauses of a sentence in one spelling, with their positions; the same sentences come up again and again."""
    return tuple((key(flat(p.of(text))), p) for p in clauses(text, span))


def _best_english_window(text: str, unit: Unit, reading: Reading, hits: Sequence[float]) -> tuple[float, Span]:
    """The same for English: among the parts between semicolons, which a translation keeps one to one."""
    parts = split_at(text, unit.span, "；;")
    english = unit.translation.split(";")
    if len(parts) != len(english):
        parts, english = (unit.span,), [unit.translation]
    scored = [(_english_share(words, reading, hits), -i) for i, words in enumerate(english)]
    best, position = max(scored)
    return best, parts[-position]


def _english_share(words: str, reading: Reading, hits: Sequence[float]) -> float:
    """The share of the question that a run of clauses covers, the best run counting."""
    clauses_ = _english_clauses(words)
    total = sum(s.mass for s in reading.segments)
    runs = (frozenset().union(*clauses_[i : i + _WIDEST]) for i in range(len(clauses_)))
    masses = [s.mass * (h if h < COVERED else 1.0) for s, h in zip(reading.segments, hits, strict=True)]
    told = (sum(m * said_of(s, "", run) for s, m in zip(reading.segments, masses, strict=True)) / total for run in runs)
    return max(told, default=0.0)


@lru_cache(maxsize=4096)
def _english_clauses(words: str) -> tuple[frozenset[str], ...]:
    """The stems of each clause of a translated sentence."""
    return tuple(frozenset(stems(p)) for p in _ENGLISH_CLAUSE.split(words))


def said_of(segment: Segment, words: str, english: frozenset[str]) -> float:
    """How far a run of clauses says a piece, 0 to 1."""
    text = segment.text
    if (text and text in words) or any(w in words for w in segment.chinese):
        return 1.0
    for way in segment.english:
        if way and not is_han(text[0]) and all(w in english for w in way):
            return 1.0
    if not is_han(text[0]):
        return 0.0
    pairs = [text[i : i + 2] in words for i in range(len(text) - 1)]
    partial = sum(pairs) / len(pairs) if pairs else 0.0
    return partial * (0.55 if segment.named else 1.0)
