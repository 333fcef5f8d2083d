"""The application that programs and browsers talk to: routes, errors, limits, login and headers in one place."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from assistant.answer import Answer
from assistant.api.asking import asking_routes
from assistant.api.checking import checking_routes
from assistant.api.documents import Whole, documents_routes
from assistant.api.export import Conversation, export_routes
from assistant.api.feedback import feedback_routes
from assistant.api.headers import SecurityHeaders
from assistant.api.limits import BodyLimit
from assistant.api.login import Login
from assistant.api.problems import Problem, add_problem_handlers
from assistant.api.views import views_routes
from assistant.assistant import Assistant, code_version
from assistant.checking import Draft
from assistant.feedback import Feedback
from assistant.judgement import Judgement
from assistant.request import Request as Asked
from assistant.settings import Settings
from assistant.summary import Summary
from assistant.web.assets import Assets, assets_path

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The API; the web chat is mounted into it by `assistant.web.mount`."""
    app = FastAPI(title="Policy assistant", version=code_version(), docs_url=None, redoc_url=None)
    add_problem_handlers(app)
    app.include_router(views_routes(assistant, settings.root_path.rstrip("/")))
    app.include_router(asking_routes(assistant))
    app.include_router(checking_routes(assistant))
    app.include_router(documents_routes(assistant, settings.root_path.rstrip("/")))
    app.include_router(export_routes(assistant))
    app.include_router(feedback_routes(settings.data))
    _add_health(app, assistant)
    app.add_api_route("/api/{rest:path}", _nothing_here, methods=_METHODS, include_in_schema=False)
    app.mount(f"/{assets_path()}", Assets(), name="assets")
    app.add_middleware(BodyLimit)
    if settings.auth:
        app.add_middleware(Login, credentials=settings.auth.get_secret_value())
    app.add_middleware(SecurityHeaders, ancestors=settings.frame_ancestors)
    app.openapi = lambda: _openapi(app, settings.root_path)  # type: ignore[method-assign]  # FastAPI documents this way to extend it
    return app


def _add_health(app: FastAPI, assistant: Assistant) -> None:
    async def healthz() -> Response:
        """Whether the process lives."""
        return _json({"status": "ok", "version": code_version()})

    async def readyz() -> Response:
        """Whether it can answer, and from what; how the model stands, where one is set."""
        ready = {
            "status": "ready",
            "documents": len(assistant.documents),
            "index": assistant.library.manifest.key,
            "version": code_version(),
        }
        return _json({**ready, "model": assistant.model.state} if assistant.model else ready)

    for path, endpoint in (("/healthz", healthz), ("/readyz", readyz)):
        app.add_api_route(path, endpoint, methods=["GET"], tags=["health"], response_class=Response)
        app.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False, response_class=Response)


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json", headers={"Cache-Control": "no-store"})


async def _nothing_here(request: Request) -> Response:
    """Everything else under /api: 405 where another method would do, else 404; the chat's routes never see it."""
    described: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    allowed = [m.upper() for p, methods in described.items() if compile_path(p)[0].match(path) for m in methods]
    if allowed:
        raise HTTPException(405, headers={"Allow": ", ".join(allowed)})
    raise HTTPException(404)


def _openapi(app: FastAPI, root: str) -> dict[str, Any]:
    """The description of the API, with the shapes of answers and problems taken from the types themselves."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, routes=app.routes, servers=[{"url": root or "/"}])
        _, shapes = msgspec.json.schema_components(
            (Asked, Answer, Draft, Judgement, Conversation, Feedback, Summary, Whole, Problem),
            schema_hook=lambda _: {"description": "whatever a stage of the trace made of the question"},
            ref_template="#/components/schemas/{name}",
        )
        schema.setdefault("components", {})["schemas"] = shapes
        problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["responses"].pop("422", None)
                operation["responses"]["default"] = {"description": "a problem (RFC 9457)", "content": problem}
        app.openapi_schema = schema
    return app.openapi_schema
