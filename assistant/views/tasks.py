"""A task as a row: what it asks for, who leads and joins."""

from __future__ import annotations

from msgspec import Struct

from assistant.answer import Citation
from assistant.compose.fields import without_number
from assistant.selection import body_id
from assistant.views.citing import Name, Question, Source
from corpus.model import Record

ROLES = ("lead", "responsible", "cooperate")


class Holder(Struct, frozen=True):
    """A unit in a task: its id, the name it has there, its role, and where that stands."""

    body: str
    name: Name
    role: str
    citation: Citation


class Task(Struct, frozen=True):
    """One task with its units, those that lead first."""

    id: str
    ordinal: int | None
    name: Name
    group: Name | None
    content: str
    deadline: str
    holders: tuple[Holder, ...]
    citation: Citation
    ask: Question

    def held_by(self, *roles: str) -> tuple[Name, ...]:
        """The units that hold one of these roles."""
        return tuple(h.name for h in self.holders if h.role in roles)


def record_to_task(source: Source, record: Record) -> Task:
    """Read one task."""
    content, deadline = record.first("content"), record.first("deadline")
    holders = tuple(
        Holder(body, Name(value.text, source.unit(body).en), role, source.cite(record, field))
        for role in ROLES
        for field in record.all(role)
        for value in field.values
        if (body := body_id(source.snapshot, record.document, value.text))
    )
    asked = next((h.role for h in holders), "content" if content else "sections")
    return Task(
        id=record.id,
        ordinal=record.ordinal,
        name=source.name(record.name),
        group=source.name(without_number(record.group)) if record.group else None,
        content=content.text if content else "",
        deadline=deadline.text if deadline else "",
        holders=holders,
        citation=source.cite(record),
        ask=source.ask("suggest_field", record, asked),
    )
