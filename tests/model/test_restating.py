"""A model may put a question more plainly; it can neither change what is asked nor choose what is answered."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.web.turn import turn_html
from eval.restating import Adversarial, OddlyPut, Restater, adversarial, oddly_put
from eval.scripted.server import ScriptedModel
from tests.model.conftest import Asking

LEAST_HELPED = 30


@pytest.fixture
def restating(asking: Asking, server: ScriptedModel) -> Assistant:
    """An assistant whose model knows the restatements of the set by heart."""
    server.restate = Restater({case.question: case.restated for case in oddly_put()})
    return asking()


def is_right(answer: Answer, case: OddlyPut) -> bool:
    return answer.answered and all(must in answer.text for must in case.must)


@pytest.mark.parametrize("case", oddly_put(), ids=lambda case: case.id)
def test_a_restated_question_is_answered_rightly_or_as_before(
    case: OddlyPut, restating: Assistant, assistant: Assistant
) -> None:
    before, answer = assistant.answer(case.question), restating.answer(case.question)
    assert not before.answered
    if case.helped or answer.answered:
        assert is_right(answer, case)
        assert answer.question == case.question
        assert answer.standalone == case.restated
        assert (answer.understood[0].kind, answer.understood[0].value) == ("restated", case.restated)
        assert answer.provenance == "extract", "the facts are the plan's"
    else:
        assert answer.text == before.text


def test_restating_helps() -> None:
    assert sum(case.helped for case in oddly_put()) >= LEAST_HELPED


@pytest.mark.parametrize("case", adversarial(), ids=lambda case: case.id)
def test_a_restatement_that_asks_something_else_changes_nothing(
    case: Adversarial, asking: Asking, assistant: Assistant, server: ScriptedModel
) -> None:
    server.restate = Restater({case.question: case.restated})
    before, answer = assistant.answer(case.question), asking().answer(case.question)
    assert not before.answered
    assert answer.text == before.text
    assert answer.understood == before.understood


def test_no_restatement_of_another_question_is_taken(
    assistant: Assistant, asking: Asking, server: ScriptedModel
) -> None:
    """Each question with the restatement of the next of its language, as a model does that mixes them up."""
    cases = sorted(oddly_put(), key=lambda case: case.question.isascii())
    others = dict(zip((c.question for c in cases), (c.restated for c in cases[7:] + cases[:7]), strict=True))
    server.restate = Restater(others)
    own = asking()
    taken = [c for c in cases if (answer := own.answer(c.question)).answered and not is_right(answer, c)]
    assert [c.id for c in taken] == []


@pytest.mark.parametrize(
    "said",
    [
        "NONE",
        "none.",
        "",
        "第17项谁牵头\n第18项谁牵头",
        "x" * 200,
        "<b>科技金融由谁牵头</b>",
        "科技金融那对小两口谁说媒",
    ],
)
def test_what_is_no_restatement_changes_nothing(
    said: str, asking: Asking, assistant: Assistant, server: ScriptedModel
) -> None:
    question = "科技金融那对小两口谁说媒"
    server.restate = Restater({question: said})
    assert asking().answer(question).text == assistant.answer(question).text


@pytest.mark.parametrize(
    "question", ["2025年孵化器目标", "深圳的孵化器目标是多少", "第99项谁牵头", "第3项经办人的电话是多少"]
)
def test_what_is_missing_for_good_is_not_restated(question: str, restating: Assistant, server: ScriptedModel) -> None:
    assert not restating.answer(question).answered
    assert server.asked == []


def test_a_restatement_can_be_taken_away(restating: Assistant, assistant: Assistant) -> None:
    question = "科技金融那对小两口谁说媒"
    assert restating.answer(question).answered
    assert restating.answer(question, without=["restated"]).text == assistant.answer(question).text
    assert "chip restated kept" in turn_html(restating.answer(question), assistant.document)


def test_a_traditional_question_is_answered_in_traditional(asking: Asking, server: ScriptedModel) -> None:
    question = "科技金融那對小兩口誰說媒"
    server.restate = Restater({question: "推进科技金融融合发展由谁牵头"})
    assert "牽頭單位" in asking().answer(question).text
