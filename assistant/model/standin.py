"""A stand-in until the guard is there."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.judgement import Claim, Evidence, Judgement
from corpus.numbers import numbers


def check(text: str, evidence: Sequence[Evidence], question: str) -> Judgement:
    import re

    bare = re.sub(r"\[\d+\]", "", text)
    known = {n for e in evidence for n in numbers(f"{e.quote} {e.translation or ''}")} | {*numbers(question)}
    cites = {int(n) for n in re.findall(r"\[(\d+)\]", text)}
    claims = tuple(Claim(text, "number", n, "supported" if n in known else "unsupported", "") for n in numbers(bare))
    good = bool(cites) and cites <= {e.number for e in evidence}
    return Judgement(good and all(c.answer == "supported" for c in claims), claims)
