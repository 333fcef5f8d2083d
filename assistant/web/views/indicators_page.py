"""The page of the indicators: a row for each, from base to target, drawn and in figures."""

from __future__ import annotations

from html import escape

from assistant.views.citing import Name
from assistant.views.indicators import Figure, Indicator, Indicators, Pair
from assistant.web.views.drawing import dumbbell
from assistant.web.views.page import (
    Place,
    ask_link,
    attributes,
    cell_link,
    counts_html,
    name_html,
    nothing_html,
    unit_links,
    view_page,
)
from assistant.web.views.wording import (
    change_word,
    difference_word,
    figure_word,
    filled,
    pair_word,
    qualifier_word,
    short,
    unit_word,
)
from assistant.web.words import Word, both, words

_COLUMNS = {
    "ordinal": "column_ordinal", "name": "column_indicator", "base": "column_base", "chart": "column_chart",
    "target": "column_target", "difference": "column_difference", "unit": "column_unit", "monitor": "column_monitor",
}  # fmt: skip
_CHART = 150


def indicators_page(view: Indicators, place: Place) -> str:
    """The whole page."""
    title = words()["view_indicators"]
    if not view.rows:
        return view_page(place, "indicators", title, nothing_html("no_indicators"), exported=False)
    groups = [g for g, _ in view.groups if g]
    counts = [("count_indicators", len(view.rows)), *([("count_groups", len(groups))] if groups else [])]
    toggle = (
        f'<button type="button" id="grouped" aria-pressed="true">{both("by_group")}</button>' if len(groups) > 1 else ""
    )
    body = (
        f'{counts_html(*counts)}<div class="settings">{toggle}<span class="hint">{both("sort_hint")}</span></div>'
        f'<div class="box">{indicators_table(view, place)}</div>'
        f'<p class="note">{both("drawn_from_zero")} {both("computed")}</p>'
        + (f'<p class="note" lang="zh-CN">{escape(view.star)}</p>' if view.star else "")
    )
    return view_page(place, "indicators", title, body)


def indicators_table(view: Indicators, place: Place) -> str:
    """The table; roles are written out, since a phone shows its rows as cards."""
    heads = "".join(
        f'<th scope="col" role="columnheader" class="c-{column}" data-column="{column}"'
        f' aria-sort="{"ascending" if column == "ordinal" else "none"}">'
        f'<button type="button">{_head(view, column)}</button></th>'
        for column in _COLUMNS
    )
    heads += f'<th scope="col" role="columnheader" class="c-ask"><span class="quiet">{both("ask_it")}</span></th>'
    bodies = "".join(_group(name, rows, place) for name, rows in view.groups)
    return (
        '<table class="indicators sortable" role="table"><thead role="rowgroup">'
        f'<tr role="row">{heads}</tr></thead>{bodies}</table>'
    )


def _head(view: Indicators, column: str) -> str:
    """The name of a column, with the year where all its values are of one."""
    ends = [getattr(p, column) for r in view.rows for p in r.pairs] if column in ("base", "target") else []
    years = {f.year for f in ends if f}
    year = f" <small>{years.pop()}</small>" if len(years) == 1 and None not in years else ""
    return both(_COLUMNS[column]) + year


def _group(name: Name | None, rows: tuple[Indicator, ...], place: Place) -> str:
    span = len(_COLUMNS) + 1
    head = (
        f'<tr class="group" role="row"><th colspan="{span}" scope="rowgroup" role="rowheader">{name_html(name)}'
        f" <small>{len(rows)}</small></th></tr>"
        if name
        else ""
    )
    return f'<tbody role="rowgroup">{head}{"".join(_rows(row, place) for row in rows)}</tbody>'


def _rows(row: Indicator, place: Place) -> str:
    pairs = row.pairs or (None,)
    return "".join(_row(row, pair, i, len(pairs), place) for i, pair in enumerate(pairs))


def _row(row: Indicator, pair: Pair | None, position: int, count: int, place: Place) -> str:
    span = f' rowspan="{count}"' if count > 1 else ""
    whole = position == 0
    last = " last" if position == count - 1 else ""
    first_cells = f"{_ordinal(row, span)}{_name(row, span, place)}" if whole else ""
    last_cells = f"{_monitor(row, span, place)}{_ask(row, span, place)}" if whole else ""
    return (
        f'<tr role="row" class="entry{" first" if whole else ""}{last}" data-entry="{escape(row.id)}">{first_cells}'
        f"{_figures(row, pair, place)}{last_cells}</tr>"
    )


