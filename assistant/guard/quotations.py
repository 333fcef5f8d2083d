"""Whether what a sentence sets in quotation marks stands in its evidence to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.lexicon import Words, normal
from assistant.guard.place import Place
from assistant.judgement import Claim
from corpus.text import key

_QUOTED = re.compile(
    r"“([^“”\n]{1,1500})”|「([^「」\n]{1,1500})」|『([^『』\n]{1,1500})』|(?<![\w])\"([^\"\n]{1,1500})\"|《([^《》\n]{1,200})》"
    r"|(?<!\w)‘([^‘’\n]{1,300})’(?!\w)"
)
_ELLIPSIS = re.compile(r"…+|\.{3,}")
_EDGES = " \t,.;:!?，。；：！？、*_\"'"


def quotation_claims(place: Place, text: str, whole: bool, words: Words) -> Iterator[Claim]:
    """A claim for each quotation; with `whole`, the sentence is one."""
    numbers = tuple(k.number for k in place.known)
    flat = "\n".join(k.flat for k in place.known)
    quoted = [text] if whole else [next(g for g in m.groups() if g) for m in _QUOTED.finditer(text)]
    for quotation in quoted:
        parts = [key(normal(p.strip(_EDGES))) for p in _ELLIPSIS.split(quotation)]
        there = all(p in flat or p in words.titles for p in parts if p)
        yield Claim(
            place.sentence, "quotation", quotation.strip()[:80], "supported" if there else "contradicted",
            "stands in the evidence" if there else "does not stand in the evidence like this", numbers,
        )  # fmt: skip
