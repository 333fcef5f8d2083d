"""Bounds on what a request may carry, checked before anything reads it."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import ProblemError, problem_response

LARGEST_BODY = 256 * 1024


class BodyLimit:
    """Refuses a body of more than `largest` bytes, announced or not."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY):
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the body in up to the limit, then hand it on."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        body = b""
        too_large = not announced.isdigit() or int(announced) > self._largest
        while not too_large:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            too_large = len(body) > self._largest
            if not message.get("more_body", False):
                break
        if too_large:
            await self._refuse(scope, receive, send)
        else:
            await self._app(scope, _replayed(body, receive), send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = ProblemError(
            413, "too-large", "The request is too large",
            given="a larger body", expected=f"at most {self._largest} bytes",
            remedy="shorten the question or its history, or the text and its evidence",
        )  # fmt: skip
        await problem_response(problem.problem, {"Connection": "close"})(scope, receive, send)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body once and then what comes after it."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
