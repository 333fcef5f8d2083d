"""The first stage: a question's bounds, characters, script and language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from msgspec import Struct

from corpus.text import han_share, is_han

LONGEST_QUESTION = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]")
_REPLACED_SHARE = 0.1


class Screened(Struct, frozen=True):
    """A question fit to be read: `text` is NFKC and simplified; `language` is zh or en, `traditional` the script."""

    question: str
    text: str
    language: str
    traditional: bool


class Rejected(Struct, frozen=True):
    """A question that cannot be read: the name of the fixed sentence that says why."""

    reason: str
    given: str


def screen(question: str) -> Screened | Rejected:
    """Check and normalize a question."""
    dirty = len(_CONTROL.findall(question))
    if dirty and dirty > len(question) * _REPLACED_SHARE:
        return Rejected("binary", f"{dirty}")
    clean = unicodedata.normalize("NFKC", _CONTROL.sub("", question)).strip()
    if not any(c.isalnum() for c in clean):
        return Rejected("empty", clean)
    if len(clean) > LONGEST_QUESTION:
        return Rejected("too_long", f"{len(clean)}")
    simplified = to_simplified(clean) if any(map(is_han, clean)) else clean
    return Screened(question, simplified, "zh" if han_share(clean) >= 0.4 else "en", simplified != clean)


def to_simplified(text: str) -> str:
    """Traditional → simplified Chinese."""
    return str(_converter("t2s").convert(text))


def to_traditional(text: str) -> str:
    """Simplified → Traditional Chinese as written in Hong Kong."""
    return str(_converter("s2hk").convert(text))


@cache
def _converter(config: str):  # type: ignore[no-untyped-def]  # OpenCC ships no types
    import opencc

    return opencc.OpenCC(config)
