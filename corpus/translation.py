"""A translation that keeps up: which of its lines and sentences still say what the source says.

A plan is edited, its translation stays behind, and an old figure would go on being shown. `translation.en.sums` holds a
fingerprint of every line and sentence that was translated; what has no fingerprint there has changed since. Without
that file, the numbers tell: each number of the source has to stand in its translation, as often.
Write the fingerprints anew with `make translated`, once the translation has been brought up to date.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from pathlib import Path

from corpus.model import Document
from corpus.text import key

SUMS = "translation.en.sums"
_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
_LENGTH = 10


def fingerprint(text: str) -> str:
    """What stands for a line or sentence; blanks and widths do not count."""
    return hashlib.sha256(key(text).encode()).hexdigest()[:_LENGTH]


def read_sums(path: Path) -> frozenset[str]:
    """The fingerprints of what was translated; none where the file is not there."""
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()


def is_current(source: str, english: str, translated: frozenset[str]) -> bool:
    """Whether a translation still belongs to its source."""
    if translated:
        return fingerprint(source) in translated
    return not _numbers(source) - _numbers(english)


def _numbers(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text)
    return Counter(n.replace(",", "") for n in _NUMBER.findall(plain))


def line_translation(document: Document, number: int) -> str:
    """The translation of a line, from 1; empty where there is none or the line has changed since."""
    if not document.translation:
        return ""
    english = document.translation[number - 1].strip("\r\n")
    ends = (*document.lines[1:], len(document.text) + 1)
    source = document.text[document.lines[number - 1] : ends[number - 1] - 1]
    return english if is_current(source, english, document.translated) else ""


def document_to_sums(document: Document) -> tuple[str, ...]:
    """The fingerprints of all lines and sentences of a document, each once."""
    told = [s.of(document.text) for p in document.paragraphs for s in p.sentences]
    return tuple(dict.fromkeys(fingerprint(t) for t in (*document.text.split("\n"), *told) if t.strip()))
