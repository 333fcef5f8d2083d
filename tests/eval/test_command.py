"""`policy-assistant eval` on the plan and its index."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from assistant.cli import main
from eval.questions import Question
from tests.eval.conftest import make_question

ASKED = [
    make_question(
        question="第17项谁牵头", category="task-lead", must=[["金融局"]], evidence=[["牵头单位：市科技局、市金融局"]]
    ),
    make_question(id="q2", question="火星移民的预算", category="unanswerable", answerable=False, must=[], evidence=[]),
]


def write(path: Path, *questions: Question) -> str:
    path.write_bytes(b"\n".join(msgspec.json.encode(q) for q in questions))
    return str(path)


@pytest.fixture
def where(data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Options that point at the plan's index and a set of two questions."""
    monkeypatch.chdir(tmp_path)
    return ["--data", str(data_folder), "--questions", write(tmp_path / "mine.jsonl", *ASKED)]


def test_a_set_at_its_floor_is_done(where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "run", *where, "--out", str(tmp_path / "deep" / "results.json")]) == 0
    assert "right              1/1 = 1.000" in capsys.readouterr().out
    assert json.loads((tmp_path / "deep" / "results.json").read_bytes())[0]["declined"] == 1.0


def test_a_set_below_its_floor_is_negative(
    where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = msgspec.structs.replace(ASKED[0], must=(("财政部",),))
    write(tmp_path / "mine.jsonl", wrong)
    assert main(["eval", "run", *where]) == 1
    assert "must: lacks '财政部'" in capsys.readouterr().out


def test_answers_are_compared_with_the_blessed_ones(
    where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = ["--baseline", str(tmp_path / "baseline")]
    assert main(["eval", "compare", *where, *baseline]) == 2
    assert "eval bless" in capsys.readouterr().err
    assert main(["eval", "bless", *where, *baseline]) == 0
    assert main(["eval", "compare", *where, *baseline]) == 0
    assert "nothing changed" in capsys.readouterr().out
    write(tmp_path / "mine.jsonl", msgspec.structs.replace(ASKED[0], must=(("财政部",),)), ASKED[1])
    assert main(["eval", "compare", *where, *baseline]) == 1
    assert "1 worse" in capsys.readouterr().out


def test_a_set_that_cannot_be_read_is_bad_input(
    where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.jsonl").write_text("{")
    assert main(["eval", "run", *where]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("action", ["retrieval", "calibrate"])
def test_measurements_are_printed(where: list[str], action: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", action, *where]) == 0
    assert capsys.readouterr().out.count("\n") > 5
