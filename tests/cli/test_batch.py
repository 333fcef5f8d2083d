"""`ask --batch`: JSON Lines in and out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from tests.cli.conftest import Done, Run, Start


def line(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def answers(done: Done) -> list[dict[str, Any]]:
    return [json.loads(written) for written in done.out.splitlines()]


ASKED = line(id="a", question="第17项谁牵头")


def test_answers_come_in_the_order_of_the_questions(on_plan: Run) -> None:
    more = line(id="b", question="那配合单位呢", history=["第17项谁牵头"], documents=["jiangmen-2021-2023"])
    done = on_plan("ask", "--batch", "-", stdin=ASKED + more)
    assert [a["id"] for a in answers(done)] == ["a", "b"]
    assert "市财政局" in answers(done)[1]["text"]
    assert done.status == 0


def test_a_file_with_a_mark_at_its_start_and_empty_lines_is_read(on_plan: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_bytes(b"\xef\xbb\xbf" + ASKED + b"\n  \n" + ASKED.rstrip())
    done = on_plan("ask", "--batch", str(batch))
    assert [a["id"] for a in answers(done)] == ["a", "a"]


def test_a_question_set_is_a_batch(on_plan: Run) -> None:
    fields = {"lang": "zh", "category": "task-lead", "history": [], "must": [["市科技局"]], "answerable": True}
    assert on_plan("ask", "--batch", "-", stdin=line(id="a", question="第17项谁牵头", **fields)).status == 0


@pytest.mark.parametrize(
    "bad",
    [
        b"no json\n", b"[]\n", b'"text"\n', b"\xff\xfe\n", b'{"id": "x"}\n', b'{"id": 1, "question": "x"}\n',
        b'{"id": "x", "question": null}\n', b'{"id": "x", "question": "y", "history": "z"}\n', b'{"question": "x"}\n',
    ],
    ids=repr,
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_an_error_and_the_rest_goes_on(on_plan: Run, bad: bytes) -> None:
    done = on_plan("ask", "--batch", "-", stdin=ASKED + bad + ASKED)
    first, error, last = answers(done)
    assert (first["id"], last["id"]) == ("a", "a")
    assert (error["id"], error["line"]) == (None, 2)
    assert {*error["error"]} == {"given", "expected", "remedy"}
    assert done.status == 2


def test_an_unknown_document_is_an_error_under_the_id_of_its_line(on_plan: Run) -> None:
    done = on_plan("ask", "--batch", "-", stdin=line(id="a", question="目标", documents=["nowhere"]))
    assert answers(done)[0]["id"] == "a"
    assert "jiangmen-2021-2023" in answers(done)[0]["error"]["expected"]
    assert done.status == 2


def test_an_empty_question_is_answered_with_an_outcome(on_plan: Run) -> None:
    done = on_plan("ask", "--batch", "-", stdin=line(id="a", question=""))
    assert answers(done)[0]["outcome"] == "error_question"


def test_one_answer_that_breaks_costs_only_itself(on_plan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Assistant.answer

    def breaks_on_x(self: Assistant, question: str, *rest: Any) -> Answer:
        if question == "x":
            raise ZeroDivisionError("inside")
        return whole(self, question, *rest)

    monkeypatch.setattr(Assistant, "answer", breaks_on_x)
    done = on_plan("ask", "--batch", "-", stdin=line(id="x", question="x") + ASKED)
    broken, good = answers(done)
    assert (broken["id"], broken["line"], good["id"]) == ("x", 1, "a")
    assert "ZeroDivisionError" in done.err
    assert done.status == 3


def test_each_answer_is_written_before_the_next_question_is_read(start: Start) -> None:
    asking = start("ask", "--batch", "-")
    assert asking.stdin
    assert asking.stdout
    for name in ("a", "b"):
        asking.stdin.write(line(id=name, question="第17项谁牵头"))
        asking.stdin.flush()
        assert json.loads(asking.stdout.readline())["id"] == name
    assert asking.communicate(timeout=30) == (b"", b"")
    assert asking.returncode == 0


@pytest.mark.parametrize("extra", [("--history", "x"), ("--document", "x")])
def test_history_and_documents_belong_into_the_lines(run: Run, extra: tuple[str, str]) -> None:
    done = run("ask", "--batch", "-", *extra)
    assert done.status == 2
    assert "lines of the batch" in done.err


def test_a_batch_file_that_is_not_there_is_bad_input(run: Run) -> None:
    done = run("ask", "--batch", "nowhere.jsonl")
    assert (done.status, done.err.count("\n")) == (2, 1)


def test_two_runs_give_the_same_bytes_the_time_aside(start: Start) -> None:
    asked = b"".join(
        line(id=f"q{n}", question=q) for n, q in enumerate(["第17项谁牵头", "孵化器的目标是多少", "有几项任务", "你好"])
    )
    runs = [start("ask", "--batch", "-", PYTHONHASHSEED=seed).communicate(asked, timeout=60)[0] for seed in ("1", "2")]
    first, second = (re.sub(rb'"elapsed_ms":[\d.]+', b"", written) for written in runs)
    assert first.count(b"\n") == 4
    assert first == second
