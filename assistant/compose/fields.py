"""Answers from the fields of records: who leads, what target, which unit, how much of a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from assistant.answer import Fact, Outcome
from assistant.choices import Asked
from assistant.compose.parts import Citations, Composed, Focus, marks
from assistant.compose.voice import SHARES, Voice
from assistant.selection import UNIT_ROLES, body_id, changes
from assistant.vocabulary import vocabulary
from corpus.genre import genre
from corpus.model import Field, Record, Value
from corpus.numbers import canonical, difference, numbers
from corpus.outline import heading_number
from corpus.text import flat, key
from index.snapshot import Snapshot

_OF_A_YEAR = ("base", "target", "year", "amount")
_MOST_SENTENCES = 4
_ALONE = re.compile(r"[一独]家(?!企业|公司)|单独|独自|只有|只由|仅由|\b(?:alone|only|solely|sole)\b", re.IGNORECASE)


class Line(Struct, frozen=True):
    """One answered attribute of one record, before wording."""

    label: str
    value: str
    citation: int
    facts: tuple[Fact, ...]
    found: bool = True


def answer_fields(asked: Asked, snapshot: Snapshot, voice: Voice) -> Composed:
    """Answer attributes of records; a wrong premise is corrected before the fact."""
    citations = Citations(snapshot, voice.english)
    blocks: list[str] = []
    facts: list[Fact] = []
    lines_of = [(r, tuple(_lines(r, asked, snapshot, voice, citations))) for r in asked.records]
    for record, lines in lines_of:
        blocks.append(_corrected(record, asked, snapshot, voice, lines) or _worded(record, lines, voice))
        facts += [f for line in lines for f in line.facts]
    head = [voice.say("ambiguous")] if asked.ambiguous else []
    found = [line.found for _, lines in lines_of for line in lines]
    missing = tuple(line.label for _, lines in lines_of for line in lines if not line.found)
    answered: Outcome = "answered_compare" if asked.attributes == ("change",) else "answered_record"
    return Composed(
        outcome=answered if all(found) else "partly_answered" if any(found) else "declined_not_in_corpus",
        text="\n\n".join([*head, *blocks]),
        facts=tuple(facts),
        citations=citations.all,
        missing=missing,
        focus=Focus(tuple(r.id for r in asked.records), asked.attributes, tuple({r.kind for r in asked.records})),
        computed=tuple(n for f in facts if f.number for n in (f.number.lstrip("-"), *numbers(f.value))),
    )


def _worded(record: Record, lines: Sequence[Line], voice: Voice) -> str:
    subject = voice.subject(record)
    if len(lines) == 1:
        line = lines[0]
        if not line.found:
            return voice.say("declined_field", subject=subject, label=line.label, marks=marks([line.citation]))
        sentence = {"subject": subject, "label": line.label, "value": line.value}
        return voice.say("fact", **sentence, marks=marks([line.citation]))
    head = voice.say("heading_line", subject=subject)
    shown = [voice.say("fact_line", label=x.label, value=x.value, marks=marks([x.citation])) for x in lines if x.found]
    absent = [voice.say("no_field", subject=subject, label=x.label) for x in lines if not x.found]
    return "\n".join([*([head] if shown else []), *shown, *absent])


def _lines(record: Record, asked: Asked, snapshot: Snapshot, voice: Voice, citations: Citations) -> Iterator[Line]:
    for attribute in expanded(record, asked.attributes, asked.years):
        if attribute == "sections" and not snapshot.items.get((record.document, record.section or 0)):
            continue
        if attribute == "change":
            yield _change(record, asked, voice, citations)
        elif attribute == "content" and not record.all("content") and record.section is not None:
            yield _told(record, snapshot, voice, citations)
        elif attribute in ("unit", "group", "starred", "sections", "period"):
            yield _plain(record, attribute, snapshot, voice, citations)
        else:
            yield from _field_lines(record, attribute, asked, voice, citations)


def expanded(record: Record, attributes: Sequence[str], years: Sequence[int]) -> tuple[str, ...]:
    """The fields meant: both values where both are asked, lead and cooperating for responsible, years as they stand."""
    wanted: list[str] = []
    roles = {f.role for f in record.fields}
    for attribute in attributes:
        if attribute == "both":
            wanted += ["base", "target"]
        elif attribute == "responsible":
            wanted += [r for r in ("lead", "cooperate", "responsible", "monitor") if r in roles]
        elif attribute == "lead" and "lead" not in roles and roles & {"responsible", "monitor"}:
            wanted += [r for r in ("responsible", "monitor") if r in roles]
        elif attribute == "cooperate" and "cooperate" not in roles and {"lead", "responsible"} <= roles:
            wanted.append("responsible")  # 牵头单位 beside 责任单位: the others
        elif attribute == "monitor" and "monitor" not in roles:
            wanted += [r for r in ("responsible", "lead") if r in roles] or ["monitor"]
        elif attribute == "everything":
            wanted += _everything(record)
        else:
            wanted.append(attribute)
    if "year" in roles and not {"base", "target"} & roles:
        wanted = ["year" if w in ("base", "target") else w for w in wanted]
    by_year = [f.role for f in record.fields if f.year in years and f.values]
    if years and by_year and not {"change", "both"} & {*attributes}:
        wanted = [w for w in wanted if w not in ("base", "target", "year")] + list(dict.fromkeys(by_year))
    return tuple(dict.fromkeys(wanted)) or tuple(_everything(record))


def _everything(record: Record) -> list[str]:
    roles = list(dict.fromkeys(f.role for f in record.fields if f.role != "group"))
    extra = ["group"] if record.group else []
    return [*extra, *roles, *(["sections"] if record.section is not None and record.kind == "task" else [])]


def _field_lines(record: Record, role: str, asked: Asked, voice: Voice, citations: Citations) -> Iterator[Line]:
    fields = [
        f
        for f in record.fields
        if role in (f.role, f.label)
        if not asked.years or f.year is None or f.year in asked.years or role not in _OF_A_YEAR
    ]
    if not fields:
        label = voice.say(role)
        reason = _qualitative(record) if role in ("base", "target", "year") else None
        value = voice.say("qualitative") if reason else ""
        yield Line(label, value, citations.cite_record(record, reason), (), found=bool(reason))
    for field in fields:
        number = citations.cite_record(record, field)
        values = chosen_values(field, asked.text) or field.values
        label = _label(field, voice)
        if role in UNIT_ROLES:
            shown = voice.join(voice.name(v.text) for v in field.values)
        elif values:
            shown = voice.join(voice.value(v) for v in values)
        else:
            shown = voice.name(field.text)
        yield Line(label, shown, number, tuple(_facts(record, field, label, values, number)))


def _told(record: Record, snapshot: Snapshot, voice: Voice, citations: Citations) -> Line:
    """What the section of a record says, where no cell does: its first sentences."""
    document = snapshot.by_id[record.document]
    below = {s.id for s in document.sections if record.section in {p.id for p in document.path(s.id)}}
    spans = [s for p in document.paragraphs if p.section in below for s in p.sentences][:_MOST_SENTENCES]
    numbers_ = [citations.cite(record.document, s) for s in spans]
    text = flat("".join(s.of(document.text) for s in spans))
    label = voice.say("content")
    fact = (Fact(record.name, label, text, citation=numbers_[0]),) if spans else ()
    return Line(label, text, numbers_[0] if spans else citations.cite_record(record), fact, found=bool(spans))


def _qualitative(record: Record) -> Field | None:
    return next((f for f in record.fields if f.role == "unit" and genre().qualitative in f.text), None)


def chosen_values(field: Field, text: str) -> tuple[Value, ...]:
    """Of double values, those whose qualifier or unit the question names; () when it names none or all."""
    if len(field.values) < 2:
        return ()
    plain = key(text)
    named = tuple(v for v in field.values if v.qualifier and _names(v, plain))
    return named if len(named) < len(field.values) else ()


def _names(value: Value, text: str) -> bool:
    """Whether a question's text chooses this value: by its qualifier, or by a count's unit."""
    words = vocabulary().qualifiers.get(value.qualifier or "", (value.qualifier or "",))
    return any(key(w) in text for w in words if w)


def _label(field: Field, voice: Voice) -> str:
    label = voice.say(field.role) if field.role != "other" else field.label or voice.say("other")
    return voice.say("year_label", year=field.year, label=label) if field.year else label


def _facts(record: Record, field: Field, label: str, values: Sequence[Value], citation: int) -> Iterator[Fact]:
    for value in values or (None,):
        yield Fact(
            subject=record.name,
            attribute=label,
            value=value.text if value else field.text,
            number=value.number if value else None,
            unit=value.unit if value else None,
            qualifier=value.qualifier if value else None,
            year=field.year,
            citation=citation,
        )


def _plain(record: Record, attribute: str, snapshot: Snapshot, voice: Voice, citations: Citations) -> Line:
    label = voice.say(attribute)
    document = snapshot.by_id[record.document]
    value, number = "", 0
    if attribute == "unit":
        field = record.first("unit")
        units = dict.fromkeys(
            v.unit for f in record.all("base", "target", "year", "amount") for v in f.values if v.unit
        )
        value = voice.unit_name(field.text) if field else voice.join(map(voice.unit_name, units))
    elif attribute == "group" and record.group:
        value = voice.name(without_number(record.group))
    elif attribute == "starred":
        note = next((n.of(document.text) for t in document.tables if t.number == record.table for n in t.notes), "")
        value = voice.say("starred_yes", note=note) if record.starred else voice.say("starred_no")
    elif attribute == "period" and record.period:
        months = record.period[1] - record.period[0] + 1
        value = voice.say("lasting", period=record.fields[0].text, months=months)
        number = citations.cite_record(record)
        fact = Fact(record.name, label, value, str(months), citation=number)
        return Line(label, value, number, (fact,))
    elif attribute == "sections" and record.section is not None:
        children = document.children(record.section)
        value = voice.join(voice.name(c.title) for c in children)
        number = max((citations.cite(record.document, c.span) for c in children), default=0)
    number = number or citations.cite_record(record, record.first(attribute))
    fact = Fact(record.name, label, value, citation=number)
    return Line(label, value, number, (fact,) if value else (), found=bool(value))


def without_number(group: str) -> str:
    """A group's name without the number before it."""
    return group[heading_number(group) :].strip()


