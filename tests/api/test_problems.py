"""The error contract, endpoint by endpoint: RFC 9457 with given, expected, remedy, and nothing of the inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.request import Request
from assistant.settings import Settings

INSIDE = "a detail that stays inside"


def assert_problem(response: httpx.Response, status: int, kind: str) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["type"] == f"urn:policy-assistant:{kind}"
    assert problem["status"] == status
    assert all(problem[part] for part in ("title", "given", "expected", "remedy"))
    assert "Traceback" not in response.text
    assert ".py" not in response.text
    return problem


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"", 422, "bad-request"),
        (b"not json", 422, "bad-request"),
        (b"\xff\xfe\x00", 422, "bad-request"),
        (b"[]", 422, "bad-request"),
        (b"{}", 422, "bad-request"),
        (b'{"question": 17}', 422, "bad-request"),
        (b'{"question": "q", "history": "no list"}', 422, "bad-request"),
        (b'{"question": "q", "documents": ["nothing-of-ours"]}', 422, "bad-request"),
        (b'{"question": "q", "without": ["everything"]}', 422, "bad-request"),
        (b'{"question": "q", "history": [' + b",".join([b'"q"'] * 21) + b"]}", 422, "history-too-long"),
        (b'{"question": "q", "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 422, "bad-request"),
        (b'{"question": "' + b"q" * 300_000 + b'"}', 413, "too-large"),
    ],
    ids=[
        "nothing",
        "no JSON",
        "no UTF-8",
        "a list",
        "no question",
        "a number",
        "history",
        "document",
        "part",
        "21 turns",
        "nested",
        "300 kB",
    ],
)
def test_a_body_that_cannot_be_used(client: httpx.Client, path: str, body: bytes, status: int, kind: str) -> None:
    assert_problem(client.post(path, content=body), status, kind)


@pytest.mark.parametrize(("path", "depth"), [("/api/feedback", 3_000), ("/api/export", 100_000)])
def test_a_body_nested_too_deeply(client: httpx.Client, path: str, depth: int) -> None:
    body = b'{"question": "q", "turns": [], "more": ' + b"[" * depth + b"]" * depth + b"}"
    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert_problem(answer, 422, "bad-request")


def test_a_body_that_does_not_announce_its_length_is_bounded_too(client: httpx.Client) -> None:
    endless = (b"x" * 4096 for _ in range(200))
    assert_problem(client.post("/api/ask", content=endless), 413, "too-large")


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/api/nothing", 404, "not-found"),
        ("GET", "/api/ask", 405, "method-not-allowed"),
        ("DELETE", "/api/documents", 405, "method-not-allowed"),
        ("GET", "/api/documents/nothing", 404, "unknown-document"),
        ("GET", "/source/nothing", 404, "unknown-document"),
        ("GET", "/source/..%2f..%2fetc%2fpasswd", 404, "not-found"),
        ("GET", "/source/jiangmen-2021-2023?start=5", 422, "bad-span"),
        ("GET", "/source/jiangmen-2021-2023?start=9&end=5", 422, "bad-span"),
        ("GET", "/source/jiangmen-2021-2023?start=0&end=99999999", 422, "bad-span"),
        ("GET", "/source/jiangmen-2021-2023?start=-4&end=5", 422, "bad-span"),
        ("GET", "/source/jiangmen-2021-2023?start=x&end=5", 422, "bad-parameter"),
    ],
)
def test_a_path_or_parameter_that_cannot_be_used(
    client: httpx.Client, method: str, path: str, status: int, kind: str
) -> None:
    problem = assert_problem(client.request(method, path), status, kind)
    assert problem["given"]


def test_a_wrong_method_names_the_right_one(client: httpx.Client) -> None:
    assert client.get("/api/ask").headers["allow"] == "POST"


class Broken(Assistant):
    """An assistant in which something fails."""

    def compose(self, asked: Request, trace: bool = False) -> Answer:
        raise RuntimeError(INSIDE)


def test_a_failure_inside_shows_a_number_and_nothing_else(
    client_of: Callable[..., httpx.Client], assistant: Assistant, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(Broken(settings, assistant.library))
    problem = assert_problem(client.post("/api/ask", json={"question": "q"}), 500, "internal")
    assert INSIDE not in str(problem)
    number = problem["instance"].rpartition(":")[2]
    assert number in problem["remedy"]
    assert any(number in r.getMessage() and INSIDE in r.getMessage() for r in caplog.records)


def test_a_failure_inside_ends_a_stream_with_a_problem(
    client_of: Callable[..., httpx.Client], assistant: Assistant, settings: Settings
) -> None:
    client = client_of(Broken(settings, assistant.library))
    response = client.post("/api/ask/stream", json={"question": "q"})
    assert "event: problem" in response.text
    assert INSIDE not in response.text
