"""A small corpus of real lines of the plan, and its index, built once in a process that is watched for connections."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from tests.conftest import ROOT

QUESTION, ANSWER = "每万名就业人员中研发人员的目标是多少", "132"

# Builds and asks in a fresh interpreter in which any attempt at another host raises.
_BUILD = """
import sys
from pathlib import Path

LOCAL = {"127.0.0.1", "::1", "localhost", None}

def guard(event, arguments):
    if event == "socket.getaddrinfo" and arguments[0] not in LOCAL:
        raise ConnectionError(f"looked up {arguments[0]}")
    address = arguments[1] if event in ("socket.connect", "socket.sendto") else None
    if isinstance(address, tuple) and address[0] not in LOCAL:
        raise ConnectionError(f"spoke to {address}")

sys.addaudithook(guard)

from assistant.assistant import Assistant
from assistant.settings import Settings

corpus, data, question = sys.argv[1:]
assistant = Assistant.open(Settings(_env_file=None, corpus=Path(corpus), data=Path(data)))
print(assistant.answer(question).text)
assert assistant.library.dense_scores(question, 3).any()
"""


@dataclass(frozen=True)
class Build:
    """A finished build of the small corpus: what it answered, and which system calls it made for the network."""

    corpus: Path
    data: Path
    answer: str
    calls: tuple[str, ...] | None


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory, plan_lines: tuple[str, ...]) -> Path:
    """One paragraph of the plan, eight of its indicators and three of its tasks."""
    folder = tmp_path_factory.mktemp("corpus")
    kept = [*range(3, 6), *range(69, 74), *range(421, 434), *range(458, 468)]
    (folder / "plan.txt").write_text("\n".join(plan_lines[n] for n in kept) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def build(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Build]:
    """Builds the small corpus in a process of its own, with this seed for Python's hashes."""

    def run(seed: int) -> Build:
        data = tmp_path_factory.mktemp("built")
        trace = data.parent / f"{data.name}.trace"
        strace = shutil.which("strace")
        calls = "trace=connect,sendto,sendmsg,sendmmsg"
        watched = [strace, "-f", "--seccomp-bpf", "-qq", "-e", calls, "-o", str(trace)] if strace else []
        program = [sys.executable, "-c", _BUILD, str(small_corpus), str(data), QUESTION]
        done = subprocess.run(
            [*watched, *program],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return Build(small_corpus, data, done.stdout, tuple(trace.read_text().splitlines()) if strace else None)

    return run


@pytest.fixture(scope="session")
def small_build(build: Callable[[int], Build]) -> Build:
    """The index of the small corpus; tests that change it take a copy."""
    return build(1)


@pytest.fixture
def small_settings(small_build: Build, tmp_path: Path) -> Settings:
    """Settings for the small corpus, with a copy of its index that a test may change."""
    data = tmp_path / "data"
    shutil.copytree(small_build.data, data)
    return Settings(_env_file=None, corpus=small_build.corpus, data=data)


@pytest.fixture
def small_assistant(small_settings: Settings) -> Assistant:
    """An assistant over the copied index."""
    return Assistant.open(small_settings)