def _ordinal(row: Indicator, span: str) -> str:
    number = "" if row.ordinal is None else str(row.ordinal)
    return f'<td role="cell" class="c-ordinal" data-sort="{number}"{span}>{number}</td>'


def _name(row: Indicator, span: str, place: Place) -> str:
    star = f'<span class="star" role="img" {attributes(words()["starred"])}>★</span>' if row.starred else ""
    link = f'<a class="plain" href="{escape(place.source(row.citation))}">{name_html(row.name)}</a>'
    return (
        f'<th scope="row" role="rowheader" class="c-name" data-sort="{escape(row.name.zh)}"{span}>{star}{link}'
        f'<small class="of-group">{name_html(row.group) if row.group else ""}</small></th>'
    )


def _figures(row: Indicator, pair: Pair | None, place: Place) -> str:
    if pair is None:
        judged = both("qualitative" if row.qualitative else "no_figure")
        return (
            f'<td role="cell" class="c-words" colspan="4" data-column="base">{judged}</td>'
            f'<td role="cell" class="c-unit" data-sort="{escape(row.unit)}">'
            f"{'' if row.qualitative else unit_word(row.unit).html()}</td>"
        )
    difference, changed = difference_word(pair), change_word(row, pair)
    numbers = pair.numbers
    relative = f"{numbers[1] / numbers[0] - 1:.6f}" if numbers and numbers[0] else ""
    drawn = dumbbell(pair, 8, 12, _CHART - 16)
    chart = (
        f'<svg viewBox="0 0 {_CHART} 24" width="{_CHART}" height="24" role="img" {attributes(changed)}>{drawn}</svg>'
        if drawn and changed
        else ""
    )
    between = "".join(
        f'<span class="between">{f.year or ""} {_figure(row, pair, f, "column_year", place)}</span>'
        for f in pair.between
    )
    unit = pair.unit or ("" if numbers else row.unit)
    return (
        f'<td role="cell" class="c-base" data-sort="{_key(pair.base)}">{_qualifier(pair)}'
        f"{_figure(row, pair, pair.base, 'column_base', place)}</td>"
        f'<td role="cell" class="c-chart" data-sort="{relative}">{chart}{between}</td>'
        f'<td role="cell" class="c-target" data-sort="{_key(pair.target)}">'
        f"{_figure(row, pair, pair.target, 'column_target', place)}{_note(pair)}</td>"
        f'<td role="cell" class="c-difference {pair.direction or ""}" data-sort="{pair.difference or ""}">'
        f"{difference.html() if difference else ''}</td>"
        f'<td role="cell" class="c-unit" data-sort="{escape(unit)}">{unit_word(unit).html()}</td>'
    )


def _qualifier(pair: Pair) -> str:
    qualifier = qualifier_word(pair)
    return f'<small class="qualifier">{qualifier.html()}</small>' if qualifier else ""


def _key(figure: Figure | None) -> str:
    return (figure.number or "") if figure else ""


def _figure(row: Indicator, pair: Pair, figure: Figure | None, column: str, place: Place) -> str:
    if figure is None:
        return f'<span class="none">{both("no_figure")}</span>'
    title = words()[column].filled(year=figure.year)
    if figure.year and column != "column_year":
        title = Word(f"{figure.year}年{title.zh}", f"{title.en} {figure.year}")
    named = filled("value_of", name=pair_word(row, pair), column=title, value=figure_word(figure, pair))
    return cell_link(place, figure.citation, named, row.ask, escape(figure.text), "figure")


def _note(pair: Pair) -> str:
    notes = [f.note for f in (pair.base, pair.target) if f and f.note]
    return "".join(f'<small class="remark" lang="zh-CN">{escape(n)}</small>' for n in notes)


def _monitor(row: Indicator, span: str, place: Place) -> str:
    names = "".join(name.zh for _, name in row.monitors)
    return (
        f'<td role="cell" class="c-monitor" data-sort="{escape(names)}"{span}>{unit_links(place, row.monitors)}'
        f"{_monitored(row, place)}</td>"
    )


def _monitored(row: Indicator, place: Place) -> str:
    """The mark that opens the cell of the monitoring unit."""
    if row.monitored is None or row.ask_monitor is None:
        return ""
    names = [short(name) for _, name in row.monitors]
    value = Word("、".join(n.zh for n in names), ", ".join(n.en for n in names))
    named = filled("value_of", name=short(row.name), column=words()["column_monitor"], value=value)
    return cell_link(place, row.monitored, named, row.ask_monitor, "\u2060※", "mention")


def _ask(row: Indicator, span: str, place: Place) -> str:
    return f'<td role="cell" class="c-ask"{span}>{ask_link(place, row.ask, short(row.name))}</td>'
