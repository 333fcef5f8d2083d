"""Corruption of names: bodies swapped and invented, roles swapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from assistant.guard.lexicon import Mention
from assistant.guard.phrases import body_id
from assistant.guard.spelling import normal
from corpus.text import han_share, is_han
from eval.guard.bases import Base
from eval.guard.drafts import Draft, put, words
from eval.guard.spots import characters, denies, free, matches, protected, sentence_at

_ROLES = {
    "lead": ("牵头", "牽頭", "主办", "lead", "leads", "led"),
    "cooperate": (
        "配合", "协助", "参与", "协办", "cooperating", "cooperates on",
        "cooperates", "cooperate", "supported", "supports",
    ),
    "monitor": ("监测", "監測", "monitoring", "monitored", "monitors"),
}  # fmt: skip
_OF = {w: role for role, ws in _ROLES.items() for w in ws}


def _mentioned(base: Base) -> Iterator[tuple[tuple[int, int], frozenset[str], str]]:
    """The bodies of a draft where they may be touched: where, which, and as written."""
    taken = protected(base)
    for body in base.plan.snapshot.bodies:
        ids = frozenset({body_id(body.id)})
        for name in {*body.names, *body.english}:
            for match in re.finditer(re.escape(name) if is_han(name[0]) else rf"\b{re.escape(name)}\b", base.text):
                if free(match.span(), taken) and (is_han(name[0]) or len(name) > 8) and not _longer(base, match):
                    yield match.span(), ids, name


def _longer(base: Base, match: re.Match[str]) -> bool:
    """Whether the match is a part of a longer name."""
    before, after = base.text[: match.start()][-1:], base.text[match.end() :][:1]
    return (bool(before) and is_han(before) and before in "市县区省江门国家州海圩会平鹤山台") or after in ("局", "办")


def _named(base: Base) -> frozenset[str]:
    """The bodies that the evidence and the question name."""
    text = normal(characters(base.evidence) + "\n" + base.question)
    found: list[Mention] = [m for m in base.plan.words.mentions(text) if m.kind == "body"]
    return frozenset(i for m in found for i in m.ids)


def bodies(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A body becomes one that neither evidence nor question names; what is denied of one is often true of the other."""
    named = _named(base)
    text = characters(base.evidence)
    others = [
        b
        for b in base.plan.snapshot.bodies
        if body_id(b.id) not in named and not any(n in text for n in (*b.names, *b.forms))
    ]
    for span, _, name in _mentioned(base):
        if denies(sentence_at(base.text, span[0])):
            continue
        written = [
            n
            for b in others
            for n in (b.names if is_han(name[0]) else b.english)
            if (han_share(n) > 0) == is_han(name[0])
        ]
        for new in random.sample(written, min(2, len(written))):
            yield put("body", base, span, new)


def invented(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A body becomes one that does not exist, or a sentence gives one a role."""
    made: list[str] = words()["bodies"][base.language]
    for span, _, name in _mentioned(base):
        if is_han(name[0]) == (base.language == "zh"):
            yield put("invented body", base, span, random.choice(made))
    mark = f"[{base.evidence[0].number}]"
    new = random.choice(made)
    added = (
        f"\n\n{new}也参与其中。{mark}"
        if base.language == "zh"
        else f"\n\nThe {new.removeprefix('The ')} takes part too. {mark}"
    )
    yield put("invented body", base, (len(base.text), len(base.text)), added)


def roles(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A role becomes another; not where a body that the draft names has that role in the evidence, nor in a denial."""
    table: dict[str, list[str]] = words()["roles"][base.language]
    held = [r for r in (base.plan.words.record_of(e.quote) for e in base.evidence) if r]
    if not held:
        return
    either = "|".join(
        rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in sorted(table, key=lambda w: -len(w))
    )
    said = {i for _, ids, _ in _mentioned(base) for i in ids}
    for match in matches(re.compile(either), base):
        sentence = sentence_at(base.text, match.start())
        if denies(sentence) or base.text[match.end() :][:2] in ("区域", "高校") or not said:
            continue
        for new in table[match.group()]:
            role = _OF.get(new.removesuffix("单位"), "")
            if not _holds(base, role, said):
                yield put("role", base, match.span(), new)


def _holds(base: Base, role: str, said: set[str]) -> bool:
    """Whether a body of the draft has a role in any of its evidence."""
    words_ = base.plan.words
    rows = [r for r in (words_.record_of(e.quote) for e in base.evidence) if r]
    texts = [v.text for r in rows for f in r.all(role) for v in f.values]
    return any(i in said for t in texts for m in words_.mentions(normal(t)) if m.kind == "body" for i in m.ids)
