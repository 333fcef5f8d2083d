"""Text → the stretches of it that deny: 甲不是牵头单位，而是配合单位 denies up to the comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.remembered import remembered
from assistant.guard.terms import terms

Stretch = tuple[int, int]
_CUT = re.compile(
    r"[，。；;!?！？\n：:]|,(?=\s?(?:but|and not|not|rather|nor|while|whereas)\b)"
    r"|,(?![\s\d])|\s(?:but|rather|while|whereas)\s|而是|,\s"
)
_NUMBERED = re.compile(r"\b[Nn]os?\.\s?\d|\bNo\s\d")
_WITHOUT = re.compile(
    r"不含|不包括|除.{1,30}外|\bexclud|\bwithout\b|\bother than\b|\bapart from\b|\brather than\b|\binstead of\b",
    re.IGNORECASE,
)


@remembered
def denials(clause: str) -> list[re.Match[str]]:
    """The words of a clause that deny."""
    known = terms()
    plain = _NUMBERED.sub(_blank, known.innocent.sub(_blank, clause))
    return list(known.negation.finditer(plain))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


@remembered
def stretches_of(text: str) -> tuple[tuple[Stretch, bool], ...]:
    """The stretches of a text in order, each with whether it denies; those that do not are joined."""
    return tuple(_stretches(text))


def _stretches(text: str) -> Iterator[tuple[Stretch, bool]]:
    start = at = 0
    for end in (*(m.start() for m in _CUT.finditer(text)), len(text)):
        clause = text[at:end]
        if denials(clause) or _WITHOUT.search(clause):
            if start < at:
                yield (start, at), False
            yield (at, end), True
            start = end
        at = end
    if start < len(text):
        yield (start, len(text)), False


def denied_stretches(text: str) -> tuple[Stretch, ...]:
    """The stretches that deny."""
    return tuple(s for s, denies in stretches_of(text) if denies)
