"""Whether a sentence denies what its evidence affirms, or affirms what it denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guard.evidence import Known, contents
from assistant.guard.numbers import Place
from assistant.guard.terms import terms
from assistant.judgement import Claim
from corpus.genre import genre

_CLAUSE = re.compile(r"[^，。；;,!?！？\n]+")
_LIKE = 0.6
_LEAST = 3


def negation_claims(place: Place) -> Iterator[Claim]:
    """A claim for each clause that denies, or that affirms what the evidence denies."""
    numbers = tuple(k.number for k in place.known)
    denied = [c for k in place.known for t in k.texts for c in _clauses(t) if denials(c)]
    text = terms().qualitative.sub(" ", place.text) if _qualitative(place.known) else place.text
    for clause in _clauses(text):
        found = denials(clause)
        if found:
            there = any(_alike(clause, d) for d in denied)
            yield Claim(
                place.sentence, "negation", found[0], "supported" if there else "contradicted",
                "the evidence denies it too" if there else "the evidence does not deny it", numbers,
            )  # fmt: skip
        elif any(_same(clause, d) for d in denied) and not _affirmed(clause, place.known):
            yield Claim(
                place.sentence, "negation", clause.strip()[:40], "contradicted", "the evidence denies it", numbers
            )


def denials(clause: str) -> list[str]:
    """The words of a clause that deny."""
    known = terms()
    return [m.group() for m in known.negation.finditer(known.innocent.sub(" ", clause))]


def _clauses(text: str) -> list[str]:
    return _CLAUSE.findall(text)


def _qualitative(known: Sequence[Known]) -> bool:
    return any(genre().qualitative in k.flat for k in known)


def _alike(clause: str, denied: str) -> bool:
    """Whether a denying clause of the draft speaks of what a denying clause of the evidence speaks of."""
    mine, theirs = contents(clause), contents(denied)
    return not mine or len(mine & theirs) >= min(2, len(mine))


def _same(clause: str, denied: str) -> bool:
    """Whether a clause of the draft is a denying one of the evidence but for the denial."""
    plain = contents(terms().negation.sub("", denied))
    mine = contents(clause)
    return len(plain) >= _LEAST and len(mine & plain) >= _LIKE * len(plain)


def _affirmed(clause: str, known: Sequence[Known]) -> bool:
    """Whether the evidence also says the clause without denying."""
    mine = contents(clause)
    return any(
        len(mine & contents(c)) >= 0.8 * len(mine)
        for k in known
        for t in k.texts
        for c in _clauses(t)
        if not denials(c)
    )
