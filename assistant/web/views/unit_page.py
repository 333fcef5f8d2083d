"""The page of one unit, and the choice of it by any of its names."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.views.citing import Name, Quoted
from assistant.views.indicators import Indicators
from assistant.views.tasks import Task
from assistant.views.unit import Choice, UnitView
from assistant.web.places import spaced
from assistant.web.views.indicators_page import indicators_table
from assistant.web.views.page import (
    Place,
    ask_link,
    cell_link,
    name_html,
    nothing_html,
    unit_links,
    view_page,
)
from assistant.web.views.wording import ROLE_WORDS, filled, short, task_word
from assistant.web.words import Word, both, placeholder, words
from corpus.text import key

_HEADINGS = {"lead": "leads_heading", "responsible": "responsible_heading", "cooperate": "joins_heading"}


def choosing_page(choices: tuple[Choice, ...], place: Place, typed: str = "", found: tuple[Choice, ...] = ()) -> str:
    """All units to choose from; what was typed without one clear answer is answered for."""
    title = words()["view_unit"]
    if not choices:
        return view_page(place, "unit", title, nothing_html("no_units"), exported=False)
    said = ""
    if typed:
        said = f'<p class="nothing">{both("unit_several" if found else "unit_unknown", typed=typed)}</p>'
    body = f"{said}{_chooser(found or choices, place, '' if found else typed)}"
    return view_page(place, "unit", title, body, exported=False)


def _chooser(choices: tuple[Choice, ...], place: Place, typed: str) -> str:
    """A box to type in and a list that it filters; without scripts the form asks the server."""
    several = len(place.documents) > 1
    document = escape(place.origin.source.document.id)
    items = "".join(_choice(choice, place) for choice in choices)
    return (
        f'<form class="chooser" action="{escape(place.root)}/views/unit" role="search">'
        + (f'<input type="hidden" name="document" value="{document}">' if several else "")
        + f'<label for="name">{both("choose_unit")}</label><div class="typing">'
        f'<input type="search" id="name" name="name" value="{escape(typed)}" autocomplete="off" aria-controls="units"'
        f' {placeholder("choose_unit_example")}><button type="submit">{both("show_unit")}</button></div>'
        f'<p class="counts" role="status">{_filtered(len(choices))}</p></form><ul id="units" class="units">{items}</ul>'
    )


def _filtered(count: int) -> str:
    """The count that the script rewrites: `{count}` stands in a span of its own."""
    chinese, english = (w.replace("{count}", f'<span class="found">{count}</span>') for w in _units_found())
    return f'<span class="zh" lang="zh-CN">{chinese}</span><span class="en" lang="en">{english}</span>'


def _units_found() -> tuple[str, str]:
    word = words()["units_found"]
    return escape(word.zh), escape(word.en)


def _choice(choice: Choice, place: Place) -> str:
    names = "|".join(dict.fromkeys(key(n) for n in choice.names))
    counts = "".join(
        f'<span class="tally {role}">{both(ROLE_WORDS[role])} {choice.counts[role]}</span>'
        for role in ROLE_WORDS
        if role in choice.counts
    )
    return (
        f'<li data-names="{escape(names)}"><a href="{escape(place.view("unit", unit=choice.body))}">'
        f'{name_html(choice.name)}<span class="tallies">{counts}</span></a></li>'
    )


def unit_page(view: UnitView, place: Place) -> str:
    """All of one unit."""
    title = short(view.choice.name)
    others = [n for n in view.choice.names if n != view.choice.name.zh and n in _written(view, place)]
    also = f'<p class="counts">{both("also_called", names="、".join(others))}</p>' if others else ""
    tasks = "".join(_tasks(role, tasks, place) for role, tasks in view.tasks.items())
    monitored = _section(
        "monitors_heading", len(view.indicators),
        f'<div class="box">{indicators_table(Indicators(view.indicators, None), place)}</div>',
    ) if view.indicators else ""  # fmt: skip
    summary = " · ".join(
        f"{both(ROLE_WORDS[role])} {view.choice.counts[role]}" for role in ROLE_WORDS if role in view.choice.counts
    )
    body = (
        f'<p class="counts">{summary} {ask_link(place, view.ask, title)}'
        f' <a class="other" href="{escape(place.view("unit"))}">{both("unit_other")}</a></p>'
        f"{also}{tasks}{monitored}{_passages(view.passages, place)}"
    )
    return view_page(place, "unit", title, body)


def _written(view: UnitView, place: Place) -> tuple[str, ...]:
    return place.origin.source.snapshot.body[view.choice.body].names


def _section(heading: str, count: int, inner: str) -> str:
    return f'<section class="part"><h2>{both(heading)} <small>{count}</small></h2>{inner}</section>'


def _tasks(role: str, tasks: tuple[Task, ...], place: Place) -> str:
    items = "".join(_task(role, task, place) for task in tasks)
    return _section(_HEADINGS[role], len(tasks), f'<ul class="tasks {role}">{items}</ul>')


def _task(role: str, task: Task, place: Place) -> str:
    holder = next(h for h in task.holders if h.role == role)
    number = "" if task.ordinal is None else f"<b>{task.ordinal}</b>"
    named = filled("value_of", name=task_word(task), column=words()[ROLE_WORDS[role]], value=_names(task, role))
    parts = "".join(
        f"<dt>{both(ROLE_WORDS[r])}</dt><dd>{unit_links(place, _held(task, r))}</dd>"
        for r in _HEADINGS
        if task.held_by(r)
    )
    deadline = f"<dt>{both('column_deadline')}</dt><dd>{escape(task.deadline)}</dd>" if task.deadline else ""
    group = f'<small class="of-group shown">{name_html(task.group)}</small>' if task.group else ""
    content = f'<p lang="zh-CN">{escape(task.content)}</p>' if task.content else ""
    link = cell_link(place, holder.citation, named, task.ask, f"{number} {name_html(task.name)}", "heading")
    ask = ask_link(place, task.ask, task_word(task))
    return f"<li><h3>{link} {ask}</h3>{group}{content}<dl>{parts}{deadline}</dl></li>"


def _names(task: Task, role: str) -> Word:
    names = [short(n) for n in task.held_by(role)]
    return Word("、".join(n.zh for n in names), ", ".join(n.en for n in names))


def _held(task: Task, role: str) -> Iterable[tuple[str, Name]]:
    return [(h.body, h.name) for h in task.holders if h.role == role]


def _passages(passages: tuple[Quoted, ...], place: Place) -> str:
    if not passages:
        nothing = f'<p class="nothing">{both("not_named")}</p>'
        return f'<section class="part"><h2>{both("named_heading")}</h2>{nothing}</section>'
    items = "".join(
        f'<li><small lang="zh-CN">{escape(" › ".join(map(spaced, q.section)))}</small>'
        f'<a class="plain" lang="zh-CN" href="{escape(place.source(q.citation))}">{escape(q.text)}</a></li>'
        for q in passages
    )
    return _section("named_heading", len(passages), f'<ul class="passages">{items}</ul>')
