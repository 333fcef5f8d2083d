"""The last stage: a composed answer becomes the answer callers see, with outcome, suggestions and receipt."""

from __future__ import annotations

from assistant.answer import Answer, Receipt, is_answered
from assistant.compose.parts import Composed, Focus
from assistant.compose.voice import Voice
from assistant.screen import Rejected
from assistant.timing import Timed
from index.snapshot import Snapshot

_MOST_SUGGESTIONS = 3
_SUGGESTED = ("lead", "cooperate", "content", "target", "base", "monitor")


def finish(
    question: str, standing: str, composed: Composed, voice: Voice, snapshot: Snapshot, receipt: Receipt,
    id: str | None, timed: Timed, trace: bool,
) -> Answer:  # fmt: skip
    """Put the answer together."""
    return Answer(
        id=id,
        question=question,
        standalone=standing,
        language=voice.language,
        outcome=composed.outcome,
        answered=is_answered(composed.outcome),
        text=composed.text,
        facts=composed.facts,
        citations=composed.citations,
        missing=composed.missing,
        suggestions=suggestions(composed, snapshot, voice),
        provenance="extract",
        receipt=receipt,
        elapsed_ms=timed.elapsed_ms,
        trace=timed.steps() if trace else None,
        understood=composed.understood,
    )


def rejected(screened: Rejected, snapshot: Snapshot) -> tuple[Composed, Voice]:
    """The answer to a question that cannot be read."""
    voice = Voice(snapshot, screened.language)
    return Composed("error_question", voice.say(screened.reason, given=screened.given)), voice


def small_talk(kind: str, focus: Focus | None, snapshot: Snapshot, voice: Voice) -> Composed:
    """Answer small talk; what was talked of before it stays in mind."""
    titles = voice.join(voice.say("in_document", title=d.title) for d in snapshot.documents)
    return Composed("small_talk", voice.say(kind, titles=titles), focus=focus or Focus())


def suggestions(composed: Composed, snapshot: Snapshot, voice: Voice) -> tuple[str, ...]:
    """Questions that have an answer: the other fields of the records at hand, or openers."""
    records = [snapshot.records[r] for r in composed.focus.records[:1]]
    found: list[str] = []
    for record in records:
        answered = "|".join(f.attribute for f in composed.facts)
        roles = [r for r in _SUGGESTED if record.first(r) and voice.say(r) not in answered]
        found += [voice.say("suggest_field", subject=voice.subject(record), label=voice.say(r)) for r in roles]
    if not found:
        found = list(openers(snapshot, voice))
    return tuple(found[:_MOST_SUGGESTIONS])


def openers(snapshot: Snapshot, voice: Voice) -> tuple[str, ...]:
    """Questions to begin with: one on a task, one on an indicator, one on a body."""
    found: list[str] = []
    for kind, role in (("task", "lead"), ("indicator", "target")):
        first = next((r for r in snapshot.records.values() if r.kind == kind and r.first(role)), None)
        if first:
            found.append(voice.say("suggest_field", subject=voice.subject(first), label=voice.say(role)))
    if snapshot.bodies:
        found.append(voice.say("suggest_reverse", body=voice.body(snapshot.bodies[0])))
    return tuple(found)
