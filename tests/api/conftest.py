"""A real server of the API on a free port, asked over real HTTP."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from assistant.api.app import create_app
from assistant.assistant import Assistant
from assistant.serve import listen
from assistant.settings import Settings

START_SECONDS = 20


@contextmanager
def served(app: FastAPI) -> Iterator[httpx.Client]:
    """Serve an app in a thread; gives a client that knows its address."""
    with listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not server.started:
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.01)
        port = listening.getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client:
            yield client
        server.should_exit = True
        thread.join(START_SECONDS)


@pytest.fixture(scope="session")
def client(assistant: Assistant, settings: Settings) -> Iterator[httpx.Client]:
    """A client of the API over the plan."""
    with served(create_app(assistant, settings)) as found:
        yield found


@pytest.fixture
def client_of(assistant: Assistant, settings: Settings) -> Iterator[Callable[..., httpx.Client]]:
    """Makes clients of servers with other settings or another assistant."""
    from contextlib import ExitStack

    with ExitStack() as open_servers:

        def make(other: Assistant | None = None, **changed: object) -> httpx.Client:
            app = create_app(other or assistant, settings.model_copy(update=changed))
            return open_servers.enter_context(served(app))

        yield make
