"""The draft of an answer that stands on the page: the same batch line again, the turn in the model's words back."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from assistant.api.asking import ask, read_asked
from assistant.assistant import Assistant
from assistant.web.turn import turn_html

_LOOK_SECONDS = 0.5
_KEEP = {"Cache-Control": "no-store"}


def draft_routes(assistant: Assistant) -> APIRouter:
    """The route. Waiting takes no thread, so that slow drafts hold up no answer; whoever leaves ends their draft."""
    router = APIRouter(include_in_schema=False)

    @router.post("/chat/draft")
    async def post_draft(request: Request) -> Response:
        """The HTML of the turn, or 204 where the composed answer stands."""
        asked = read_asked(await request.body(), assistant)
        composed = await run_in_threadpool(ask, assistant, asked)
        drafting = asyncio.ensure_future(assistant.draft(asked, composed))
        while not (await asyncio.wait([drafting], timeout=_LOOK_SECONDS))[0]:
            if await request.is_disconnected():
                drafting.cancel()
                return Response(status_code=204, headers=_KEEP)
        drafted = drafting.result()
        if (drafted.text, drafted.provenance) == (composed.text, composed.provenance):
            return Response(status_code=204, headers=_KEEP)
        return HTMLResponse(turn_html(drafted, assistant.document), headers=_KEEP)

    return router
