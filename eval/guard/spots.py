"""Where a draft may be corrupted: outside its marks, its numbering and the names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.judgement import Evidence
from corpus.text import key
from eval.guard.bases import Base

NUMBER = re.compile(r"(?<![\d.,A-Za-z])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|(?<![\d.,A-Za-z])\d+(?:\.\d+)?(?!\d)")
YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)(?!\s?(?:家|人|件|个|项|亿|万|%|张|公里))")
_MARK = re.compile(r"\[\d{1,3}\]|[(（]\d{1,2}[)）]|^\s*(?:\d{1,3}[.)、]|[-*+])\s", re.MULTILINE)
_NAMED = re.compile(
    r"“[^“”\n]*(?:“[^“”\n]*”[^“”\n]*)*”|《[^《》\n]*》|\((?=[^()]*[\u4e00-\u9fff])[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
)
_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?](?:\[\d+\])*)?")
_DENIAL = re.compile(r"不|没有|并非|未|\bnot\b|\bno\b|\bnone\b|\bneither\b|n't\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def protected(base: Base) -> tuple[tuple[int, int], ...]:
    """The stretches of a draft that are not to be touched: marks, numbering, names of records, what is in “”."""
    found = [m.span() for m in (*_MARK.finditer(base.text), *_NAMED.finditer(base.text))]
    for name in _record_names(base):
        found += [m.span() for m in re.finditer(re.escape(name), base.text, re.IGNORECASE)]
    return tuple(found)


def free(span: tuple[int, int], taken: tuple[tuple[int, int], ...]) -> bool:
    """Whether a stretch touches none of these."""
    return not any(s < span[1] and span[0] < e for s, e in taken)


def matches(pattern: re.Pattern[str], base: Base) -> Iterator[re.Match[str]]:
    """The places of a pattern that may be touched."""
    taken = protected(base)
    yield from (m for m in pattern.finditer(base.text) if free(m.span(), taken))


def sentence_at(text: str, position: int) -> str:
    """The sentence a position lies in."""
    return next((m.group() for m in _SENTENCE.finditer(text) if m.start() <= position < m.end()), "")


def denies(sentence: str) -> bool:
    """Whether a sentence denies something: what is false in it would be true elsewhere."""
    return bool(_DENIAL.search(sentence))


def characters(evidence: tuple[Evidence, ...]) -> str:
    """All that the evidence says, in one text."""
    return "\n".join(
        "\n".join((e.quote, e.translation or "", *e.section, *(f"{f.subject}{f.attribute}{f.value}" for f in e.facts)))
        for e in evidence
    )


def numbers_of(text: str) -> frozenset[str]:
    """The numbers of a text, as they are without separators."""
    return frozenset(m.group().replace(",", "") for m in re.finditer(r"\d[\d,]*(?:\.\d+)?", key(text)))


def _record_names(base: Base) -> Iterator[str]:
    english = base.plan.snapshot.english
    for record in base.plan.snapshot.records.values():
        yield from (n for n in (record.name, english.get(key(record.name))) if n and len(n) > 3)
