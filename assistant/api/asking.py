"""`POST /api/ask` and its streaming twin: the batch line in, the answer out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import msgspec
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from assistant.answer import Answer
from assistant.api.problems import ProblemError, bad_request, internal_problem
from assistant.assistant import Assistant
from assistant.request import BadRequest, check_documents, parse_request
from assistant.request import Request as Asked
from index.errors import IndexFault

MOST_HISTORY = 20
_KEEP_ALIVE_SECONDS = 10.0
_log = logging.getLogger(__name__)


def ask(assistant: Assistant, asked: Asked, *, trace: bool = False) -> Answer:
    """Compose an answer from the newest index; blocking."""
    take_up_newer_index(assistant)
    return assistant.compose(asked, trace)


def take_up_newer_index(assistant: Assistant) -> None:
    """Take up a newer index; one that cannot be opened leaves the old one serving."""
    try:
        if assistant.refresh():
            _log.info("a newer index serves now")
    except IndexFault as error:
        _log.warning("the newer index cannot be opened, the old one goes on: %s", error)


def read_asked(raw: bytes, assistant: Assistant) -> Asked:
    """Bytes → a request that can be answered. Raises `ProblemError`."""
    try:
        asked = parse_request(raw)
        check_documents(asked.documents, tuple(d.id for d in assistant.documents))
    except BadRequest as error:
        raise bad_request(error) from error
    if len(asked.history) > MOST_HISTORY:
        raise ProblemError(
            422, "history-too-long", "The history is too long",
            given=f"{len(asked.history)} earlier questions", expected=f"at most {MOST_HISTORY}",
            remedy="send the last ones only",
        )  # fmt: skip
    return asked


def asking_routes(assistant: Assistant) -> APIRouter:
    """The two routes."""
    router = APIRouter(prefix="/api", tags=["ask"])

    @router.post("/ask", summary="Answer a question", openapi_extra=_BODY, responses=_ANSWER, response_class=Response)
    async def post_ask(request: Request, trace: bool = False) -> Response:
        """The answer to a question, with its citations; where a model is set, once its draft is there or given up."""
        asked = read_asked(await request.body(), assistant)
        composed = await run_in_threadpool(ask, assistant, asked, trace=trace)
        answer = await assistant.draft(asked, composed)
        return Response(msgspec.json.encode(answer), media_type="application/json")

    @router.post(
        "/ask/stream", summary="Answer as events", openapi_extra=_BODY, responses=_EVENTS, response_class=Response
    )
    async def post_ask_stream(request: Request) -> Response:
        """Server-sent events: `answer` as composed, at once, or `problem`.

        Then, where a model is set and its whole draft has passed the guard, `draft` with the answer in the model's
        words. Comments keep the connection alive.
        """
        asked = read_asked(await request.body(), assistant)
        return StreamingResponse(
            _events(assistant, asked), media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )  # fmt: skip

    return router


async def _events(assistant: Assistant, asked: Asked) -> AsyncIterator[bytes]:
    composing = asyncio.ensure_future(run_in_threadpool(ask, assistant, asked))
    yield b": asked\n\n"
    async for beat in _until(composing):
        yield beat
    failure = composing.exception()
    if isinstance(failure, Exception):
        yield _event("problem", msgspec.json.encode(internal_problem(failure)))
        return
    composed = composing.result()
    yield _event("answer", msgspec.json.encode(composed))
    if not assistant.may_draft(asked, composed):
        return
    drafting = asyncio.ensure_future(assistant.draft(asked, composed))
    try:
        async for beat in _until(drafting):
            yield beat
        drafted = drafting.result()
    finally:
        drafting.cancel()  # whoever asked has gone: nobody waits for the model either
    if drafted.provenance != composed.provenance or drafted.text != composed.text:
        yield _event("draft", msgspec.json.encode(drafted))


async def _until(done: asyncio.Future[Answer]) -> AsyncIterator[bytes]:
    """Comments that keep the connection alive until something is done."""
    while not (await asyncio.wait([done], timeout=_KEEP_ALIVE_SECONDS))[0]:
        yield b": still at it\n\n"


def _event(name: str, data: bytes) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + data + b"\n\n"


_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Request"}}},
    }
}
_ANSWER: dict[int | str, dict[str, object]] = {
    200: {
        "description": "the answer",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}},
    }
}
_EVENTS: dict[int | str, dict[str, object]] = {
    200: {
        "description": "one event `answer` or `problem`; after `answer`, where a model is set, one `draft` or none",
        "content": {"text/event-stream": {}},
    }
}
