"""The page of the timeline: the phases drawn over their months, and each with its dates and content."""

from __future__ import annotations

from html import escape

from assistant.views.timeline import Month, Phase, Timeline
from assistant.web.views.page import (
    Place,
    ask_link,
    attributes,
    cell_link,
    counts_html,
    name_html,
    nothing_html,
    view_page,
)
from assistant.web.views.pictures import timeline_drawing
from assistant.web.views.wording import filled, short
from assistant.web.words import Word, both, words

_WIDTH = 1100


def timeline_page(view: Timeline, place: Place) -> str:
    """The whole page."""
    title = words()["view_timeline"]
    if not view.phases:
        return view_page(place, "timeline", title, nothing_html("no_phases"), exported=False)
    drawings = "".join(_drawing(view, language) for language in ("zh", "en"))
    phases = "".join(_phase(phase, view.span, place) for phase in view.phases)
    body = f'{counts_html(("count_phases", len(view.phases)))}{drawings}<ol class="phases">{phases}</ol>'
    return view_page(place, "timeline", title, body)


def _drawing(view: Timeline, language: str) -> str:
    """The bars; the list below says the same to those who do not see them."""
    drawn, height = timeline_drawing(view, _WIDTH, language)
    if not drawn:
        return ""
    return (
        f'<div class="drawing {language}" aria-hidden="true"><svg viewBox="0 0 {_WIDTH} {height:g}" class="drawn">'
        f"{drawn}</svg></div>"
    )


def _phase(phase: Phase, span: tuple[Month, Month] | None, place: Place) -> str:
    period = (
        cell_link(
            place, phase.citation, filled("value_of", name=short(phase.name), column=words()["column_period"],
            value=Word(phase.period, phase.period)), phase.ask, escape(phase.period), "figure",
        )
        if phase.period
        else both("undated")
    )  # fmt: skip
    months = f'<span class="months">{both("count_months", count=phase.months)}</span>' if phase.months else ""
    content = "".join(
        f'<p lang="zh-CN"><a class="plain" href="{escape(place.source(q.citation))}">{escape(q.text)}</a></p>'
        for q in phase.content
    )
    return (
        f'<li><h2>{name_html(phase.name)}</h2><p class="when">{period} {months}'
        f" {ask_link(place, phase.ask, short(phase.name))}</p>{_strip(phase, span)}{content}</li>"
    )


def _strip(phase: Phase, span: tuple[Month, Month] | None) -> str:
    """Where in the whole a phase lies, for narrow windows."""
    if span is None or phase.first is None or phase.months is None:
        return ""
    first, last = span
    whole = (last.year - first.year) * 12 + last.month - first.month + 1
    before = (phase.first.year - first.year) * 12 + phase.first.month - first.month
    named = Word(phase.period, phase.period)
    return (
        f'<svg class="strip" viewBox="0 0 {whole} 1" preserveAspectRatio="none" role="img" {attributes(named)}>'
        f'<rect class="whole" width="{whole}" height="1"/>'
        f'<rect class="part" x="{before}" width="{phase.months}" height="1"/></svg>'
    )
