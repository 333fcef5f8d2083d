"""Several turns: pronouns, phases in a row, the same sentence again, and a question among statements."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.reading import Reading


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (("孵化器的目标是多少", "谁负责监测"), "能耗那个呢", "市发展改革委"),
        (("规上工业企业研发机构覆盖率2020年多少", "全省第几？"), "2023年要到多少？", "65%"),
        (("全面推进阶段是什么时候",), "再往后是什么阶段？", "总结评估阶段"),
        (("省级科研平台有多少家",), "其中省级工程技术研究中心有多少", "397"),
        (("市金融局牵头哪些任务", "一共几项"), "它又配合哪些", "强化与广深极点的联动合作"),
        (("市金融局牵头哪些任务",), "跟谁一起牵头", "市科技局"),
        (("市金融局牵头哪些任务",), "那一项的配合单位是谁", "市财政局"),
        (("第17项谁牵头",), "后面一项是谁牵头", "市市场监管局"),
        (("新材料领域重点攻关什么",), "高端装备的呢", "轨道交通"),
        (("外商投资企业里香港的有多少户",), "Taiwanese ones?", "166"),
    ],
)
def test_what_a_turn_leaves_out_is_what_was_talked_of(
    assistant: Assistant, history: tuple[str, ...], question: str, said: str
) -> None:
    assert said in assistant.answer(question, history).text


def test_a_statement_before_a_question_is_no_part_of_it(assistant: Assistant) -> None:
    answer = assistant.answer("Our factory has its own lab. Who leads task 17?")
    assert answer.text == assistant.answer("Who leads task 17?").text


def test_what_a_section_of_a_task_tells_is_found_by_its_number(assistant: Assistant) -> None:
    assert "珠西创谷" in assistant.answer("第9项里提到哪些孵化载体").text


def test_what_is_said_after_a_question_is_a_part_of_it(assistant: Assistant) -> None:
    question = "How clean should the air be? I mean the share of days with good air in 2023"
    assert "**89%**" in assistant.answer(question).text


def test_words_are_shown_as_they_were_typed_in_this_turn_or_the_one_it_leans_on() -> None:
    reading = Reading(text="And its entrance fees?", language="en", earlier="How large are the museums?")
    assert [reading.shown(piece) for piece in ("fee", "museum", "larg")] == ["fees", "museums", "large"]


def test_what_is_asked_of_the_one_record_of_a_set_is_told(assistant: Assistant) -> None:
    answer = assistant.answer("市司法局只配合一项，那一项还有哪些配合部门")
    assert answer.outcome == "answered_record"
    assert "市发展改革局" in answer.text


def test_besides_its_leaders_a_task_has_those_who_cooperate(assistant: Assistant) -> None:
    answer = assistant.answer("Apart from the leaders, who else is involved in task 17?")
    assert "市财政局" in answer.text
    assert "市科技局" not in answer.text


def test_a_body_talked_of_stands_in_the_standalone_question(assistant: Assistant) -> None:
    answer = assistant.answer("它又配合哪些", ("市金融局牵头哪些任务", "一共几项"))
    assert answer.standalone == "市金融局配合哪些任务"
