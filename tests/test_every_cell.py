"""Every cell of both annexes can be asked for, by ordinal and by name.

The expected values come from a reading of the file in a few lines of plain Python, not from the product's parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from assistant.assistant import Assistant
from tests.conftest import PLAN

LINES = (PLAN / "plan.txt").read_text(encoding="utf-8").split("\n")
LISTED = re.compile("[、；;。 ]")


@dataclass(frozen=True)
class Question:
    """A question, what its answer must hold, and the line on which that stands."""

    id: str
    text: str
    values: tuple[str, ...]
    line: int


def indicators() -> Iterator[tuple[int, list[str]]]:
    """The rows of annex 1, the group filled down: group, ordinal, name, unit, base, target, monitoring units."""
    group = ""
    for number, line in enumerate(LINES[421:457], start=422):
        cells = [c.strip() for c in line.split("\t")]
        if len(cells) == 7 and cells[1].isdigit():
            group = cells[0] or group
            yield number, [group, cells[1], cells[2].rstrip("*"), *cells[3:]]


def tasks() -> Iterator[tuple[int, list[str]]]:
    """The rows of annex 2, the project filled down: project, ordinal, name, content, lead, cooperating units."""
    project = ""
    for number, line in enumerate(LINES[460:], start=461):
        cells = [c.strip() for c in line.split("\t")]
        if len(cells) == 4 and cells[1][:1].isdigit():
            project = cells[0] or project
            ordinal, name = cells[1].split(".", 1)
            lead, cooperating = cells[3].split("；配合单位：")
            yield number, [project, ordinal, name, cells[2], lead.removeprefix("牵头单位："), cooperating]


def parts(cell: str) -> tuple[str, ...]:
    """What a cell lists: units, or the two values of a double one, without the note in brackets."""
    plain = re.sub(r"\s*\(如.*\)", "", cell).removesuffix("。").removesuffix("等")
    return tuple(p for p in LISTED.split(plain) if p)


def without_blanks(cell: str) -> str:
    return re.sub(r"\s", "", cell)


def indicator_questions() -> Iterator[Question]:
    for line, (group, ordinal, name, unit, base, target, monitor) in indicators():
        for subject, by in ((f"第{ordinal}项指标", "ordinal"), (f"“{name}”", "name")):
            where = f"indicator-{ordinal}-by-{by}"
            yield Question(f"{where}-group", f"{subject}属于哪个一级指标？", (without_blanks(group),), line)
            yield Question(f"{where}-unit", f"{subject}的单位是什么？", (without_blanks(unit),), line)
            yield Question(f"{where}-monitor", f"{subject}的监测单位是哪些？", parts(monitor), line)
            if base:
                yield Question(f"{where}-base", f"{subject}2020年的基数是多少？", parts(base), line)
                yield Question(f"{where}-target", f"{subject}2023年的目标是多少？", parts(target), line)
        yield Question(f"indicator-{ordinal}-name", f"第{ordinal}项指标是什么？", (without_blanks(name),), line)


def task_questions() -> Iterator[Question]:
    for line, (project, ordinal, name, content, lead, cooperating) in tasks():
        for subject, by in ((f"第{ordinal}项工作", "ordinal"), (f"“{name}”", "name")):
            where = f"task-{ordinal}-by-{by}"
            kind = without_blanks(re.sub(r"^[(（].[)）]", "", project))
            yield Question(f"{where}-lead", f"{subject}的牵头单位是哪些？", parts(lead), line)
            yield Question(f"{where}-cooperating", f"{subject}的配合单位有哪些？", parts(cooperating), line)
            yield Question(f"{where}-content", f"{subject}的主要内容是什么？", (without_blanks(content)[:-1],), line)
            yield Question(f"{where}-project", f"{subject}属于哪个工程？", (kind,), line)
        yield Question(f"task-{ordinal}-name", f"第{ordinal}项工作是什么？", (name,), line)


QUESTIONS = [*indicator_questions(), *task_questions()]


def test_the_independent_reading_finds_every_row() -> None:
    assert [int(cells[1]) for _, cells in indicators()] == [*range(1, 30)]
    assert [int(cells[1]) for _, cells in tasks()] == [*range(1, 25)]
    assert len(QUESTIONS) == 29 * 7 + 26 * 4 + 24 * 9


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_a_cell_can_be_asked_for(assistant: Assistant, plan: str, question: Question) -> None:
    answer = assistant.answer(question.text)
    shown = without_blanks(answer.text)
    assert answer.outcome == "answered_record", answer.text
    assert [v for v in question.values if v not in shown] == [], answer.text
    assert question.line in {n for c in answer.citations for n in range(c.lines[0], c.lines[1] + 1)}
    for citation in answer.citations:
        assert plan[citation.start : citation.end] == citation.quote
        assert citation.quote in "\n".join(LINES[citation.lines[0] - 1 : citation.lines[1]])
    if not question.id.endswith("-name"):
        facts = without_blanks(" ".join(f.value for f in answer.facts))
        assert [v for v in question.values if v not in facts] == []
