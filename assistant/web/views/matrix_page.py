"""The page of the matrix: units down, tasks across, heads that stay in sight, a box of its own to scroll in."""

from __future__ import annotations

from html import escape

from assistant.views.matrix import Mark, Matrix, UnitRow
from assistant.views.tasks import Task
from assistant.web.views.page import (
    Place,
    ask_link,
    cell_link,
    counts_html,
    name_html,
    nothing_html,
    view_page,
)
from assistant.web.views.wording import ROLE_MARKS, ROLE_WORDS, filled, short, task_word
from assistant.web.words import Word, both, label, words


def matrix_page(view: Matrix, place: Place) -> str:
    """The whole page."""
    title = words()["view_matrix"]
    if not view.units:
        return view_page(place, "matrix", title, nothing_html("no_tasks"), exported=False)
    roles = [r for r in ROLE_MARKS if any(u.count(r) for u in view.units)]
    legend = "".join(f"<span>{_letter(r)} {both(ROLE_WORDS[r])}</span>" for r in roles)
    body = (
        counts_html(("count_units", len(view.units)), ("count_tasks", len(view.tasks)))
        + f'<p class="legend">{legend}<span class="hint">{both("arrow_keys")}</span></p>'
        + f'<div class="box matrix-box" tabindex="0" role="group" {label("matrix_box")}>'
        + f'<table class="matrix"><thead>{_heads(view, roles)}</thead>'
        + f"<tbody>{''.join(_row(unit, view, roles, place) for unit in view.units)}</tbody></table></div>"
        + f'<details class="task-list" open><summary>{both("task_list")}</summary>{_task_list(view, place)}</details>'
    )
    return view_page(place, "matrix", title, body)


def _letter(role: str) -> str:
    return f'<span class="mark {role}" aria-hidden="true">{both(ROLE_MARKS[role])}</span>'


def _heads(view: Matrix, roles: list[str]) -> str:
    """Two rows: the groups where there are any, and the tasks."""
    grouped = any(g for g, _ in view.groups)
    rows = 2 if grouped else 1
    corner = f'<th class="corner" rowspan="{rows}" scope="col">{both("column_body")}</th>'
    counts = "".join(f'<th class="count" rowspan="{rows}" scope="col">{both(ROLE_WORDS[r])}</th>' for r in roles)
    groups = "".join(
        f'<th class="group" colspan="{len(tasks)}" scope="colgroup">{name_html(group) if group else ""}</th>'
        for group, tasks in view.groups
    )
    first = {tasks[0].id for _, tasks in view.groups}
    tasks = "".join(_head(task, task.id in first) for task in view.tasks)
    if not grouped:
        return f"<tr>{corner}{counts}{tasks}</tr>"
    return f"<tr>{corner}{counts}{groups}</tr><tr>{tasks}</tr>"


def _head(task: Task, first: bool) -> str:
    number = "" if task.ordinal is None else str(task.ordinal)
    name = short(task.name)
    return (
        f'<th scope="col" class="task{" edge" if first else ""}" title="{escape(task.name.zh)}">'
        f'<span class="number">{number}</span>'
        f'<span class="name">{name.html()}</span></th>'
    )


def _row(unit: UnitRow, view: Matrix, roles: list[str], place: Place) -> str:
    counts = "".join(f'<td class="count">{unit.count(r) or ""}</td>' for r in roles)
    first = {tasks[0].id for _, tasks in view.groups}
    cells = "".join(_cell(unit, task, unit.at(task.id), task.id in first, place) for task in view.tasks)
    name = f'<a href="{escape(place.view("unit", unit=unit.body))}">{short(unit.name).html()}</a>'
    return f'<tr><th scope="row">{name}</th>{counts}{cells}</tr>'


def _cell(unit: UnitRow, task: Task, mark: Mark | None, first: bool, place: Place) -> str:
    edge = ' class="edge"' if first else ""
    if mark is None:
        return f"<td{edge}></td>"
    link = cell_link(
        place, mark.citation, part_word(unit, task, mark), mark.ask, _inner(mark.role), f"mark {mark.role}"
    )
    return f"<td{edge}>{link}</td>"


def _inner(role: str) -> str:
    return both(ROLE_MARKS[role])


def part_word(unit: UnitRow, task: Task, mark: Mark) -> Word:
    """A mark in words: which unit leads or joins which task."""
    template = "part_of" if task.ordinal is not None else "part_of_unnumbered"
    return filled(
        template,
        body=short(unit.name),
        role=words()[ROLE_WORDS[mark.role]],
        ordinal=task.ordinal,
        task=short(task.name),
    )


def _task_list(view: Matrix, place: Place) -> str:
    parts: list[str] = []
    for group, tasks in view.groups:
        items = "".join(
            f'<li><a class="plain" href="{escape(place.source(t.citation))}">'
            f"<b>{'' if t.ordinal is None else t.ordinal}</b> {name_html(t.name)}</a>"
            f" {ask_link(place, t.ask, task_word(t))}</li>"
            for t in tasks
        )
        parts.append(f"<section>{f'<h2>{name_html(group)}</h2>' if group else ''}<ul>{items}</ul></section>")
    return f'<div class="columns">{"".join(parts)}</div>'
