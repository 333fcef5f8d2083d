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
_CHINESE_SHARE = 0.4


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
    language: str


def screen(question: str) -> Screened | Rejected:
    """Check and normalize a question."""
    dirty = len(_CONTROL.findall(question))
    if dirty and dirty > len(question) * _REPLACED_SHARE:
        return Rejected("binary", f"{dirty}", _language(question))
    clean = unicodedata.normalize("NFKC", _CONTROL.sub("", question)).strip()
    if not any(c.isalnum() for c in clean):
        return Rejected("empty", clean, _language(clean))
    if len(clean) > LONGEST_QUESTION:
        return Rejected("too_long", f"{len(clean)}", _language(clean))
    simplified = to_simplified(clean) if any(map(is_han, clean)) else clean
    return Screened(question, simplified, _language(clean), simplified != clean)


def _language(text: str) -> str:
    """The language to answer in: Chinese unless most letters are Latin."""
    return "en" if any(c.isalpha() for c in text) and han_share(text) < _CHINESE_SHARE else "zh"


def to_simplified(text: str) -> str:
    """Traditional → simplified Chinese."""
    return str(_converter("hk2s").convert(text))


def to_traditional(text: str) -> str:
    """Simplified → Traditional Chinese as written in Hong Kong."""
    return str(_converter("s2hk").convert(text))


@cache
def _converter(config: str):  # type: ignore[no-untyped-def]  # OpenCC ships no types
    import opencc

    return opencc.OpenCC(config)
