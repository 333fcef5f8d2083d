"""The page from which the views are reached, with how much each holds."""

from __future__ import annotations

from html import escape

from assistant.views.citing import Source
from assistant.web.views.page import TABS, Place, view_page
from assistant.web.words import both, words

_ABOUT = {
    "indicators": "view_indicators_about",
    "matrix": "view_matrix_about",
    "timeline": "view_timeline_about",
    "unit": "view_unit_about",
}


def overview_page(place: Place) -> str:
    """The whole page."""
    counted = _counted(place.origin.source)
    cards = "".join(
        f'<li><a href="{escape(place.view(name))}"><strong>{both(word)}</strong><span>{both(_ABOUT[name])}</span>'
        f"<small>{counted[name]}</small></a></li>"
        for name, word in TABS.items()
    )
    body = f'<p class="counts">{both("views_about")}</p><ul class="cards">{cards}</ul>'
    return view_page(place, "", words()["views_title"], body, exported=False)


def _counted(source: Source) -> dict[str, str]:
    bodies = sum(b.document == source.document.id for b in source.snapshot.bodies)
    counts = {kind: len(source.records(kind)) for kind in ("indicator", "task", "phase")}
    return {
        "indicators": both("count_indicators", count=counts["indicator"]),
        "matrix": both("count_tasks", count=counts["task"]),
        "timeline": both("count_phases", count=counts["phase"]),
        "unit": both("count_units", count=bodies),
    }
