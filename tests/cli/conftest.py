"""Running the command line inside the test, on the plan and its index."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.cli import main


class Done(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working directory without anybody's .env."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; `stdin` are the bytes it reads."""

    def _run(*arguments: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        return Done(status, *capsys.readouterr())

    return _run


@pytest.fixture
def on_plan(run: Run, data_folder: Path) -> Run:
    """Run a command on the plan with its built index."""

    def _run(command: str, *arguments: str, stdin: bytes = b"") -> Done:
        return run(command, *arguments, "--data", str(data_folder), stdin=stdin)

    return _run


@pytest.fixture
def start(root: Path, data_folder: Path) -> Start:
    """Start a command, on the plan by default, as a process of its own."""

    def _start(*arguments: str, data: Path = data_folder, **environment: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", *arguments, "--data", str(data)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(root), **environment},
        )  # fmt: skip

    return _start
