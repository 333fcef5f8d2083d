"""Follow-ups made standalone: what a question leaves out is taken from the turn before it."""

from __future__ import annotations

from msgspec.structs import replace

from assistant.compose.parts import Focus
from assistant.compose.voice import Voice
from assistant.reading import Mentioned, Reading
from index.snapshot import Snapshot

_SUBJECT = 0.9


def resume(reading: Reading, focus: Focus | None) -> Reading:
    """Fill the open slots of a follow-up from the earlier turn; a question that stands alone stays as it is."""
    if focus is None or reading.small_talk:
        return reading
    subject = sum(s.mass for s in reading.content if s.text not in {b.written for b in reading.bodies})
    documents = reading.documents or focus.documents
    if reading.ordinals:
        return _ordinal(reading, focus)
    if subject >= _SUBJECT:
        if reading.leans and not reading.attributes and focus.attributes and len(reading.text) <= 24:
            return replace(reading, attributes=focus.attributes, inherited=("attributes",))
        return reading
    if reading.bodies:
        if not reading.attributes and not reading.kinds and focus.bodies:
            return replace(reading, attributes=focus.attributes, kinds=focus.kinds, inherited=("attributes",))
        if not focus.records or focus.bodies or not reading.leans:
            return reading
    if focus.bodies and reading.attributes and not set(reading.attributes) & {"base", "target", "unit", "change"}:
        bodies = tuple(Mentioned(ids, w) for ids, w in zip(focus.bodies, focus.written, strict=False))
        return replace(reading, bodies=bodies, inherited=("bodies",))
    if focus.records and not (reading.kinds and reading.operations and not reading.leans):
        attributes = reading.attributes or (() if reading.years else focus.attributes)
        return replace(reading, records=focus.records, attributes=attributes, documents=documents, inherited=("records",))
    return reading


def _ordinal(reading: Reading, focus: Focus) -> Reading:
    kinds = reading.kinds
    if not kinds and focus.kinds:
        kinds = focus.kinds
    attributes = reading.attributes or focus.attributes
    inherited = tuple(n for n, a, b in (("kinds", kinds, reading.kinds), ("attributes", attributes, reading.attributes)) if a != b)
    return replace(reading, kinds=kinds, attributes=attributes, inherited=inherited)


def standalone(question: str, reading: Reading, snapshot: Snapshot, voice: Voice) -> str:
    """The question with what it left out put in."""
    if not reading.inherited:
        return question
    subject = voice.join(voice.subject(snapshot.records[r]) for r in reading.records)
    if not subject and reading.bodies and reading.bodies[0].ids:
        subject = voice.body(snapshot.body[reading.bodies[0].ids[0]])
    label = voice.join(voice.say(a) for a in reading.attributes if a not in ("both", "everything", "qualitative"))
    if subject and label:
        return voice.say("standalone_field", subject=subject, label=label)
    return voice.say("standalone_about", earlier=subject or label or question, question=question) if subject or label else question
