"""Question sets are checked line by line."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from eval.questions import QuestionError, read_questions
from tests.eval.conftest import make_question

GOOD = msgspec.json.encode(make_question()).decode()


def write(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_set_is_read_in_order_with_empty_lines_passed_over(tmp_path: Path) -> None:
    other = GOOD.replace('"q1"', '"q2"')
    assert [q.id for q in read_questions(write(tmp_path, GOOD, "", other))] == ["q1", "q2"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2"),
        ("[]", "line 2"),
        (GOOD.replace('"lang":"zh"', '"lang":"fr"'), "lang"),
        (GOOD.replace("indicator-target", "indicator"), "category"),
        (GOOD.replace('"answerable":true,', ""), "answerable"),
        (GOOD.replace('"must"', '"musts"'), "musts"),
        (GOOD.replace('[["210"]]', '[["210"],[]]'), "empty group"),
        (GOOD.replace('[["210"]]', '[[""]]'), "empty group"),
        (GOOD.replace("孵化器目标是多少", " "), "question is empty"),
        (GOOD, "stands twice"),
    ],
    ids=lambda v: v[:24],
)
def test_a_wrong_line_is_named_with_what_was_expected(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(QuestionError, match=r"line 2.*expected") as error:
        read_questions(write(tmp_path, GOOD, line))
    assert says in str(error.value)


def test_a_set_without_questions_is_no_set(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="holds no question"):
        read_questions(write(tmp_path, "", "  "))


def test_a_set_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="cannot be read"):
        read_questions(tmp_path / "none.jsonl")
