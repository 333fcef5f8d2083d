"""A question about a set as a value, and the records that it selects. Closed world: the tables are complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from corpus.genre import genre
from corpus.model import Record, Value
from corpus.phases import find_dates
from corpus.text import key
from index.snapshot import Snapshot

UNIT_ROLES = ("lead", "cooperate", "responsible", "monitor")


class Query(Struct, frozen=True):
    """A question about a set of records.

    `operation` is list, count, sum, most, least or compare (bodies by what they do). `measure` is what is ranked by,
    `by` what is ranked or listed: record, body or group. `roles` are the roles that the bodies hold, any when empty;
    `among` are the records talked of before, all when empty. `due` are the first and last month, counted from year 0,
    in which they are to be finished; `years` those whose amounts are summed. `projects` are rows of a table of
    projects, no such rows where it is false; `tables` those whose column of names the question names (试点名称).
    `places` are the first and last place of a ranking that are asked for.
    """

    kind: str
    operation: str
    bodies: tuple[tuple[str, ...], ...] = ()
    written: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    without: bool = False
    holders: str | None = None
    fewest: int = 2
    groups: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    starred: bool = False
    qualitative: bool = False
    direction: str | None = None
    measure: str | None = None
    by: str = "record"
    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    due: tuple[int, int] | None = None
    years: tuple[int, ...] = ()
    projects: bool | None = None
    tables: tuple[tuple[str, int], ...] = ()
    places: tuple[int, int] = (1, 1)

    @property
    def sort(self) -> str:
        """What its records are called: their kind, projects where they are rows of a table of projects."""
        return "project" if self.kind == "row" and self.projects else self.kind

    @property
    def narrowed(self) -> bool:
        """Whether anything but bodies narrows the set."""
        return bool(
            self.groups
            or self.categories
            or self.starred
            or self.qualitative
            or self.direction
            or self.holders
            or self.due
        )


def selected(query: Query, snapshot: Snapshot) -> tuple[Record, ...]:
    """The records that a query's filters leave, in the order of the tables."""
    return tuple(r for r in of_kind(query, snapshot) if _matches(r, query, snapshot))


def of_kind(query: Query, snapshot: Snapshot) -> tuple[Record, ...]:
    """All records of the query's kind."""
    records = snapshot.records.values()
    found = (r for r in records if r.kind == query.kind and (not query.documents or r.document in query.documents))
    if query.tables:
        return tuple(r for r in found if (r.document, r.table) in query.tables)
    return tuple(r for r in found if query.projects is None or _is_project(r, snapshot) == query.projects)


def _is_project(record: Record, snapshot: Snapshot) -> bool:
    """Whether a row stands in a table whose names are those of projects."""
    tables = (t for t in snapshot.by_id[record.document].tables if t.number == record.table)
    return any(c.role == "name" and genre().project_column.search(c.title) for t in tables for c in t.columns)


def _matches(record: Record, query: Query, snapshot: Snapshot) -> bool:
    if query.among and record.id not in query.among:
        return False
    held = [bool({*ids} & {*holders(record, query.roles, snapshot)}) for ids in query.bodies]
    if query.bodies and all(held) == query.without:
        return False
    if query.holders and not _held_by_so_many(record, query, snapshot):
        return False
    if query.groups and record.group not in query.groups:
        return False
    if any(all(f"{f.role}={f.text}" != c for f in record.fields) for c in query.categories):
        return False
    if query.operation == "sum" and not amounts(record, query.years):
        return False
    if query.due and not query.due[0] <= (deadline(record) or 0) <= query.due[1]:
        return False
    if query.starred and not record.starred:
        return False
    if query.qualitative and not any(genre().qualitative in f.text for f in record.fields):
        return False
    return query.direction is None or direction(record) == query.direction


def _held_by_so_many(record: Record, query: Query, snapshot: Snapshot) -> bool:
    """Whether just one body holds the role, or at least as many as asked."""
    count = len([*holders(record, query.roles, snapshot)])
    return count >= query.fewest if query.holders == "many" else count <= 1


def deadline(record: Record) -> int | None:
    """The month by which a record is to be finished, counted from year 0."""
    written = record.first("deadline")
    dates = next(find_dates(written.text, 0, len(written.text)), None) if written else None
    return dates.months[1] if dates else None


def amounts(record: Record, years: Sequence[int] = ()) -> tuple[Value, ...]:
    """The sums of money of a plain row, of these years where any are named; a row of totals has none of its own."""
    if genre().totals.fullmatch(record.name):
        return ()
    fields = [f for f in record.all("amount") if not years or (f.year or _year_of(record)) in years]
    return tuple(v for f in fields for v in f.values if v.number) if record.kind == "row" else ()


def _year_of(record: Record) -> int | None:
    found = re.search(r"(?:19|20)\d\d", f"{record.group or ''}{record.name}")
    return int(found.group()) if found else None


def holders(record: Record, roles: Sequence[str], snapshot: Snapshot) -> Iterator[str]:
    """The ids of the bodies that hold one of these roles (any role for none) in a record."""
    wanted = {*roles} or {*UNIT_ROLES}
    led = record.first("lead") is not None
    if ("lead" in wanted and not led) or ("cooperate" in wanted and led and not record.first("cooperate")):
        wanted |= {"responsible"}
    for field in record.fields:
        if field.role in wanted:
            for value in field.values:
                yield body_id(snapshot, record.document, value.text)


def body_id(snapshot: Snapshot, document: str, name: str) -> str:
    """The id of the body that goes by this name in a document."""
    return snapshot.body_ids.get((document, key(name)), "")


def changes(record: Record) -> tuple[tuple[Value, Value], ...]:
    """(first, last) of each value that has a figure for both ends: base and target, or first and last year."""
    ordered = [f for f in record.fields if f.role in ("base", "target", "year") and f.values]
    if len(ordered) < 2:
        return ()
    return tuple((b, t) for b, t in zip(ordered[0].values, ordered[-1].values, strict=False) if b.number and t.number)


def direction(record: Record) -> str | None:
    """up, down or same, from base to target; None without figures or where double values disagree."""
    gaps = [Decimal(t.number or 0) - Decimal(b.number or 0) for b, t in changes(record)]
    found = {(g > 0) - (g < 0) for g in gaps}
    return {1: "up", -1: "down", 0: "same"}[found.pop()] if len(found) == 1 else None


def measured(record: Record, measure: str, snapshot: Snapshot) -> Decimal | None:
    """The figure a record is ranked by."""
    if measure == "amount":
        return sum((Decimal(v.number or 0) for v in amounts(record)), Decimal(0)) or None
    if measure == "duration":
        return Decimal(record.period[1] - record.period[0] + 1) if record.period else None
    if measure in UNIT_ROLES:
        return Decimal(len([*holders(record, () if measure == "responsible" else (measure,), snapshot)]))
    pairs = changes(record)
    if not pairs:
        return None
    first, last = (Decimal(v.number or 0) for v in pairs[0])
    return last - first if measure == "change" else last


def tallied(query: Query, records: Sequence[Record], snapshot: Snapshot) -> dict[str, list[Record]]:
    """The records of each body or group."""
    found: dict[str, list[Record]] = {}
    for record in records:
        names = holders(record, query.roles, snapshot) if query.by == "body" else [record.group or ""]
        for name in dict.fromkeys(names):
            if name:
                found.setdefault(name, []).append(record)
    return found
