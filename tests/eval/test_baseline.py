"""The baseline: what changed, what got worse, how words differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.baseline import Kept, changes, changes_to_text, read_baseline, result_to_kept, text_diff, write_baseline
from eval.questions import QuestionError
from eval.sources import Sources
from tests.eval.conftest import DECLINED, RIGHT, WRONG, make_question, make_result


def kept(id: str, passed: bool, text: str = "x") -> Kept:
    return Kept(id, passed, "answered_quote", text, ())


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path, sources: Sources) -> None:
    result = make_result(sources, (make_question(), RIGHT))
    path = write_baseline(result, tmp_path / "new")
    assert read_baseline("small", tmp_path / "new") == result_to_kept(result)
    assert path.read_text(encoding="utf-8").count("\n") == 3


def test_a_blind_set_keeps_no_words(sources: Sources) -> None:
    (found,) = result_to_kept(make_result(sources, (make_question(), RIGHT), blind=True))
    assert found.text.startswith("sha256:")


@pytest.mark.parametrize("content", [None, "[{}]", "no"])
def test_a_baseline_that_cannot_be_read_says_how_to_make_one(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "small.json").write_text(content)
    with pytest.raises(QuestionError, match="eval bless"):
        read_baseline("small", tmp_path)


def test_changes_are_sorted_the_worse_first() -> None:
    before = [kept("same", True), kept("better", False), kept("worse", True), kept("changed", True), kept("gone", True)]
    now = [
        kept("same", True),
        kept("better", True),
        kept("worse", False),
        kept("changed", True, "y"),
        kept("new", True),
    ]
    assert [(c.kind, c.id) for c in changes(before, now)] == [
        ("worse", "worse"), ("changed", "changed"), ("better", "better"), ("new", "new"), ("gone", "gone"),
    ]  # fmt: skip


def test_a_change_shows_outcome_words_and_citations(sources: Sources) -> None:
    before = result_to_kept(make_result(sources, (make_question(), RIGHT)))
    worded = result_to_kept(make_result(sources, (make_question(), WRONG)))
    declined = result_to_kept(make_result(sources, (make_question(), DECLINED)))
    assert [*changes_to_text(changes(before, worded))] == ["worse   q1", "    text: 目标是**[-210-]{+42+}家**。[1]"]
    shown = "\n".join(changes_to_text(changes(before, declined)))
    assert "outcome: answered_record → declined_not_in_corpus" in shown
    assert "citations: plan:13-24 → none" in shown


@pytest.mark.parametrize(
    ("before", "now", "diff"),
    [
        ("同", "同", "同"),
        ("lead units: 3", "lead unit: 13", "lead [-units-]{+unit+}: [-3-]{+13+}"),
        ("市科技局", "市科技局、市财政局", "市科技局{+、市财政局+}"),
        ("甲\n乙", "甲\n丙", "甲 [-乙-]{+丙+}"),
        ("42.10", "42.1", "[-42.10-]{+42.1+}"),
    ],
)
def test_text_differences_are_marked_in_place(before: str, now: str, diff: str) -> None:
    assert text_diff(before, now) == diff
