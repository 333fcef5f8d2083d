"""`index`: build the index, and report what does not agree within the documents."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterator, Sequence

from assistant.cli.opening import Progress
from assistant.settings import Settings
from assistant.vocabulary import misspelt_words
from corpus.consistency import Finding, document_to_findings
from corpus.reader import find_documents
from index.build import current_generation, ensure_index
from index.library import Library

_KINDS = {
    "group": "a group has two names",
    "task": "a task has two names",
    "item": "an item of a task is worded in two ways",
    "body": "one body goes by two names",
    "precision": "one figure with two precisions",
    "value": "two figures",
    "ordinal": "the numbering has a gap or a double",
}
_NAMED_BY_PLACES = ("group", "task", "item", "body")


def run(options: Namespace, settings: Settings) -> int:
    """Build if needed and say on stdout what there is now."""
    find_documents(settings.corpus)
    before = current_generation(settings.data, settings.corpus)
    started = time.perf_counter()
    progress = Progress()
    try:
        generation = ensure_index(
            settings.corpus, settings.data, settings.embedder,
            force=options.force, extra_phrases=misspelt_words(), progress=progress,
        )  # fmt: skip
    finally:
        progress.close()
    built = options.force or generation != before
    library = Library(generation)
    made = library.manifest
    how = f"built in {time.perf_counter() - started:.1f} s" if built else "up to date"
    print(f"{made.documents} documents, {made.records} records, {made.passages} passages: {how}")
    print(f"generation {generation}")
    if built or options.report:
        _report(library_to_findings(library), options.report)
    return 0


def library_to_findings(library: Library) -> tuple[Finding, ...]:
    """What does not agree within each document."""
    snapshot = library.snapshot
    return tuple(
        finding
        for document in snapshot.documents
        for finding in document_to_findings(
            document, snapshot.bodies, [e for e in snapshot.entries if e.document in (None, document.id)]
        )
    )


def _report(findings: Sequence[Finding], whole: bool) -> None:
    if not findings:
        print("no disagreement found within the documents")
    elif whole:
        print("\n".join(_lines(findings)))
    else:
        print(f"{len(findings)} places do not agree; see: policy-assistant index --report")


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        subject = "" if finding.kind in _NAMED_BY_PLACES else f": {finding.subject}"
        yield f"{finding.document}: {_KINDS[finding.kind]}{subject}"
        yield from (f"    line {place.line}: {place.text}" for place in finding.places)
