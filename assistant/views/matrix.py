"""Which unit leads or joins which task: units down, tasks across."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct

from assistant.answer import Citation
from assistant.views.citing import Name, Question, Source
from assistant.views.tasks import ROLES, Task, record_to_task


class Mark(Struct, frozen=True):
    """A unit's part in a task."""

    body: str
    task: str
    role: str
    citation: Citation
    ask: Question


class UnitRow(Struct, frozen=True):
    """One unit with its marks, in the order of the tasks."""

    body: str
    name: Name
    marks: tuple[Mark, ...]

    def count(self, *roles: str) -> int:
        """In how many tasks it holds one of these roles."""
        return sum(mark.role in roles for mark in self.marks)

    def at(self, task: str) -> Mark | None:
        """Its mark in a task."""
        return next((mark for mark in self.marks if mark.task == task), None)


class Matrix(Struct, frozen=True):
    """All tasks of a document and every unit that has a part in one, those that lead most first."""

    tasks: tuple[Task, ...]
    units: tuple[UnitRow, ...]

    @property
    def groups(self) -> tuple[tuple[Name | None, tuple[Task, ...]], ...]:
        """The tasks by their group."""
        return tuple((group, tuple(tasks)) for group, tasks in groupby(self.tasks, key=lambda task: task.group))


def document_to_matrix(source: Source) -> Matrix:
    """Read the tasks of a document as a matrix."""
    records = source.records("task")
    tasks = tuple(record_to_task(source, r) for r in records)
    marks: dict[str, dict[str, Mark]] = {}
    for record, task in zip(records, tasks, strict=True):
        for holder in task.holders:
            ask = source.ask("suggest_part", record, holder.role, holder.body)
            mark = Mark(holder.body, task.id, holder.role, holder.citation, ask)
            marks.setdefault(holder.body, {}).setdefault(task.id, mark)
    units = [UnitRow(body, source.unit(body), tuple(found.values())) for body, found in marks.items()]
    return Matrix(tasks, tuple(sorted(units, key=_weight)))


def _weight(unit: UnitRow) -> tuple[int, ...]:
    """Sorts those with the most to lead first."""
    return tuple(-unit.count(role) for role in ROLES)
