"""Whether the bodies, places, records and coined terms that a sentence names are in its evidence, in the same role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guard.evidence import Known
from assistant.guard.lexicon import Mention, Words, lowered
from assistant.guard.numbers import Place
from assistant.guard.relations import said_roles
from assistant.guard.terms import terms
from assistant.judgement import Claim, Kind
from corpus.text import is_han, key

_KINDS: dict[str, Kind] = {"body": "body", "place": "place", "term": "term", "record": "term"}
_TAIL = 4
_ARTICLES = re.compile(r"^(?:(?:the|of|and|for|by|in|both|its|with|under|from|to|all)\s+)+", re.IGNORECASE)


def name_claims(place: Place, words: Words) -> Iterator[Claim]:
    """A claim for each name."""
    ids = {i for k in place.known for i in k.ids}
    flat = "\n".join(k.flat for k in place.known)
    numbers = tuple(k.number for k in place.known)
    for mention in place.mentions:
        if _is_noun(mention, place.text):
            continue
        there = any(f"{mention.kind}:{i}" in ids for i in mention.ids) or key(mention.text) in flat
        if not there and mention.kind == "place":
            there = bool(mention.ids & words.homes)
        if not there and mention.kind in ("term", "record") and _spread(mention.text, place.known):
            there = True
        yield Claim(
            place.sentence, _KINDS[mention.kind], mention.text, "supported" if there else "contradicted",
            "named in the evidence" if there else "the evidence does not name it", numbers,
        )  # fmt: skip
    for found in (*_unknown_chinese(place, flat), *_unknown_english(place, flat)):
        yield Claim(
            place.sentence, "body", found, "unsupported", "neither the evidence nor the lexicon knows it", numbers
        )


def _is_noun(mention: Mention, text: str) -> bool:
    """A general word that also names a body: government, police."""
    if mention.kind != "body":
        return False
    written = text[mention.start : mention.end]
    return written == lowered(written) and not any(map(is_han, written))


def _spread(text: str, known: Sequence[Known]) -> bool:
    """Whether every pair of characters (or word) of a term is somewhere in the evidence: a term in other order."""
    from assistant.guard.evidence import contents

    parts = contents(text)
    content = frozenset(c for k in known for c in k.content)
    return bool(parts) and parts <= content


def _unknown_chinese(place: Place, flat: str) -> Iterator[str]:
    known = terms()
    covered = [(m.start, m.end) for m in place.mentions]
    for match in known.body.finditer(place.text):
        if any(s < match.end() <= e for s, e in covered):
            continue
        start = match.start()
        while start > max(0, match.start() - _TAIL) and is_han(place.text[start - 1]):
            start -= 1
        name = place.text[start : match.end()]
        if any(name.endswith(n) for n in known.not_bodies):
            continue
        if key(name) not in flat and not _any_tail(name, len(match.group()), flat):
            yield name


def _any_tail(name: str, suffix: int, flat: str) -> bool:
    """Whether the name as far as it can be told from the words before it stands in the evidence."""
    return any(key(name[i:]) in flat for i in range(len(name) - suffix - 2)) and len(name) - suffix > 3


def _unknown_english(place: Place, flat: str) -> Iterator[str]:
    known = terms()
    covered = [(m.start, m.end) for m in place.mentions if m.kind == "body"]
    for match in known.english_body.finditer(place.text):
        if any(s < match.end() and match.start() < e for s, e in covered):
            continue
        name = _ARTICLES.sub("", match.group(1).strip())
        if name in known.not_english_bodies or key(name) in flat:
            continue
        yield name


def role_claims(place: Place, bodies: tuple[Mention, ...], every: bool, own: bool) -> Iterator[Claim]:
    """A claim for each body that the sentence gives a role; with `every`, each piece of evidence has to say so."""
    numbers = tuple(k.number for k in place.known)
    if own:
        said = [(s.mention, s.roles) for s in said_roles(place.text, place.mentions)]
    else:
        roles = _spoken_roles(place)
        said = [(b, frozenset(roles)) for b in bodies] if len(roles) == 1 else []
    for mention, roles in said:
        for role in sorted(roles):
            supported = [_has_role(k, role, mention) for k in place.known]
            there = all(supported) if every else any(supported)
            if not there and not own and not _mentioned(mention, place.known):
                continue
            yield Claim(
                place.sentence, "role", f"{mention.text}: {role}", "supported" if there else "contradicted",
                "the evidence gives it this role" if there else "the evidence does not give it this role", numbers,
            )  # fmt: skip


def _spoken_roles(place: Place) -> set[str]:
    known = terms()
    inside = [(m.start, m.end) for m in place.mentions]
    return {
        known.role_of[m.group().lower()]
        for m in known.role.finditer(place.text)
        if not any(s <= m.start() < e for s, e in inside)
    }


def _mentioned(mention: Mention, known: Sequence[Known]) -> bool:
    return any(f"body:{i}" in k.ids for k in known for i in mention.ids)


def _has_role(known: Known, role: str, mention: Mention) -> bool:
    given = {r.role for r in known.roles if r.body in mention.ids}
    return role in given or (role == "lead" and "responsible" in given)
