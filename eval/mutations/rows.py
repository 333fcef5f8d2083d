"""Changes of whole rows and of a body everywhere, with what has to be true of the answers after them: counts follow."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from assistant.answer import Answer
from corpus.model import Document, Record, Span
from corpus.text import line_of
from eval.mutations.spots import new_body, new_name
from eval.sources import folded, numbers_in

Ask = Callable[[str], Answer]
RowKind = Literal["deleted row", "added row", "renamed body"]
_NOUNS = {"indicator": "指标", "task": "任务"}


class Check(Struct, frozen=True):
    """A question after a change: what its answer shows, what it no longer shows, whether it is an answer at all."""

    question: str
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    answered: bool | None = None


class Change(Struct, frozen=True):
    """An edit of rows, and what is asked after it."""

    kind: RowKind
    edits: tuple[tuple[Span, str], ...]
    checks: tuple[Check, ...]


class Checked(Struct, frozen=True):
    """A check with its answer, and what is wrong with it ("" where nothing is)."""

    change: Change
    check: Check
    answer: Answer
    fault: str


def document_to_rounds(document: Document, ask: Ask, chance: random.Random) -> tuple[tuple[Change, ...], ...]:
    """Two copies' worth of changes: in each a row goes, a row of the other kind comes, and a body is renamed."""
    bodies = list(_lists(document, ask))
    chance.shuffle(bodies)
    rounds: list[tuple[Change, ...]] = []
    for gone, come, place in (("indicator", "task", 0), ("task", "indicator", 1)):
        changes = [*_deleted(document, gone, ask, chance), *_added(document, come, ask, chance)]
        touched = {line_of(document.lines, s.start) for c in changes for s, _ in c.edits}
        for body, names in bodies[place::2]:
            change = _renamed(document, body, names, chance)
            if not touched & {line_of(document.lines, s.start) for s, _ in change.edits}:
                changes.append(change)
                break
        if changes:
            rounds.append(tuple(changes))
    return tuple(rounds)


def judge_check(change: Change, check: Check, answer: Answer) -> Checked:
    """Compare an answer with what has to be true of it."""
    text = folded(answer.text)
    lacking = [s for s in check.shows if not (s in numbers_in(answer.text) if s.isdigit() else folded(s) in text)]
    held = [s for s in check.hides if folded(s) in text]
    faults = [f"lacks {', '.join(lacking)}"] if lacking else []
    faults += [f"still shows {', '.join(held)}"] if held else []
    if check.answered is not None and answer.answered != check.answered:
        faults.append(f"{answer.outcome}; expected {'an answer' if check.answered else 'a decline'}")
    return Checked(change, check, answer, "; ".join(faults))


def _rows(document: Document, kind: str) -> tuple[Record, ...]:
    return tuple(r for r in document.records if r.kind == kind and r.table is not None and r.ordinal is not None)


def _counted(kind: str, count: int, ask: Ask) -> tuple[str, ...]:
    """The question for the number of rows, where it is answered right."""
    noun = _NOUNS[kind]
    question = f"方案一共有多少项{noun}？"
    answer = ask(question)
    return (question,) if answer.answered and str(count) in numbers_in(answer.text) else ()


def _line(document: Document, record: Record) -> Span:
    number = line_of(document.lines, record.span.start)
    ends = (*document.lines[1:], len(document.text))
    return Span(document.lines[number - 1], ends[number - 1])


def _deleted(document: Document, kind: str, ask: Ask, chance: random.Random) -> Iterator[Change]:
    rows = _rows(document, kind)
    lines = Counter(_line(document, r) for r in rows)
    free = [r for r in rows if lines[_line(document, r)] == 1 and r.group_span not in _inside(document, r)]
    free = [r for r in free if sum(r.name in other.name for other in document.records) == 1]
    if not free:
        return
    row = chance.choice(free)
    counts = tuple(Check(q, (str(len(rows) - 1),)) for q in _counted(kind, len(rows), ask))
    own = Check(f"第{row.ordinal}项{_NOUNS[kind]}是什么？", hides=() if _told(document, row) else (row.name,))
    yield Change("deleted row", ((_line(document, row), ""),), (*counts, own))


def _inside(document: Document, record: Record) -> tuple[Span | None, ...]:
    """The group cell, where it is written on the row itself: such a row carries it for those below."""
    line, group = _line(document, record), record.group_span
    return (group,) if group and line.start <= group.start < line.end else ()


def _told(document: Document, record: Record) -> bool:
    """Whether the text names a row outside the table too."""
    return document.text.count(record.name) > 1


def _added(document: Document, kind: str, ask: Ask, chance: random.Random) -> Iterator[Change]:
    rows = _rows(document, kind)
    if not rows or [r.ordinal for r in rows] != [*range(1, len(rows) + 1)]:
        return
    last = rows[-1]
    line = _line(document, last)
    written = line.of(document.text)
    field = next((f for f in last.fields if f.role in ("lead", "responsible", "monitor") and f.values), None)
    ordinal = re.search(rf"(?<!\d){last.ordinal}(?=[\s.．|、])", written)
    if field is None or ordinal is None or field.values[0].span.start < line.start:
        return
    name, body = new_name(last.name, chance), new_body(field.values[0].text, chance)
    cells = [(Span(line.start + ordinal.start(), line.start + ordinal.end()), str(len(rows) + 1))]
    cells += [(last.name_span, name), (field.values[0].span, body)]
    copy = written
    for span, new in sorted(cells, reverse=True):
        copy = copy[: span.start - line.start] + new + copy[span.end - line.start :]
    noun, number = _NOUNS[kind], len(rows) + 1
    counts = tuple(Check(q, (str(number),)) for q in _counted(kind, len(rows), ask))
    role = {"monitor": "监测单位", "lead": "牵头单位"}.get(field.role, "责任单位")
    asked = Check(f"第{number}项{noun}的{role}是什么？", (body,), answered=True)
    named = Check(f"第{number}项{noun}是什么？", (name,), answered=True)
    yield Change("added row", ((Span(line.end, line.end), copy if written.endswith("\n") else f"\n{copy}"),),
                 (*counts, asked, named))  # fmt: skip


def _lists(document: Document, ask: Ask) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The bodies that lead tasks, where the list of these is answered right."""
    leads: dict[str, list[str]] = {}
    for record in document.records:
        if record.kind == "task":
            for value in (v for f in record.all("lead") for v in f.values):
                leads.setdefault(value.text, []).append(record.name)
    for body, names in leads.items():
        answer = ask(f"{body}牵头哪些任务？")
        if answer.answered and all(folded(n) in folded(answer.text) for n in names) and len(body) > 3:
            yield body, tuple(names)


def _renamed(document: Document, body: str, names: Sequence[str], chance: random.Random) -> Change:
    new = new_body(body, chance)
    while new in document.text:
        new = new_body(body, chance)
    edits = tuple((Span(m.start(), m.end()), new) for m in re.finditer(re.escape(body), document.text))
    checks = (
        Check(f"{new}牵头哪些任务？", tuple(names), (body,), answered=True),
        Check(f"{new}牵头多少项任务？", (str(len(names)),), answered=True),
        Check(f"{body}牵头哪些任务？", hides=tuple(names)),  # it may still be there under its other name
    )
    return Change("renamed body", edits, checks)
