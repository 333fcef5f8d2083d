"""Running sets, their floors and their reports."""

from __future__ import annotations

import json

import pytest

from eval.report import result_to_text, results_to_json
from eval.runner import Rate, percentile, run_questions
from eval.sets import Floor
from eval.sources import Sources
from tests.eval.conftest import DECLINED, RIGHT, WRONG, make_question, make_result

ENGLISH = make_question(id="q2", lang="en", category="aggregate")
UNANSWERABLE = make_question(id="q3", category="unanswerable", answerable=False, must=[], evidence=[])


@pytest.mark.parametrize(
    ("values", "share", "value"),
    [([3, 1, 2], 0.5, 2), ([3, 1, 2], 0.99, 3), ([5], 0.5, 5), ([], 0.5, 0), ([1] * 99 + [9], 0.99, 1)],
)
def test_percentiles_are_values_that_were_measured(values: list[float], share: float, value: float) -> None:
    assert percentile(values, share) == value


def test_nothing_to_pass_is_passed() -> None:
    assert Rate(0, 0).share == 1.0


def test_each_question_is_asked_timed_and_judged_in_order(sources: Sources) -> None:
    verdicts = run_questions([make_question(), UNANSWERABLE], lambda q: RIGHT if q.answerable else DECLINED, sources)
    assert [v.question.id for v in verdicts] == ["q1", "q3"]
    assert all(v.passed and v.ms >= 0 for v in verdicts)


def test_declines_are_counted_apart_from_the_rest(sources: Sources) -> None:
    result = make_result(sources, (make_question(), RIGHT), (ENGLISH, WRONG), (UNANSWERABLE, RIGHT))
    assert (result.right, result.declined, result.invented) == (Rate(1, 2), Rate(0, 1), 0)
    assert result.shortfalls == (
        "right 0.500; expected at least 0.9",
        "rightly declined 0.000; expected at least 0.9",
    )


def test_an_invented_number_is_below_the_floor(sources: Sources) -> None:
    result = make_result(sources, (make_question(), WRONG), floor=Floor(0, 0, 0))
    assert result.shortfalls == ("1 answers with invented numbers; expected at most 0",)


def test_the_report_has_a_table_by_category_and_language_and_explains_failures(sources: Sources) -> None:
    text = result_to_text(
        make_result(sources, (make_question(history=["早先"]), WRONG), (ENGLISH, RIGHT), (UNANSWERABLE, DECLINED))
    )
    assert "  aggregate             1/1            –    1/1" in text
    assert "  indicator-target      0/1       0/1            –" in text
    assert "right              1/2 = 0.500   floor 0.9" in text
    assert "BELOW THE FLOOR: right 0.500" in text
    assert "- q1 [indicator-target] 早先 / 孵化器目标是多少\n    answered_record: 目标是**42家**。[1]\n" in text
    assert "    must: lacks '210'\n" in text
    assert "invented: 42 stands neither" in text


def test_a_report_may_be_cut(sources: Sources) -> None:
    text = result_to_text(make_result(sources, (make_question(), WRONG), (ENGLISH, WRONG)), fails=1)
    assert "- q1 " in text
    assert "- q2 " not in text
    assert "and 1 more failing cases" in text


def test_a_blind_set_shows_no_case_unless_asked(sources: Sources) -> None:
    result = make_result(sources, (make_question(), WRONG), blind=True)
    assert "孵化器" not in result_to_text(result)
    assert "1 failing cases, not shown" in result_to_text(result)
    assert "孵化器" in result_to_text(result, show_blind=True)


def test_results_are_whole_in_json(sources: Sources) -> None:
    (found,) = json.loads(results_to_json([make_result(sources, (make_question(), WRONG))]))
    assert (found["set"], found["right"], found["p50_ms"]) == ("small", 0.0, 2.0)
    (verdict,) = found["verdicts"]
    assert verdict["passed"] is False
    assert {j["check"] for j in verdict["judgements"]} >= {"must", "evidence", "slice", "invented"}
    assert verdict["answer"]["text"] == WRONG.text
