"""Of Gradio's own HTTP interface, what the chat needs; uploads, proxies and the rest answer 404."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.problems import ProblemError, problem_response

_PREFIX = "/gradio_api/"
_OPEN = ("api", "app_id", "call", "cancel", "heartbeat", "info", "queue", "reset", "run", "startup-events")


class GradioPaths:
    """Lets only the open paths through to Gradio."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if path.startswith(_PREFIX) and path.removeprefix(_PREFIX).partition("/")[0] not in _OPEN:
            problem = ProblemError(
                404, "not-found", "Not Found", given=path, expected="a path that the chat uses", remedy="correct it"
            )
            await problem_response(problem.problem)(scope, receive, send)
            return
        await self._app(scope, receive, send)
