"""Corruption of statements: denials put in and taken out, marks that lead elsewhere, and what no draft may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

import msgspec

from assistant.judgement import Evidence
from corpus.text import key
from eval.guard.bases import Base
from eval.guard.drafts import Draft, put, words
from eval.guard.spots import NUMBER, YEAR, characters, denies, matches, sentence_at

_MARK = re.compile(r"\[(\d{1,3})\]")
_MARKS = re.compile(r"\s?(?:\[\d{1,3}\])+")
_LEAD_IN = re.compile(r"[:：]\s*$|^\s*[>#|]")
_FORMS = {
    "instructions": "instructions",
    "role token": "role_tokens",
    "link": "links",
    "script": "scripts",
    "think": "thinking",
}


def denied(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A denial is put in; not into a sentence that denies already."""
    for pattern, new in words()["denied"][base.language]:
        for match in matches(re.compile(pattern), base):
            sentence = sentence_at(base.text, match.start())
            if not denies(sentence) and len(sentence.strip()) > 6:
                yield put("negation inserted", base, match.span(), new)


def affirmed(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A denial is taken out."""
    kept = [m.span() for m in re.finditer(words()["affirmed"]["kept_zh"], base.text)]
    for pattern, new in words()["affirmed"][base.language]:
        for match in matches(re.compile(pattern), base):
            if not any(s <= match.start() < e for s, e in kept):
                yield put("negation removed", base, match.span(), match.expand(new))


def wrong_marks(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A mark leads to evidence, its own or that of another draft of the plan, that lacks the sentence's figures."""
    own = characters(base.evidence)
    foreign = [e for o in around if o.plan.name == base.plan.name for e in o.evidence if e.quote not in own]
    top = max(e.number for e in base.evidence)
    evidence = (
        *base.evidence,
        *(msgspec.structs.replace(e, number=top + 1) for e in random.sample(foreign, min(1, len(foreign)))),
    )
    for match in _MARK.finditer(base.text):
        quoted = next((e.quote for e in evidence if e.number == int(match.group(1))), "")
        for other in evidence:
            if other.number != int(match.group(1)) and other.quote != quoted and _differs(base, match, other):
                draft = put("citation wrong", base, match.span(), f"[{other.number}]")
                yield msgspec.structs.replace(draft, evidence=evidence)


def _differs(base: Base, match: re.Match[str], other: Evidence) -> bool:
    """Whether a sentence with one mark has a figure or a quoted name that other evidence has not."""
    line = base.text[base.text.rfind("\n", 0, match.start()) + 1 : (base.text + "\n").find("\n", match.start())]
    if len(_MARK.findall(line)) != 1:
        return False
    plain = key(characters((other,)))
    figures = [n for n in NUMBER.findall(_MARK.sub("", line)) if not YEAR.fullmatch(n) and len(n) > 1]
    names = re.findall(r"“([^“”]{4,})”", line)
    return any(key(n) not in plain for n in (*figures, *names))


def unmarked(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A sentence loses its marks; lead-ins and quotations, which take those of their neighbours, are not touched."""
    at = 0
    for line in base.text.split("\n"):
        if _MARK.search(line) and not _LEAD_IN.search(_MARK.sub("", line)):
            text = base.text[:at] + _MARKS.sub("", line) + base.text[at + len(line) :]
            yield Draft("citation none", base, text, line[:60], base.evidence)
        at += len(line) + 1


def unknown_marks(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A mark has a number that no evidence has."""
    top = max(e.number for e in base.evidence)
    for match in _MARK.finditer(base.text):
        yield put("citation invented", base, match.span(), f"[{top + random.choice((1, 2, 7, 90))}]")


def forms(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """What no draft may hold, as a line of its own or after the first sentence."""
    mark = f"[{base.evidence[0].number}]"
    for kind, table in _FORMS.items():
        choices = words()["form"][table]
        new = random.choice(choices[base.language] if isinstance(choices, dict) else choices)
        first = base.text.find("\n")
        at = random.choice((0, len(base.text), first if first > 0 else len(base.text)))
        yield put(kind, base, (at, at), f"{new}{mark}\n" if at == 0 else f"\n{new}{mark}")
