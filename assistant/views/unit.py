"""One unit: all it leads, joins and monitors, and the passages that name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from assistant.selection import body_id
from assistant.views.citing import Name, Question, Quoted, Source
from assistant.views.indicators import Indicator, record_to_indicator
from assistant.views.tasks import ROLES, Task, record_to_task
from corpus.bodies import Body
from corpus.model import Record, Span
from corpus.text import key
from index.snapshot import Snapshot


class Choice(Struct, frozen=True):
    """A unit that can be chosen, every name it is known by, and how much it has to do in each role."""

    body: str
    name: Name
    names: tuple[str, ...]
    counts: dict[str, int]


class UnitView(Struct, frozen=True):
    """All of one unit. `tasks` are by role, a role without tasks left out."""

    choice: Choice
    tasks: dict[str, tuple[Task, ...]]
    indicators: tuple[Indicator, ...]
    passages: tuple[Quoted, ...]
    ask: Question


def document_to_choices(source: Source) -> tuple[Choice, ...]:
    """Every unit of a document, those with the most to do first."""
    counts: dict[str, dict[str, int]] = {}
    for record in source.records("task", "indicator"):
        for role, body in dict.fromkeys(_held(source, record)):
            found = counts.setdefault(body, {})
            found[role] = found.get(role, 0) + 1
    bodies = [b for b in source.snapshot.bodies if b.id in counts]
    choices = [Choice(b.id, source.unit(b.id), _names(b, bodies), counts[b.id]) for b in bodies]
    return tuple(sorted(choices, key=lambda c: -sum(c.counts.values())))


def find_choices(choices: tuple[Choice, ...], typed: str) -> tuple[Choice, ...]:
    """The units that go by a name; without an exact one, those whose names hold what was typed."""
    wanted = key(typed)
    if not wanted:
        return ()
    exact = tuple(c for c in choices if wanted in {key(n) for n in c.names})
    return exact or tuple(c for c in choices if any(wanted in key(n) for n in c.names))


def choice_to_unit(source: Source, choice: Choice) -> UnitView:
    """Everything about a unit."""
    tasks: dict[str, tuple[Task, ...]] = {}
    for role in ROLES:
        records = [r for r in source.records("task") if (role, choice.body) in _held(source, r)]
        if records:
            tasks[role] = tuple(record_to_task(source, r) for r in records)
    monitored = [r for r in source.records("indicator") if ("monitor", choice.body) in _held(source, r)]
    return UnitView(
        choice=choice,
        tasks=tasks,
        indicators=tuple(record_to_indicator(source, r) for r in monitored),
        passages=tuple(source.quote(s) for s in sentences_naming(source, choice.body)),
        ask=source.ask("suggest_all", body=choice.body),
    )


def _held(source: Source, record: Record) -> Iterator[tuple[str, str]]:
    """Role and body of each unit of a record; whoever stands behind an indicator monitors it."""
    for role in (*ROLES, "monitor"):
        for value in (v for f in record.all(role) for v in f.values):
            yield (
                "monitor" if record.kind == "indicator" else role,
                body_id(source.snapshot, record.document, value.text),
            )


def _names(body: Body, bodies: Sequence[Body]) -> tuple[str, ...]:
    """Every name of a body; what is a part of another's name (高新区) names none of them."""
    others = [key(n) for b in bodies if b.id != body.id for n in b.names]
    forms = (f for f in body.forms if not any(key(f) in n for n in others))
    return tuple(dict.fromkeys((*body.names, *forms, *body.english)))


def sentences_naming(source: Source, body: str) -> Iterator[Span]:
    """The sentences of the text, tables apart, in which a unit is named."""
    found = source.snapshot.body[body]
    ways = {key(n) for n in (*found.names, *found.forms)}
    for sentence in (s for p in source.document.paragraphs for s in p.sentences):
        text = key(sentence.of(source.document.text))
        if any(w in text for w in ways) and body in bodies_in(source.snapshot, text):
            yield sentence


def bodies_in(snapshot: Snapshot, text: str) -> set[str]:
    """The ids of the bodies that a text (as `key` writes it) names; the longest name at each place counts."""
    found: set[str] = set()
    position = 0
    while position < len(text):
        ends = range(min(len(text), position + snapshot.names.longest), position + 1, -1)
        end = next((e for e in ends if text[position:e] in snapshot.names.chinese), position + 1)
        meanings = snapshot.names.chinese.get(text[position:end], ())
        found |= {m.value for m in meanings if m.kind == "body"}
        position = end
    return found
