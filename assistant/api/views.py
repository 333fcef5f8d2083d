"""The views over HTTP: a page for each, and the same as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal
from urllib.parse import quote

from fastapi import APIRouter
from msgspec import Struct
from starlette.responses import HTMLResponse, Response

from assistant.api.problems import ProblemError
from assistant.assistant import Assistant
from assistant.export.csv_file import sheet_to_csv
from assistant.export.docx_file import sheet_to_docx
from assistant.export.sheet import Sheet
from assistant.export.xlsx_file import sheet_to_xlsx
from assistant.views.citing import source_of
from assistant.views.indicators import document_to_indicators
from assistant.views.matrix import document_to_matrix
from assistant.views.timeline import document_to_timeline
from assistant.views.unit import Choice, choice_to_unit, document_to_choices, find_choices
from assistant.web.views.indicators_page import indicators_page
from assistant.web.views.matrix_page import matrix_page
from assistant.web.views.overview_page import overview_page
from assistant.web.views.page import Place
from assistant.web.views.pictures import indicators_picture, matrix_picture, timeline_picture, unit_picture
from assistant.web.views.sheets import (
    Origin,
    indicators_sheet,
    matrix_sheet,
    tasks_sheet,
    timeline_sheet,
    unit_sheet,
)
from assistant.web.views.timeline_page import timeline_page
from assistant.web.views.unit_page import choosing_page, unit_page
from assistant.web.views.wording import said

_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "svg": "image/svg+xml",
}

Language = Literal["zh", "en"]
View = Literal["indicators", "matrix", "timeline", "unit"]
Kind = Literal["csv", "xlsx", "docx", "svg"]


class _Files(Struct, frozen=True):
    """A view before it becomes a file: its table, the table for a printed page, and its drawing, made when asked."""

    sheet: Callable[[], Sheet]
    printed: Callable[[], Sheet]
    picture: Callable[[], str]


def views_routes(assistant: Assistant, root: str) -> APIRouter:
    """The routes of the views; `root` is the path that everything is served under."""
    router = APIRouter(tags=["views"])

    @router.get("/views", summary="The views of a document", response_class=HTMLResponse)
    def get_overview(document: str | None = None) -> Response:
        """The way to each view."""
        return HTMLResponse(overview_page(Place(root, _origin(document))))

    @router.get("/views/indicators", summary="Indicators from base to target", response_class=HTMLResponse)
    def get_indicators(document: str | None = None) -> Response:
        """Every indicator of a document."""
        origin = _origin(document)
        return HTMLResponse(indicators_page(document_to_indicators(origin.source), Place(root, origin)))

    @router.get("/views/matrix", summary="Units and tasks", response_class=HTMLResponse)
    def get_matrix(document: str | None = None) -> Response:
        """Which unit leads or joins which task."""
        origin = _origin(document)
        return HTMLResponse(matrix_page(document_to_matrix(origin.source), Place(root, origin)))

    @router.get("/views/timeline", summary="The phases", response_class=HTMLResponse)
    def get_timeline(document: str | None = None) -> Response:
        """The phases with their months."""
        origin = _origin(document)
        return HTMLResponse(timeline_page(document_to_timeline(origin.source), Place(root, origin)))

    @router.get("/views/unit", summary="All of one unit", response_class=HTMLResponse)
    def get_unit(document: str | None = None, unit: str | None = None, name: str = "") -> Response:
        """What a unit leads, joins and monitors; without one, the choice of it. `name` is any of its names."""
        origin = _origin(document)
        choices = document_to_choices(origin.source)
        found = (_chosen(choices, unit),) if unit else find_choices(choices, name)
        if len(found) != 1:
            return HTMLResponse(choosing_page(choices, Place(root, origin), name, found))
        place = Place(root, origin, (("unit", found[0].body),))
        return HTMLResponse(unit_page(choice_to_unit(origin.source, found[0]), place))

    @router.get("/views/{view}.{kind}", summary="A view as a file", response_class=Response)
    def get_file(
        view: View, kind: Kind, document: str | None = None, unit: str | None = None, language: Language = "zh"
    ) -> Response:
        """A view as CSV, XLSX, DOCX or as a drawing; the same index gives the same bytes."""
        origin = _origin(document)
        files = _files(view, origin, unit, language)
        name = quote(f"{origin.source.document.id}-{view}.{kind}", safe="")
        shown = "inline" if kind == "svg" else "attachment"
        headers = {"Content-Disposition": f"{shown}; filename*=UTF-8''{name}"}
        return Response(_content(files, kind, language), media_type=_KINDS[kind], headers=headers)

    def _origin(document: str | None) -> Origin:
        library = assistant.library
        source = source_of(library.snapshot, document)
        if source is None:
            known = ", ".join(d.id for d in library.snapshot.documents)
            raise ProblemError(
                404, "unknown-document", "There is no such document",
                given=document or "nothing", expected=f"one of {known}", remedy="see /api/documents",
            )  # fmt: skip
        return Origin(source, library.manifest.corpus)

    return router


def _chosen(choices: tuple[Choice, ...], unit: str | None) -> Choice:
    found = next((c for c in choices if c.body == unit), None)
    if found is None:
        raise ProblemError(
            404, "unknown-unit", "There is no such unit",
            given=unit or "nothing", expected="the id of a unit of this document",
            remedy="choose one on /views/unit, or ask for it by ?name=",
        )  # fmt: skip
    return found


def _files(view: View, origin: Origin, unit: str | None, language: Language) -> _Files:
    source = origin.source
    if view == "indicators":
        indicators = document_to_indicators(source)
        sheet = partial(indicators_sheet, indicators, origin, language)
        return _Files(sheet, sheet, partial(indicators_picture, indicators, origin, language))
    if view == "matrix":
        matrix = document_to_matrix(source)
        return _Files(
            partial(matrix_sheet, matrix, origin, language),
            partial(tasks_sheet, matrix, origin, language),
            partial(matrix_picture, matrix, origin, language),
        )
    if view == "timeline":
        timeline = document_to_timeline(source)
        sheet = partial(timeline_sheet, timeline, origin, language)
        return _Files(sheet, sheet, partial(timeline_picture, timeline, origin, language))
    one = choice_to_unit(source, _chosen(document_to_choices(source), unit))
    sheet = partial(unit_sheet, one, origin, language)
    return _Files(sheet, sheet, partial(unit_picture, one, origin, language))


def _content(files: _Files, kind: Kind, language: Language) -> bytes:
    match kind:
        case "csv":
            return sheet_to_csv(files.sheet())
        case "xlsx":
            return sheet_to_xlsx(files.sheet(), said("column_place", language))
        case "docx":
            return sheet_to_docx(files.printed())
        case "svg":
            return files.picture().encode()
