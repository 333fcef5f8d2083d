"""`index`: build, progress, report."""

from __future__ import annotations

import io
from pathlib import Path

from assistant.cli.opening import Progress
from tests.cli.conftest import Run, Start


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_an_index_that_is_up_to_date_is_kept(on_plan: Run) -> None:
    done = on_plan("index")
    assert done.status == 0
    assert "1 documents, 56 records" in done.out
    assert "up to date" in done.out
    assert done.err == ""


def test_the_report_shows_what_does_not_agree_in_the_plan(on_plan: Run) -> None:
    out = on_plan("index", "--report").out
    assert "a group has two names\n    line 211: (三)创新主体培育工程。\n    line 471: (三)创业主体培育工程" in out
    assert "one body goes by two names\n    line 428: 市发展改革局\n    line 444: 市发展改革委" in out
    assert "R&D 经费支出占地区 GDP 比重\n    line 119: 2.5\n    line 427: 2.50" in out


def test_a_first_build_says_on_stderr_what_it_does_and_force_builds_again(
    run: Run, start: Start, tmp_path: Path
) -> None:
    plan = tmp_path / "corpus" / "small.txt"
    plan.parent.mkdir()
    plan.write_text(
        "某市创新方案（2024—2026年）\n\n一、总体要求\n\n到2026年，创新企业达到 90 家，覆盖率达到 45%。\n",
        encoding="utf-8",
    )
    corpus = ("--corpus", str(plan.parent))
    done = run("index", *corpus, "--data", str(tmp_path / "data"))
    assert done.status == 0
    assert "built in" in done.out
    assert "no disagreement found" in done.out
    lines = done.err.splitlines()
    assert lines[:2] == ["building the index: reading", "building the index: training"]
    assert len(lines) == len(set(lines))
    out, _ = start("index", "--force", *corpus, data=tmp_path / "data").communicate(timeout=120)
    assert b"built in" in out


def test_a_terminal_has_one_line_that_is_redrawn_and_wiped() -> None:
    terminal = Terminal()
    progress = Progress(terminal)
    progress("training", 0.0)
    progress("training", 1.0)
    progress.close()
    assert terminal.getvalue() == (
        "\r\x1b[Kbuilding the index: training\r\x1b[Kbuilding the index: training 100%\r\x1b[K"
    )


def test_a_terminal_is_not_redrawn_at_every_step() -> None:
    terminal = Terminal()
    progress = Progress(terminal)
    for step in range(1000):
        progress("training", step / 1000)
    assert terminal.getvalue().count("\r") < 50
