"""`POST /api/feedback`: a thumb up or down for an answer, with a reason and a few words."""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from assistant.api.problems import ProblemError, bad_request
from assistant.feedback import FeedbackFull, FeedbackStore, parse_feedback
from assistant.request import BadRequest

_LARGEST = 16 * 1024
_log = logging.getLogger(__name__)


def feedback_routes(data: Path) -> APIRouter:
    """The route; what is said is kept under the data folder."""
    router = APIRouter(prefix="/api", tags=["feedback"])
    store = FeedbackStore(data / "feedback")

    @router.post("/feedback", summary="Judge an answer", status_code=204, openapi_extra=_BODY, response_class=Response)
    async def post_feedback(request: Request) -> Response:
        """Keeps the verdict. Only JSON is taken, so that a page of another site cannot send one unasked."""
        raw = await request.body()
        _check_form(request.headers.get("content-type", ""), len(raw))
        try:
            feedback = parse_feedback(raw)
        except BadRequest as error:
            raise bad_request(error) from error
        try:
            await run_in_threadpool(store.add, feedback)
        except FeedbackFull as error:
            _log.warning("feedback is lost: %s", error)
            raise ProblemError(
                507, "feedback-full", "No more feedback can be kept",
                given="one more", expected="room for it", remedy="tell the administrator to clear the feedback folder",
            ) from error  # fmt: skip
        return Response(status_code=204)

    return router


def _check_form(content_type: str, size: int) -> None:
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise ProblemError(
            415, "not-json", "Feedback is JSON", given=content_type or "no content type",
            expected="application/json", remedy="set the header Content-Type",
        )  # fmt: skip
    if size > _LARGEST:
        raise ProblemError(
            413, "too-large", "The feedback is too large", given=f"{size} bytes",
            expected=f"at most {_LARGEST} bytes", remedy="shorten the text",
        )  # fmt: skip


_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Feedback"}}},
    }
}
