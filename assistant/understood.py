"""How a question was understood, part by part, for people to check; and the same reading without some of its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from assistant.answer import Part, Understood
from assistant.compose.parts import Composed, Focus
from assistant.compose.voice import Voice
from assistant.reading import Reading
from index.snapshot import Snapshot

_MOST_RECORDS = 3
_FROM_RECORDS = ("answered_record", "answered_compare", "partly_answered", "declined_not_in_corpus")
_MEANT = {"both": ("base", "target"), "everything": ("understood_everything",)}


def without(reading: Reading, parts: Sequence[Part]) -> Reading:
    """The reading with these parts taken away; the context is taken away before there is a reading."""
    for part in parts:
        if part in _TAKEN_AWAY:
            reading = _TAKEN_AWAY[part](reading)
    return reading


def _without_record(reading: Reading) -> Reading:
    bodies = {b.written for b in reading.bodies}
    kept = tuple(s for s in reading.segments if s.soft or s.text in bodies)
    return replace(reading, records=(), ordinals=(), segments=kept)


def _everything(reading: Reading) -> tuple[str, ...]:
    """What is asked where nothing in particular is: of a record all it says."""
    return ("everything",) if reading.records or reading.ordinals or reading.subject else ()


def _without_unit(reading: Reading) -> Reading:
    bodies = {b.written for b in reading.bodies}
    return replace(reading, bodies=(), segments=tuple(s for s in reading.segments if s.text not in bodies))


_TAKEN_AWAY: Mapping[Part, Callable[[Reading], Reading]] = {
    "document": lambda reading: replace(reading, documents=()),
    "record": _without_record,
    "attribute": lambda reading: replace(reading, attributes=_everything(reading)),
    "year": lambda reading: replace(reading, years=(), months=()),
    "unit": _without_unit,
}


def reading_to_understood(
    reading: Reading, composed: Composed, earlier: Focus | None, parts: Sequence[Part], snapshot: Snapshot, voice: Voice
) -> tuple[Understood, ...]:
    """What of the whole reading an answer rests on; `parts` were taken away before it was answered."""
    values: dict[Part, Iterator[str]] = {
        "context": _context(reading, earlier, "context" in parts),
        "document": (snapshot.by_id[d].title for d in reading.documents if d in snapshot.by_id),
        "record": _records(reading, composed, "record" in parts, snapshot, voice),
        "attribute": _attributes(reading, voice),
        "year": map(str, reading.years),
        "unit": (voice.body(snapshot.body[b.ids[0]]) if b.ids else b.written for b in reading.bodies),
    }
    found = ((part, voice.join(dict.fromkeys(v))) for part, v in values.items())
    return tuple(Understood(p, voice.say(f"understood_{p}"), value, p in parts) for p, value in found if value)


def _attributes(reading: Reading, voice: Voice) -> Iterator[str]:
    """What is asked for; who asks for everything asks for nothing in particular."""
    meant = ("everything",) if "everything" in reading.attributes else reading.attributes
    yield from (voice.attribute(name) for a in meant for name in _MEANT.get(a, (a,)))


def _context(reading: Reading, earlier: Focus | None, dropped: bool) -> Iterator[str]:
    """The question before, where this one leans on it."""
    if earlier and earlier.question and (dropped or {*reading.inherited} - {"kinds"}):
        yield earlier.question


def _records(reading: Reading, composed: Composed, dropped: bool, snapshot: Snapshot, voice: Voice) -> Iterator[str]:
    """The few records that are asked of, by whatever name; an ordinal that no record has; the words for one dropped."""
    found = reading.records or (composed.focus.records if composed.outcome in _FROM_RECORDS else ())
    records = [snapshot.records[r] for r in found if not dropped]
    if reading.ordinals:
        records = [r for r in records if r.ordinal in reading.ordinals or reading.records]
    if 0 < len(records) <= _MOST_RECORDS:
        yield from map(voice.subject, records)
    elif reading.ordinals:
        yield voice.join(voice.say("understood_ordinal", ordinal=n) for n in reading.ordinals)
    elif dropped:
        yield voice.phrase(reading.shown(s.text) for s in reading.subject)
