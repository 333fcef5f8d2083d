"""`POST /api/export`: the questions of a conversation in, the conversation as DOCX or Markdown out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import msgspec
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from msgspec import Struct
from starlette.responses import Response

from assistant.api.asking import MOST_HISTORY, take_up_newer_index
from assistant.api.problems import ProblemError, bad_request
from assistant.assistant import Assistant
from assistant.request import BadRequest, check_documents
from assistant.request import Request as Asked
from assistant.web.docx import to_docx
from assistant.web.export import Exported, Writer, to_markdown

MOST_TURNS = 50
_LONGEST_NAME = 200
_EXPECTED = 'an object like {"name": "…", "format": "docx", "turns": [{"question": "…", "history": ["…"]}]}'
_WRITERS: dict[str, tuple[Writer, str, str]] = {
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "markdown": (to_markdown, "text/markdown; charset=utf-8", "md"),
}


class Conversation(Struct, frozen=True):
    """A conversation to be written: its questions, each with what it was asked with; they are answered anew."""

    turns: tuple[Asked, ...]
    name: str = ""
    format: Literal["docx", "markdown"] = "docx"
    language: Literal["zh", "en"] = "zh"


def export_routes(assistant: Assistant) -> APIRouter:
    """The route."""
    router = APIRouter(prefix="/api", tags=["export"])

    @router.post(
        "/export", summary="A conversation as a file", openapi_extra=_BODY, responses=_FILE, response_class=Response
    )
    async def post_export(request: Request) -> Response:
        """The conversation with citations and labels, each answer from the plan as it is now."""
        conversation = _read(await request.body(), assistant)
        write, media_type, ending = _WRITERS[conversation.format]
        content = await run_in_threadpool(lambda: write(_exported(conversation, assistant)))
        headers = {"Content-Disposition": f'attachment; filename="conversation.{ending}"', "Cache-Control": "no-store"}
        return Response(content, media_type=media_type, headers=headers)

    return router


def _exported(conversation: Conversation, assistant: Assistant) -> Exported:
    take_up_newer_index(assistant)
    answers = tuple(assistant.recall(asked) for asked in conversation.turns)
    name = conversation.name[:_LONGEST_NAME]
    return Exported(name, conversation.language, datetime.now(UTC).astimezone(), answers, assistant.document)


def _read(raw: bytes, assistant: Assistant) -> Conversation:
    """Bytes → a conversation that can be answered. Raises `ProblemError`."""
    try:
        found = msgspec.json.decode(raw, type=Conversation)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        given = raw[:60].decode("utf-8", "replace")
        raise bad_request(BadRequest(given, _EXPECTED, f"correct it: {error}")) from error
    for turn in found.turns:
        try:
            check_documents(turn.documents, tuple(d.id for d in assistant.documents))
        except BadRequest as error:
            raise bad_request(error) from error
    longest = max((len(turn.history) for turn in found.turns), default=0)
    if not 0 < len(found.turns) <= MOST_TURNS or longest > MOST_HISTORY:
        raise ProblemError(
            422, "bad-request", "The conversation cannot be written",
            given=f"{len(found.turns)} turns, the longest history {longest}",
            expected=f"1 to {MOST_TURNS} turns, each with at most {MOST_HISTORY} earlier questions",
            remedy="send the last ones only",
        )  # fmt: skip
    return found


_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Conversation"}}},
    }
}
_FILE: dict[int | str, dict[str, object]] = {
    200: {"description": "the file", "content": {media: {} for _, media, _ in _WRITERS.values()}}
}
