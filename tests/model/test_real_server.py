"""A real server with a tiny random model: the wire format is theirs, not our own idea of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.assistant import Assistant
from assistant.model.budget import Budget
from assistant.model.doctor import examine_model
from tests.model.conftest import Asking
from tests.model.tiny import write_tiny_model

START_SECONDS = 90
SERVE = "from transformers.cli.transformers import main; main()"


@contextmanager
def transformers_serve(model: Path) -> Iterator[str]:
    """`transformers serve` on a free port, offline; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVE, "serve", str(model), "--port", str(port), "--device", "cpu"]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", server)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "transformers serve has ended"
        try:
            if httpx.get(url, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"nothing at {url} after {START_SECONDS} s")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # torch and transformers have their own
def test_random_text_is_read_counted_and_refused(
    asking: Asking, assistant: Assistant, plan: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    model = tmp_path_factory.mktemp("model")
    write_tiny_model(model, plan.splitlines())
    with transformers_serve(model) as address:
        own = asking(llm=f"openai:{model}", llm_base_url=address, llm_timeout=60.0, llm_max_tokens=24)
        assert {c.state for c in examine_model(own.settings)} == {"ok"}
        answer = own.answer("第17项谁牵头", trace=True)
    assert answer.text == assistant.answer("第17项谁牵头").text
    assert answer.trace
    reason = str(answer.trace[-1].result)
    assert "not finished: length" in reason or "plain sentences" in reason or "refused" in reason
    assert Budget(own.settings.data, 10**6).used() > 24, "as the server counted them"
