"""`ask`: what people and scripts see of one answer."""

from __future__ import annotations

import json

import pytest

from assistant.answer import Step
from assistant.cli.ask import status_of
from assistant.cli.show import show_answer
from tests.answers import cite, make_answer
from tests.cli.conftest import Run, Start


def test_people_see_the_answer_then_its_citation_with_line_and_quote(on_plan: Run) -> None:
    done = on_plan("ask", "第17项谁牵头")
    assert done.status == 0
    assert "市科技局" in done.out.splitlines()[0]
    assert "**" not in done.out
    assert "[1] 《江门市创建国家创新型城市实施方案（2021—2023年）》" in done.out
    assert "第485行" in done.out
    assert "牵头单位：市科技局、市金融局" in done.out
    assert done.err == ""


def test_json_is_one_line_with_the_answer_of_the_contract(on_plan: Run, plan: str) -> None:
    done = on_plan("ask", "第17项谁牵头", "--json")
    answer = json.loads(done.out)
    assert done.out.count("\n") == 1
    assert answer["outcome"] == "answered_record"
    for citation in answer["citations"]:
        assert plan[citation["start"] : citation["end"]] == citation["quote"]


def test_a_follow_up_is_read_with_the_earlier_questions(on_plan: Run) -> None:
    answer = json.loads(on_plan("ask", "那配合单位呢", "--history", "第17项谁牵头", "--json").out)
    assert "市财政局" in answer["text"]


def test_a_decline_is_negative(on_plan: Run) -> None:
    done = on_plan("ask", "火星移民的预算是多少")
    assert done.status == 1
    assert "火星" in done.out


def test_small_talk_is_no_refusal(on_plan: Run) -> None:
    assert on_plan("ask", "你好").status == 0


@pytest.mark.parametrize(
    "question", ["", "   ", "？！", "问" * 20_000, "\udcff\udcfe\udcff"], ids=lambda q: repr(q[:3])
)
def test_a_question_that_cannot_be_read_is_bad_input_in_one_line(on_plan: Run, question: str) -> None:
    done = on_plan("ask", question)
    assert done.status == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "expected" in done.err
    assert len(done.err) < 400


def test_an_unknown_document_is_bad_input_that_names_the_known_ones(on_plan: Run) -> None:
    done = on_plan("ask", "第17项谁牵头", "--document", "nowhere")
    assert done.status == 2
    assert "jiangmen-2021-2023" in done.err


def test_a_known_document_is_answered_from(on_plan: Run) -> None:
    assert on_plan("ask", "第17项谁牵头", "--document", "jiangmen-2021-2023").status == 0


def test_trace_shows_the_stages(on_plan: Run) -> None:
    done = on_plan("ask", "第17项谁牵头", "--trace")
    for stage in ("screen", "understand", "decide", "compose"):
        assert any(line.startswith(stage) for line in done.out.splitlines())


def test_utf8_goes_in_and_out_whatever_the_locale(start: Start) -> None:
    asked = start("ask", "第17项谁牵头", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    out, err = asked.communicate(timeout=60)
    assert asked.returncode == 0, err
    assert "市金融局" in out.decode("utf-8")


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("answered_quote", 0), ("partly_answered", 0), ("small_talk", 0),
        ("asked_back", 1), ("declined_not_in_corpus", 1), ("declined_unsafe", 1),
        ("error_question", 2), ("error_internal", 3),
    ],
)  # fmt: skip
def test_each_outcome_has_its_status(outcome: str, status: int) -> None:
    assert status_of(make_answer(outcome=outcome)) == status


def test_bold_type_is_shown_where_the_terminal_has_it() -> None:
    answer = make_answer("**210家**是目标。[1]")
    assert show_answer(answer).startswith("210家是目标。")
    assert show_answer(answer, color=True).startswith("\x1b[1m210家\x1b[0m是目标。")


def test_a_quote_over_several_lines_keeps_its_stars_and_loses_its_empty_lines() -> None:
    source = "——**创新引领**。坚持\n\n改革。"
    shown = show_answer(make_answer(citations=(cite(source, source=source),)))
    assert "    ——**创新引领**。坚持\n    改革。" in shown
    assert "第1-3行" in shown


def test_what_is_missing_is_said_in_the_language_of_the_answer() -> None:
    assert "方案未涉及：2022年、预算" in show_answer(make_answer(missing=("2022年", "预算")))
    assert "Not in the plan: 2022" in show_answer(make_answer(language="en", missing=("2022",)))


def test_a_long_step_of_the_trace_is_cut() -> None:
    shown = show_answer(make_answer(trace=(Step("retrieve", "长" * 2000, 1.5),)))
    assert shown.endswith("…")
    assert "1.50 ms" in shown
