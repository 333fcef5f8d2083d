"""`serve`: options reach the server, and a taken port is bad input."""

from __future__ import annotations

import socket

import pytest

import assistant.serve
from assistant.settings import Settings
from tests.cli.conftest import Run


def test_host_and_port_reach_the_server(on_plan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Settings] = []

    def serve(settings: Settings) -> int:
        served.append(settings)
        return 0

    monkeypatch.setattr(assistant.serve, "serve", serve)
    assert on_plan("serve", "--host", "127.0.0.2", "--port", "7999").status == 0
    assert (served[0].host, served[0].port) == ("127.0.0.2", 7999)


def test_a_port_that_is_none_is_bad_input(on_plan: Run) -> None:
    done = on_plan("serve", "--port", "70000")
    assert (done.status, done.err.count("\n")) == (2, 1)


def test_a_taken_port_is_bad_input(on_plan: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = on_plan("serve", "--port", str(taken.getsockname()[1]))
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "--port" in done.err
