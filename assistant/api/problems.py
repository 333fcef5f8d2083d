"""Errors over HTTP: RFC 9457 problem documents that say what was given, what was expected, and what to do."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.request import BadRequest

PROBLEM_JSON = "application/problem+json"
_log = logging.getLogger(__name__)


class Problem(msgspec.Struct, frozen=True):
    """A problem document. `type` names the kind of problem and stays the same; `title` is for people."""

    type: str
    title: str
    status: int
    given: str
    expected: str
    remedy: str
    instance: str | None = None


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(self, status: int, kind: str, title: str, *, given: str, expected: str, remedy: str):
        super().__init__(title)
        self.problem = Problem(f"urn:policy-assistant:{kind}", title, status, given, expected, remedy)


def problem_response(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """A problem as a response."""
    return Response(msgspec.json.encode(problem), problem.status, headers, PROBLEM_JSON)


def bad_request(error: BadRequest) -> ProblemError:
    """A request that was read but cannot be used."""
    return ProblemError(
        422, "bad-request", "The request cannot be used",
        given=error.given or "nothing", expected=error.expected, remedy=error.remedy,
    )  # fmt: skip


def internal_problem(error: Exception) -> Problem:
    """A failure inside: logged whole under a number, of which alone the caller learns."""
    number = secrets.token_hex(4)
    _log.error("failure %s: %s", number, error, exc_info=error)
    failed = ProblemError(
        500, "internal", "Something failed inside",
        given="a request that should have worked", expected="an answer",
        remedy=f"try again; if it happens again, tell the administrator failure {number}",
    )  # fmt: skip
    return msgspec.structs.replace(failed.problem, instance=f"urn:policy-assistant:failure:{number}")


def add_problem_handlers(app: FastAPI) -> None:
    """Make every error of the app a problem document."""
    for kind in (ProblemError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _respond)


async def _respond(request: Request, error: Exception) -> Response:
    match error:
        case ProblemError():
            return problem_response(error.problem)
        case RequestValidationError():
            return problem_response(_invalid_parameter(error))
        case HTTPException():
            return problem_response(_http_problem(request, error), dict(error.headers or {}))
    return problem_response(internal_problem(error))


def _invalid_parameter(error: RequestValidationError) -> Problem:
    first = error.errors()[0]
    name = str(first["loc"][-1])
    return ProblemError(
        422, "bad-parameter", f"The parameter {name} cannot be used",
        given=f"{name}={first.get('input')!r:.80}", expected=str(first["msg"]), remedy="correct it",
    ).problem  # fmt: skip


def _http_problem(request: Request, error: HTTPException) -> Problem:
    title = HTTPStatus(error.status_code).phrase
    return ProblemError(
        error.status_code, title.lower().replace(" ", "-"), title, given=f"{request.method} {request.url.path}",
        expected="a path and a method that /openapi.json describes", remedy="correct it",
    ).problem  # fmt: skip
