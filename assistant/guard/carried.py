"""A stretch of a sentence behind a mark that goes on with ordinals: tasks 4 [1], 6 [2] and 11 [3]."""

from __future__ import annotations

import re

from assistant.guard.quantities import text_to_quantities

_AGAIN = re.compile(
    r"(?P<join>\s?(?:[、,，和与及]|, and|and|以及)\s?)(?P<number>\d{1,3})(?=\s?(?:[(（项号]|$|[。.,，、;；](?!\d)))"
)
_ASIDE = re.compile(r"(?:[项号条]|任务|指标)?(?:\s?[(（][^()（）]{0,80}[)）])?\s?")


def with_carried_ordinal(text: str, before: str) -> str:
    """The text with the word that its first number leaves to the stretch before it: “, 6” as “, no. 6”."""
    joined = _AGAIN.match(text)
    quantities = text_to_quantities(before) if joined else ()
    if not joined or not quantities or quantities[-1].kind != "ordinal":
        return text
    if not _ASIDE.fullmatch(before, quantities[-1].end):
        return text
    word = "第" if "第" in before else "no. "
    return f"{joined['join']}{word}{text[joined.start('number') :]}"
