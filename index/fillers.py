"""Words that carry no content: pronouns, conjunctions, prepositions, particles, from a dictionary's parts of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_ALWAYS = {"r", "c", "p", "u", "y", "e", "rz", "rr"}
_UNLESS_IN_CORPUS = {"d", "ad", "t", "zg", "f"}
_INDEFINITE = re.compile(r"[一几多数某每各两][个些种样项次家位点条类件块]|若干|一下子?|一共|一直|几[时乎]")
_COMMON = 60


def fillers(corpus: str) -> frozenset[str]:
    """The words that a question can do without. Adverbs and times count as fillers only if the corpus lacks them."""
    return frozenset(_words(corpus))


def _words(corpus: str) -> Iterator[str]:
    import jieba

    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, tag = line.split()
            if not 2 <= len(word) <= 4 or int(frequency) < _COMMON:
                continue
            if tag in _ALWAYS or _INDEFINITE.fullmatch(word) or (tag in _UNLESS_IN_CORPUS and word not in corpus):
                yield word
