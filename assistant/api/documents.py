"""The documents over HTTP: what there is, the structure of one, and the page of its source."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from assistant.api.problems import ProblemError
from assistant.assistant import Assistant
from assistant.summary import Summary, document_to_summary
from assistant.web.places import Light
from assistant.web.source import source_page
from corpus.model import Document, Span
from corpus.text import line_of


class Heading(msgspec.Struct, frozen=True):
    """A heading of a document's outline."""

    depth: int
    number: str
    title: str
    line: int
    page: int | None


class Whole(msgspec.Struct, frozen=True):
    """A document with its outline and its source text, to which all positions refer."""

    summary: Summary
    outline: tuple[Heading, ...]
    text: str


def document_to_whole(document: Document) -> Whole:
    """Everything about a document."""
    outline = tuple(
        Heading(len(document.path(s.id)), s.number, s.title, line_of(document.lines, s.span.start), s.page)
        for s in document.sections
    )
    return Whole(document_to_summary(document), outline, document.text)


def documents_routes(assistant: Assistant, root: str) -> APIRouter:
    """The routes for documents; `root` is the path that everything is served under."""
    router = APIRouter(tags=["documents"])

    @router.get("/api/documents", summary="List the documents", responses=_returns("Summary"), response_class=Response)
    def get_documents() -> Response:
        """All documents, without their texts."""
        found = [document_to_summary(d) for d in assistant.documents]
        return Response(msgspec.json.encode(found), media_type="application/json")

    @router.get("/api/documents/{id}", summary="One document", responses=_returns("Whole"), response_class=Response)
    def get_document(id: str) -> Response:
        """A document with its outline and source text."""
        return Response(msgspec.json.encode(document_to_whole(_found(id))), media_type="application/json")

    @router.get("/source/{id}", summary="The source as a page", response_class=HTMLResponse)
    def get_source(
        id: str, start: int | None = None, end: int | None = None, column: str | None = None, translation: bool = False
    ) -> Response:
        """The document with line anchors (`#L485`); the code points from `start` to `end` are lit."""
        document = _found(id)
        light = _light(document, start, end, column)
        return HTMLResponse(source_page(document, light, translated=translation, root=root))

    def _found(id: str) -> Document:
        document = assistant.document(id)
        if document is None:
            known = ", ".join(d.id for d in assistant.documents)
            raise ProblemError(
                404, "unknown-document", "There is no such document",
                given=id, expected=f"one of {known}", remedy="see /api/documents",
            )  # fmt: skip
        return document

    return router


def _light(document: Document, start: int | None, end: int | None, column: str | None) -> Light | None:
    if start is None and end is None:
        return None
    if start is None or end is None or not 0 <= start < end <= len(document.text):
        raise ProblemError(
            422, "bad-span", "These characters cannot be lit", given=f"start={start}, end={end}",
            expected=f"0 ≤ start < end ≤ {len(document.text)}, counted in code points",
            remedy="take both from a citation",
        )  # fmt: skip
    return Light(Span(start, end), column)


def _returns(schema: str) -> dict[int | str, dict[str, object]]:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    shape = {"type": "array", "items": reference} if schema == "Summary" else reference
    return {200: {"description": "found", "content": {"application/json": {"schema": shape}}}}
