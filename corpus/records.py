"""Tables and sections → records: indicators, tasks, terms and plain rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from re import Pattern

from msgspec.structs import replace

from corpus.genre import genre
from corpus.model import Cell, Column, Field, Paragraph, Record, Row, Section, Span, Table, Value
from corpus.numbers import to_int
from corpus.text import flat, key, squeeze, trim
from corpus.values import cell_to_units, cell_to_values, split_roles

_STAR = re.compile(r"\s*[*＊※★☆]+\s*$")
_NUMBERED_NAME = re.compile(r"\s*(?:第?(\d{1,3})[.．、项]|[（(](\d{1,3})[）)])\s*")
_VALUE_ROLES = ("base", "target", "year", "amount")


def tables_to_records(document: str, text: str, tables: Sequence[Table]) -> tuple[Record, ...]:
    """One record a row; a row without a name goes on with the record above it."""
    return tuple(record for table in tables for record in _table_records(document, text, table))


def kind_of(table: Table) -> str:
    """What a table's rows are, by the roles of its columns."""
    roles = {c.role for c in table.columns}
    if "name" in roles and roles & {"base", "target", "year"}:
        return "indicator"
    if "name" in roles and roles & {"lead", "cooperate", "responsible"}:
        return "task"
    return "row"


def projects_to_rows(records: Sequence[Record], tables: Sequence[Table]) -> tuple[Record, ...]:
    """A list of projects beside tasks that the text tells is no list of tasks: its rows stay plain rows."""
    titles = {t.number: [c.title for c in t.columns if c.role == "name"][-1:] for t in tables}
    projects = {n for n, title in titles.items() if title and genre().project_column.search(title[0])}
    return tuple(replace(r, kind="row") if r.kind == "task" and r.table in projects else r for r in records)


def _table_records(document: str, text: str, table: Table) -> Iterator[Record]:
    kind = kind_of(table)
    names = [i for i, c in enumerate(table.columns) if c.role == "name"] or _named_by(table)
    for number, row in enumerate(table.rows, start=1):
        cell = row.cells[names[-1]]
        if cell is None:
            continue
        ordinal, name, name_span = _named(text, cell)
        written = _cell(table, row, "ordinal")
        group = _cell(table, row, "group")
        units = _cell(table, row, "unit")
        bracket = None if units else genre().unit_in_brackets.search(name)
        unit = units.text if units else bracket.group(1) if bracket else None
        starred = bool(_STAR.search(name))
        name = _STAR.sub("", name)
        yield Record(
            id=f"{document}/t{table.number}r{number}",
            document=document,
            kind=kind,
            ordinal=to_int(written.text) if written else ordinal,
            name=genre().unit_in_brackets.sub("", name) if bracket else name,
            name_span=name_span,
            span=row.span,
            fields=tuple(_fields(text, table, row, name, unit)),
            group=group.text if group else None,
            group_span=group.span if group else None,
            starred=starred,
            table=table.number,
        )


def _named_by(table: Table) -> list[int]:
    """The column that names the rows where none is called so: the first of no known role, or the first of all."""
    return [i for i, c in enumerate(table.columns) if c.role in ("other", "content")][:1] or [0]


def _named(text: str, cell: Cell) -> tuple[int | None, str, Span]:
    """A name cell such as "17.推进科技金融融合发展", taken apart."""
    numbered = _NUMBERED_NAME.match(cell.span.of(text))
    if part := genre().part_of_row.match(cell.span.of(text)):
        span = Span(cell.span.start + part.end(), cell.span.end)
        return None, squeeze(span.of(text)), span
    if not numbered:
        return None, cell.text, cell.span
    span = Span(cell.span.start + numbered.end(), cell.span.end)
    return to_int(numbered.group(1) or numbered.group(2)), squeeze(span.of(text)), span


def _cell(table: Table, row: Row, role: str) -> Cell | None:
    return next((c for c, column in zip(row.cells, table.columns, strict=True) if column.role == role and c), None)


def _fields(text: str, table: Table, row: Row, name: str, unit: str | None) -> Iterator[Field]:
    for column, cell in zip(table.columns, row.cells, strict=True):
        if cell is None or column.role in ("ordinal", "name") or cell.text == name:
            continue
        split = split_roles(text, cell.span) if column.role in ("responsible", "lead", "other", "monitor") else ()
        if split:
            yield from (_unit_field(text, role, span) for role, span in split)
        else:
            yield _field(text, column, cell, name, unit)


def _unit_field(text: str, role: str, span: Span) -> Field:
    units = cell_to_units(text, span) if role in genre().unit_roles else ()
    return Field(role, "", squeeze(flat(span.of(text))), span, units)


def _field(text: str, column: Column, cell: Cell, name: str, unit: str | None) -> Field:
    values: tuple[Value, ...] = ()
    if column.role in genre().unit_roles:
        values = cell_to_units(text, cell.span)
    elif column.role in _VALUE_ROLES:
        values = cell_to_values(text, cell.span, name, column.unit or unit)
    return Field(column.role, column.title, cell.text, cell.span, values, column.year)


def with_notes(text: str, records: Sequence[Record], tables: Sequence[Table]) -> tuple[Record, ...]:
    """Who monitors or leads rows as a note below their table tells it (注：第9、11项由甲局监测，其余指标由乙局监测)."""
    told = {t.number: [m for n in t.notes for m in genre().told_in_note.finditer(text, n.start, n.end)] for t in tables}
    return tuple(_noted(text, r, told.get(r.table or 0, [])) for r in records)


