"""Errors, statuses, signals, help."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

import assistant.cli.documents
from assistant.assistant import code_version
from tests.cli.conftest import Run, Start

COMMANDS = [
    ["ask"], ["check"], ["index"], ["serve"], ["doctor"], ["documents"], ["eval", "run"], ["eval", "compare"],
    ["eval", "bless"], ["eval", "retrieval"], ["eval", "calibrate"], ["eval", "bench"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_and_takes_corpus_and_data(run: Run, command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.status == 0
    assert "--corpus DIR" in done.out
    assert "--data DIR" in done.out


def test_the_help_lists_the_commands_and_the_exit_statuses(run: Run) -> None:
    out = run("--help").out
    assert all(command[0] in out for command in COMMANDS)
    assert "exit status" in out


def test_a_corpus_may_be_named_before_or_after_the_action(run: Run) -> None:
    for arguments in (["--corpus", "none", "run"], ["run", "--corpus", "none"]):
        assert "corpus none" in run("eval", *arguments).err


def test_the_version_is_shown(run: Run) -> None:
    done = run("--version")
    assert (done.status, done.out.split()) == (0, ["policy-assistant", code_version()])


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nothing",),
        ("ask",),
        ("ask", "x", "--batch", "y"),
        ("ask", "x", "--jso"),
        ("serve", "--port", "many"),
        ("eval",),
    ],
    ids=str,
)
def test_wrong_arguments_are_one_line_that_points_to_the_help(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "--help" in done.err


def test_an_unknown_setting_names_the_nearest(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_PROT", "1")
    done = run("doctor")
    assert done.status == 2
    assert "POLICY_PORT" in done.err


def write_empty(folder: Path) -> None:
    (folder / "plan.txt").write_bytes(b" \n")


def write_binary(folder: Path) -> None:
    (folder / "plan.txt").write_bytes(bytes(range(256)) * 4)


def write_nothing(folder: Path) -> None:
    (folder / "picture.png").write_bytes(b"\x89PNG")


@pytest.mark.parametrize("command", [("ask", "x"), ("index",), ("documents",)], ids=lambda c: c[0])
@pytest.mark.parametrize("write", [write_empty, write_binary, write_nothing])
def test_a_corpus_that_cannot_be_read_is_bad_input(
    run: Run, tmp_path: Path, command: tuple[str, ...], write: Callable[[Path], None]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write(corpus)
    done = run(*command, "--corpus", str(corpus), "--data", str(tmp_path / "data"))
    assert (done.status, done.out) == (2, "")
    assert "expected" in done.err.splitlines()[-1]
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", [("ask", "x"), ("index",), ("documents",), ("eval", "run")], ids=lambda c: c[0])
def test_a_corpus_that_is_not_there_is_bad_input(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "--corpus", str(tmp_path / "none"), "--data", str(tmp_path / "data"))
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_cannot_be_made_is_bad_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("index", "--data", str(tmp_path / "file" / "data"))
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "--data" in done.err


def break_inside(*_: object) -> int:
    raise ZeroDivisionError("inside\nout")


def test_a_failure_inside_is_one_line_and_status_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant.cli.documents, "run", break_inside)
    done = run("documents")
    assert (done.status, done.err.count("\n")) == (3, 1)
    assert "ZeroDivisionError: inside out" in done.err


def test_a_failure_inside_shows_its_traceback_when_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant.cli.documents, "run", break_inside)
    monkeypatch.setenv("POLICY_LOG_LEVEL", "debug")
    assert "break_inside" in run("documents").err


def test_an_interrupt_is_quiet(start: Start) -> None:
    asking = start("ask", "--batch", "-")
    assert asking.stdin
    assert asking.stdout
    asking.stdin.write(b'{"id": "a", "question": "x"}\n')
    asking.stdin.flush()
    asking.stdout.readline()
    asking.send_signal(signal.SIGINT)
    assert asking.wait(timeout=30) == 130
    assert asking.communicate() == (b"", b"")


def test_a_reader_that_goes_away_is_met_quietly(start: Start) -> None:
    with start("ask", "--batch", "-") as asking:
        assert asking.stdin
        assert asking.stdout
        assert asking.stderr
        asking.stdout.close()
        asking.stdin.write(b'{"id": "a", "question": "x"}\n')
        asking.stdin.close()
        assert asking.wait(timeout=30) == 141
        assert asking.stderr.read() == b""
