"""Answers about sets: lists, counts, rankings, and all that a body does. Each says what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Fact, Outcome
from assistant.compose.fields import UNIT_ROLES
from assistant.compose.parts import Citations, Composed, Focus, marks
from assistant.compose.voice import Voice
from assistant.query import Query, holders, measured, of_kind, selected, tallied
from corpus.model import Record
from corpus.text import key
from index.snapshot import Snapshot

_REVERSE_ROLES = {"task": ("lead", "cooperate", "responsible"), "indicator": ("monitor",)}


def answer_set(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """Answer a question about a set of records."""
    if query.operation in ("most", "least"):
        return _ranked(query, snapshot, voice)
    if query.bodies and not query.without and len(query.bodies) == 1 and not _narrowed(query):
        return _reverse(query, snapshot, voice)
    return _listed(query, snapshot, voice)


def _narrowed(query: Query) -> bool:
    return bool(query.group or query.starred or query.qualitative or query.direction)


def _reverse(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """Everything a body leads, joins and monitors; or one role of it."""
    citations = Citations(snapshot, voice.english)
    roles = [query.role] if query.role else [r for k in _REVERSE_ROLES for r in _REVERSE_ROLES[k]]
    body = snapshot.body[query.bodies[0][0]]
    blocks: list[str] = []
    facts: list[Fact] = []
    records: list[Record] = []
    for role in roles:
        found = [r for r in snapshot.records.values() if set(query.bodies[0]) & set(_held(r, role, snapshot))]
        if not found and not query.role:
            continue
        records += found
        things = voice.say(f"things_{'indicator' if role == 'monitor' else 'task'}")
        sentence = "reverse_head" if query.role else "reverse_role"
        if not found:
            blocks.append(voice.say("reverse_none", body=voice.body(body), role=voice.say(f"verb_{role}"), things=things))
            continue
        blocks.append(voice.say(sentence, body=voice.body(body), role=voice.say(f"verb_{role}"), count=len(found), things=things))
        blocks.append(_items(found, voice, citations, role))
        facts += [_fact(body.names[0], role, r, citations, voice) for r in found]
    if query.role and not records:
        blocks += [b for b in [_otherwise(query, snapshot, voice, citations)] if b]
    head = [] if query.role else [voice.say("reverse_all", body=voice.body(body))]
    if len(body.names) > 1:
        blocks.append(voice.say("same_body", names=voice.join(body.names)))
    return _composed("answered_list", [*head, *blocks], facts, citations, query, records)


def _held(record: Record, role: str, snapshot: Snapshot) -> Iterable[str]:
    return holders(record, role, snapshot) if any(f.role == role for f in record.fields) or role == "lead" else ()


def _otherwise(query: Query, snapshot: Snapshot, voice: Voice, citations: Citations) -> str:
    """What a body does where it does not do what was asked."""
    parts = []
    for role in UNIT_ROLES:
        found = [r for r in snapshot.records.values() if set(query.bodies[0]) & set(_held(r, role, snapshot))]
        if found and role != query.role:
            things = voice.say(f"things_{'indicator' if role == 'monitor' else 'task'}")
            parts.append(voice.say("reverse_role", role=voice.say(f"verb_{role}"), count=len(found), things=things))
            parts.append(_items(found, voice, citations, role))
    return "\n\n".join(parts)


def _items(records: Sequence[Record], voice: Voice, citations: Citations, role: str | None = None) -> str:
    numbered = [
        voice.say("item_line", number=i, subject=voice.subject(r), detail="", marks=marks([citations.cite_record(r, r.first(role or ""))]))
        for i, r in enumerate(records, start=1)
    ]
    return "\n".join(numbered)


def _fact(subject: str, role: str, record: Record, citations: Citations, voice: Voice) -> Fact:
    return Fact(subject, voice.say(f"verb_{role}"), record.name, citation=citations.cite_record(record, record.first(role)))


def _listed(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    citations = Citations(snapshot, voice.english)
    records = selected(query, snapshot)
    total = of_kind(query, snapshot)
    things = voice.say(f"things_{query.kind}")
    condition = _condition(query, snapshot, voice)
    measure = "" if voice.english else "个" if query.kind in ("phase", "group") else "项"
    facts = [Fact(r.name, things, str(i), citation=None) for i, r in enumerate(records, start=1)]
    if not records:
        ends = [total[0], total[-1]] if total else []
        text = voice.say("none_found", things=things, total=len(total), marks=marks(citations.cite_record(r) for r in ends))
        return _composed("answered_count", [text], [], citations, query, records)
    if query.operation == "count" and len(records) == len(total) and len(records) > 12:
        ends = marks(citations.cite_record(r) for r in (records[0], records[-1]))
        text = voice.say("count_only", count=len(records), measure=measure, things=things, condition="", marks=ends)
        return _composed("answered_count", [text], [], citations, query, ())
    head = voice.say("count_listed", count=len(records), measure=measure, things=things, condition=condition)
    outcome: Outcome = "answered_count" if query.operation == "count" else "answered_list"
    return _composed(outcome, [head, _items(records, voice, citations, query.role)], facts, citations, query, records)


def _condition(query: Query, snapshot: Snapshot, voice: Voice) -> str:
    parts = [voice.body(snapshot.body[ids[0]]) for ids in query.bodies]
    if query.role:
        parts.append(voice.say(query.role))
    if query.group:
        parts.append(query.group)
    parts += [voice.say(n) for n, on in (("starred", query.starred), ("qualitative", query.qualitative)) if on]
    if query.direction == "same":
        parts.append(voice.say("same"))
    if query.without:
        parts = [f"× {p}" for p in parts]
    return f" ({voice.join(parts)})" if parts and voice.english else f"（{voice.join(parts)}）" if parts else ""


def _ranked(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """The most or least, all ties named, and the figure they were ranked by."""
    citations = Citations(snapshot, voice.english)
    records = selected(query, snapshot)
    figures: list[tuple[str, object, Sequence[Record]]] = []
    if query.by == "record":
        unit = query.measure or ""
        scored = [(r, m) for r in records if (m := measured(r, unit, snapshot)) is not None]
        figures = [(voice.subject(r), m, [r]) for r, m in scored]
    else:
        for name, found in tallied(query, records, snapshot).items():
            shown = voice.body(snapshot.body[name]) if query.by == "body" else voice.name(name)
            figures.append((shown, len(found), found))
    if not figures:
        return _composed("declined_not_in_corpus", [voice.say("declined_plain")], [], citations, query, ())
    best = (max if query.operation == "most" else min)(f[1] for f in figures)  # type: ignore[type-var]
    winners = [f for f in figures if f[1] == best]
    measure = voice.say(_measure_name(query))
    counted = query.measure in (*UNIT_ROLES, "tasks") or query.by != "record"
    word = voice.say(query.operation if counted else {"most": "highest", "least": "lowest"}[query.operation])
    value = _figure(best, query, winners, voice)
    lines = [
        voice.say("rank_head", names=name, word=word, measure_name=measure, value=value, marks=marks(citations.cite_record(r) for r in found[:20]))
        for name, _, found in winners
    ]
    head = [voice.say("rank_tied", count=len(winners), word=word, measure_name=measure, value=value)] if len(winners) > 1 else []
    detail = [_items(winners[0][2], voice, citations, query.role)] if query.by != "record" and len(winners) == 1 else []
    kept = [r for _, _, found in winners for r in found] if query.by == "record" else []
    return _composed("answered_compare", [*head, *lines, *detail], [], citations, query, kept)


def _measure_name(query: Query) -> str:
    if query.by == "record":
        return f"measure_{query.measure}"
    if query.kind == "indicator":
        return "measure_monitored"
    return {"lead": "measure_lead_tasks", "cooperate": "measure_cooperate_tasks"}.get(query.role or "", "measure_tasks")


def _figure(best: object, query: Query, winners: Sequence[tuple[str, object, Sequence[Record]]], voice: Voice) -> str:
    record = winners[0][2][0]
    if query.by == "record" and query.measure in UNIT_ROLES:
        return voice.say("units_count", count=best)
    if query.by != "record":
        return voice.say("items_count", count=best)
    unit = next((v.unit for f in record.all("target", "base", "year") for v in f.values if v.unit), "")
    return f"{best}{voice.unit(unit)}"


def _composed(
    outcome: Outcome, blocks: Sequence[str], facts: Sequence[Fact], citations: Citations, query: Query, records: Sequence[Record]
) -> Composed:
    attributes = (query.role,) if query.role else ()
    focus = Focus(tuple(r.id for r in records), attributes, (query.kind,), query.bodies, query.written, query.documents)
    return Composed(outcome, "\n\n".join(blocks), tuple(facts), citations.all, focus=focus)


__all__ = ["answer_set", "key"]
