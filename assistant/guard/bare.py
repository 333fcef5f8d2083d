"""Names of bodies without what they are: Commerce leads, Justice cooperates; 财政、税务等部门配合."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from assistant.guard.lexicon import Mention
from assistant.guard.spelling import LATIN, lowered
from assistant.guard.terms import terms
from index.words import stems

_LONGEST = 8  # words
_RUN = 3  # of names in small letters, side by side
_BETWEEN = re.compile(r",? (?:(?:and|as well as|plus) )?(?:for )?", re.IGNORECASE)
_SMALL = ("and", "of", "the", "for")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w&’'-]* $")
_WORD_BEHIND = re.compile(r" (?P<word>[a-z]+)")
_SUPPORT_FOR = re.compile(r" \w+ for (?!tasks?\b|indicators?\b|it\b|this\b|the task|the indicator)")
_CAPITAL_BEHIND = re.compile(r"(?:-| (?:of |and )?)[A-Z]")


def bare_mentions(text: str, mentions: Sequence[Mention], names: Mapping[str, frozenset[str]]) -> tuple[Mention, ...]:
    """Those that a text with a role in it has besides its mentions: in capitals, or three and more side by side."""
    if not any(not _within(m.start(), mentions) for m in terms().role.finditer(text)):
        return ()
    bodies = [m for m in mentions if m.kind in ("body", "record")]
    found = [m for m in _candidates(text, names) if not _within(m.start, bodies) and not _within(m.end - 1, bodies)]
    listed = {m.start for run in _runs(text, found) if len(run) >= _RUN for m in run}
    return tuple(m for m in found if m.start in listed or _proper(text, m))


def _within(at: int, mentions: Sequence[Mention]) -> bool:
    return any(m.start <= at < m.end for m in mentions)


def _candidates(text: str, names: Mapping[str, frozenset[str]]) -> Iterator[Mention]:
    low = lowered(text)
    parts = [(s, m.start(), m.end()) for m in LATIN.finditer(low) for s in stems(m.group())]
    at = 0
    while at < len(parts):
        for length in range(min(_LONGEST, len(parts) - at), 0, -1):
            start, end = parts[at][1], parts[at + length - 1][2]
            ids = names.get(" ".join(p[0] for p in parts[at : at + length]))
            if ids:
                yield Mention("body", ids, start, end, low[start:end])
                at += length - 1
                break
        at += 1


def _runs(text: str, found: Sequence[Mention]) -> Iterator[list[Mention]]:
    run = list(found[:1])
    for one, other in pairwise(found):
        if not _BETWEEN.fullmatch(text, one.end, other.start):
            yield run
            run = []
        run.append(other)
    yield run


def _proper(text: str, name: Mention) -> bool:
    """Whether a name is written as one: in capitals, no part of a longer name, at the head only before a role."""
    written = text[name.start : name.end]
    if any(w[0].islower() and w not in _SMALL for w in re.findall(r"[A-Za-z]+", written)):
        return False
    if _CAPITAL_BEHIND.match(text, name.end) or _CAPITAL_BEFORE.search(text, 0, name.start):
        return False
    if (behind := _WORD_BEHIND.match(text, name.end)) and not _may_follow(text, behind):
        return False
    return bool(text[: name.start].strip(" \"'(（“")) or bool(terms().role.match(text, name.end + 1))


def _may_follow(text: str, behind: re.Match[str]) -> bool:
    """Whether a word may stand behind a body: a role or a word of grammar; S&T support for farms names none."""
    if behind["word"] in terms().empty or behind["word"] in terms().behind_bodies:
        return True
    return bool(terms().role.match(text, behind.start("word"))) and not _SUPPORT_FOR.match(text, behind.start())


_LISTED = re.compile(
    r"(?P<items>(?:[\u3400-\u9fff]{2,12}、)+[\u3400-\u9fff]{2,12}?)等?(?:[两三四五六七八九十几\d]*个)?(?:部门|单位)"
)
_SHORTEST = 2


def listed_mentions(text: str, mentions: Sequence[Mention], names: Mapping[str, frozenset[str]]) -> tuple[Mention, ...]:
    """The Chinese names in a list of departments, without 市 and 局, where every one of them is known."""
    return tuple(m for found in _LISTED.finditer(text) for m in _items(found, mentions, names))


def _items(found: re.Match[str], mentions: Sequence[Mention], names: Mapping[str, frozenset[str]]) -> Iterator[Mention]:
    at, read = found.start("items"), list[Mention]()
    for i, item in enumerate(found["items"].split("、")):
        end = at + len(item)
        starts = range(at, end - _SHORTEST + 1) if i == 0 else (at,)
        start = next((s for s in starts if found.string[s:end] in names), None)
        if start is not None:
            read.append(Mention("body", names[found.string[start:end]], start, end, found.string[start:end]))
        elif not any(m.kind == "body" and m.end == end for m in mentions):
            return
        at = end + 1
    yield from (m for m in read if not _within(m.start, mentions))
