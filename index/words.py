"""Text → the pieces that are counted and compared: Han characters and pairs, Latin words, English stems."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import Stemmer

from corpus.text import is_han, key

T = TypeVar("T")
_LATIN = re.compile(r"[a-z0-9]+(?:[.&+'’-][a-z0-9]+)*")
_LOCAL = threading.local()


def grams(text: str) -> Iterator[str]:
    """Han characters, pairs of neighbouring Han characters, and Latin words of a text."""
    plain = key(text)
    for i, char in enumerate(plain):
        if is_han(char):
            yield char
            if i + 1 < len(plain) and is_han(plain[i + 1]):
                yield plain[i : i + 2]
    yield from _LATIN.findall(plain)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The English stem of a lower-case word."""
    stemmer: Callable[[str], str] | None = getattr(_LOCAL, "stem", None)
    if stemmer is None:
        stemmer = _LOCAL.stem = Stemmer.Stemmer("english").stemWord
    return stemmer(word)


def stems(text: str) -> list[str]:
    """The stems of the Latin words of a text, in order: "leading units" → ["lead", "unit"]."""
    words = _LATIN.findall(text.casefold().replace("’", "'"))
    return [stem(part) for word in words for part in _parts(word)]


def _parts(word: str) -> list[str]:
    """Hyphens join words; points, plus and ampersand stay inside ("r&d", "2.5", "1+6")."""
    word = word.removesuffix("'s")
    return [p for p in re.split(r"[-']", word) if p]


def longest_matches(tokens: Sequence[str], phrases: Mapping[str, T], joiner: str, longest: int) -> list[tuple[int, int, T]]:
    """The phrases found in a sequence, left to right, the longest first, none overlapping: (start, end, value)."""
    found: list[tuple[int, int, T]] = []
    position = 0
    while position < len(tokens):
        for length in range(min(longest, len(tokens) - position), 0, -1):
            value = phrases.get(joiner.join(tokens[position : position + length]))
            if value is not None:
                found.append((position, position + length, value))
                position += length
                break
        else:
            position += 1
    return found
