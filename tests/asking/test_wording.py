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


@pytest.mark.parametrize("question", ["加计扣除那个指标是税务局一家监测吗", "第21项只由市科协牵头对吗"])
def test_a_body_that_shares_its_role_is_not_said_to_hold_it_alone(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question)
    assert answer.text.startswith("不是只有")
    assert "市科技局" in answer.text


@pytest.mark.parametrize("question", ["Land area vs sea area of the city in sq km", "土地总面积和海域面积各多少"])
def test_a_latin_word_is_not_found_inside_another(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question)
    assert "9506.92" in answer.text.replace(",", "")
    assert "4880.47" in answer.text.replace(",", "")


def test_a_question_of_as_many_bodies_counts_them(assistant: Assistant) -> None:
    answer = assistant.answer("三家以上（含三家）一起牵头的重点工作有几项")
    assert answer.text.startswith("**共5项任务**")


def test_a_rank_and_a_wish_for_the_first_place_are_no_ordinals() -> None:
    assert find_ordinals("研发机构覆盖率才排全省第三，为啥不争第一")[0].values == ()
    assert find_ordinals("牵头任务第二多的部门")[0].values == ()


@pytest.mark.parametrize("question", ["大动物模型研究院哪一年能建成投用", "科普基地到2020年底已经有多少家了？"])
def test_a_date_that_no_sentence_gives_is_declined(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question).outcome == "declined_not_in_corpus"


def test_a_place_goes_on_through_its_sentence(assistant: Assistant) -> None:
    assert "5%" in assistant.answer("大廣海灣嗰片土地開發強度得百分之幾？").text
