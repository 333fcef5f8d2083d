"""`documents`: what the corpus holds."""

from __future__ import annotations

from argparse import Namespace

import msgspec

from assistant.settings import Settings
from assistant.summary import document_to_summary
from corpus.reader import read_corpus


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