def _noted(text: str, record: Record, told: Sequence[re.Match[str]]) -> Record:
    named = [_ordinals(m["which"]) for m in told]
    others = frozenset(n for ordinals in named for n in ordinals)
    for match, ordinals in zip(told, named, strict=True):
        role = genre().roles_in_note.get(match["role"], "responsible")
        concerned = record.ordinal in ordinals if ordinals else record.ordinal not in others
        if concerned and not record.first(role):
            return replace(record, fields=(*record.fields, _unit_field(text, role, Span(*match.span("units")))))
    return record


def _ordinals(which: str) -> frozenset[int]:
    """第9、11项 → 9, 11; 第3至5项 → 3, 4, 5; nothing for 其余指标."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:\s*[~～—–至-]+\s*(\d+))?", which):
        found |= {*range(int(first), int(last or first) + 1)}
    return frozenset(found)


def sections_to_tasks(
    document: str, text: str, sections: Sequence[Section], paragraphs: Sequence[Paragraph]
) -> tuple[Record, ...]:
    """Tasks of a plan that names the responsible units in prose, under the heading of each task."""
    glossary = _glossary(sections)
    found = [
        (section, fields)
        for section in sections
        if section.id not in glossary
        for own in [[p for p in paragraphs if p.section == section.id]]
        if (fields := tuple(f for p in own for f in prose_to_fields(text, p.span)))
    ]
    ordinals = Counter(s.ordinal for s, _ in found)
    continuous = all(n == 1 for n in ordinals.values())
    return tuple(
        Record(
            id=f"{document}/s{section.id}",
            document=document,
            kind="task",
            ordinal=section.ordinal if continuous else index,
            name=squeeze(section.title),
            name_span=section.span,
            span=section.body,
            fields=fields,
            group=sections[section.parent].title if section.parent is not None else None,
            group_span=sections[section.parent].span if section.parent is not None else None,
            section=section.id,
        )
        for index, (section, fields) in enumerate(found, start=1)
    )


def _bracketed(text: str, span: Span) -> Iterator[Field]:
    """Units in brackets after a paragraph: （甲局、乙局牵头，丙局配合）, （甲局负责）."""
    led = [*_led(text, span, genre().bracket_lead, genre().bracket_cooperate)]
    if led:
        yield from led
    elif responsible := genre().bracket_responsible.search(text, span.start, span.end):
        yield _unit_field(text, "responsible", Span(*responsible.span(1)))


def _led(text: str, span: Span, lead: Pattern[str], cooperate: Pattern[str]) -> Iterator[Field]:
    """The units that lead, where a pattern finds them, and those right behind them that cooperate."""
    if found := lead.search(text, span.start, span.end):
        yield _unit_field(text, "lead", Span(*found.span(1)))
        if helpers := cooperate.match(text, found.end(), span.end):
            yield _unit_field(text, "cooperate", Span(*helpers.span(1)))


def prose_to_fields(text: str, span: Span) -> Iterator[Field]:
    """Lead and cooperating units written into a paragraph, labelled or in a sentence."""
    labelled = split_roles(text, span)
    for role, after in labelled:
        stop = re.compile(r"[。；;）)]").search(text, after.start, after.end)
        yield _unit_field(text, role, trim(text, Span(after.start, stop.start() if stop else after.end)))
    if labelled:
        return
    if bracketed := [*_bracketed(text, span)]:
        yield from bracketed
        return
    yield from _led(text, span, genre().prose_lead, genre().prose_cooperate)


def paragraphs_to_terms(
    document: str, text: str, sections: Sequence[Section], paragraphs: Sequence[Paragraph]
) -> tuple[Record, ...]:
    """Terms with their definitions: 智改数转：是指…, and all entries under the heading of a glossary."""
    glossary = _glossary(sections)
    spans = [(p.span, p.section in glossary) for p in paragraphs]
    spans += [(s.span, s.parent in glossary) for s in sections]
    found = [
        (span, m)
        for span, listed in sorted(spans)
        if (m := (genre().glossary_entry if listed else genre().term).match(span.of(text)))
    ]
    return tuple(
        Record(
            id=f"{document}/d{number}",
            document=document,
            kind="term",
            ordinal=None,
            name=match.group(1).strip('“”" *'),
            name_span=Span(span.start + match.start(1), span.start + match.end(1)),
            span=span,
            fields=(Field("definition", "", span.of(text)[match.end(1) + 1 :].strip(), span),),
        )
        for number, (span, match) in enumerate(found, start=1)
    )


def _glossary(sections: Sequence[Section]) -> frozenset[int]:
    """The sections that explain words, with all below them."""
    found: set[int] = set()
    for section in sections:
        if section.parent in found or genre().glossary.search(section.title):
            found.add(section.id)
    return frozenset(found)


def with_sections(records: Sequence[Record], sections: Sequence[Section]) -> tuple[Record, ...]:
    """Tie each table task to the section of the narrative that has its name."""
    titles = {key(s.title): s.id for s in sections}
    return tuple(_tied(r, titles) for r in records)


def _tied(record: Record, titles: dict[str, int]) -> Record:
    section = titles.get(key(record.name)) if record.section is None else record.section
    return replace(record, section=section)
