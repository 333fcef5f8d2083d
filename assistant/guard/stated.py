"""Text → the quantities it states, each with the words and years it is told by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from assistant.guard.implied import implied
from assistant.guard.quantities import text_to_quantities
from assistant.guard.quantity import Quantity
from assistant.guard.remembered import remembered
from assistant.guard.spelling import lowered
from assistant.guard.terms import terms
from corpus.text import is_han
from index.words import stems

_LEADING = re.compile(r"(?:^|[\t\s(（])[(（]?(\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．]|(?:^|\t)(\d{1,3})\t")

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Stated(Struct, frozen=True):
    """A quantity of the evidence; `near` are the contents of the words around it, by which it is told from others."""

    quantity: Quantity
    near: frozenset[str]
    attribute: str | None = None
    years: frozenset[int] = frozenset()
    language: str = "zh"
    record: str | None = None
    qualifier: str | None = None


@remembered
def contents(text: str) -> frozenset[str]:
    """What a text is about: pairs of neighbouring Chinese characters, and stems of English words of some length."""
    low = lowered(text)
    pairs = {low[i : i + 2] for i in range(len(low) - 1) if is_han(low[i]) and is_han(low[i + 1])}
    return frozenset(pairs | {s for w in _WORD.findall(low) if w not in terms().empty for s in stems(w)})


def numbering(text: str) -> Iterator[Stated]:
    """Numbering: 17.推进…, a row's number; （二）… and 三、… number sections, which are no tasks."""
    for match in _LEADING.finditer(text):
        item = (match.group(1) or match.group(2)).isdigit() and match.group().lstrip()[:1] not in "(（"
        for quantity in text_to_quantities(f"第{match.group(1) or match.group(2)}"):
            yield Stated(quantity, frozenset(), None if item else "section", language="any")


def text_values(text: str, record: str | None) -> Iterator[Stated]:
    """The quantities of a text, each with its own stretch of it and the years said before it."""
    quantities = text_to_quantities(text)
    language = "zh" if any(map(is_han, text)) and sum(map(is_han, text)) * 3 > len(text) else "en"
    years: set[int] = set()
    runs = _runs(text, quantities)
    for before, quantity, after in stretches(text, quantities):
        if quantity.kind in ("year", "date"):
            if quantity.value >= 1900:
                years = {int(quantity.value) if quantity.kind == "year" else int(quantity.value) // 100}
            yield Stated(quantity, frozenset(), None, frozenset(years), language, record)
        else:
            near = contents(before) | contents(after) | runs.get(quantity.start, frozenset())
            yield Stated(quantity, near, None, frozenset(years), language, record)
    for quantity in implied(text):
        yield Stated(quantity, contents(_BEFORE.sub("", text[: quantity.start])), language=language, record=record)


def _runs(text: str, quantities: tuple[Quantity, ...]) -> dict[int, frozenset[str]]:
    """What is said of all numbers that stand side by side, by where each starts: 分别达到39.6%和11.7%."""
    found: dict[int, frozenset[str]] = {}
    run: list[tuple[str, Quantity, str]] = []
    numbers = [s for s in stretches(text, quantities) if s[1].kind == "number"]
    for i, own in enumerate(numbers):
        run.append(own)
        following = numbers[i + 1][1] if i + 1 < len(numbers) else None
        if following and _BESIDE.fullmatch(text, own[1].end, following.start):
            continue
        if len(run) > 1:
            shared = contents(run[0][0]) | contents(run[-1][2])
            found |= {q.start: shared for _, q, _ in run}
        run = []
    return found


_BESIDE = re.compile(r"\s?(?:、|和|与|及|, and|, | and)\s?")


def stretches(text: str, quantities: tuple[Quantity, ...]) -> Iterator[tuple[str, Quantity, str]]:
    """Each quantity with its own words: those before it back to the last number, those after it to a comma."""
    start, numbers = 0, False
    for i, quantity in enumerate(quantities):
        following = quantities[i + 1].start if i + 1 < len(quantities) else len(text)
        before = text[start : quantity.start]
        comma = _COMMA.search(text, quantity.end, following)
        after = text[quantity.end : comma.start() if comma else following]
        if numbers and (comma := _COMMA.search(before)):  # what follows the last number up to a comma is its own
            own = before[comma.end() :]
            before = own if own.strip() or after.strip() else before
        yield before, quantity, after
        if quantity.kind == "number":
            start, numbers = quantity.end, True


_BEFORE = re.compile(r"^.*[，；;。、]", re.DOTALL)

_COMMA = re.compile(r"[，；;。、：]|,(?!\d)")
