"""What may not stand in a draft at all: links, addresses, markup, role tokens, thinking, hidden characters, orders."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from assistant.guard.terms import terms
from assistant.judgement import Claim
from corpus.text import key

_SHOWN = 60
_MOST = 3
# Full-width brackets make no link, and NFKC would remove what is hidden.
_AS_WRITTEN = ("hidden", "link")


def form_claims(written: str, flat: str) -> Iterator[Claim]:
    """A claim for each thing of a draft that has no place in one; orders may be quoted from the evidence."""
    plain = unicodedata.normalize("NFKC", written)
    for name, pattern in terms().form:
        text = written if name in _AS_WRITTEN else plain
        for match in islice(pattern.finditer(text), _MOST):
            found = match.group()
            if name == "instruction" and key(found) in flat:
                continue
            shown = found.encode("unicode_escape").decode() if name == "hidden" else found[:_SHOWN]
            line = _line_of(text, match.start())
            yield Claim(line, "form", shown, "unsupported", f"{name.replace('_', ' ')} in a draft")


def _line_of(text: str, at: int) -> str:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[start : end if end >= 0 else len(text)][:200]
