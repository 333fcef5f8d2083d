"""Whether what a sentence sets in quotation marks stands in its evidence to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.lexicon import Words
from assistant.guard.place import Place
from assistant.guard.spelling import normal
from assistant.guard.terms import terms
from assistant.judgement import Claim
from corpus.text import is_han, key
from index.words import stems

_QUOTED = re.compile(
    r"“([^“”\n]{1,1500})”|「([^「」\n]{1,1500})」|『([^『』\n]{1,1500})』|(?<![\w])\"([^\"\n]{1,1500})\"|《([^《》\n]{1,200})》"
    r"|(?<!\w)‘([^‘’\n]{1,300})’(?!\w)"
)
_GLOSS = re.compile(r"[(（](?P<gloss>(?:[^()（）]|[(（][^()（）]*[)）]){2,80})[)）]")
_ELLIPSIS = re.compile(r"…+|\.{3,}")
_WORDS = re.compile(r"[a-z0-9]+(?:[.’'-][a-z0-9]+)*")
_LEAST = 2
_EDGES = " \t,.;:!?，。；：！？、*_\"'"


def quotation_claims(place: Place, text: str, whole: bool, words: Words) -> Iterator[Claim]:
    """A claim for each quotation; with `whole`, the sentence is one."""
    numbers = tuple(k.number for k in place.known)
    flat = "\n".join(k.flat for k in place.known)
    quoted = [text] if whole else [next(g for g in m.groups() if g) for m in _QUOTED.finditer(text)]
    for quotation in quoted:
        parts = [key(normal(p.strip(_EDGES))) for p in _ELLIPSIS.split(quotation)]
        there = all(p in flat or p in words.titles for p in parts if p) or _translated(quotation, place)
        there = there or _named(quotation, place, flat, words)
        yield Claim(
            place.sentence, "quotation", quotation.strip()[:80], "supported" if there else "contradicted",
            "stands in the evidence" if there else "does not stand in the evidence like this", numbers,
        )  # fmt: skip


def gloss_claims(place: Place) -> Iterator[Claim]:
    """A claim for each Chinese gloss in the brackets of an English sentence that neither evidence nor lexicon has."""
    if sum(map(is_han, place.text)) * 3 > len(place.text):
        return
    flat = "\n".join([*(k.flat for k in place.known), key(place.asked.text)])
    for gloss in _GLOSS.finditer(place.text):
        plain = key(gloss["gloss"])
        known = any(gloss.start() <= m.start and m.end <= gloss.end() and is_han(m.text[0]) for m in place.mentions)
        if known or not any(map(is_han, plain)) or any(c.isdigit() for c in plain) or plain in flat:
            continue
        yield Claim(
            place.sentence, "quotation", gloss["gloss"], "contradicted", "does not stand in the evidence like this",
            tuple(k.number for k in place.known),
        )  # fmt: skip


def _named(quotation: str, place: Place, flat: str, words: Words) -> bool:
    """Whether an English quotation is the name of what the evidence names in Chinese."""
    ids = words.named(quotation)
    there = {i for k in place.known for i in k.ids}
    return any(i in there or i.partition(":")[2] in flat for i in ids)


def _translated(quotation: str, place: Place) -> bool:
    """Whether an English quotation of a Chinese source has the telling words of its translation, side by side.

    A translation is not the source: its little words are nobody's.
    """
    mine = _telling(quotation)
    if len(mine) < _LEAST or any(map(is_han, quotation)):
        return False
    texts = (_telling(t) for k in place.known for t in k.prose[1:])
    return any(mine == text[i : i + len(mine)] for text in texts for i in range(len(text) - len(mine) + 1))


def _telling(text: str) -> list[str]:
    return [s for w in _WORDS.findall(text.lower()) if w not in terms().empty and w != "plus" for s in stems(w)]
