"""Whether a sentence denies what its evidence affirms, or affirms what it denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from assistant.guard.denials import Stretch, denials, denied_stretches
from assistant.guard.evidence import Known
from assistant.guard.grounds import bears_out, other_unit, several, unchanged
from assistant.guard.lexicon import Mention
from assistant.guard.numbers import misplaced
from assistant.guard.place import Place
from assistant.guard.premises import absent, asked_of_one, premise_lacks, says_no, says_yes, wrongly_agrees
from assistant.guard.roles import lacks_roles
from assistant.guard.stated import contents
from assistant.guard.terms import terms
from assistant.judgement import Claim
from corpus.genre import genre
from corpus.text import key

_CLAUSE = re.compile(r"[^，。；;,!?！？\n:：]+")
_CLAUSE_END = re.compile(r"[，。；;!?！？:：]|,\s")
_LIKE = 0.6
_LEAST = 3
# A denial of a denial affirms, which is not compared: does not lead nothing, 并非没有.
_TWICE = re.compile(
    r"(?:\b(?:not|never|cannot)|n't)(?: [a-z-]+){0,2} (?:no|nothing|nobody|none|neither)\b"
    r"|(?:不是|并非|没有)(?:没有|[不无未])|没有[^，。；,;]{1,60}(?:不是|并非)",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(r"(?:[不未没无非别莫勿]|没有|禁止|not|no|never|without|cannot)$")
_BEHIND = {True: 8, False: 24}


def negation_claims(place: Place, context: tuple[Mention, ...]) -> Iterator[Claim]:
    """A claim for each clause that denies, or that affirms what the evidence denies."""
    numbers = tuple(k.number for k in place.known)
    denied = [d for k in place.known for d in _denied(k)]
    qualitative = _qualitative(place.known)
    wrong = misplaced(place)
    backed = [
        (start, end)
        for start, end in denied_stretches(place.bare)
        if _backed(place, (start, end), context) or any(start <= q.start < end for q in wrong)
    ]
    names = [m for m in place.mentions if m.kind in ("record", "term", "body")]
    for match in _CLAUSE.finditer(place.whole):
        clause = match.group()
        found = [d for d in denials(clause) if not _in_name(match.start() + d.start(), names)]
        if qualitative and (judged := terms().qualitative.search(clause)):
            why = "the evidence has a judgement instead of a figure"
            yield Claim(place.sentence, "negation", judged.group(), "supported", why, numbers)
            continue
        if not found and (false := _wrongly_affirmed(clause, match.start(), place)):
            yield Claim(place.sentence, "negation", false, "contradicted", "the evidence denies it", numbers)
        elif found:
            there = not _TWICE.search(clause) and (
                any(_alike(clause, d.end(), other) for d in found[:1] for other in denied)
                or any(start < match.end() and match.start() < end for start, end in backed)
                or (says_no(clause) and (premise_lacks(place) or asked_of_one(place)))
                or bears_out(place, match.start(), clause, found[0])
            )
            yield Claim(
                place.sentence, "negation", found[0].group(), "supported" if there else "contradicted",
                "the evidence denies it too" if there else "the evidence does not deny it", numbers,
            )  # fmt: skip
        elif denied and any(_same(clause, d) for d in denied) and not _affirmed(clause, place.known):
            yield Claim(
                place.sentence, "negation", clause.strip()[:40], "contradicted", "the evidence denies it", numbers
            )


def _wrongly_affirmed(clause: str, start: int, place: Place) -> str | None:
    """What a clause affirms that is not so: the premise of the question, a figure or a change where there is none."""
    if says_yes(clause) and wrongly_agrees(place):
        return clause.strip()
    if all(genre().qualitative in k.flat for k in place.known) and (found := terms().measured.search(clause)):
        return found.group()
    if clause[:1] in "是为" and other_unit(place.text[:start], clause[1:]):
        return clause.strip()
    if (only := terms().sole.search(clause)) and _of_one(clause, start, place) and several(place, clause):
        return only.group()
    rows = [k.record for k in place.known if k.record]
    if rows and all(map(unchanged, rows)) and (found := terms().changed.search(clause)):
        return found.group()
    return None


def _of_one(clause: str, start: int, place: Place) -> bool:
    """Whether a clause gives one body a role, or the one talked of."""
    bodies = [m for m in place.mentions if m.kind == "body" and start <= m.start < start + len(clause)]
    return len({m.ids for m in bodies}) <= 1 and bool(terms().role.search(clause))


def _in_name(at: int, names: Sequence[Mention]) -> bool:
    return any(m.start <= at < m.end for m in names)


def _backed(place: Place, stretch: Stretch, context: tuple[Mention, ...]) -> bool:
    """Whether what a stretch denies is so: a role the body lacks, a figure or body of the question not there."""
    start, end = stretch
    text = place.text[start:end]
    mentions = tuple(
        replace(m, start=m.start - start, end=m.end - start) for m in place.mentions if start <= m.start < end
    )
    earlier = [m for m in place.mentions if m.kind == "body" and m.end <= start]
    spoken = any(m.kind == "body" for m in place.mentions)
    leads_in = spoken and place.text[end : end + 1] in (":", "：")
    before = _last_clause(earlier, text=place.text) or (() if leads_in else context)
    return lacks_roles(place, text, mentions, before) or absent(place, text, mentions)


def _last_clause(bodies: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """Those that the last clause with any has."""
    if not bodies:
        return ()
    cut = max((m.end() for m in _CLAUSE_END.finditer(text, 0, bodies[-1].start)), default=0)
    return tuple(b for b in bodies if b.start >= cut)


@lru_cache(maxsize=4096)
def _denied(known: Known) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The clauses of evidence that deny: their contents, and those of what stands behind the denial."""
    clauses = [c for t in known.texts for c in _clauses(t)]
    return tuple((contents(terms().negation.sub("", c)), _behind(c, d.end())) for c in clauses for d in denials(c)[:1])


@lru_cache(maxsize=4096)
def _plain(known: Known) -> tuple[frozenset[str], ...]:
    """The contents of the clauses of evidence that deny nothing."""
    return tuple(contents(c) for t in known.texts for c in _clauses(t) if not denials(c))


def _behind(clause: str, at: int) -> frozenset[str]:
    return contents(clause[at : at + _BEHIND[not clause[at : at + 4].isascii()]])


def _clauses(text: str) -> list[str]:
    return _CLAUSE.findall(text)


def _qualitative(known: Sequence[Known]) -> bool:
    return any(genre().qualitative in k.flat for k in known)


def _alike(clause: str, at: int, denied: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether a denying clause of the draft speaks of what a denying clause of the evidence speaks of."""
    mine, near = contents(clause), _behind(clause, at)
    if not mine:
        return False
    return len(mine & denied[0]) >= min(2, len(mine)) and (not near or bool(near & (denied[1] or denied[0])))


def _same(clause: str, denied: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether a clause of the draft is a denying one of the evidence but for the denial."""
    return len(denied[0]) >= _LEAST and len(contents(clause) & denied[0]) >= _LIKE * len(denied[0])


def _affirmed(clause: str, known: Sequence[Known]) -> bool:
    """Whether the evidence also says the clause without denying."""
    mine, plain = contents(clause), key(clause)
    for flat in (k.flat for k in known):
        at = flat.find(plain)
        if at >= 0 and not _DENIED_BEFORE.search(flat, max(0, at - 8), at):
            return True
    return any(len(mine & c) >= 0.8 * len(mine) for k in known for c in _plain(k))
