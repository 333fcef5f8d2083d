"""The guard: what may be shown. Every number of an answer stands in a citation, in the question, or was computed."""

from __future__ import annotations

import re

from msgspec.structs import replace

from assistant.compose.parts import Composed, marks
from assistant.compose.voice import scaled_in_english, unit_in_english
from corpus.model import Record
from corpus.numbers import numbers
from corpus.text import flat, key
from index.snapshot import Snapshot

_MARK = re.compile(r"\[\d{1,3}\]|^\d{1,3}\. ", re.MULTILINE)
_COUNTING = ("answered_list", "answered_count", "answered_compare")


def guarded(composed: Composed, question: str, snapshot: Snapshot) -> Composed:
    """The answer as composed; where a number in it has no support, the bare quotations instead."""
    if not composed.citations or not unsupported(composed, question, snapshot):
        return composed  # small talk, a question back or a decline that cites nothing tells nothing of a plan
    quotes = "\n\n".join(f"> {flat(c.quote)}{marks([c.number])}" for c in composed.citations)
    return replace(composed, text=quotes, facts=())


def unsupported(composed: Composed, question: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The numbers of an answer's text that no citation, question or computation accounts for."""
    known = {*numbers(question), *composed.computed}
    for citation in composed.citations:
        known |= {*numbers(citation.quote), *numbers(citation.translation or ""), *numbers(citation.title)}
    for record in composed.focus.records:
        known |= _of_record(snapshot.records[record], snapshot)
    for document in snapshot.documents:
        known |= {*numbers(document.title)}
    if composed.outcome in _COUNTING or not composed.citations:
        known |= {str(n) for n in range(len(snapshot.records) + 1)}
    return tuple(n for n in numbers(_MARK.sub("", composed.text)) if n not in known)


def _of_record(record: Record, snapshot: Snapshot) -> set[str]:
    """The numbers that a record itself accounts for: its ordinal, names, column headers, and how many values it has."""
    known = {
        *numbers(str(record.ordinal or "")),
        *numbers(record.name),
        *numbers(snapshot.english.get(key(record.name), "")),
    }
    for field in record.fields:
        known |= {*numbers(field.label), str(field.year), str(len(field.values))}
        for value in field.values:
            unit = value.unit or ""
            known |= {*numbers(f"{unit} {unit_in_english(unit)} {scaled_in_english(value) or ''}")}
    return known
