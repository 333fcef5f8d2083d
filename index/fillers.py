"""Words that carry no content: pronouns, conjunctions, prepositions, particles, from a dictionary's parts of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_ALWAYS = {"r", "c", "p", "u", "y", "e", "rz", "rr"}
_UNLESS_IN_CORPUS = {"d", "ad", "t", "zg", "f"}
_INDEFINITE = re.compile(r"[一几多数某每各两][个些种样项次家位点条类件块]|若干|一下子?|一共|一直|几[时乎]")
_COMMON = 60
_CONTENT = {"n", "v", "vn", "a", "an", "j"}
_FREQUENT = 150


def lexemes() -> frozenset[str]:
    """Common words with content: they keep a question's words whole (市长, not 市 and 长)."""
    return frozenset(word for word, frequency, tag in _entries() if tag in _CONTENT and frequency >= _FREQUENT)


def fillers(corpus: str) -> frozenset[str]:
    """The words that a question can do without. Adverbs and times count as fillers only if the corpus lacks them."""
    return frozenset(_words(corpus))


def _words(corpus: str) -> Iterator[str]:
    for word, frequency, tag in _entries():
        if frequency < _COMMON:
            continue
        if tag in _ALWAYS or _INDEFINITE.fullmatch(word) or (tag in _UNLESS_IN_CORPUS and word not in corpus):
            yield word


def _entries() -> Iterator[tuple[str, int, str]]:
    """The dictionary's words of two to four characters, with frequency and part of speech."""
    import jieba

    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, tag = line.split()
            if 2 <= len(word) <= 4:
                yield word, int(frequency), tag
