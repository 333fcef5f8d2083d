"""How much of a question each unit accounts for, piece by piece.

The pieces of a question are compared with every sentence and label at once: a table of hits, pieces × units, each
0 to 1. A unit's coverage is the share of the question's mass that it hits; what it does not hit can be named.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, takewhile

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from corpus.text import is_han
from index.units import Unit, Weights

Floats = NDArray[np.float32]
_GLOSSED = np.float32(0.6)  # a dictionary's words for a sentence are not the sentence's own
_SHORTEST_BEGINNING, _LONGEST_SHORT_FORM = 3, 4
_PLACE_IN_CONTEXT = np.float32(0.9)  # what stands under a place's heading is told of that place
_IN_CONTEXT = np.float32(0.6)
_LONE_CHARACTER = np.float32(0.45)
_PART_OF_NAME, _PARTS_OF_NAME, _ALL_PARTS = np.float32(0.55), np.float32(0.85), np.float32(0.95)
_REMEMBERED = 16384
_KEPT_ROWS = 1024
_LIGHT = 0.08
_FLOOR = 0.4
_STEM_MASS = 2.0
_COMMONNESS = 0.7


class Segment(Struct, frozen=True):
    """A piece of a question that an answer has to account for.

    `text` is as asked; `chinese` and `english` are other ways to say it (English as stems), of which one must stand in
    a unit as it is. `mass` is how much the piece matters. `soft` pieces (an attribute word, a number) matter to
    sentences only; `hard` ones (another place, a code like PM2.5) must be hit. A `named` piece is a known name: parts
    of it say little.
    """

    text: str
    chinese: tuple[str, ...] = ()
    english: tuple[tuple[str, ...], ...] = ()
    mass: float = 1.0
    soft: bool = False
    hard: bool = False
    named: bool = False


class Coverage:
    """Compares pieces of questions with a fixed list of units; `labels` and `sections` are which of them are such.

    `figured` is 1 for units with a figure.
    """

    def __init__(self, units: Sequence[Unit], weights: Weights, light: frozenset[str], common: Mapping[str, int]):
        self.units = tuple(units)
        self._weights = weights
        self._light = light
        self._common = common
        self._commonest = math.log1p(max(common.values(), default=1))
        self._own = _Field([u.text for u in units], [u.english for u in units])
        self._above = _Field([u.context for u in units], [u.context_english for u in units])
        self._translated = np.array([bool(u.translation) or u.kind != "sentence" for u in units], dtype=np.float32)
        self.figured = np.array([any(map(str.isdigit, u.text)) for u in units], dtype=np.float32)
        self.labels = np.array([i for i, u in enumerate(units) if u.record is not None], dtype=np.intp)
        self.sections = np.array([i for i, u in enumerate(units) if u.kind == "section"], dtype=np.intp)
        self._row = lru_cache(maxsize=_KEPT_ROWS)(self._hits_of)

    def mass(self, text: str, word: bool = False) -> float:
        """How much a Chinese piece matters: rare characters more than common ones; inside a `word` none is light."""
        return sum(self._heavy(c) if word else self._weight(c) for c in text)

    def mass_of_stems(self, stems: Sequence[str]) -> float:
        """The same for English stems."""
        return sum(_STEM_MASS * self._stem_weight(w) * self._rarity(w) for w in stems)

    def _rarity(self, word: str) -> float:
        """1 for a word that the language at large hardly uses, less for its common ones."""
        return 1.0 - _COMMONNESS * math.log1p(self._common.get(word, 0)) / self._commonest

    def hits(self, segments: Sequence[Segment]) -> Floats:
        """The table of hits, shape (pieces, units)."""
        table = np.zeros((len(segments), len(self.units)), dtype=np.float32)
        for row, segment in zip(table, segments, strict=True):
            row[:] = self._row(segment)
        return table

    def _hits_of(self, segment: Segment) -> Floats:
        """The hits of one piece, shape (units,); kept, as a question's pieces are compared up to three times."""
        above = self._in_field(segment, self._above) * (_PLACE_IN_CONTEXT if segment.hard else _IN_CONTEXT)
        hits: Floats = np.maximum(self._in_field(segment, self._own), above)
        return hits

    def named(self, label: str, english: frozenset[str], text: str, words: frozenset[str]) -> float:
        """The share of a label that a question's text gives, 0 to 1."""
        if any(map(is_han, label)):
            weights = [self._weight(c) for c in label]
            pairs = [label[i : i + 2] in text for i in range(len(label) - 1)]
            whole = [bool((i and pairs[i - 1]) or (i < len(pairs) and pairs[i])) for i in range(len(label))]
            got = sum(
                w * (1.0 if h else float(_LONE_CHARACTER) * (c in text))
                for w, h, c in zip(weights, whole, label, strict=True)
            )
            return got / sum(weights)
        total = sum(self._stem_weight(w) for w in english)
        return sum(self._stem_weight(w) for w in english if w in words) / total if total else 0.0

    def _in_field(self, segment: Segment, field: _Field) -> Floats:
        if is_han(segment.text[0]):
            best = field.partial(segment.text, self._weight)
            if segment.named:
                best *= 0 if segment.hard else np.where(best >= _ALL_PARTS, _PARTS_OF_NAME, _PART_OF_NAME)
                field.exact(segment.text, best)
        else:
            best = field.stems(segment.english[0], self._stem_weight) if segment.english else field.zeros()
            word = segment.english[0][0] if segment.english and len(segment.english[0]) == 1 else ""
            if segment.chinese and not word:
                best *= np.where(self._translated > 0, 1, _GLOSSED)
            if len(word) <= _LONGEST_SHORT_FORM or not best.any():
                np.maximum(best, field.abbreviated(word), out=best)
            if segment.hard:
                best *= self._translated  # a dictionary's "state" of 国家 is no United States
            if segment.text:
                field.exact(segment.text, best)
        written = bool(segment.chinese) and field.holds(segment.text)
        for way in segment.chinese:
            field.exact(way, best, _PART_OF_NAME if written and way != segment.text and way in segment.text else 1)
        for words in segment.english[0 if is_han(segment.text[0]) else 1 :]:
            glossed = 0 if segment.hard else _GLOSSED if len(words) > 1 or words[0] != segment.text else 1
            np.maximum(best, field.all_stems(words) * np.where(self._translated > 0, 1, glossed), out=best)
        return best

    def _weight(self, char: str) -> float:
        return _LIGHT if char in self._light else self._heavy(char)

    def _heavy(self, char: str) -> float:
        return _FLOOR + (1 - _FLOOR) * self._weights.of_han(char)

    def _stem_weight(self, word: str) -> float:
        return _FLOOR + (1 - _FLOOR) * self._weights.of_stem(word)


