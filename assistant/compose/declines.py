"""Saying that the corpus does not say: what is missing, and the nearest thing that is there."""

from __future__ import annotations

from assistant.choices import AskBack, Decline
from assistant.compose.parts import Citations, Composed, Focus, marks
from assistant.compose.quotes import part_of
from assistant.compose.voice import Voice
from corpus.model import Record
from corpus.text import flat
from index.snapshot import Snapshot

_LONGEST_NEAR = 80
_FEW = 5


def answer_decline(decline: Decline, snapshot: Snapshot, voice: Voice) -> Composed:
    """Word a decline."""
    citations = Citations(snapshot, voice.english)
    focus = Focus(records=(decline.record.id,) if decline.record else ())
    if decline.reason == "declined_year" and decline.record:
        subject, mark = voice.subject(decline.record), marks([citations.cite_record(decline.record)])
        available = _figures(decline.record, voice)
        text = voice.say("declined_year", subject=subject, year=decline.year, available=available, marks=mark)
    elif decline.reason == "declined_ordinal":
        text = _no_such_ordinal(decline.ordinal or 0, decline.kind or "task", snapshot, voice)
    elif decline.reason == "declined_body":
        text = voice.say("declined_body", table=_titles(snapshot, voice), body=voice.join(decline.missing))
    elif decline.reason == "declined_body_value" and decline.record:
        subject, mark = voice.subject(decline.record), marks([citations.cite_record(decline.record)])
        available = _figures(decline.record, voice)
        whole = {"subject": subject, "available": available, "marks": mark}
        text = voice.say("declined_body_value", body=voice.join(decline.missing), **whole)
    elif decline.reason == "declined_year_plain":
        text = voice.say("declined_year_plain", year=decline.year, subject=voice.phrase(decline.missing))
    elif decline.reason == "declined_place":
        text = voice.say("declined_place", place=voice.name(decline.missing[0]))
    elif decline.reason == "declined_target":
        text = voice.say("declined_target", subject=voice.phrase(decline.missing))
    elif decline.reason == "declined_subject":
        text = voice.say("declined_subject", subject=voice.phrase(decline.missing))
    elif decline.reason == "declined_missing":
        text = voice.say("declined_missing", missing=voice.join(decline.missing))
    else:
        text = voice.say("declined_plain")
    if decline.near:
        source = snapshot.by_id[decline.near.unit.document].text
        span, translation = part_of(decline.near, source, _LONGEST_NEAR)
        if span.end - span.start > _LONGEST_NEAR and not voice.english:
            span = decline.near.window
        number = citations.cite(decline.near.unit.document, span, translation=translation)
        quote = (translation if voice.english and translation else flat(span.of(source))).rstrip("；;，,")
        text += "\n\n" + voice.say("nearest", quote=quote, marks=marks([number]))
    return Composed("declined_not_in_corpus", text, (), citations.all, decline.missing, focus)


def _figures(record: Record, voice: Voice) -> str:
    """The figures of a record, each with its year."""
    return voice.join(
        f"{voice.say('year_label', year=f.year, label=voice.say(f.role))} {voice.join(map(voice.value, f.values))}"
        for f in record.fields if f.year and f.values
    )  # fmt: skip


def _no_such_ordinal(ordinal: int, kind: str, snapshot: Snapshot, voice: Voice) -> str:
    """Say how many there are instead, in each document; where they are few, by name."""
    measure, there = voice.measure(kind), list[str]()
    for document in snapshot.documents:
        names = [r.name for r in document.records if r.kind == kind]
        plan = voice.say("in_document", title=document.title) if len(snapshot.documents) > 1 else voice.say("the_plan")
        things = voice.things(kind, len(names))
        count = voice.say("ordinal_count", plan=plan, count=len(names), measure=measure, things=things)
        few = voice.say("ordinal_names", names=voice.join(map(voice.name, names))) if len(names) <= _FEW else ""
        there.append(count + few)
    thing = voice.things(kind, 1)
    return voice.say("declined_ordinal", ordinal=ordinal, measure=measure, thing=thing, there=voice.join(there))


def answer_ask_back(ask: AskBack, voice: Voice) -> Composed:
    """Ask which record is meant."""
    return Composed("asked_back", voice.say(ask.reason))


def _titles(snapshot: Snapshot, voice: Voice) -> str:
    return voice.join(voice.say("in_document", title=d.title) for d in snapshot.documents)
