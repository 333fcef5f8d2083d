"""Whether the bodies of a sentence have in the evidence the roles it gives them, or lack those it denies them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from assistant.guard.denials import stretches_of
from assistant.guard.evidence import Known
from assistant.guard.lexicon import Mention
from assistant.guard.phrases import same_body
from assistant.guard.place import Place
from assistant.guard.relations import said_roles
from assistant.guard.terms import terms
from assistant.judgement import Claim

_OF_WHAT = re.compile(r"的(?:是|有|还有|任务|指标|工作)[^，。；;,]*")
_END = re.compile(r"[；;。]")


def role_claims(place: Place, context: tuple[Mention, ...], lent: frozenset[str], every: bool) -> Iterator[Claim]:
    """A claim for each body that the sentence gives a role or denies it one.

    `context` are the bodies spoken of before, `lent` the role of the lead-in above a list item; with `every`, each
    piece of evidence has to say so.
    """
    numbers = tuple(k.number for k in place.known)
    own = any(m.kind == "body" for m in place.mentions)
    for mention, roles, denied, spoken in _given(place, context, lent):
        for role in sorted(roles):
            held = [_has_role(k, role, mention) for k in place.known]
            if denied:
                there = not any(held) and any(_spoken_of(role, k) for k in place.known)
            else:
                there = all(held) if every else any(held)
            if not there and not (own and spoken) and not _mentioned(mention, place.known):
                continue
            why = f"the evidence {'gives' if there != denied else 'does not give'} it this role"
            yield Claim(
                place.sentence, "role", f"{mention.text}: {'not ' if denied else ''}{role}",
                "supported" if there else "contradicted", why, numbers,
            )  # fmt: skip


def _given(
    place: Place, context: tuple[Mention, ...], lent: frozenset[str]
) -> Iterator[tuple[Mention, frozenset[str], bool, bool]]:
    """Each body with the roles a stretch gives it, whether it is denied them, and whether it stands there itself."""
    before = context
    for (start, end), denies in stretches_of(place.bare):
        denied = denies and not terms().alone.search(place.text, start, end)  # not the only one is one of several
        inside = [m for m in place.mentions if start <= m.start < end]
        mentions = tuple(replace(m, start=m.start - start, end=m.end - start) for m in inside)
        bodies = tuple(m for m in mentions if m.kind == "body")
        text = place.text[start:end]
        roles = spoken_roles(_END.split(text)[0] if before else text, mentions)
        if bodies:
            yield from ((s.mention, s.roles, denied, True) for s in said_roles(text, mentions))
            yield from ((b, _of_what(text, bodies), denied, False) for b in before if not _led(text, bodies))
            if not spoken_roles(text, mentions) and lent:
                yield from ((b, lent, denied, False) for b in bodies)
        elif len(roles) == 1 and before:
            yield from ((b, roles, denied, False) for b in before)
        before = bodies or before


def _of_what(text: str, bodies: Sequence[Mention]) -> frozenset[str]:
    """The roles of which a text says what they are of, not whose they are: 牵头的是三项任务."""
    found = set[str]()
    for role in terms().role.finditer(text):
        following = _OF_WHAT.match(text, role.end())
        if following and not any(role.end() <= b.start < following.end() for b in bodies):
            found.add(terms().role_of[role.group().lower()])
    return frozenset(found)


def _led(text: str, bodies: Sequence[Mention]) -> bool:
    """Whether a body stands before the first role word of a text."""
    first = terms().role.search(text)
    return first is None or any(b.end <= first.start() for b in bodies)


def spoken_roles(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """The roles a text has words for, outside the names in it."""
    known = terms()
    return frozenset(
        known.role_of[m.group().lower()]
        for m in known.role.finditer(text)
        if not any(n.start <= m.start() < n.end for n in mentions)
    )


def lacks_roles(place: Place, text: str, mentions: tuple[Mention, ...], context: tuple[Mention, ...]) -> bool:
    """Whether a text gives roles to bodies, none of which they have in the evidence, where others have them."""
    said = [(s.mention, s.roles) for s in said_roles(text, mentions)]
    if not any(m.kind == "body" for m in mentions):
        roles = spoken_roles(text, mentions)
        said = [(b, roles) for b in context] if len(roles) == 1 else []
    pairs = [(b, r) for b, roles in said for r in roles]
    held = any(_has_role(k, r, b) for k in place.known for b, r in pairs)
    known = any(_spoken_of(role, k) for k in place.known for _, role in pairs)
    return bool(pairs) and not held and known


def _mentioned(mention: Mention, known: Sequence[Known]) -> bool:
    return any(f"body:{i}" in k.ids for k in known for i in mention.ids)


def _has_role(known: Known, role: str, mention: Mention) -> bool:
    given = {r.role for r in known.roles if any(same_body(r.body, i) for i in mention.ids)}
    if role == "responsible":
        leads = any(r.role in ("lead", "responsible") for r in known.roles)
        return bool(given & {"lead", "responsible"}) or (not leads and "monitor" in given)
    return role in given or (role == "lead" and "responsible" in given)


def _spoken_of(role: str, known: Known) -> bool:
    """Whether evidence gives this role to anybody."""
    return any(r.role == role or "responsible" in (r.role, role) for r in known.roles)
