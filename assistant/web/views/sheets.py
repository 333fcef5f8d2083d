"""The views as tables for export: one language, numbers as numbers, each row with its place, provenance with each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from assistant.export.sheet import Cell, Sheet
from assistant.views.citing import Name, Source
from assistant.views.indicators import Figure, Indicator, Indicators, Pair
from assistant.views.matrix import Matrix
from assistant.views.tasks import Task
from assistant.views.timeline import Phase, Timeline
from assistant.views.unit import UnitView
from assistant.web.views.wording import (
    ROLE_WORDS,
    change_word,
    difference_word,
    month_word,
    named,
    of,
    place_word,
    qualifier_word,
    said,
    task_word,
    unit_word,
)

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")


class Origin(Struct, frozen=True):
    """Where an export comes from: the document, and the hash of the corpus it stands in."""

    source: Source
    corpus: str

    def lines(self, language: str) -> tuple[str, ...]:
        """The provenance, line by line; no date, so that the same table gives the same file."""
        document = self.source.document
        version = (said("provenance_version", language, version=document.version),) if document.version else ()
        title = f"《{document.title.strip('《》')}》"
        label = said("provenance_label", language, title=title)
        return (label, *version, said("provenance_corpus", language, hash=self.corpus))


def indicators_sheet(view: Indicators, origin: Origin, language: str) -> Sheet:
    """A row for each value: double values have two."""
    years = sorted({f.year for r in view.rows for p in r.pairs for f in p.between if f.year})
    header = [
        "column_ordinal", "column_indicator", "column_group", "column_qualifier", "column_base_year", "column_base",
        "column_target_year", "column_target", "column_difference_number", "column_difference_unit",
        "column_difference", "column_unit", "column_monitor", "column_star", "column_note", "column_place",
    ]  # fmt: skip
    titles = [said(name, language) for name in header]
    titles[6:6] = [said("column_year", language, year=year) for year in years]
    rows = [_pair_row(row, pair, years, language) for row in view.rows for pair in row.pairs or (None,)]
    notes = (view.star, said("computed", language))
    return Sheet(
        f"{said('view_indicators', language)} · {origin.source.document.title}", tuple(titles), tuple(rows),
        (*origin.lines(language), *(n for n in notes if n)),
    )  # fmt: skip


def _pair_row(row: Indicator, pair: Pair | None, years: Iterable[int], language: str) -> tuple[Cell, ...]:
    monitors = _joined((name for _, name in row.monitors), language)
    before: tuple[Cell, ...] = (row.ordinal, of(named(row.name), language), _name(row.group, language))
    starred = said("starred", language) if row.starred else ""
    after: tuple[Cell, ...] = (monitors, starred)
    place = of(place_word(row.citation), language)
    if pair is None:
        empty = (None,) * (8 + len([*years]))
        judged = said("qualitative" if row.qualitative else "no_figure", language)
        return (*before, *empty, row.unit, *after, judged, place)
    qualifier, difference = qualifier_word(pair), difference_word(pair)
    unit = pair.unit or ("" if pair.numbers else row.unit)
    between = {f.year: f for f in pair.between}
    difference_unit = said("points_unit", language) if pair.is_share else of(unit_word(unit), language)
    notes = "；".join(f.note for f in (pair.base, *pair.between, pair.target) if f and f.note)
    return (
        *before,
        of(qualifier, language) if qualifier else "",
        pair.base.year if pair.base else None,
        _number(pair.base),
        *(_number(between.get(year)) for year in years),
        pair.target.year if pair.target else None,
        _number(pair.target),
        Decimal(pair.difference) if pair.difference else None,
        difference_unit if pair.difference else "",
        of(difference, language) if difference else "",
        of(unit_word(unit), language),
        *after,
        notes,
        place,
    )


def _number(figure: Figure | None) -> Cell:
    """A number where a value is nothing else; with a sign of comparison or in words, the words."""
    if figure is None:
        return None
    plain = figure.text.replace(",", "").replace("，", "")
    return Decimal(plain) if figure.number and _PLAIN.fullmatch(plain) else figure.text


def matrix_sheet(view: Matrix, origin: Origin, language: str) -> Sheet:
    """Units down, tasks across; the last row says where each task stands."""
    title = f"{said('view_matrix', language)} · {origin.source.document.title}"
    counted = [r for r in ("lead", "responsible", "cooperate") if any(u.count(r) for u in view.units)]
    header = (
        said("column_body", language),
        *(said(ROLE_WORDS[r], language) for r in counted),
        *(of(task_word(t), language) for t in view.tasks),
    )
    rows: list[tuple[Cell, ...]] = []
    for unit in view.units:
        marks = [unit.at(t.id) for t in view.tasks]
        roles = (said(ROLE_WORDS[m.role], language) if m else "" for m in marks)
        rows.append((of(named(unit.name), language), *(unit.count(r) for r in counted), *roles))
    places = (of(place_word(t.citation), language) for t in view.tasks)
    rows.append((said("column_place", language), *(None for _ in counted), *places))
    return Sheet(title, header, tuple(rows), origin.lines(language))


def tasks_sheet(view: Matrix, origin: Origin, language: str) -> Sheet:
    """The matrix as a list that fits on a page: a row for each task."""
    title = f"{said('view_matrix', language)} · {origin.source.document.title}"
    header = (
        "column_ordinal", "column_group", "column_task", "column_content", "role_lead", "role_responsible",
        "role_cooperate", "column_place",
    )  # fmt: skip
    rows = [
        (
            task.ordinal, _name(task.group, language), of(named(task.name), language), task.content,
            *(_joined(task.held_by(role), language) for role in ("lead", "responsible", "cooperate")),
            of(place_word(task.citation), language),
        )
        for task in view.tasks
    ]  # fmt: skip
    return _full(Sheet(title, tuple(said(h, language) for h in header), tuple(rows), origin.lines(language)))


def timeline_sheet(view: Timeline, origin: Origin, language: str) -> Sheet:
    """A row for each phase."""
    header = (
        "column_ordinal", "column_phase", "column_period", "column_first", "column_last", "column_months",
        "column_content", "column_place",
    )  # fmt: skip
    return Sheet(
        f"{said('view_timeline', language)} · {origin.source.document.title}",
        tuple(said(h, language) for h in header),
        tuple(_phase_row(phase, language) for phase in view.phases),
        origin.lines(language),
    )


def _phase_row(phase: Phase, language: str) -> tuple[Cell, ...]:
    ends = (of(month_word(m), language) if m else "" for m in (phase.first, phase.last))
    content = "\n".join(c.text for c in phase.content)
    place = of(place_word(phase.citation), language)
    return (phase.ordinal, of(named(phase.name), language), phase.period, *ends, phase.months, content, place)


def unit_sheet(view: UnitView, origin: Origin, language: str) -> Sheet:
    """All of one unit: its tasks by role, its indicators, the passages that name it."""
    header = (
        "column_role", "column_ordinal", "column_task", "column_group", "column_content", "role_lead",
        "role_responsible", "role_cooperate", "column_deadline", "column_place",
    )  # fmt: skip
    titles = [said(h, language) for h in header]
    titles[2] = f"{titles[2]} / {said('column_indicator', language)}"
    rows = [_task_row(role, task, language) for role, tasks in view.tasks.items() for task in tasks]
    rows += [_monitored_row(row, language) for row in view.indicators]
    rows += [
        (said("role_named", language), None, *("",) * 2, q.text, *("",) * 4, of(place_word(q.citation), language))
        for q in view.passages
    ]
    title = f"{of(named(view.choice.name), language)} · {origin.source.document.title}"
    return _full(Sheet(title, tuple(titles), tuple(rows), origin.lines(language)))


def _task_row(role: str, task: Task, language: str) -> tuple[Cell, ...]:
    return (
        said(ROLE_WORDS[role], language), task.ordinal, of(named(task.name), language), _name(task.group, language),
        task.content, *(_joined(task.held_by(r), language) for r in ("lead", "responsible", "cooperate")),
        task.deadline, of(place_word(task.citation), language),
    )  # fmt: skip


def _monitored_row(row: Indicator, language: str) -> tuple[Cell, ...]:
    content = "；".join(_changes(row, language))
    return (
        said("role_monitor", language), row.ordinal, of(named(row.name), language), _name(row.group, language),
        content, "", "", "", "", of(place_word(row.citation), language),
    )  # fmt: skip


def _changes(row: Indicator, language: str) -> Iterator[str]:
    """What an indicator is to become, in words."""
    if not row.pairs:
        yield said("qualitative" if row.qualitative else "no_figure", language)
    for pair in row.pairs:
        changed = change_word(row, pair)
        yield of(changed, language) if changed else " → ".join(f.text for f in (pair.base, pair.target) if f)


def _full(sheet: Sheet) -> Sheet:
    """The sheet without columns in which nothing stands."""
    kept = [i for i in range(len(sheet.header)) if any(row[i] not in (None, "") for row in sheet.rows)]
    header = tuple(sheet.header[i] for i in kept)
    return Sheet(sheet.title, header, tuple(tuple(r[i] for i in kept) for r in sheet.rows), sheet.provenance)


def _name(name: Name | None, language: str) -> str:
    return of(named(name), language) if name else ""


def _joined(names: Iterable[Name], language: str) -> str:
    return ("; " if language == "en" else "、").join(of(named(n), language) for n in names)
