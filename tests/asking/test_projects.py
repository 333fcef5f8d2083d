"""Questions about a table of projects: whose, where, how much together, which place in a ranking."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "total", "lines"),
    [
        ("重点工程项目总投资合计多少", "314500万元", list(range(288, 298))),
        ("项目表里建在望川区的有几个，加起来投多少钱", "3个项目（望川区）合计**101500万元**", [288, 294, 296]),
        ("望川区的项目一共投资多少", "101500万元", [288, 294, 296]),
    ],
)
def test_sums_are_of_the_projects_asked_for(waste: Assistant, question: str, total: str, lines: list[int]) -> None:
    answer = waste.answer(question)
    assert answer.outcome == "answered_count"
    assert total in answer.text
    assert [c.lines[0] for c in answer.citations] == lines


def test_one_projects_sum_is_its_own(waste: Assistant) -> None:
    assert "21,650万元" in waste.answer("云埠厨余垃圾资源化中心一共投资多少").text


@pytest.mark.parametrize(
    ("question", "name", "value"),
    [
        ("重点工程里总投资排第二的是哪个", "退役动力电池梯次利用产业园", "52,000万元"),
        ("Which project has the second largest investment?", "退役动力电池梯次利用产业园", "CNY 520 million"),
        ("总投资第二小的项目是哪个", "医疗废物处置中心提标改造工程", "5,800万元"),
        ("总投资最大的项目是哪个", "望川生活垃圾焚烧发电二期工程", "68,400万元"),
    ],
)
def test_a_place_in_a_ranking(waste: Assistant, question: str, name: str, value: str) -> None:
    answer = waste.answer(question)
    assert answer.outcome == "answered_compare"
    assert name in answer.text
    assert value in answer.text
    assert len(answer.citations) == 1


def test_the_first_few_of_a_ranking_stand_in_order(waste: Assistant) -> None:
    answer = waste.answer("投资额前三名的项目是哪些")
    assert [c.lines[0] for c in answer.citations] == [288, 295, 290]
    changed = waste.answer("目标升幅前三的指标").text
    assert "38个百分点" in changed
    assert "38%" not in changed


def test_what_a_project_talked_of_contains_answers_of_it(waste: Assistant) -> None:
    history = ["青桷那个秸秆热电项目总投资是多少", "哪年建"]
    answer = waste.answer("那它一年能发多少电", history)
    assert "1.1亿千瓦时" in answer.text
    assert answer.citations[0].lines == (291, 291)


def test_a_figure_of_one_place_is_declined_with_the_one_for_all(waste: Assistant) -> None:
    answer = waste.answer("石渚县农膜回收率目标是多少")
    assert answer.outcome == "declined_not_in_corpus"
    assert "石渚县" in answer.text
    assert "88%" in answer.text
    assert answer.citations[0].lines == (246, 246)


def test_a_paragraph_is_about_the_place_that_it_opens_with(waste: Assistant) -> None:
    answer = waste.answer("平漪市废陶瓷一年利用多少")
    assert "9万吨" in answer.text
    assert answer.outcome == "answered_quote"


def test_a_term_alone_asks_for_its_meaning(waste: Assistant) -> None:
    assert waste.answer("「以渣定產」").text.startswith("**“以渣定产”是指按照企业上一年度")


def test_a_decline_without_a_citation_says_something(waste: Assistant) -> None:
    for question in ("第99项谁牵头", "所以这项是谁牵头？", "“百千万”工程指什么"):
        assert waste.answer(question).text.strip()
