"""Words that carry no content: pronouns, conjunctions, prepositions, particles, from a dictionary's parts of speech."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

_ALWAYS = {"r", "c", "p", "u", "y", "e", "rz", "rr"}
_UNLESS_IN_CORPUS = {"d", "ad", "t", "zg", "f"}
_INDEFINITE = re.compile(
    r"[一几多数某每各两][个些种样项次家位点条类件块支间只批笔宗道片]|若干|一下子?|一共|一直|几[时乎]"
)
_COMMON = 60
_CONTENT = {"n": 1.0, "j": 1.0, "vn": 0.8, "an": 0.8, "a": 0.6, "v": 0.5}
_FREQUENT = 150


def lexemes() -> dict[str, float]:
    """Common words with content, and how much each tells, 0 to 1: nouns more than verbs, rare ones more than common.

    They keep a question's words whole (市长, not 市 and 长).
    """
    found = [(w, f, tag) for w, f, tag in _entries() if tag in _CONTENT and f >= _FREQUENT]
    most = math.log(max(f for _, f, _ in found))
    return {word: round(_CONTENT[tag] * (1 - 0.4 * math.log(f) / most), 3) for word, f, tag in found}


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
    with (_package_folder("jieba") / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, tag = line.split()
            if 2 <= len(word) <= 4:
                yield word, int(frequency), tag


def _package_folder(name: str) -> Path:
    """Where a package lies; to import it just for a data file would run old code, with its warnings."""
    found = find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name)
    return Path(found.origin).parent
