"""Text → which body has which role in it: 甲、乙牵头，丙配合 and its English likes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from assistant.guard.lexicon import Mention, Words
from assistant.guard.terms import terms

# After a role word, these say that the bodies follow; in English so does a passive.
_FOLLOWS = re.compile(
    r"(?:责任)?(?:单位|部门|方)?(?:的)?(?:还|则|分别|主要|共)?(?:有|是|为|由|包括|包含|如下|[:：])"
    r"|(?:责任)?(?:单位|部门)(?=[^，。；,;、的]{2})"
    r"|\s(?:the|this|that)\s(?:task|work|indicator|project|effort)\s(?:are|is|were|was)\b"
    r"|\s?(?:units?|bod(?:y|ies)|bureaus?|departments?|agenc(?:y|ies)|roles?|ones?)?\s?"
    r"(?:[:：]|(?:are|is|include|includes|including|comprise|comprises|were|was|being|by|"
    r"go to|goes to|falls to|fall to|lies with|rests with|comes from|come from|from|will be|consist of)\b)"
    r"|\s(?:units?|bodies)\s(?=\S)"
)
_BACKING = re.compile(r"\b(?:back(?:s|ing)? up|(?:back|assist|help|aid)(?:s|ing)?) (?:the )?$", re.IGNORECASE)
_JOINING = re.compile(r"(?:配合|协助|支持)$")
# 给甲打配合的有乙; 配合甲的是乙.
_HELPED = re.compile(r"(?:给|替|为|跟|同)$")
_HELPED_BEHIND = re.compile(r"(?:打|做|当|提供)?(?:配合|协助|支持|下手)")
_OF_HELPERS = re.compile(r"的(?!任务|工作|项目|指标|事|单位(?:和|与|、))")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_STOP = re.compile(r"[。；;!?！？\n]|\.\s")


class Role(Struct, frozen=True):
    """A body and its role; `body` is an id of `lexicon.Words`."""

    role: str
    body: str


class Said(Struct, frozen=True):
    """That a text gives a mention a role; empty where the role is not clear."""

    mention: Mention
    roles: frozenset[str]


def text_to_roles(text: str, words: Words) -> frozenset[Role]:
    """The roles that a text gives."""
    return frozenset(Role(r, i) for s in said_roles(text, words.mentions(text)) for r in s.roles for i in s.mention.ids)


def said_roles(text: str, mentions: tuple[Mention, ...]) -> Iterator[Said]:
    """Each body of a text with the role words that govern it, where any stands in its clause."""
    bodies = [m for m in mentions if m.kind == "body" and not _is_object(m, mentions, text)]
    if not bodies:
        return
    governing = list(_governing(text, mentions))
    if not governing:
        return
    kinds = {role for role, _, _, _ in governing}
    if len(kinds) == 1:
        yield from (Said(b, frozenset(kinds)) for b in bodies)
        return
    for body in bodies:
        yield Said(body, _role_at(body, governing, text) | _aside(body, bodies, governing, text))


def _aside(
    body: Mention, bodies: list[Mention], governing: list[tuple[str, int, int, bool]], text: str
) -> frozenset[str]:
    """The roles in brackets behind a body that name no other one: 由甲牵头（含联合牵头）."""
    found = set[str]()
    for bracket in _BRACKETS.finditer(text, body.end):
        start, end = bracket.span()
        if any(body.end <= b.start < end for b in bodies):
            break
        found |= {role for role, s, e, _ in governing if start <= s and e <= end}
    return frozenset(found)


def _is_object(body: Mention, mentions: tuple[Mention, ...], text: str) -> bool:
    """Whether a body is the one that others support: the bureaus backing up A are B and C; 由甲配合乙."""
    if _BACKING.search(text, 0, body.start):
        return True
    if _HELPED.search(text, 0, body.start) and _HELPED_BEHIND.match(text, body.end):
        return True
    verb = _JOINING.search(text, 0, body.start)
    if verb and _OF_HELPERS.match(text, body.end):
        return True
    return bool(verb) and any(m.kind == "body" and m.end == verb.start() for m in mentions if verb)


def _governing(text: str, mentions: tuple[Mention, ...]) -> Iterator[tuple[str, int, int, bool]]:
    """The role words: role, start, end, and whether the bodies stand after it."""
    known = terms()
    inside = [(m.start, m.end) for m in mentions]
    for match in known.role.finditer(text):
        if any(s <= match.start() < e for s, e in inside):
            continue
        follows = _FOLLOWS.match(text, match.end())
        yield known.role_of[match.group().lower()], match.start(), match.end(), bool(follows)


def _role_at(body: Mention, governing: list[tuple[str, int, int, bool]], text: str) -> frozenset[str]:
    """The role of the nearest word that may govern a body: the one after it, or the label before it."""
    start = max((m.end() for m in _STOP.finditer(text, 0, body.start)), default=0)
    stop = _STOP.search(text, body.end)
    governing = [g for g in governing if start <= g[1] and (not stop or g[1] < stop.start())] or governing
    before = [g for g in governing if g[2] <= body.start]
    after = [g for g in governing if g[1] >= body.end]
    label = before[-1] if before and before[-1][3] else None
    following = after[0] if after and not after[0][3] else None
    if label and following:
        cut = _STOP.search(text, label[2], body.start)
        if cut:
            return frozenset({following[0]})
        between = re.search(r"[，,]", text[label[2] : body.start])
        return frozenset({label[0]} if not between else {label[0], following[0]} & {following[0]})
    if label or following:
        return frozenset({(label or following or governing[0])[0]})
    nearest = min(governing, key=lambda g: min(abs(g[1] - body.end), abs(body.start - g[2])))
    return frozenset({nearest[0]})
