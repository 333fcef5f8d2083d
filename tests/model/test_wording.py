"""A truthful model's words in place of the composed text; everything else of the answer as it was."""

from __future__ import annotations

import logging

import msgspec
import pytest

from assistant.assistant import Assistant
from assistant.model.switch import turn
from eval.scripted.server import MODEL, ScriptedModel
from tests.model.conftest import Asking

WORDED = ["第17项谁牵头", "那配合单位呢", "which bureau leads task 17"]


def plain(answer: object) -> dict[str, object]:
    """An answer without what changes from run to run, and without what a draft changes."""
    found: dict[str, object] = msgspec.to_builtins(answer)
    return {k: v for k, v in found.items() if k not in ("elapsed_ms", "text", "provenance", "receipt", "trace")}


@pytest.mark.parametrize("question", WORDED)
def test_the_words_are_the_models_and_the_facts_are_not(
    question: str, asking: Asking, assistant: Assistant, server: ScriptedModel
) -> None:
    history = ["第17项谁牵头"] if "那" in question else []
    composed, worded = assistant.answer(question, history), asking().answer(question, history)
    assert worded.provenance == f"model:{MODEL}"
    assert worded.text.startswith(("根据方案", "According to the plan"))
    assert plain(worded) == plain(composed)
    assert len(server.asked) == 1


def test_a_quotation_stays_below_the_words(asking: Asking, assistant: Assistant) -> None:
    composed, worded = (a.answer("江门的土地总面积是多少") for a in (assistant, asking()))
    assert worded.provenance == f"model:{MODEL}"
    quotation = composed.text[composed.text.index("> ") :]
    assert worded.text.endswith(quotation)
    assert worded.text.startswith("根据方案")


@pytest.mark.parametrize(
    "question",
    ["2025年孵化器目标", "第99项谁牵头", "您好", "目标呢", "", "市财政局是第17项的牵头单位吗", "全部指标有哪些"],
    ids=["declined", "no such ordinal", "small talk", "asks back", "empty", "a wrong premise", "a long list"],
)
def test_what_is_said_in_fixed_words_is_not_sent_for_wording(
    question: str, asking: Asking, assistant: Assistant, server: ScriptedModel
) -> None:
    assert asking().answer(question).text == assistant.answer(question).text
    assert not any("COMPOSED" in asked["messages"][-1]["content"] for asked in server.asked)


def test_a_refused_draft_leaves_a_line_in_the_log_and_a_step_in_the_trace(
    asking: Asking, assistant: Assistant, server: ScriptedModel, caplog: pytest.LogCaptureFixture
) -> None:
    server.behaviour = "digit"
    with caplog.at_level(logging.INFO, "assistant.model.model"):
        answer = asking().answer("孵化器的目标是多少", id="q7", trace=True)
    assert answer.text == assistant.answer("孵化器的目标是多少").text
    assert any("q7" in m and "refused by the guard" in m for m in caplog.messages)
    assert answer.trace
    assert answer.trace[-1].stage == "draft"
    assert "refused by the guard" in str(answer.trace[-1].result)


def test_an_answer_once_worded_is_worded_the_same_again(asking: Asking, server: ScriptedModel) -> None:
    own = asking()
    first = own.answer("第17项谁牵头")
    server.behaviour = "broken"
    assert own.answer("第17项谁牵头").text == first.text
    assert len(server.asked) == 1


def test_the_receipt_names_model_and_prompt(asking: Asking, assistant: Assistant) -> None:
    ours, other = asking(), asking(llm="openai:another")
    digests = {a.settings.digest() for a in (ours, other, assistant)}
    assert len(digests) == 3
    assert ours.answer("第17项谁牵头").receipt.settings == ours.settings.digest()


def test_the_switch_works_without_a_restart(asking: Asking, server: ScriptedModel) -> None:
    own = asking()
    turn(own.settings.data, on=False)
    assert own.answer("第17项谁牵头").provenance == "extract"
    assert server.asked == []
    turn(own.settings.data, on=True)
    assert own.answer("第17项谁牵头").provenance == f"model:{MODEL}"
    turn(own.settings.data, on=False)
    assert own.answer("第17项谁牵头").provenance == "extract", "what was worded before is not shown either"
