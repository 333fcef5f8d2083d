"""`POST /api/check`: a text and its evidence in, the judgement of each claim out."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from assistant.api.asking import take_up_newer_index
from assistant.api.problems import bad_request
from assistant.assistant import Assistant
from assistant.checking import Checkable, parse_checkable
from assistant.judgement import Judgement
from assistant.request import BadRequest


def checking_routes(assistant: Assistant) -> APIRouter:
    """The route."""
    router = APIRouter(prefix="/api", tags=["check"])

    @router.post(
        "/check", summary="Check a text against its evidence", openapi_extra=_BODY, responses=_JUDGEMENT,
        response_class=Response,
    )  # fmt: skip
    async def post_check(request: Request) -> Response:
        """A judgement of each claim: 200 whether it passes or not; nothing is kept."""
        try:
            given = parse_checkable(await request.body())
        except BadRequest as error:
            raise bad_request(error) from error
        judgement = await run_in_threadpool(_check, assistant, given)
        return Response(msgspec.json.encode(judgement), media_type="application/json")

    return router


def _check(assistant: Assistant, given: Checkable) -> Judgement:
    take_up_newer_index(assistant)
    return assistant.check(given.text, given.evidence, given.question)


_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"anyOf": [{"$ref": "#/components/schemas/Draft"}, {"$ref": "#/components/schemas/Answer"}]}
            }
        },
    }
}
_JUDGEMENT: dict[int | str, dict[str, object]] = {
    200: {
        "description": "the judgement",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Judgement"}}},
    }
}
