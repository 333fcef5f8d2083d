"""Text → the pieces that are counted and compared: Han characters and pairs, Latin words, English stems."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import Stemmer

from corpus.text import is_han, key

T = TypeVar("T")
_LEFT_OVER = 1.2
_FOREIGN = 0.01
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_LATIN = re.compile(r"[a-z0-9]+(?:[.&+'’-][a-z0-9]+)*")
_LATIN_ANY = re.compile(_LATIN.pattern, re.IGNORECASE)
_BRITISH = re.compile(r"(?<=[a-z]{4})is(?=(?:ation|ations|e|ed|es|ing|er|ers)$)")
_CENTRE = re.compile(r"(?<=[a-z])(?:(?<=cent)|(?<=met)|(?<=lit)|(?<=fib)|(?<=theat))re(?=s?$)")
_COLOUR = re.compile(r"^((?:lab|col|fav|hon|harb|neighb|behavi)o)u(?=r)|^(program)me")
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
    """The English stem of a lower-case word, in one spelling: digitalisation as digitalization, centre as center."""
    word = _COLOUR.sub(lambda m: m[1] or m[2], _CENTRE.sub("er", _BRITISH.sub("iz", word)))
    stemmer: Callable[[str], str] | None = getattr(_LOCAL, "stem", None)
    if stemmer is None:
        stemmer = _LOCAL.stem = Stemmer.Stemmer("english").stemWord
    return stemmer(word)


def stems(text: str) -> list[str]:
    """The stems of the Latin words of a text, in order: "leading units" → ["lead", "unit"]."""
    return [stem(word) for word in latin_words(text.casefold())]


def latin_words(text: str) -> list[str]:
    """The Latin words of a text as written, one for each of its stems."""
    words = _LATIN_ANY.findall(_THOUSANDS.sub("", text.replace("’", "'")))
    return [part for word in words for part in _parts(word)]


def _parts(word: str) -> list[str]:
    """Hyphens join words; points, plus and ampersand stay inside ("r&d", "2.5", "1+6")."""
    word = word.removesuffix("'s")
    return [p for p in re.split(r"[-']", word) if p and p != "based"] if "-" in word or "'" in word else [word]


def longest_matches(
    tokens: Sequence[str], phrases: Mapping[str, T], joiner: str, longest: int, foreign: Container[str] = ()
) -> list[tuple[int, int, T]]:
    """The phrases that cut a sequence best: the fewest tokens left over, then the fewest phrases: (start, end, value).

    A shortest path over the positions, from the end: 负责|人才岛 (two phrases) beats 负责人|才岛 (one, two left over).
    Between equal cuts, the one with fewer `foreign` phrases: 技工|类|人才, not 技工|类人|才, where 类人 is foreign.
    """
    size = len(tokens)
    cost = [0.0] * (size + 1)
    step: list[tuple[int, T | None]] = [(1, None)] * (size + 1)
    for i in range(size - 1, -1, -1):
        cost[i], step[i] = cost[i + 1] + _LEFT_OVER, (1, None)
        for length in range(1, min(longest, size - i) + 1):
            phrase = joiner.join(tokens[i : i + length])
            value = phrases.get(phrase)
            price = 1.0 + _FOREIGN * (phrase in foreign)
            if value is not None and (new := cost[i + length] + price) <= cost[i]:
                cost[i], step[i] = new, (length, value)
    found: list[tuple[int, int, T]] = []
    position = 0
    while position < size:
        length, value = step[position]
        if value is not None:
            found.append((position, position + length, value))
        position += length
    return found
