"""Documents → passages, for the lexical index and Chroma: a paragraph or a table row, never a blind window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from corpus.model import Document, Span
from index.units import Unit


class Passage(Struct, frozen=True):
    """A paragraph or a row with the headings it stands under; `units` are its sentences in `Snapshot.units`."""

    id: str
    document: str
    kind: str
    section: str
    span: Span
    text: str
    english: str
    units: tuple[int, ...]

    @property
    def searched(self) -> str:
        """What is indexed: headings, text and translation."""
        return f"{self.section}\n{self.text}\n{self.english}"


def units_to_passages(documents: Sequence[Document], units: Sequence[Unit]) -> tuple[Passage, ...]:
    """The passages of all documents, in order."""
    return tuple(p for d in documents for p in _passages(d, units))


def _passages(document: Document, units: Sequence[Unit]) -> Iterator[Passage]:
    of_paragraph: dict[int, list[int]] = {}
    of_record: dict[str, list[int]] = {}
    for i, unit in enumerate(units):
        if unit.document == document.id and unit.paragraph is not None:
            of_paragraph.setdefault(unit.paragraph, []).append(i)
        if unit.document == document.id and unit.record is not None:
            of_record.setdefault(unit.record, []).append(i)
    for number, paragraph in enumerate(document.paragraphs):
        own = of_paragraph.get(number, [])
        path = " / ".join(f"{s.number}{s.title}" for s in document.path(paragraph.section))
        english = " ".join(units[i].translation for i in own)
        text = paragraph.span.of(document.text)
        yield Passage(
            f"{document.id}/paragraph{number}",
            document.id,
            "paragraph",
            path,
            paragraph.span,
            text,
            english,
            tuple(own),
        )
    captions = {t.number: t.caption for t in document.tables}
    for record in document.records:
        if record.table is None:
            continue
        own = of_record.get(record.id, [])
        labels = " ".join(units[i].name for i in own)
        text = record.span.of(document.text).strip()
        path = " / ".join(filter(None, (captions.get(record.table, ""), record.group)))
        yield Passage(record.id, document.id, "row", path, record.span, text, labels, tuple(own))
