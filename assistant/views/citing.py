"""What every view is made of: names, values with the place they stand in, and the question that asks for the same."""

from __future__ import annotations

from msgspec import Struct

from assistant.answer import CellReference, Citation
from assistant.compose.parts import Citations
from assistant.compose.voice import Voice
from corpus.model import Document, Field, Record, Span
from corpus.text import flat, key
from index.snapshot import Snapshot


class Name(Struct, frozen=True):
    """A name as the source has it, and its English where the lexicon knows one."""

    zh: str
    en: str | None = None


class Question(Struct, frozen=True):
    """A question to the assistant, in both languages, of which the answer holds what the view shows."""

    zh: str
    en: str


class Quoted(Struct, frozen=True):
    """Words of the source and where they stand; `section` is the headings above them, outermost first."""

    text: str
    citation: Citation

    @property
    def section(self) -> tuple[str, ...]:
        """The headings above the words."""
        return self.citation.section


class Source(Struct, frozen=True):
    """A document with the index it stands in: makes names, citations and questions for the views of it."""

    snapshot: Snapshot
    document: Document

    def records(self, *kinds: str) -> tuple[Record, ...]:
        """The document's records of these kinds, in its order."""
        return tuple(r for r in self.document.records if r.kind in kinds)

    def name(self, chinese: str) -> Name:
        """A name with its English."""
        return Name(chinese, self.snapshot.english.get(key(chinese)))

    def unit(self, body: str) -> Name:
        """A body by its commonest name."""
        found = self.snapshot.body[body]
        return Name(found.names[0], found.english[0] if found.english else self.name(found.names[0]).en)

    def ask(self, sentence: str, record: Record | None = None, label: str = "", body: str = "") -> Question:
        """A fixed question about a record's field or about a body."""

        def worded(voice: Voice) -> str:
            blanks = {
                "subject": voice.subject(record) if record else "",
                "label": voice.say(label) if label else "",
                "body": voice.body(self.snapshot.body[body]) if body else "",
                "unit": self.snapshot.body[body].names[0] if body else "",
            }
            return voice.say(sentence, **blanks)

        return Question(*(worded(Voice(self.snapshot, language)) for language in ("zh", "en")))

    def cite(self, record: Record, field: Field | None = None) -> Citation:
        """The row of a record with the cell that a field (the name, without one) stands in; prose: the words."""
        place = field.span if field else record.name_span
        if record.table is None:
            return self.cite_span(place)
        row = str(record.ordinal) if record.ordinal is not None else record.name
        column = column_at(self.document, record, place)
        return self.cite_span(record.span, CellReference(record.table, row, column or ""))

    def cite_span(self, span: Span, cell: CellReference | None = None) -> Citation:
        """A slice of the document."""
        citations = Citations(self.snapshot, english=False)
        citations.cite(self.document.id, span, cell)
        return citations.all[0]

    def quote(self, span: Span) -> Quoted:
        """A slice of the document on one line."""
        return Quoted(flat(span.of(self.document.text)).strip(), self.cite_span(span))


def column_at(document: Document, record: Record, place: Span) -> str | None:
    """The title of the column in whose cell, in the record's row, a place lies."""
    table = next((t for t in document.tables if t.number == record.table), None)
    row = next((r for r in table.rows if r.span == record.span), None) if table else None
    if table is None or row is None:
        return None
    for column, cell in zip(table.columns, row.cells, strict=True):
        if cell and cell.span.start <= place.start and place.end <= cell.span.end:
            return column.title
    return None


def source_of(snapshot: Snapshot, document: str | None) -> Source | None:
    """The source of a document by id, of the first without one; None where there is no such document."""
    if document is None:
        return Source(snapshot, snapshot.documents[0]) if snapshot.documents else None
    found = snapshot.by_id.get(document)
    return Source(snapshot, found) if found else None
