"""What does not agree within one document: annex against narrative, one body under two names, gaps in the numbering.

A report for the drafting office. Nothing is corrected: every finding shows the places as they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from msgspec import Struct

from corpus.bodies import Body
from corpus.genre import genre
from corpus.lexicon import Entry
from corpus.model import Document, Field, Record, Section, Span, Value
from corpus.numbers import canonical, years
from corpus.text import clauses, key, line_of, squeeze, trim

_SLIGHTLY = 0.7
_ITEM_MARKS = "，、；。,;"


class Place(Struct, frozen=True):
    """What stands where: `text` without its blanks, `line` from 1."""

    text: str
    line: int
    span: Span


class Finding(Struct, frozen=True):
    """Places of one document that do not agree.

    `kind` is group, task, item (names that differ slightly), body (two names), precision, value (figures), ordinal.
    """

    document: str
    kind: str
    subject: str
    places: tuple[Place, ...]


def document_to_findings(document: Document, bodies: Sequence[Body], entries: Sequence[Entry]) -> tuple[Finding, ...]:
    """All findings of a document, names first."""
    return (
        *_name_findings(document),
        *_item_findings(document),
        *_body_findings(document, bodies),
        *_figure_findings(document, entries),
        *_ordinal_findings(document),
    )


def _place(document: Document, span: Span) -> Place:
    return Place(squeeze(span.of(document.text)), line_of(document.lines, span.start), span)


def _without_number(text: str) -> str:
    """A name without the numbering before it: "(三) 创业主体 培育工程" → 创业主体培育工程."""
    found = (style.match(text) for style in genre().numbering)
    return key(text[max((m.end() for m in found if m), default=0) :])


def _slight(name: str, others: Iterable[str]) -> str | None:
    """The other name that differs slightly; None when one is the same, or none is close."""
    scored = sorted(((SequenceMatcher(None, name, o, autojunk=False).ratio(), o) for o in others), reverse=True)
    return scored[0][1] if scored and _SLIGHTLY <= scored[0][0] < 1 else None


def _name_findings(document: Document) -> Iterator[Finding]:
    """Groups and tasks of the tables whose headings in the narrative have slightly other names."""
    headings = {_without_number(s.title): s for s in document.sections}
    seen: set[str] = set()
    for record in document.records:
        if record.table is None or record.kind != "task":
            continue
        for kind, text, span in (("group", record.group, record.group_span), ("task", record.name, record.name_span)):
            name = _without_number(text or "")
            near = _slight(name, headings) if name and name not in seen else None
            seen.add(name)
            if near and span:
                places = (_place(document, headings[near].span), _place(document, span))
                yield Finding(document.id, kind, squeeze(headings[near].title), places)


def _item_findings(document: Document) -> Iterator[Finding]:
    """Items in a task's content cell whose headings under the task have slightly other names."""
    for record in document.records:
        if record.table is None or record.section is None:
            continue
        headings = {key(s.title): s for s in document.children(record.section)}
        for field in record.all("content"):
            for item in clauses(document.text, field.span):
                plain = trim(document.text, item, _ITEM_MARKS)
                near = _slight(key(plain.of(document.text)), headings)
                if near:
                    places = (_place(document, headings[near].span), _place(document, plain))
                    yield Finding(document.id, "item", squeeze(headings[near].title), places)


def _body_findings(document: Document, bodies: Sequence[Body]) -> Iterator[Finding]:
    """Bodies that go by more than one name."""
    values = [v for r in document.records for f in r.all(*genre().unit_roles) for v in f.values]
    for body in bodies:
        if body.document == document.id and len(body.names) > 1:
            first = (next(v for v in values if v.text == name) for name in body.names)
            yield Finding(document.id, "body", body.names[0], tuple(_place(document, v.span) for v in first))


class _Indicator(Struct, frozen=True):
    """An indicator with the names, in one spelling, that name no other; longest first."""

    record: Record
    names: tuple[str, ...]


