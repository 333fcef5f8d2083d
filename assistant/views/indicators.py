"""The indicators of a document, from base to target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, zip_longest

from msgspec import Struct

from assistant.answer import Citation
from assistant.compose.fields import without_number
from assistant.selection import UNIT_ROLES, body_id
from assistant.views.citing import Name, Question, Source
from corpus.genre import genre
from corpus.model import Field, Record, Value
from corpus.numbers import canonical, difference

_SHARES = ("%", "％")
_MEASURED = ("base", "target", "year")


class Figure(Struct, frozen=True):
    """A value as written, its number where it is one, its year, and where it stands."""

    text: str
    number: str | None
    year: int | None
    note: str | None
    citation: Citation


class Pair(Struct, frozen=True):
    """Base and target of one value; of double values each has its own, under its qualifier.

    `direction` is up, down or same; `difference` is target less base, in `unit`, of shares in percentage points.
    `between` are the values of the years between the two.
    """

    qualifier: str | None
    unit: str | None
    base: Figure | None
    target: Figure | None
    between: tuple[Figure, ...] = ()

    @property
    def numbers(self) -> tuple[Decimal, Decimal] | None:
        """Base and target, where both are numbers."""
        if self.base and self.target and self.base.number and self.target.number:
            return Decimal(self.base.number), Decimal(self.target.number)
        return None

    @property
    def difference(self) -> str | None:
        """Target less base, signed."""
        if self.numbers is None:
            return None
        base, target = self.numbers
        return canonical(difference(str(target), str(base)))

    @property
    def direction(self) -> str | None:
        """Up, down or same."""
        if self.numbers is None:
            return None
        base, target = self.numbers
        return "up" if target > base else "down" if target < base else "same"

    @property
    def is_share(self) -> bool:
        """Whether its difference is in percentage points."""
        return self.unit in _SHARES


class Indicator(Struct, frozen=True):
    """One indicator; `pairs` is empty where it is judged in words only, which `qualitative` says."""

    id: str
    ordinal: int | None
    name: Name
    group: Name | None
    unit: str
    pairs: tuple[Pair, ...]
    qualitative: bool
    starred: bool
    monitors: tuple[tuple[str, Name], ...]
    citation: Citation
    monitored: Citation | None
    ask: Question
    ask_monitor: Question | None


class Indicators(Struct, frozen=True):
    """All indicators of a document, in its order, with what a star beside a name means."""

    rows: tuple[Indicator, ...]
    star: str | None

    @property
    def groups(self) -> tuple[tuple[Name | None, tuple[Indicator, ...]], ...]:
        """The rows by their group."""
        return tuple((group, tuple(rows)) for group, rows in groupby(self.rows, key=lambda row: row.group))


def document_to_indicators(source: Source) -> Indicators:
    """Read the indicators of a document as a view."""
    records = source.records("indicator")
    starred = next((r for r in records if r.starred), None)
    notes = [n for t in source.document.tables if starred and t.number == starred.table for n in t.notes]
    note = next((n.of(source.document.text).strip() for n in notes), None)
    return Indicators(tuple(record_to_indicator(source, r) for r in records), note if starred else None)


def record_to_indicator(source: Source, record: Record) -> Indicator:
    """Read one indicator."""
    unit = record.first("unit")
    measured = [f for f in record.all(*_MEASURED) if f.values]
    monitoring = [f for f in record.all(*UNIT_ROLES) if f.values]
    pairs = tuple(_pairs(source, record, measured))
    units = dict.fromkeys(p.unit for p in pairs if p.unit)
    return Indicator(
        id=record.id,
        ordinal=record.ordinal,
        name=source.name(record.name),
        group=source.name(without_number(record.group)) if record.group else None,
        unit=unit.text if unit else "；".join(units),
        pairs=pairs,
        qualitative=not any(p.numbers for p in pairs) and bool(unit and genre().qualitative in unit.text),
        starred=record.starred,
        monitors=tuple(_monitors(source, record, monitoring)),
        citation=source.cite(record),
        monitored=source.cite(record, monitoring[0]) if monitoring else None,
        ask=source.ask("suggest_field", record, _asked(record, pairs)),
        ask_monitor=source.ask("suggest_field", record, monitoring[0].role) if monitoring else None,
    )


def _asked(record: Record, pairs: tuple[Pair, ...]) -> str:
    """The field to ask for: the change where there is one, else what is there."""
    if pairs and all(p.numbers for p in pairs):
        return "change"
    present = (r for r in ("target", "base", "monitor", "responsible", "unit") if record.first(r))
    return next(present, "group")


def _pairs(source: Source, record: Record, measured: list[Field]) -> Iterator[Pair]:
    if not measured:
        return
    only = len(measured) == 1
    first = None if only and measured[0].role != "base" else measured[0]
    last = None if only and measured[0].role == "base" else measured[-1]
    columns = [f.values if f else () for f in (first, last)]
    for position, (base, target) in enumerate(zip_longest(*columns)):
        known = target or base
        between = [(f, f.values[position]) for f in measured[1:-1] if position < len(f.values)]
        yield Pair(
            qualifier=known.qualifier,
            unit=None if known.number is None else known.unit,
            base=_figure(source, record, first, base),
            target=_figure(source, record, last, target),
            between=tuple(g for f, v in between if (g := _figure(source, record, f, v))),
        )


def _figure(source: Source, record: Record, field: Field | None, value: Value | None) -> Figure | None:
    if field is None or value is None:
        return None
    return Figure(value.text, value.number, field.year, value.note, source.cite(record, field))


def _monitors(source: Source, record: Record, fields: list[Field]) -> Iterator[tuple[str, Name]]:
    for value in (v for f in fields for v in f.values):
        body = body_id(source.snapshot, record.document, value.text)
        yield body, Name(value.text, source.unit(body).en if body else None)
