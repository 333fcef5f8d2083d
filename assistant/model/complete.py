"""Whether a draft leaves nothing out: each fact that the composed answer shows stands in the draft as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.numbers import numbers
from corpus.text import is_han, key
from index.words import stems

_SHARE = 0.6  # of the words of a clause, which a fluent sentence may put in another order
_NAME = 8  # words or pairs of characters: what is no longer is a name or a value, and stands in the draft whole
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITEM = re.compile(r"^(?:- |\d{1,3}\. )(.+)$", re.MULTILINE)
_MARK = re.compile(r"\[\d{1,3}\]")
_SEPARATORS = re.compile(r"[、；;]|, (?=[A-Z])")
_ORIGINAL = re.compile(r"\s*[（(][^（()）]*[\u4e00-\u9fff][^（()）]*[)）]")


def left_out(composed: str, draft: str) -> tuple[str, ...]:
    """The pieces of a composed answer (its bold facts, its list items) that a draft does not tell."""
    said = _MARK.sub("", draft)
    known = {*numbers(said)}
    words, pairs, plain = {*stems(said)}, _pairs(said), key(said)
    return tuple(
        piece
        for piece in _pieces(composed)
        if not ({*numbers(piece)} <= known and (key(piece) in plain or _is_told(piece, words, pairs)))
    )


def _pieces(composed: str) -> Iterator[str]:
    shown = "\n".join(line for line in composed.splitlines() if not line.startswith(">"))
    found = [*_BOLD.findall(shown), *(item for item in _ITEM.findall(shown) if "**" not in item)]
    for whole in dict.fromkeys(found):
        for piece in _SEPARATORS.split(_MARK.sub("", whole)):
            if any(map(str.isalnum, piece)):
                yield piece.strip()


def _is_told(piece: str, words: set[str], pairs: set[str]) -> bool:
    """Whether a draft has a piece's Latin words and Han pairs; the original of an English name, in brackets, may go."""
    bare = _ORIGINAL.sub("", piece) or piece
    wanted = [w in words for w in stems(bare)] + [p in pairs for p in _pairs(bare)]
    return sum(wanted) >= len(wanted) * (_SHARE if len(wanted) > _NAME else 1)


def _pairs(text: str) -> set[str]:
    plain = key(text)
    return {a + b for a, b in pairwise(plain) if is_han(a) and is_han(b)}
