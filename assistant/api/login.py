"""A simple login: one user and password, HTTP basic, for a house that has no login of its own in front."""

from __future__ import annotations

import base64
import binascii
import hmac

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.problems import ProblemError, problem_response

_OPEN = ("/healthz",)


class Login:
    """Lets through who sends `user:password`; everybody may ask whether the process lives."""

    def __init__(self, app: ASGIApp, credentials: str):
        self._app = app
        self._credentials = credentials.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request."""
        if scope["type"] == "lifespan" or _path(scope) in _OPEN or self._knows(scope):
            await self._app(scope, receive, send)
            return
        problem = ProblemError(
            401, "login", "A login is needed",
            given="no login or a wrong one", expected="HTTP basic: user and password",
            remedy="ask the administrator for them",
        )  # fmt: skip
        headers = {"WWW-Authenticate": 'Basic realm="policy-assistant", charset="UTF-8"'}
        await problem_response(problem.problem, headers)(scope, receive, send)

    def _knows(self, scope: Scope) -> bool:
        scheme, _, given = dict(scope["headers"]).get(b"authorization", b"").partition(b" ")
        try:
            decoded = base64.b64decode(given, validate=True)
        except binascii.Error:
            return False
        return scheme.lower() == b"basic" and hmac.compare_digest(decoded, self._credentials)


def _path(scope: Scope) -> str:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))
