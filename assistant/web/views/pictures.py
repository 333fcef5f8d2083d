"""The views as drawings that stand by themselves, for pictures in slides and papers."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.views.indicators import Figure, Indicator, Indicators, Pair
from assistant.views.matrix import Matrix
from assistant.views.timeline import Month, Phase, Timeline
from assistant.views.unit import UnitView
from assistant.web.views.drawing import MARGIN, dumbbell, lines_at, rule_at, svg_page, text_at, width_of, wrapped
from assistant.web.views.sheets import Origin
from assistant.web.views.wording import (
    ROLE_MARKS,
    ROLE_WORDS,
    difference_word,
    figure_word,
    filled,
    month_word,
    named,
    of,
    pair_word,
    said,
    short,
    task_word,
)

_ROW = 44
_BRIEF = 5.5  # letters


def indicators_picture(view: Indicators, origin: Origin, language: str) -> str:
    """Every value from base to target."""
    width, y = 1200, 8.0
    parts: list[str] = []
    for group, rows in view.groups:
        if group:
            parts.append(text_at(MARGIN, y + 24, of(named(group), language), 15, "strong"))
            y += 36
        for row, pair in _pairs(rows):
            parts.append(_indicator_line(row, pair, y, width, language))
            y += _ROW
    notes = [view.star, said("drawn_from_zero", language), said("computed", language)]
    title = f"{said('view_indicators', language)} · {origin.source.document.title}"
    return svg_page(width, y + 8, title, "".join(parts), [*origin.lines(language), *(n for n in notes if n)])


def _pairs(rows: tuple[Indicator, ...]) -> Iterator[tuple[Indicator, Pair | None]]:
    for row in rows:
        for pair in row.pairs or (None,):
            yield row, pair


def _indicator_line(row: Indicator, pair: Pair | None, y: float, width: float, language: str) -> str:
    middle = y + _ROW / 2
    number = "" if row.ordinal is None else str(row.ordinal)
    name = of(pair_word(row, pair) if pair else short(row.name), language) + ("*" if row.starred else "")
    parts = [rule_at(MARGIN, y, width - 2 * MARGIN), text_at(MARGIN + 22, middle + 5, number, 14, "quiet", "end")]
    parts.append(lines_at(MARGIN + 36, middle, wrapped(name, 31), 14))
    if pair is None or (pair.base is None and pair.target is None):
        judged = said("qualitative" if row.qualitative else "no_figure", language)
        return "".join([*parts, text_at(700, middle + 5, judged, 14, "quiet")])
    base, target = (_brief(f, pair, language) for f in (pair.base, pair.target))
    difference = difference_word(pair)
    parts.append(text_at(620, middle + 5, base, 14, "quiet", "end"))
    parts.append(dumbbell(pair, 640, middle, 200))
    parts.append(text_at(860, middle + 5, target, 14, "strong"))
    parts.append(lines_at(945, middle, wrapped(of(difference, language) if difference else "", 16.5), 14))
    return "".join(parts)


def _brief(figure: Figure | None, pair: Pair, language: str) -> str:
    """A value with its unit where that is short; the difference beside it gives the unit anyway."""
    if figure is None:
        return ""
    whole = of(figure_word(figure, pair), language)
    return whole if width_of(whole) <= _BRIEF else figure.text


def matrix_picture(view: Matrix, origin: Origin, language: str) -> str:
    """Units down, tasks across by number, the names of the tasks below."""
    left, cell, row = 250, 34, 30
    width = max(760, left + cell * len(view.tasks) + 2 * MARGIN)
    parts: list[str] = []
    for i, task in enumerate(view.tasks):
        x = MARGIN + left + cell * i + cell / 2
        parts.append(text_at(x, 24, "" if task.ordinal is None else str(task.ordinal), 14, "strong", "middle"))
    y = 34.0
    for unit in view.units:
        parts.append(rule_at(MARGIN, y, left + cell * len(view.tasks)))
        parts.append(lines_at(MARGIN, y + row / 2, wrapped(of(short(unit.name), language), left / 12.5, 2), 12))
        for i, task in enumerate(view.tasks):
            if mark := unit.at(task.id):
                parts.append(_mark(mark.role, MARGIN + left + cell * i + cell / 2, y + row / 2, language))
        y += row
    y += 16
    x = float(MARGIN)
    for role in ROLE_MARKS:
        if any(u.count(role) for u in view.units):
            meaning = said(ROLE_WORDS[role], language)
            parts.append(_mark(role, x + 11, y + 6, language) + text_at(x + 30, y + 11, meaning, 14))
            x += 60 + 14 * width_of(meaning)
    y += 36
    for task in view.tasks:
        for line in wrapped(of(task_word(task), language), (width - 2 * MARGIN) / 14):
            parts.append(text_at(MARGIN, y, line, 14, "quiet"))
            y += 21
    title = f"{said('view_matrix', language)} · {origin.source.document.title}"
    return svg_page(width, y, title, "".join(parts), origin.lines(language))


def _mark(role: str, x: float, y: float, language: str) -> str:
    """A filled square for who leads, an open circle for who joins, each with its letter."""
    letter = said(ROLE_MARKS[role], language)
    if role == "cooperate":
        shape = f'<circle class="open" stroke-width="1.5" cx="{x:g}" cy="{y:g}" r="11"/>'
        return shape + text_at(x, y + 4.5, letter, 12, "", "middle")
    shape = f'<rect class="full" x="{x - 11:g}" y="{y - 11:g}" width="22" height="22" rx="4"/>'
    return shape + text_at(x, y + 4.5, letter, 12, "inverse", "middle")


def timeline_picture(view: Timeline, origin: Origin, language: str) -> str:
    """The phases over their months, what each holds below."""
    width = 1200
    drawn, y = timeline_drawing(view, width, language)
    parts = [drawn]
    for phase in view.phases:
        y += 34
        parts.append(text_at(MARGIN, y, f"{of(named(phase.name), language)}  {_when(phase, language)}", 15, "strong"))
        for quoted in phase.content:
            for line in wrapped(quoted.text, (width - 2 * MARGIN) / 14, 6):
                y += 22
                parts.append(text_at(MARGIN, y, line, 14))
    title = f"{said('view_timeline', language)} · {origin.source.document.title}"
    return svg_page(width, y + 24, title, "".join(parts), origin.lines(language))


def _when(phase: Phase, language: str) -> str:
    months = said("count_months", language, count=phase.months) if phase.months else ""
    return f"{phase.period} {months}" if phase.period else said("undated", language)


def timeline_drawing(view: Timeline, width: float, language: str) -> tuple[str, float]:
    """Bars over years and quarters, and how high they are; nothing where no phase has dates."""
    if view.span is None:
        return "", 0.0
    first, last = view.span
    whole = (last.year - first.year) * 12 + last.month - first.month + 1
    step = (width - 2 * MARGIN) / whole
    dated = [p for p in view.phases if p.first]
    height = 40 + 46 * len(dated)
    parts: list[str] = []
    for i in range(whole + 1):
        month = (first.year * 12 + first.month - 1) + i
        if i in (0, whole) or month % 3 == 0:
            x, year_starts = MARGIN + step * i, month % 12 == 0 or i == 0
            parts.append(f'<path class="rule" d="M{x:.1f} {28 if year_starts else 34}V{height}"/>')
            if year_starts and i < whole and (12 - month % 12) * step > 60:
                label = month_word(Month(month // 12, month % 12 + 1)) if i == 0 and month % 12 else None
                shown = of(label, language) if label else said("column_year", language, year=month // 12)
                parts.append(text_at(x + 4, 22, shown, 13, "quiet"))
    for i, phase in enumerate(dated):
        parts.append(_bar(phase, i, first, step, width, language))
    return "".join(parts), height


def _bar(phase: Phase, position: int, first: Month, step: float, width: float, language: str) -> str:
    if phase.first is None or phase.months is None:
        return ""
    x = MARGIN + step * ((phase.first.year - first.year) * 12 + phase.first.month - first.month)
    y, long = 44 + 46 * position, step * phase.months
    months = said("count_months", language, count=phase.months)
    label = of(filled("phase_lasting", name=short(phase.name), months=months), language)
    bar = f'<rect class="full" x="{x:.1f}" y="{y}" width="{long:.1f}" height="32" rx="6"/>'
    wide = width_of(label) * 14 + 20
    if wide <= long:
        return bar + text_at(x + 10, y + 21, label, 14, "inverse")
    if x + long + wide <= width - MARGIN:
        return bar + text_at(x + long + 8, y + 21, label, 14)
    return bar + text_at(x - 8, y + 21, label, 14, "", "end")


def unit_picture(view: UnitView, origin: Origin, language: str) -> str:
    """All of one unit as a list."""
    width, y = 1200, 0.0
    parts: list[str] = []
    for role, tasks in view.tasks.items():
        parts.append(text_at(MARGIN, y + 30, f"{said(ROLE_WORDS[role], language)} · {len(tasks)}", 16, "strong"))
        y += 42
        for task in tasks:
            parts.append(_mark(role, MARGIN + 12, y + 17, language) + rule_at(MARGIN, y, width - 2 * MARGIN))
            parts.append(lines_at(MARGIN + 36, y + 17, wrapped(of(task_word(task), language), 76), 14))
            y += 36
    if view.indicators:
        heading = f"{said('role_monitor', language)} · {len(view.indicators)}"
        parts.append(text_at(MARGIN, y + 30, heading, 16, "strong"))
        y += 42
        for row, pair in _pairs(view.indicators):
            parts.append(_indicator_line(row, pair, y, width, language))
            y += _ROW
    title = f"{of(named(view.choice.name), language)} · {origin.source.document.title}"
    return svg_page(width, y + 16, title, "".join(parts), origin.lines(language))
