"""What a list says of a document, the same on the command line and over HTTP."""

from __future__ import annotations

from collections import Counter

import msgspec

from corpus.model import Document


class Summary(msgspec.Struct, frozen=True):
    """A document in a list."""

    id: str
    title: str
    place: str | None
    years: tuple[int, ...]
    version: str | None
    characters: int
    lines: int
    sections: int
    tables: int
    records: dict[str, int]
    translated: bool
    link: str


def document_to_summary(document: Document) -> Summary:
    """What a list says of a document."""
    return Summary(
        id=document.id,
        title=document.title,
        place=document.place,
        years=document.years,
        version=document.version,
        characters=len(document.text),
        lines=len(document.lines),
        sections=len(document.sections),
        tables=len(document.tables),
        records=dict(Counter(r.kind for r in document.records)),
        translated=bool(document.translation),
        link=f"/source/{document.id}",
    )
