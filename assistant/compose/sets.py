"""Answers about sets: lists, counts, rankings, and all that a body does. Each says what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from assistant.answer import Fact, Outcome
from assistant.compose.fields import without_number
from assistant.compose.parts import Citations, Composed, Focus, marks
from assistant.compose.voice import SHARES, Voice
from assistant.selection import UNIT_ROLES, Query, amounts, holders, measured, of_kind, selected, tallied
from corpus.model import Record, Value
from corpus.numbers import canonical, numbers
from index.snapshot import Snapshot

_LONGEST_LIST = 12
_MOST_CITED = 20
_REVERSE_ROLES = {"task": ("lead", "cooperate", "responsible"), "indicator": ("monitor",)}


def answer_set(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """Answer a question about a set of records."""
    if query.operation in ("most", "least"):
        return _ranked(query, snapshot, voice)
    if query.operation == "sum":
        return _summed(query, snapshot, voice)
    if query.operation == "compare":
        return _compared(query, snapshot, voice)
    if query.by == "group":
        return _groups(query, snapshot, voice)
    if len(query.bodies) == 1 and not query.without and not query.narrowed and not _in_rows(query, snapshot):
        return _reverse(query, snapshot, voice)
    if len(query.kinds) > 1 and query.operation == "count" and not query.bodies:
        return _counts(query, snapshot, voice)
    return _listed(query, snapshot, voice)


def _in_rows(query: Query, snapshot: Snapshot) -> bool:
    """Whether rows of a plain table are asked for, as a table of projects has them, and there are some."""
    return query.kind == "row" and bool(selected(query, snapshot))


def _reverse(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """Everything a body leads, joins and monitors; or only the roles asked for."""
    citations = Citations(snapshot, voice.english)
    body = snapshot.body[query.bodies[0][0]]
    asked = query.roles or tuple(r for k in (query.kinds or ("task", "indicator")) for r in _REVERSE_ROLES.get(k, ()))
    found = {role: _held(query, role, snapshot) for role in asked}
    shown = found
    if not any(found.values()):
        shown = found | {r: held for r in UNIT_ROLES if r not in found and (held := _held(query, r, snapshot))}
    single = len(query.roles) == 1 and bool(found[query.roles[0]])
    blocks = [_none(query, snapshot, voice, citations)] if query.kind == "row" else []
    blocks += [] if single else [voice.say("reverse_all", body=voice.body(body))]
    facts: list[Fact] = []
    for role, records in shown.items():
        things = voice.things("indicator" if role == "monitor" else "task", len(records))
        verb = voice.say(f"verb_{role}")
        if records:
            sentence = "reverse_head" if single else "reverse_role"
            blocks.append(voice.say(sentence, body=voice.body(body), role=verb, count=len(records), things=things))
            blocks.append(_items(records, voice, citations, role))
            facts += [_fact(body.names[0], role, r, citations, voice) for r in records]
        elif query.roles:
            blocks.append(voice.say("reverse_none", body=voice.body(body), role=verb, things=things))
    if len(body.names) > 1:
        blocks.append(voice.say("same_body", names=voice.join(body.names)))
    kept = [r for records in found.values() for r in records]
    return _composed("answered_list", blocks, facts, citations, query, kept)


def _held(query: Query, role: str, snapshot: Snapshot) -> list[Record]:
    """The records in which the query's body holds a role."""
    roles = (role,) if role != "responsible" else ("responsible",)
    return [
        r for r in snapshot.records.values()
        if any(f.role == role for f in r.fields) and {*query.bodies[0]} & {*holders(r, roles, snapshot)}
    ]  # fmt: skip


def _items(records: Sequence[Record], voice: Voice, citations: Citations, role: str | None = None) -> str:
    numbered = [
        voice.say(
            "item_line",
            number=i,
            subject=voice.subject(r),
            detail=_detail(r, voice),
            marks=marks([citations.cite_record(r, r.first(role or ""))]),
        )
        for i, r in enumerate(records, start=1)
    ]
    return "\n".join(numbered)


