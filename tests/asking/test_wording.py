"""How a question's wording is read: ordinals and dates; and answers that hang on one word of it."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.ordinals import LAST, find_ordinals, find_years


@pytest.mark.parametrize(
    ("text", "values", "kinds"),
    [
        ("第17项任务谁牵头", (17,), ("task",)),
        ("which bureau leads task 17", (17,), ("task",)),
        ("最后那个阶段到什么时候", (LAST,), ("phase",)),
        ("How long does the last of the three phases take?", (LAST,), ("phase",)),
        ("When does the final review phase begin?", (LAST,), ("phase",)),
        ("the last year of the phase", (), ()),
        ("全省排第1的是什么", (), ()),
    ],
)
def test_ordinals(text: str, values: tuple[int, ...], kinds: tuple[str, ...]) -> None:
    found, _ = find_ordinals(text)
    assert (found.values, found.kinds) == (values, kinds)


def test_the_month_of_an_english_date_is_no_subject() -> None:
    assert find_years("does it last until December 2025")[0] == (2025,)
    assert "December" not in find_years("does it last until December 2025")[1]
    assert "May" in find_years("May I ask")[1]


@pytest.mark.parametrize("question", ["what does the * behind some indicators mean", "带*的指标是什么意思"])
def test_the_star_is_explained_where_the_plan_explains_it(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question)
    assert [c.lines for c in answer.citations] == [(458, 458)]


def test_a_body_named_in_two_languages_is_one_and_its_one_task_is_one(assistant: Assistant) -> None:
    text = assistant.answer("Which task does the Financial Affairs Bureau (市金融局) lead?").text
    assert "1 task**" in text
    assert text.count("市金融局") == 1


def test_a_noun_in_a_bodys_name_is_no_body_where_the_plan_writes_it_so(assistant: Assistant) -> None:
    answer = assistant.answer("高新区营收占GDP，2023年国家级、省级各要多少")
    assert answer.answered
    assert "42.1" in answer.text
    assert "16.73" in answer.text


def test_a_place_is_answered_by_the_figures_after_its_name(assistant: Assistant) -> None:
    fact = assistant.answer("香港企业在江门有多少户，注册资本多少").facts[0]
    assert "107.39" in fact.value
    assert "230.76" not in fact.value
