"""What a document is once read: an outline, paragraphs, tables and records, each with exact positions.

All positions are `Span`s of Unicode code points in `Document.text`; `text[start:end]` is what stands there.
Names are kept as they stand in the source; `corpus.text.key` makes two spellings of one name equal.
"""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True, array_like=True):
    """A slice `[start, end)` of a document's text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers."""
        return text[self.start : self.end]

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Section(Struct, frozen=True):
    """A heading and what stands under it, down to the next heading of its rank.

    `number` is the numbering as written ("（一）", "4."), `ordinal` its value; `page` comes from the table of contents.
    """

    id: int
    rank: int
    number: str
    ordinal: int | None
    title: str
    span: Span
    body: Span
    parent: int | None
    page: int | None = None


class Paragraph(Struct, frozen=True):
    """A paragraph with its sentences; a page end inside it does not end it."""

    span: Span
    section: int | None
    sentences: tuple[Span, ...]


class Column(Struct, frozen=True):
    """A table column: its header as written, the role that header gives it, and the year and unit it names."""

    title: str
    role: str
    year: int | None = None
    unit: str | None = None


class Cell(Struct, frozen=True):
    """A cell: its text with inner blanks collapsed, and where it stands."""

    text: str
    span: Span


class Row(Struct, frozen=True):
    """A table row; `cells` are aligned with the table's columns, None where nothing stands."""

    span: Span
    cells: tuple[Cell | None, ...]


class Table(Struct, frozen=True):
    """A table, restarts after page ends already joined. `number` counts from 1 in the document."""

    number: int
    caption: str
    section: int | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Span, ...] = ()


class Value(Struct, frozen=True):
    """One value of a field: as written, and typed where it is a number.

    `qualifier` tells double values apart (国家级 and 省级); `comparison` is 不低于, ≤ and the like as written.
    """

    text: str
    span: Span
    number: str | None = None
    unit: str | None = None
    qualifier: str | None = None
    comparison: str | None = None
    note: str | None = None


class Field(Struct, frozen=True):
    """What a record says in one respect: `role` is the genre's word for it, `label` the document's own."""

    role: str
    label: str
    text: str
    span: Span
    values: tuple[Value, ...] = ()
    year: int | None = None


class Record(Struct, frozen=True):
    """A table row, or a section with responsible units, read as an entity.

    `kind` is indicator, task, phase, term or row. `span` is the row or section; `name_span` the name in it.
    """

    id: str
    document: str
    kind: str
    ordinal: int | None
    name: str
    name_span: Span
    span: Span
    fields: tuple[Field, ...]
    group: str | None = None
    group_span: Span | None = None
    starred: bool = False
    table: int | None = None
    section: int | None = None
    period: tuple[int, int] | None = None

    def all(self, *roles: str) -> tuple[Field, ...]:
        """The fields of these roles, in the document's order."""
        return tuple(f for f in self.fields if f.role in roles)

    def first(self, role: str) -> Field | None:
        """The first field of this role, or None."""
        return next((f for f in self.fields if f.role == role), None)


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """What `about.toml` may say of a document; each part is derived from the text when it is absent."""

    title: str | None = None
    issuer: str | None = None
    place: str | None = None
    period: str | None = None
    version: str | None = None
    aliases: tuple[str, ...] = ()


class Document(Struct, frozen=True):
    """One document, whole. `translation` holds one English line for each line of `text`, or nothing.

    `translated` holds the fingerprints of the lines and sentences as they stood when they were translated.
    """

    id: str
    title: str
    place: str | None
    years: tuple[int, ...]
    aliases: tuple[str, ...]
    text: str
    lines: tuple[int, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    records: tuple[Record, ...]
    translation: tuple[str, ...] = ()
    translated: frozenset[str] = frozenset()
    version: str | None = None
    title_span: Span | None = None

    def path(self, section: int | None) -> tuple[Section, ...]:
        """The section and those above it, outermost first."""
        found: list[Section] = []
        while section is not None:
            found.append(self.sections[section])
            section = self.sections[section].parent
        return tuple(reversed(found))

    def children(self, section: int) -> tuple[Section, ...]:
        """The sections directly below this one, in order."""
        return tuple(s for s in self.sections if s.parent == section)