class _Field:
    """One text field of all units: which of them hold a character, a pair of characters, a phrase, a stem."""

    def __init__(self, texts: Sequence[str], words: Sequence[frozenset[str]]):
        self._size = len(texts)
        self._joined = "\n".join(texts)
        self._starts = [0, *accumulate(len(t) + 1 for t in texts)]
        grams: dict[str, list[int]] = defaultdict(list)
        for i, text in enumerate(texts):
            for gram in {*text, *(text[j : j + 2] for j in range(len(text) - 1))}:
                grams[gram].append(i)
        english: dict[str, list[int]] = defaultdict(list)
        for i, found in enumerate(words):
            for word in found:
                english[word].append(i)
        self._grams, self._stems = _arrays(grams), _arrays(english)
        self._sorted = sorted(self._stems)
        self._holders = lru_cache(maxsize=_REMEMBERED)(self._find)

    def zeros(self) -> Floats:
        """No hits."""
        return np.zeros(self._size, dtype=np.float32)

    def partial(self, phrase: str, weight: Callable[[str], float]) -> Floats:
        """Hits of a Chinese phrase: characters in a pair that stands there count whole, lone ones in part."""
        pairs = [self._grams.get(phrase[i : i + 2]) for i in range(len(phrase) - 1)]
        score = self.zeros()
        total = 0.0
        for i, char in enumerate(phrase):
            total += weight(char)
            lone = self._grams.get(char)
            if lone is None:
                continue
            here = self.zeros()
            here[lone] = 1.0 if len(phrase) == 1 else _LONE_CHARACTER
            for pair in (pairs[i - 1] if i else None, pairs[i] if i < len(pairs) else None):
                if pair is not None:
                    here[pair] = 1.0
            score += here * np.float32(weight(char))
        return score / np.float32(total) if total else score

    def exact(self, phrase: str, into: Floats, hit: np.float32 | int = 1) -> None:
        """Mark the units in which a phrase stands as it is, with a hit of 1, or less for a part of a known name."""
        found = self._holders(phrase)
        into[found] = np.maximum(into[found], hit)

    def holds(self, phrase: str) -> bool:
        """Whether any unit holds a phrase as it is."""
        return bool(self._holders(phrase).size)

    def _find(self, phrase: str) -> NDArray[np.int32]:
        """The units that hold a phrase; names are asked for again and again, so `_holders` remembers.

        A Latin word is none in the middle of another: no "land" in "nationalandprovincial", as names are compared.
        """
        units: list[int] = []
        position = self._joined.find(phrase)
        while position >= 0:
            if self._stands_apart(position, position + len(phrase)):
                units.append(bisect_right(self._starts, position) - 1)
                position = self._joined.find(phrase, self._starts[units[-1] + 1])
            else:
                position = self._joined.find(phrase, position + 1)
        return np.array(units, dtype=np.int32)

    def _stands_apart(self, start: int, end: int) -> bool:
        """Whether no Latin letter touches the Latin letters at the ends of a stretch."""
        around = (self._joined[max(start - 1, 0) : start + 1], self._joined[end - 1 : end + 1])
        return not any(len(pair) == 2 and pair.isascii() and pair.isalpha() for pair in around)

    def stems(self, words: Sequence[str], weight: Callable[[str], float]) -> Floats:
        """Hits of English words: the share of their weight that stands there."""
        score = self.zeros()
        total = sum(weight(w) for w in words)
        for word in words:
            if (found := self._stems.get(word)) is not None:
                score[found] += np.float32(weight(word) / total)
        return score

    def abbreviated(self, word: str) -> Floats:
        """Hits of a word as the beginning of longer ones: agri, tech, prov."""
        hits = self.zeros()
        if len(word) >= _SHORTEST_BEGINNING:
            first = bisect_left(self._sorted, word)
            for longer in takewhile(lambda w: w.startswith(word), self._sorted[first:]):
                hits[self._stems[longer]] = 1
        return hits

    def all_stems(self, words: Sequence[str]) -> Floats:
        """1 where every one of these words stands."""
        found = [self._stems.get(w) for w in words]
        counts = self.zeros()
        if not found or any(f is None for f in found):
            return counts
        for ids in found:
            counts[ids] += 1
        return (counts >= len(found)).astype(np.float32)


def _arrays(lists: dict[str, list[int]]) -> dict[str, NDArray[np.int32]]:
    return {gram: np.array(ids, dtype=np.int32) for gram, ids in lists.items()}


def shares(hits: Floats, masses: Iterable[float]) -> Floats:
    """The share of the mass that each unit hits, shape (units,)."""
    weights = np.fromiter(masses, dtype=np.float32)
    total = float(weights.sum())
    if not total:
        return np.zeros(hits.shape[1], np.float32)
    return np.asarray((weights[:, None] * hits).sum(axis=0) / np.float32(total), dtype=np.float32)