def _figure_findings(document: Document, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Figures of the narrative written otherwise than the table has them for the same indicator, unit and year."""
    indicators = _indicators(document, entries)
    for paragraph in document.paragraphs:
        known: tuple[int, ...] = ()
        for sentence in paragraph.sentences:
            for clause in clauses(document.text, sentence):
                known = years(clause.of(document.text)) or known
                for indicator in _named(clause.of(document.text), indicators):
                    yield from _clause_findings(document, clause, indicator, known)


def _indicators(document: Document, entries: Sequence[Entry]) -> tuple[_Indicator, ...]:
    others = {key(n): e.names for e in entries if e.kind == "indicator" for n in e.names}
    found = [
        (r, {key(n) for n in (r.name, *others.get(key(r.name), ()))}) for r in document.records if r.kind == "indicator"
    ]
    shared = Counter(n for _, names in found for n in names)
    return tuple(
        _Indicator(r, tuple(sorted((n for n in names if shared[n] == 1), key=len, reverse=True))) for r, names in found
    )


def _named(clause: str, indicators: Sequence[_Indicator]) -> list[_Indicator]:
    """The indicators that a clause names; of two names of which one holds the other, the longer."""
    plain = key(clause)
    hits = [(next((n for n in i.names if n in plain), None), i) for i in indicators]
    written = [n for n, _ in hits if n]
    return [i for n, i in hits if n and not any(n != o and n in o for o in written)]


def _clause_findings(
    document: Document, clause: Span, indicator: _Indicator, known: Sequence[int]
) -> Iterator[Finding]:
    """The first figure after the indicator's name, against the fields of the years the clause speaks of."""
    after = clause.start + _after_name(clause.of(document.text), indicator.names)
    quantity = genre().quantity.search(document.text, after, clause.end)
    if not quantity:
        return
    number, unit = quantity.group(1), quantity.group(2).replace("％", "%")
    for field in indicator.record.all("base", "target", "year"):
        wanted = [v for v in field.values if v.number is not None and v.unit == unit]
        kind, value = _compared(number, wanted) if field.year in known else (None, None)
        if kind and value:
            places = (_place(document, Span(*quantity.span(1))), _place(document, _digits(document, field, value)))
            yield Finding(document.id, kind, indicator.record.name, places)


def _after_name(clause: str, names: Sequence[str]) -> int:
    """Where the indicator's name ends in a clause, blanks and width aside."""
    for end in range(1, len(clause) + 1):
        if any(key(clause[:end]).endswith(n) for n in names):
            return end
    return 0


def _compared(number: str, values: Sequence[Value]) -> tuple[str | None, Value | None]:
    """How a figure of the narrative differs from the table's values: not at all, in precision, in value."""
    if not values:
        return None, None
    same = [v for v in values if v.number == canonical(number)]
    if not same:
        return "value", values[0]
    written = [re.sub(r"[^\d.]", "", v.text) for v in same]
    return (None, None) if re.sub(r"[^\d.]", "", number) in written else ("precision", same[0])


def _digits(document: Document, field: Field, value: Value) -> Span:
    """The number itself in a cell, without the unit and the note beside it."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", value.span.of(document.text))
    return Span(value.span.start + found.start(), value.span.start + found.end()) if found else field.span


def _ordinal_findings(document: Document) -> Iterator[Finding]:
    """Numbers that are doubled or left out, in the tables and among the headings of one rank."""
    tables = sorted({r.table for r in document.records if r.table is not None})
    for table in tables:
        rows = [(r.ordinal, r.name_span) for r in document.records if r.table == table and r.ordinal is not None]
        for (before, first), (after, second) in pairwise(rows):
            if after != before + 1:
                yield _gap(document, first, second, before, after)
    for rank in sorted({s.rank for s in document.sections}):
        numbered = [s for s in document.sections if s.rank == rank and s.ordinal is not None]
        for one, other in pairwise(numbered):
            if not _follows(one, other):
                yield _gap(document, one.span, other.span, one.ordinal or 0, other.ordinal or 0)


def _follows(one: Section, other: Section) -> bool:
    """A heading goes on with the numbers of the one before it, or starts anew under another heading."""
    return other.ordinal == (one.ordinal or 0) + 1 or (other.ordinal == 1 and other.parent != one.parent)


def _gap(document: Document, first: Span, second: Span, before: int, after: int) -> Finding:
    subject = f"{before} → {after}"
    return Finding(document.id, "ordinal", subject, (_place(document, first), _place(document, second)))
