"""The numbers of a text that say something: quantities and shares, not years, months, ordinals or parts of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Document, Span

_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
_NAME_BEFORE = re.compile(r"[A-Za-z0-9“+/.\-—~–第〔(（]\s*$")
_NAME_AFTER = re.compile(r"\s*(?:[A-Za-z+./\d〕)）”]|年(?!均|增|度最|产)|月|日(?!均)|号|条”|[\-—–~]\s*\d)")
_SCALE = re.compile(r"\s*(?:[kK][mM]|[tTgG][wWhH]|PFLOPS)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def narrative_numbers(document: Document, within: Span) -> tuple[Span, ...]:
    """The quantities in a stretch of text, in order."""
    return tuple(_quantities(document.text, within))


def _quantities(text: str, within: Span) -> Iterator[Span]:
    for match in _NUMBER.finditer(text, within.start, within.end):
        before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 6]
        named = bool(_NAME_BEFORE.search(before)) or (bool(_NAME_AFTER.match(after)) and not _SCALE.match(after))
        if not named and not (_YEAR.fullmatch(match.group()) and not after.strip()):
            yield Span(match.start(), match.end())
