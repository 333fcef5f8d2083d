"""A plan's tables → truthful denials of what they do not say, since the answers deny too seldom to measure by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from assistant.compose.voice import unit_in_english
from assistant.judgement import Evidence
from corpus.bodies import Body
from corpus.genre import genre
from corpus.model import Record, Value
from corpus.text import han_share, key
from eval.guard.bases import Base, Plan
from eval.guard.drafts import words

_BODIES = 2  # of a row


def plan_to_denials(plan: Plan) -> Iterator[Base]:
    """What a row does not say, denied in each of the ways of `words.toml`, over the row as evidence."""
    for record in plan.snapshot.records.values():
        if record.table is None or record.ordinal is None:
            continue
        quote = record.span.of(plan.snapshot.by_id[record.document].text)
        said = [*_roles(record, plan), *_values(record), *_unmeasured(record)]
        for i, (language, text) in enumerate(said):
            name = f"denials/{plan.name}/{record.kind}-{record.ordinal}-{i}"
            yield Base(name, language, "", text, (Evidence(1, quote),), plan)


def _filled(kind: str, **parts: object) -> Iterator[tuple[str, str]]:
    for language in ("zh", "en"):
        own = {k: v[language] if isinstance(v, dict) else v for k, v in parts.items()}
        if all(v not in (None, "") for v in own.values()):
            for template in words()["denials"][kind][language]:
                text = template.format(**own)
                yield language, f"{text[0].upper()}{text[1:]}"


def _roles(record: Record, plan: Plan) -> Iterator[tuple[str, str]]:
    """Bodies that only cooperate are said not to lead."""
    leads = {key(v.text) for f in record.all("lead", "responsible") for v in f.values}
    others = [v.text for f in record.all("cooperate") for v in f.values if key(v.text) not in leads]
    known: dict[str, Body] = {key(n): b for b in plan.snapshot.bodies for n in b.names}
    for name in islice((o for o in others if leads and key(o) in known), _BODIES):
        body = known[key(name)]
        english = next((e for e in body.english if han_share(e) == 0), "")
        yield from _filled("role", body={"zh": name, "en": english}, ordinal=record.ordinal)


def _values(record: Record) -> Iterator[tuple[str, str]]:
    """The base is said not to be the target."""
    base, target = record.first("base"), record.first("target")
    if base is None or target is None or base.year is None or target.year is None:
        return
    if len(base.values) == 1 == len(target.values) and base.values[0].number and target.values[0].number:
        wrong, right = base.values[0], target.values[0]
        if wrong.number != right.number and not wrong.comparison and not right.comparison:
            yield from _filled("value", year=target.year, wrong=_written(wrong), right=_written(right))


def _written(value: Value) -> dict[str, str]:
    unit = value.unit or ""
    return {"zh": f"{value.number}{unit}", "en": f"{value.number} {unit_in_english(unit) or unit}".replace(" %", "%")}


def _unmeasured(record: Record) -> Iterator[tuple[str, str]]:
    """What is judged in words is said to have no figure."""
    if any(genre().qualitative in f.text for f in record.fields):
        yield from _filled("unmeasured", ordinal=record.ordinal)
