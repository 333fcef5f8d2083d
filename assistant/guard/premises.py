"""What a bare yes or no says: that the premise of the question is so, or is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.guard.counts import Counts
from assistant.guard.denials import denials
from assistant.guard.grounds import several
from assistant.guard.lexicon import Mention
from assistant.guard.numbers import number_claims
from assistant.guard.place import Asked, Place
from assistant.guard.quantities import text_to_quantities
from assistant.guard.roles import lacks_roles
from assistant.guard.terms import terms
from corpus.genre import genre

_NO = re.compile(
    r"\s*(?:不是的?|并非|并非如此|没有|没有?那么[高低多少]|不对|不正确|说反了|(?:正好|恰恰)?相反|no|"
    r"not (?:quite|right|correct|true|so)|not|wrong|"
    r"there (?:is|are) none|not that (?:high|low|many|much)|"
    r"(?:it|they|that|he|she) (?:is|was|does|did|do|are|were) not|"
    r"(?:that|this|it) is not (?:correct|right|true|so|the case|quite right|accurate))\s*",
    re.IGNORECASE,
)
_YES = re.compile(
    r"\s*(?:是的?|有的?|有那么[高低多少]|对的?|没错|确实如此|yes|correct|right|indeed|"
    r"(?:it|they|that|he|she) (?:is|was|does|did|do|are|were)|"
    r"(?:that|this|it) is (?:correct|right|true|so|the case))\s*",
    re.IGNORECASE,
)
_OF_NOTHING = Asked("", (), frozenset())


def says_no(clause: str) -> bool:
    """Whether a clause is a bare no."""
    return bool(_NO.fullmatch(clause))


def says_yes(clause: str) -> bool:
    """Whether a clause is a bare yes."""
    return bool(_YES.fullmatch(clause))


def premise_lacks(place: Place) -> bool:
    """Whether the question takes for granted what the evidence does not bear out."""
    asked = place.asked
    if all(genre().qualitative in k.flat for k in place.known) and terms().measure_asked.search(asked.text):
        return True
    return (
        lacks_roles(place, asked.text, asked.mentions, ())
        or absent(place, asked.text, asked.mentions)
        or _turned_round(place)
    )


def asked_of_one(place: Place) -> bool:
    """Whether the question asks if a role is one body's alone where the evidence has several in it."""
    return bool(terms().alone.search(place.asked.text)) and several(place, place.asked.text)


def wrongly_agrees(place: Place) -> bool:
    """Whether a yes would be wrong: the premise is not so, or what is asked of one alone is said of several."""
    return premise_lacks(place) or (asked_of_one(place) and not denials(place.asked.text))


def absent(place: Place, text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a figure or body of the question stands here that the evidence does not have."""
    stated = {(s.quantity.kind, s.quantity.value) for k in place.known for s in k.stated}
    stated |= {("number", Decimal(n)) for n in place.counts.all}
    said = {(q.kind, q.value, q.unit) for q in text_to_quantities(text)} & place.asked.quantities
    figures = {(kind, value) for kind, value, _ in said}
    ids = {i for k in place.known for i in k.ids}
    asked = {i for m in place.asked.bodies for i in m.ids}
    bodies = [m for m in mentions if m.kind == "body" and m.ids & asked]
    return bool(figures - stated) or any(not any(f"body:{i}" in ids for i in m.ids) for m in bodies)


def _turned_round(place: Place) -> bool:
    """Whether the question has figures of the evidence, but one for the other: from target to base."""
    asked = Place(place.sentence, place.asked.text, place.known, place.asked.mentions, Counts(), _OF_NOTHING)
    return any(c.answer == "contradicted" and c.kind in ("subject", "comparison") for c in number_claims(asked))
