"""Questions about sets: a kind, filters, and what to do with what is left. Closed world: the tables are complete."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from assistant.compose.fields import UNIT_ROLES, body_id, changes
from assistant.reading import Reading
from corpus.model import Record
from corpus.text import key
from index.snapshot import Snapshot

TABLE_KINDS = ("task", "indicator", "row", "phase")
_MEASURED_ROLES = ("lead", "cooperate", "responsible")


class Query(Struct, frozen=True):
    """A question about a set of records.

    `operation` is list, count, most or least. `measure` is what is ranked by; `by` what is ranked: record, body, group.
    """

    kind: str
    operation: str
    bodies: tuple[tuple[str, ...], ...] = ()
    written: tuple[str, ...] = ()
    role: str | None = None
    without: bool = False
    only: bool = False
    group: str | None = None
    starred: bool = False
    qualitative: bool = False
    direction: str | None = None
    measure: str | None = None
    by: str = "record"
    documents: tuple[str, ...] = ()


def reading_to_query(reading: Reading, snapshot: Snapshot) -> Query | None:
    """The set question that a reading asks, or None."""
    operations, attributes = reading.operations, reading.attributes
    present = tuple(b for b in reading.bodies if b.ids)
    kind = _kind(reading, snapshot)
    direction = "same" if "same" in operations else "down" if "down" in operations and kind != "task" else None
    flags = "starred" in attributes or "qualitative" in attributes or direction is not None
    ranked = "most" if "most" in operations else "least" if "least" in operations else None
    role = next((a for a in attributes if a in UNIT_ROLES), None)
    if not (present or flags or ranked or "count" in operations or "list" in operations or reading.kinds):
        return None
    query = Query(
        kind=kind or ("indicator" if flags or role == "monitor" else "task"),
        operation=ranked or ("count" if "count" in operations else "list"),
        bodies=tuple(b.ids for b in present),
        written=tuple(b.written for b in present),
        role=role,
        without="without" in operations and bool(present),
        only="only" in operations and role is not None and not present,
        starred="starred" in attributes,
        qualitative="qualitative" in attributes,
        direction=direction,
        documents=reading.documents,
    )
    return _ranked(query, reading) if ranked else query


def _kind(reading: Reading, snapshot: Snapshot) -> str | None:
    asked = [k for k in reading.kinds if k in TABLE_KINDS and any(r.kind == k for r in snapshot.records.values())]
    return asked[0] if asked else "phase" if "phase" in reading.kinds else None


def _ranked(query: Query, reading: Reading) -> Query:
    """What is ranked by what: tasks by their units, indicators by their change or value, bodies by their tasks."""
    from msgspec.structs import replace

    by = "record"
    if "group" in reading.kinds and query.kind in ("task", "indicator"):
        by = "group"
    elif "body" in reading.kinds and not reading.bodies and not (query.kind == "task" and "task" in reading.kinds and _body_counted(reading)):
        by = "body"
    measure = "change" if "change" in reading.attributes or query.direction else None
    if by == "record" and not measure:
        measure = query.role or ("value" if query.kind == "indicator" else "responsible")
    return replace(query, by=by, measure=measure or query.role or "tasks")


def _body_counted(reading: Reading) -> bool:
    """哪项任务的牵头单位最多: the units are counted, the tasks are ranked."""
    plain = key(reading.text)
    task = max(plain.rfind("任务"), plain.rfind("工作"), plain.find("which task"), plain.find("whichtask"))
    body = max(plain.rfind("单位"), plain.rfind("部门"), plain.rfind("unit"), plain.rfind("bureau"))
    return -1 < task < body


def selected(query: Query, snapshot: Snapshot) -> tuple[Record, ...]:
    """The records that a query's filters leave, in the order of the tables."""
    return tuple(r for r in of_kind(query, snapshot) if _matches(r, query, snapshot))


def of_kind(query: Query, snapshot: Snapshot) -> tuple[Record, ...]:
    """All records of the query's kind."""
    return tuple(
        r for r in snapshot.records.values() if r.kind == query.kind and (not query.documents or r.document in query.documents)
    )


def _matches(record: Record, query: Query, snapshot: Snapshot) -> bool:
    held = [bool(set(ids) & set(holders(record, query.role, snapshot))) for ids in query.bodies]
    if query.bodies and (all(held) == query.without):
        return False
    if query.only and len([*holders(record, query.role, snapshot)]) != 1:
        return False
    if query.group and record.group != query.group:
        return False
    if query.starred and not record.starred:
        return False
    if query.qualitative and any(f.values for f in record.all("base", "target", "year")):
        return False
    return query.direction is None or direction(record) == query.direction


def holders(record: Record, role: str | None, snapshot: Snapshot) -> Iterator[str]:
    """The ids of the bodies that hold a role (any role when None) in a record."""
    roles = UNIT_ROLES if role in (None, "responsible") else (role, "responsible") if role == "lead" else (role or "",)
    for field in record.all(*roles):
        for value in field.values:
            yield body_id(snapshot, record.document, value.text)


def direction(record: Record) -> str | None:
    """up, down or same, from base to target; None without figures or where double values disagree."""
    found = {(t > b) - (t < b) for b, t in ((Decimal(x.number or 0), Decimal(y.number or 0)) for x, y in changes(record))}
    return {1: "up", -1: "down", 0: "same"}[found.pop()] if len(found) == 1 else None


def measured(record: Record, measure: str, snapshot: Snapshot) -> Decimal | None:
    """The figure a record is ranked by."""
    if measure in UNIT_ROLES:
        return Decimal(len([*holders(record, measure, snapshot)]))
    pairs = changes(record)
    if measure == "change" and pairs:
        return Decimal(pairs[0][1].number or 0) - Decimal(pairs[0][0].number or 0)
    if measure == "value" and pairs:
        return Decimal(pairs[0][1].number or 0)
    return None


def tallied(query: Query, records: Sequence[Record], snapshot: Snapshot) -> dict[str, list[Record]]:
    """The records of each body or group."""
    found: dict[str, list[Record]] = {}
    for record in records:
        names = holders(record, query.role, snapshot) if query.by == "body" else [record.group or ""]
        for name in dict.fromkeys(names):
            if name:
                found.setdefault(name, []).append(record)
    return found
