"""What a composed answer is made of, and the numbering of its citations."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from assistant.answer import CellReference, Citation, Fact, Outcome, Understood, is_answered
from corpus.genre import genre
from corpus.model import Document, Field, Record, Span
from corpus.text import line_of
from index.coverage import Segment
from index.snapshot import Snapshot


class Focus(Struct, frozen=True):
    """What a later question may lean on: the records, attributes, bodies and pieces that this one was about."""

    records: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    bodies: tuple[tuple[str, ...], ...] = ()
    written: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    question: str = ""
    pieces: tuple[Segment, ...] = ()
    expected: tuple[str, ...] = ()
    quoted: tuple[Span, ...] = ()


class Composed(Struct, frozen=True):
    """An answer composed from evidence; every number and name in `text` stands in a citation or is computed."""

    outcome: Outcome
    text: str
    facts: tuple[Fact, ...] = ()
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()
    focus: Focus = Focus()
    computed: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()


class Citations:
    """Numbers the slices of the sources that an answer cites, each once, in the order of use."""

    def __init__(self, snapshot: Snapshot, english: bool):
        self._snapshot = snapshot
        self._english = english
        self._found: dict[tuple[str, Span], Citation] = {}

    def cite(self, document: str, span: Span, cell: CellReference | None = None, translation: str = "") -> int:
        """The number of the citation of this slice."""
        if (document, span) not in self._found:
            number = len(self._found) + 1
            source = self._snapshot.by_id[document]
            self._found[document, span] = _citation(source, span, number, cell, translation if self._english else "")
        return self._found[document, span].number

    def cite_record(self, record: Record, field: Field | None = None) -> int:
        """Cite the row that carries a field, or the clause, for units named in prose or in a note below the table."""
        told = field and field.role in genre().unit_roles  # a merged cell of a row may stand above it too
        outside = told and field and not record.span.start <= field.span.start < record.span.end
        if record.table is None or outside:
            span = field.span if field and record.kind != "phase" else record.name_span
            return self.cite(record.document, span)
        column = field.label if field else ""
        row = str(record.ordinal) if record.ordinal is not None else record.name
        return self.cite(record.document, record.span, CellReference(record.table, row, column or "责任单位"))

    @property
    def all(self) -> tuple[Citation, ...]:
        """The citations so far, by number."""
        return tuple(self._found.values())


def _citation(document: Document, span: Span, number: int, cell: CellReference | None, translation: str) -> Citation:
    first, last = line_of(document.lines, span.start), line_of(document.lines, span.end - 1)
    inside = [s for s in document.sections if s.body.start <= span.start < s.body.end]
    path = document.path(inside[-1].id if inside else None)
    pages = [s.page for s in path if s.page is not None]
    return Citation(
        number=number,
        document=document.id,
        title=document.title,
        section=tuple(f"{s.number}{s.title}" for s in path),
        page=pages[-1] if pages else None,
        lines=(first, last),
        start=span.start,
        end=span.end,
        quote=span.of(document.text),
        cell=cell,
        translation=translation or None,
        link=f"/source/{document.id}#L{first}",
    )


_MARK = re.compile(r"(?:\[\d{1,3}\])+")


def merged(first: Composed, second: Composed) -> Composed:
    """Two answers as one, the second's citations numbered on; a quotation of the same evidence adds nothing."""
    said = {_MARK.sub("", line).strip() for line in first.text.splitlines()}
    if all(_MARK.sub("", line).strip() in said for line in second.text.splitlines()):
        return first
    known = {(c.document, c.start, c.end) for c in first.citations}
    if second.outcome == "answered_quote" and all((c.document, c.start, c.end) in known for c in second.citations):
        return first
    offset = len(first.citations)
    text = re.sub(r"\[(\d{1,3})\]", lambda m: f"[{int(m.group(1)) + offset}]", second.text)
    facts = tuple(replace(f, citation=f.citation + offset if f.citation else None) for f in second.facts)
    citations = tuple(replace(c, number=c.number + offset) for c in second.citations)
    answered = [c for c in (first, second) if is_answered(c.outcome)]
    outcome: Outcome = answered[0].outcome if len(answered) == 2 else "partly_answered" if answered else first.outcome
    return Composed(
        outcome=outcome,
        text=f"{first.text}\n\n{text}",
        facts=first.facts + facts,
        citations=first.citations + citations,
        missing=first.missing + second.missing,
        focus=second.focus,
        computed=first.computed + second.computed,
        understood=tuple(dict.fromkeys(first.understood + second.understood)),
    )


def marks(numbers: Iterable[int]) -> str:
    """[1][2] for citation numbers."""
    return "".join(f"[{n}]" for n in dict.fromkeys(numbers))