def _detail(record: Record, voice: Voice) -> str:
    """What a list shows beside a name: the dates of a phase, the deadline of a task."""
    period = record.first("period") or record.first("deadline")
    return voice.say("condition", parts=period.text) if period else ""


def _fact(subject: str, role: str, record: Record, citations: Citations, voice: Voice) -> Fact:
    return Fact(
        subject, voice.say(f"verb_{role}"), record.name, citation=citations.cite_record(record, record.first(role))
    )


def _compared(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """What each of several bodies does, by number, the most first; with the lists."""
    citations = Citations(snapshot, voice.english)
    role = query.roles[0] if query.roles else "lead"
    kind = "indicator" if role == "monitor" else "task"
    held = [(ids[0], _held(replace(query, bodies=(ids,)), role, snapshot)) for ids in query.bodies]
    held.sort(key=lambda pair: -len(pair[1]))
    verb = voice.say(f"verb_{role}")
    lines = []
    for body, records in held:
        cited = marks(citations.cite_record(r, r.first(role)) for r in records)
        count = {"role": verb, "count": len(records), "things": voice.things(kind, len(records))}
        lines.append(voice.say("compare_line", name=voice.body(snapshot.body[body]), marks=cited, **count))
    return _composed("answered_compare", ["\n".join(lines)], [], citations, query, ())


def _groups(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """The groups of a table, each with the number of its records."""
    citations = Citations(snapshot, voice.english)
    records = of_kind(query, snapshot)
    found = tallied(query, records, snapshot)
    things = voice.things(query.kind, len(records))
    count = voice.say(
        "count_listed",
        count=len(found),
        measure="" if voice.english else "个",
        things=voice.things("group", len(found)),
        condition=voice.say("group_total", count=len(records), measure=voice.measure(query.kind), things=things),
    )
    lines = [
        voice.say(
            "group_line",
            name=voice.name(without_number(g)),
            count=len(rs),
            things=voice.things(query.kind, len(rs)),
            marks=marks([citations.cite_record(rs[0])]),
        )
        for g, rs in found.items()
    ]
    return _composed("answered_count", [count, "\n".join(lines)], [], citations, query, ())


def _summed(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """The amounts of the rows of a table, added up, with what they were added up from."""
    citations = Citations(snapshot, voice.english)
    records = selected(query, snapshot)
    shown = [(r, v) for r in records for v in amounts(r, query.years)]
    units = {v.unit for _, v in shown}
    if len(units) != 1 or len({r.table for r in records}) != 1:
        return _composed("declined_not_in_corpus", [voice.say("declined_plain")], [], citations, query, ())
    whole = _total([v for _, v in shown], voice)
    lines = [
        voice.say("sum_line", name=voice.name(r.name), group=r.group or "", value=voice.value(v), marks=cited)
        for r, v in shown
        for cited in [marks([citations.cite_record(r, r.first("amount"))])]
    ]
    values = {"total": whole, "count": len(shown), "years": voice.join(map(str, query.years))}
    sentence = "sum_head_projects" if query.projects else "sum_head"
    head = voice.say(sentence, condition=_condition(query, snapshot, voice), **values)
    composed = _composed("answered_count", [head, "\n".join(lines)], [], citations, query, records)
    return replace(composed, computed=numbers(whole))


def _total(values: Sequence[Value], voice: Voice) -> str:
    """The sum of values of one unit."""
    total = canonical(f"{sum(Decimal(v.number or 0) for v in values)}")
    return voice.value(Value(total, values[0].span, total, values[0].unit))


def _counts(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """How many there are of each of several kinds."""
    citations = Citations(snapshot, voice.english)
    blocks = [_count_line(replace(query, kind=kind), snapshot, voice, citations) for kind in query.kinds]
    return _composed("answered_count", blocks, [], citations, query, ())


def _count_line(query: Query, snapshot: Snapshot, voice: Voice, citations: Citations) -> str:
    records = of_kind(query, snapshot)
    ends = marks(citations.cite_record(r) for r in (records[0], records[-1]))
    measure = voice.measure(query.sort)
    return voice.say(
        "count_only",
        count=len(records),
        measure=measure,
        things=voice.things(query.sort, len(records)),
        condition="",
        marks=ends,
    )


def _none(query: Query, snapshot: Snapshot, voice: Voice, citations: Citations) -> str:
    """That none of the records is meant, and between which two was looked."""
    total = of_kind(query, snapshot)
    ends = {r.id: r for r in (*total[:1], *total[-1:])}.values()
    cited = marks(citations.cite_record(r) for r in ends)
    return voice.say("none_found", things=voice.things(query.sort, 0), total=len(total), marks=cited)


def _listed(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    citations = Citations(snapshot, voice.english)
    records, total = selected(query, snapshot), of_kind(query, snapshot)
    things = voice.things(query.sort, len(records))
    if not records:
        text = _none(query, snapshot, voice, citations)
        return _composed("answered_count", [text], [], citations, query, records)
    if query.operation == "count" and len(records) == len(total) > _LONGEST_LIST:
        return _composed("answered_count", [_count_line(query, snapshot, voice, citations)], [], citations, query, ())
    measure = voice.measure(query.sort)
    head = voice.say(
        "count_listed", count=len(records), measure=measure, things=things, condition=_condition(query, snapshot, voice)
    )
    facts = [Fact(r.name, things, str(i)) for i, r in enumerate(records, start=1)]
    outcome: Outcome = "answered_count" if query.operation == "count" else "answered_list"
    role = query.roles[0] if query.roles else None
    return _composed(outcome, [head, _items(records, voice, citations, role)], facts, citations, query, records)


def _condition(query: Query, snapshot: Snapshot, voice: Voice) -> str:
    parts = [voice.body(snapshot.body[ids[0]]) for ids in query.bodies]
    parts += [voice.say(f"verb_{r}") for r in query.roles]
    parts += [voice.name(without_number(g)) for g in query.groups]
    parts += [c.split("=", 1)[1] for c in query.categories]
    flags = (
        ("starred", query.starred),
        ("qualitative_flag", query.qualitative),
        ("many_flag" if query.fewest == 2 else "fewest_flag", query.holders == "many"),
    )
    parts += [voice.say(n, fewest=query.fewest) for n, on in (*flags, ("one_flag", query.holders == "one")) if on]
    parts += [voice.say(f"{query.direction}_flag")] if query.direction else []
    if query.without:
        parts = [voice.say("without_flag", parts=voice.join(parts))]
    return voice.say("condition", parts=voice.join(parts)) if parts else ""


def _ranked(query: Query, snapshot: Snapshot, voice: Voice) -> Composed:
    """The most or least, all ties named, and the figure they were ranked by."""
    citations = Citations(snapshot, voice.english)
    figures = _figures(query, snapshot, voice)
    if not figures:
        return _composed("declined_not_in_corpus", [voice.say("declined_plain")], [], citations, query, ())
    first, last = query.places
    values = sorted({f.value for f in figures}, reverse=query.operation == "most")[first - 1 : last]
    if not values:
        return _composed("declined_not_in_corpus", [voice.say("declined_plain")], [], citations, query, ())
    if first != last:
        return _first_few(query, [f for v in values for f in figures if f.value == v][:last], voice, citations)
    best = values[0]
    winners = [f for f in figures if f.value == best]
    counted = query.measure in (*UNIT_ROLES, "tasks", "duration") or query.by != "record"
    word = voice.say(query.operation if counted else {"most": "highest", "least": "lowest"}[query.operation])
    word = voice.say(f"nth_{query.operation}", n=first) if first > 1 else word
    shown = {"word": word, "measure_name": voice.say(_measure_name(query)), "value": _shown(winners[0], query, voice)}
    cited = [marks(citations.cite_record(r) for r in f.records[:_MOST_CITED]) for f in winners]
    if len(winners) == 1:
        blocks = [voice.say("rank_head", names=winners[0].name, marks=cited[0], **shown)]
        if query.by != "record":
            blocks.append(_items(winners[0].records, voice, citations, query.roles[0] if query.roles else None))
    else:
        lines = [voice.say("list_item", name=f"**{f.name}**", marks=m) for f, m in zip(winners, cited, strict=True)]
        blocks = [voice.say("rank_tied", count=len(winners), **shown), "\n".join(lines)]
    kept = [r for f in winners for r in f.records] if query.by == "record" else []
    return replace(
        _composed("answered_compare", blocks, [], citations, query, kept), computed=numbers(f"{best} {shown['value']}")
    )


def _first_few(query: Query, figures: Sequence[_Figure], voice: Voice, citations: Citations) -> Composed:
    """The first few of a ranking, one a line, each with its figure."""
    head = voice.say(
        "nth_lines" if query.operation == "most" else "nth_lines_least", measure_name=voice.say(_measure_name(query))
    )
    shown = [_shown(f, query, voice) for f in figures]
    lines = [
        voice.say("nth_line", n=i, name=f.name, value=value, marks=marks(citations.cite_record(r) for r in f.records))
        for i, (f, value) in enumerate(zip(figures, shown, strict=True), start=1)
    ]
    kept = [r for f in figures for r in f.records] if query.by == "record" else []
    composed = _composed("answered_compare", [head, "\n".join(lines)], [], citations, query, kept)
    return replace(composed, computed=numbers(" ".join(shown)))


class _Figure(Struct, frozen=True):
    """What is ranked, the figure it is ranked by, and the records behind it."""

    name: str
    value: Decimal
    records: tuple[Record, ...]


def _figures(query: Query, snapshot: Snapshot, voice: Voice) -> list[_Figure]:
    records = selected(query, snapshot)
    if query.by == "record":
        scored = [(r, m) for r in records if (m := measured(r, query.measure or "", snapshot)) is not None]
        return [_Figure(voice.subject(r), m, (r,)) for r, m in scored]
    found = tallied(query, records, snapshot).items()
    if query.by == "body":
        return [_Figure(voice.body(snapshot.body[body]), Decimal(len(rs)), tuple(rs)) for body, rs in found]
    return [_Figure(voice.name(without_number(group)), Decimal(len(rs)), tuple(rs)) for group, rs in found]


def _measure_name(query: Query) -> str:
    if query.by == "record":
        return f"measure_{query.measure}"
    if query.kind == "indicator":
        return "measure_monitored"
    return {"lead": "measure_lead_tasks", "cooperate": "measure_cooperate_tasks"}.get(
        query.roles[0] if query.roles else "", "measure_tasks"
    )


def _shown(figure: _Figure, query: Query, voice: Voice) -> str:
    """The figure of a ranking with what it counts."""
    if query.by != "record":
        return voice.say("items_count", count=figure.value)
    if query.measure in UNIT_ROLES:
        return voice.say("units_count", count=figure.value)
    if query.measure == "duration":
        return voice.say("months_count", count=figure.value)
    if query.measure == "amount":
        values = amounts(figure.records[0], query.years)
        parts = voice.join(map(voice.value, values))
        return parts if len(values) == 1 else voice.say("sum_of", total=_total(values, voice), parts=parts)
    unitary = (v for f in figure.records[0].all("target", "base", "year") for v in f.values if v.unit)
    unit = next((v.unit or "" for v in unitary), "")
    if query.measure == "change" and unit in SHARES:
        return voice.say("percentage_points", number=figure.value)
    return f"{figure.value}{voice.unit(unit)}"


def _composed(
    outcome: Outcome,
    blocks: Sequence[str],
    facts: Sequence[Fact],
    citations: Citations,
    query: Query,
    records: Sequence[Record],
) -> Composed:
    attributes = query.roles
    focus = Focus(tuple(r.id for r in records), attributes, (query.kind,), query.bodies, query.written, query.documents)
    return Composed(outcome, "\n\n".join(blocks), tuple(facts), citations.all, focus=focus)
