"""The guard on what a draft takes from its question, rounds, tells off, names otherwise, or says without a figure."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.guard.check import check
from assistant.guard.dated import told_off
from assistant.guard.fitting import rounded
from assistant.guard.lexicon import Words, snapshot_to_words
from assistant.guard.quantities import text_to_quantities
from assistant.judgement import Evidence, evidence_of

_CAPITAL = "Good to see that utilised foreign capital is to climb from 1.45% to 1.77% of GDP. Right?"
_SHARE = "2023年实际使用外资金额占地区GDP比重的目标是多少"
_ONLY = "第6项只有五邑大学牵头吗"
_HELPERS = "第2项的配合单位有哪些"
_FIRMS = "2023年科技型中小微企业的目标是多少"
_INCUBATED = "国家和省级科技企业孵化器、大学科技园在孵企业数量"
_LAND = "What is the total land area of Jiangmen?"
_LEAD = "第17项由谁牵头"


@pytest.fixture(scope="module")
def words(assistant: Assistant) -> Words:
    return snapshot_to_words(assistant.library.snapshot)


def _passes(assistant: Assistant, words: Words, question: str, text: str) -> bool:
    return check(text, evidence_of(assistant.answer(question)), question, words).passed


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        pytest.param(_CAPITAL, "No, it falls to 1.45%. [1]", "Yes, it climbs to 1.77%. [1]", id="premise turned round"),
        pytest.param(_ONLY, "不是，还有市教育局。[1]", "是，五邑大学和市教育局共同牵头。[1]", id="one alone"),
        pytest.param(_SHARE, "这个比重计划下降。[1]", "这个比重计划上升。[1]", id="direction"),
        pytest.param(_SHARE, "So the ratio goes down. [1]", "So the ratio goes up. [1]", id="direction in English"),
        pytest.param(
            _HELPERS, "给市科技局打配合的有市市场监管局。[1]", "给市科技局牵头的有市市场监管局。[1]", id="who is helped"
        ),
        pytest.param(
            _INCUBATED, "国家级加41家，省级加30家，合计71家。[1]", "国家级加41家，省级加30家，合计72家。[1]", id="sum"
        ),
        pytest.param(_FIRMS, "比2020年多262家。[1]", "比2023年多262家。[1]", id="more than in which year"),
        pytest.param(_FIRMS, "现在有5000多家。[1]", "现在有4000多家。[1]", id="rounded down"),
        pytest.param(_LAND, "9,506.92 km². [1]", "9,506.92 km. [1]", id="unit with a digit"),
        pytest.param(_LAND, "About 9,507 square kilometres. [1]", "About 9,506 square kilometres. [1]", id="rounded"),
        pytest.param(
            _LEAD, "由市科技局牵头（含联合牵头）。[1]", "由市科技局牵头（含联合配合）。[1]", id="role in brackets"
        ),
        pytest.param(
            _LEAD, "Science and Technology Bureau (市科技局) leads task 17. [1]",
            "Science and Technology Bureau (市金融局) leads task 17. [1]", id="gloss of another body",
        ),
        pytest.param(
            _LEAD, "The Science and Technology Bureau takes part. [1]",
            "The Greenfield Science and Technology Bureau takes part. [1]", id="longer name",
        ),
        pytest.param(
            _LEAD, "The Science and Technology Bureau does not lead alone. [1]",
            "The Science and Technology Bureau does not lead nothing. [1]", id="denial of a denial",
        ),
    ],
)  # fmt: skip
def test_right_passes_and_its_like_does_not(
    assistant: Assistant, words: Words, question: str, right: str, wrong: str
) -> None:
    assert _passes(assistant, words, question, right)
    assert not _passes(assistant, words, question, wrong)


def test_a_name_keeps_its_commas(assistant: Assistant, words: Words) -> None:
    name = "Bureau of Culture, Radio, Television, Tourism and Sports"
    evidence = (Evidence(1, "3.推动园区\t\t牵头单位：市科技局；配合单位：市文化广电旅游体育局等。"),)
    assert check(f"The {name} is not a lead unit. [1]", evidence, "", words).passed
    assert not check(f"The {name} is not a cooperating unit. [1]", evidence, "", words).passed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The first is order. The second covers services.", 2),
        ("第一，改革；第二，服务；第三，数据。", 3),
        ("The first covers services.", 0),
        ("Six first prizes and nine second prizes.", 0),
        ("The first task is led by A, the second task by B.", 0),
    ],
)
def test_what_a_text_tells_off(text: str, told: int) -> None:
    assert told_off(text) == told


@pytest.mark.parametrize(
    ("said", "stated", "fits"),
    [
        ("约415公里", "414.8公里", True),
        ("约414公里", "414.8公里", False),
        ("近415公里", "414.8公里", True),
        ("超过414公里", "414.8公里", True),
        ("约400公里", "414.8公里", False),
        ("415公里", "414.8公里", False),
        ("约415公里", "超过414.8公里", False),
    ],
)
def test_rounding_goes_the_way_that_is_said(said: str, stated: str, fits: bool) -> None:
    assert rounded(text_to_quantities(said)[0], text_to_quantities(stated)[0]) is fits