def _change(record: Record, asked: Asked, voice: Voice, citations: Citations) -> Line:
    label = voice.say("change")
    number = citations.cite_record(record, record.first("target"))
    pairs = changes(record)
    named = [p for p in pairs if p[1].qualifier and _names(p[1], key(asked.text))]
    shown: list[str] = []
    facts: list[Fact] = []
    for base, target in named or pairs:
        wording = _difference(base, target, voice)
        text = voice.say("change_from", direction=wording, base=voice.value(base), target=voice.value(target))
        shown.append(text)
        facts.append(
            Fact(
                record.name,
                label,
                text,
                difference(target.number or "0", base.number or "0"),
                base.unit,
                base.qualifier,
                None,
                number,
            )
        )
    return Line(label, voice.join(shown), number, tuple(facts), found=bool(pairs))


def _difference(base: Value, target: Value, voice: Voice) -> str:
    gap = Decimal(target.number or 0) - Decimal(base.number or 0)
    if not gap:
        return voice.say("same")
    amount = canonical(format(abs(gap), "f"))
    if base.unit in SHARES:
        amount = voice.say("percentage_points", number=amount)
    else:
        amount += voice.unit(base.unit or "")
    return voice.say("up" if gap > 0 else "down", difference=amount)


def _corrected(record: Record, asked: Asked, snapshot: Snapshot, voice: Voice, lines: Sequence[Line]) -> str | None:
    """A premise about a role, corrected or confirmed, and after it what else is asked; None without a premise."""
    roles = {voice.say(role) for role in UNIT_ROLES}
    premise = _premise(record, asked, snapshot, voice, [line for line in lines if line.label in roles])
    rest = [line for line in lines if line.label not in roles and line.found]
    shown = [voice.say("fact_line", label=x.label, value=x.value, marks=marks([x.citation])) for x in rest]
    return "\n".join([premise, *shown]) if premise else None


