"""What may not stand in a draft at all: links, addresses, markup, role tokens, thinking, hidden characters, orders."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from assistant.guard.terms import terms
from assistant.judgement import Claim
from corpus.text import key

_SHOWN = 60
_ALLOWED_IN_EVIDENCE = ("instruction",)


def form_claims(text: str, flat: str) -> Iterator[Claim]:
    """A claim for each thing of a draft that has no place in one; orders may be quoted from the evidence."""
    plain = unicodedata.normalize("NFKC", text)
    for name, pattern in terms().form:
        if name != "hidden":
            text = plain
        for match in islice(pattern.finditer(text), 3):
            found = match.group()
            if name in _ALLOWED_IN_EVIDENCE and key(found) in flat:
                continue
            shown = found.encode("unicode_escape").decode() if name == "hidden" else found[:_SHOWN]
            yield Claim(
                _line_of(text, match.start()), "form", shown, "unsupported", f"{name.replace('_', ' ')} in a draft"
            )


def _line_of(text: str, at: int) -> str:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[start : end if end >= 0 else len(text)][:200]
