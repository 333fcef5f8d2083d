"""Whether the name that is quoted behind an ordinal is that of its row, and whether rates are of as many as there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.lexicon import Words
from assistant.guard.place import Place
from assistant.guard.quantities import text_to_quantities
from assistant.judgement import Claim
from corpus.model import Record
from corpus.text import key

_QUOTED = re.compile(r"\s?(?:项|条|号)?(?:任务|指标|工作|重点工作)?\s?[“\"「](?P<name>[^“”\"「」]{2,80})[”\"」]")
_RATE = re.compile(r"(?:每|/)\s?(?P<base>[十百千]?[万亿]|百|千)(?=[人名家户件个元亩])")


def title_claims(place: Place, words: Words) -> Iterator[Claim]:
    """A claim for each ordinal with a quoted name behind it: 第10项“大力引进创新人才”, which is not “侨梦苑”."""
    numbers = tuple(k.number for k in place.known)
    for ordinal in (q for q in text_to_quantities(place.text) if q.kind == "ordinal"):
        quoted = _QUOTED.match(place.text, ordinal.end)
        rows = [k.record for k in place.known if k.record and k.record.ordinal == int(ordinal.value)]
        if quoted is None or not rows or any(_names(quoted["name"], r, words) for r in rows):
            continue
        yield Claim(
            place.sentence, "subject", quoted["name"], "contradicted", "in the evidence this is not its name", numbers
        )


def _names(name: str, record: Record, words: Words) -> bool:
    """Whether a name is that of a row, its head or tail, or one the lexicon has for it.

    What stands in the middle may be another thing: 占规模以上工业企业数量比重 is no 规模以上工业企业数量.
    """
    mine, own = key(name), key(record.name)
    for whole in filter(None, (own, key(words.english.get(own, "")))):
        if whole.startswith(mine) or whole.endswith(mine) or whole in mine:
            return True
    return any(own in m.ids for m in words.mentions(name) if m.kind == "record")


def rate_claims(place: Place) -> Iterator[Claim]:
    """A claim for each base of a rate: 32.63家/万人, where the evidence has it for as many."""
    flat = "\n".join(k.flat for k in place.known)
    there = {m["base"] for m in _RATE.finditer(flat)}
    for said in _RATE.finditer(place.bare):
        if there and said["base"] not in there:
            yield Claim(
                place.sentence, "number", said.group(), "contradicted", f"the evidence has {'/'.join(sorted(there))}",
                tuple(k.number for k in place.known),
            )  # fmt: skip