def _premise(record: Record, asked: Asked, snapshot: Snapshot, voice: Voice, lines: Sequence[Line]) -> str | None:
    """A correction or confirmation where the question claims a body in a role; None where it claims nothing."""
    claimed = [b for b in asked.bodies if b.written]
    roles = [a for a in expanded(record, asked.attributes, ()) if a in UNIT_ROLES]
    if not claimed or len(roles) != 1:
        return None
    body, role = claimed[0], roles[0]
    holders = {f.role: f for f in record.fields if f.role in UNIT_ROLES}
    field = holders.get(role)
    if field is None:
        return None
    subject, label = voice.subject(record), voice.say(role)
    ids = {body_id(snapshot, record.document, v.text) for v in field.values}
    name = voice.body(snapshot.body[body.ids[0]]) if body.ids else body.written
    value = voice.join(voice.name(v.text) for v in field.values)
    mark = marks([line.citation for line in lines])
    if set(body.ids) & ids:
        if not asked.truth and len(field.values) == 1:
            return None
        many = len(field.values) > 1
        extra: dict[str, object] = {"count": len(field.values), "value": value} if many else {}
        alone = "premise_not_alone" if _ALONE.search(asked.text) else "premise_yes_with"
        sentence = alone if many else "premise_yes"
        return voice.say(sentence, body=name, subject=subject, label=label, marks=mark, **extra)
    other = next(
        (
            r
            for r, f in holders.items()
            if set(body.ids) & {body_id(snapshot, record.document, v.text) for v in f.values}
        ),
        None,
    )
    values = {"body": name, "subject": subject, "label": label, "value": value, "marks": mark}
    return (
        voice.say("premise_role", actual=voice.say(other), **values)
        if other
        else voice.say("premise_role_none", **values)
    )
