"""`documents`: what the corpus holds."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

import msgspec

from assistant.settings import Settings
from corpus.model import Document
from corpus.reader import read_corpus


class Summary(msgspec.Struct, frozen=True):
    """A document in one line."""

    id: str
    title: str
    years: tuple[int, ...]
    lines: int
    sections: int
    tables: int
    records: dict[str, int]
    translated: bool
    version: str | None


def run(options: Namespace, settings: Settings) -> int:
    """List the documents on stdout."""
    found = [document_to_summary(d) for d in read_corpus(settings.corpus)]
    if options.json:
        print(msgspec.json.encode(found).decode())
        return 0
    for summary in found:
        counts = ", ".join(f"{n} {kind}s" for kind, n in summary.records.items()) or "no records"
        english = ", English translation" if summary.translated else ""
        print(f"{summary.id}\t{summary.title}\t{summary.lines} lines, {summary.tables} tables, {counts}{english}")
    return 0


def document_to_summary(document: Document) -> Summary:
    """What a list of documents says of one."""
    return Summary(
        id=document.id,
        title=document.title,
        years=document.years,
        lines=len(document.lines),
        sections=len(document.sections),
        tables=len(document.tables),
        records=dict(Counter(r.kind for r in document.records)),
        translated=bool(document.translation),
        version=document.version,
    )
