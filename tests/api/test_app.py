"""Health, headers, login, description: what holds for the application as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from pydantic import SecretStr

from assistant.assistant import Assistant


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health(client: httpx.Client, path: str, method: str) -> None:
    response = client.request(method, path)
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"


def test_ready_says_from_what_it_answers(client: httpx.Client, assistant: Assistant) -> None:
    found = client.get("/readyz").json()
    assert found["status"] == "ready"
    assert found["documents"] == 1
    assert found["index"] == assistant.library.manifest.key


@pytest.mark.parametrize("path", ["/healthz", "/api/documents", "/source/jiangmen-2021-2023", "/api/nothing"])
def test_every_response_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_styles_and_scripts_are_kept_until_they_change(client: httpx.Client) -> None:
    page = client.get("/source/jiangmen-2021-2023").text
    linked = re.findall(r'(?:href|src)="(/web/[^"]+)"', page)
    assert len(linked) >= 4
    for path in linked:
        response = client.get(path)
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]


def test_no_other_site_is_let_in(client: httpx.Client) -> None:
    response = client.post("/api/ask", json={"question": "你好"}, headers={"Origin": "https://elsewhere.example"})
    assert not [name for name in response.headers if name.startswith("access-control-")]


class TestLogin:
    @pytest.fixture
    def closed(self, client_of: Callable[..., httpx.Client]) -> httpx.Client:
        return client_of(auth=SecretStr("user:pässword"))

    def test_is_asked_of_everybody(self, closed: httpx.Client) -> None:
        for path in ("/", "/api/documents", "/source/jiangmen-2021-2023", "/readyz", "/openapi.json"):
            response = closed.get(path)
            assert response.status_code == 401
            assert response.headers["www-authenticate"].startswith("Basic")
            assert response.json()["remedy"]

    def test_leaves_the_health_check_open(self, closed: httpx.Client) -> None:
        assert closed.get("/healthz").status_code == 200

    def test_lets_in_who_knows_the_password(self, closed: httpx.Client) -> None:
        assert closed.get("/api/documents", auth=httpx.BasicAuth(b"user", "pässword".encode())).status_code == 200

    @pytest.mark.parametrize("given", ["Basic", "Basic %%%", "Bearer dXNlcjpw", "Basic dXNlcjp3cm9uZw=="])
    def test_refuses_everything_else(self, closed: httpx.Client, given: str) -> None:
        assert closed.get("/api/documents", headers={"Authorization": given}).status_code == 401


def test_the_description_holds_every_path_and_shape(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    paths = {
        "/api/ask", "/api/ask/stream", "/api/check", "/api/documents", "/api/documents/{id}", "/source/{id}",
        "/healthz", "/readyz",
    }  # fmt: skip
    assert paths <= set(described["paths"])
    shapes = described["components"]["schemas"]
    assert {"Request", "Answer", "Citation", "Problem", "Summary", "Whole"} <= set(shapes)
    for methods in described["paths"].values():
        for operation in methods.values():
            assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_a_newer_index_is_taken_up_without_a_restart(
    client_of: Callable[..., httpx.Client], assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = iter([True, False])
    monkeypatch.setattr(assistant, "refresh", lambda: next(taken))
    assert client_of().post("/api/ask", json={"question": "你好"}).status_code == 200
    assert list(taken) == [False]
