"""Saying that the corpus does not say: what is missing, and the nearest thing that is there."""

from __future__ import annotations

from assistant.choices import AskBack, Decline
from assistant.compose.parts import Citations, Composed, Focus, flat, marks
from assistant.compose.quotes import part_of
from assistant.compose.voice import Voice
from index.snapshot import Snapshot

_LONGEST_NEAR = 80


def answer_decline(decline: Decline, snapshot: Snapshot, voice: Voice) -> Composed:
    """Word a decline."""
    citations = Citations(snapshot, voice.english)
    focus = Focus(records=(decline.record.id,) if decline.record else ())
    if decline.reason == "declined_year" and decline.record:
        record = decline.record
        shown = [
            f"{voice.say('year_label', year=f.year, label=voice.say(f.role))} {voice.join(map(voice.value, f.values))}"
            for f in record.fields if f.year and f.values
        ]  # fmt: skip
        mark = marks([citations.cite_record(record)])
        text = voice.say(
            "declined_year", subject=voice.subject(record), year=decline.year, available=voice.join(shown), marks=mark
        )
    elif decline.reason == "declined_ordinal":
        kind = decline.kind or "task"
        count = sum(r.kind == kind for r in snapshot.records.values())
        text = voice.say("declined_ordinal", ordinal=decline.ordinal, table=voice.say(f"things_{kind}"), count=count)
    elif decline.reason == "declined_body":
        text = voice.say("declined_body", table=_titles(snapshot, voice), body=voice.join(decline.missing))
    elif decline.reason == "declined_body_value" and decline.record:
        record = decline.record
        mark = marks([citations.cite_record(record)])
        text = voice.say("declined_body_value", body=decline.missing[0], subject=voice.subject(record), marks=mark)
    elif decline.reason == "declined_year_plain":
        text = voice.say("declined_year_plain", year=decline.year, subject=voice.phrase(decline.missing))
    elif decline.reason == "declined_place":
        text = voice.say("declined_place", place=voice.name(decline.missing[0]))
    elif decline.reason == "declined_target":
        text = voice.say("declined_target", subject=voice.phrase(decline.missing))
    elif decline.missing:
        text = voice.say("declined_missing", missing=voice.join(decline.missing))
    else:
        text = voice.say("declined_plain")
    if decline.near:
        source = snapshot.by_id[decline.near.unit.document].text
        span, translation = part_of(decline.near, source, _LONGEST_NEAR)
        number = citations.cite(decline.near.unit.document, span, translation=translation)
        quote = (translation if voice.english and translation else flat(span.of(source))).rstrip("；;，,")
        text += "\n\n" + voice.say("nearest", quote=quote, marks=marks([number]))
    return Composed("declined_not_in_corpus", text, (), citations.all, decline.missing, focus)


def answer_ask_back(ask: AskBack, voice: Voice) -> Composed:
    """Ask which record is meant."""
    return Composed("asked_back", voice.say(ask.reason))


def _titles(snapshot: Snapshot, voice: Voice) -> str:
    return voice.join(voice.say("in_document", title=d.title) for d in snapshot.documents)
