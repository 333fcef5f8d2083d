"""However a model misbehaves, the answers are those without a model, or better; streaming included."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import msgspec
import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from eval.scripted.behaviours import BEHAVIOURS
from eval.scripted.server import MODEL, ScriptedModel
from tests.model.conftest import Asking

QUESTIONS = (
    "第17项谁牵头", "孵化器的目标是多少", "研发经费投入强度从多少到多少", "新型研发机构怎么发展", "2025年孵化器目标",
    "which bureau leads task 17", "what is the R&D target",
)  # fmt: skip
QUICK = 0.5


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_no_misbehaviour_changes_an_answer(
    behaviour: str, asking: Asking, assistant: Assistant, server: ScriptedModel
) -> None:
    server.behaviour = behaviour
    own = asking(llm_timeout=QUICK if behaviour in ("stall", "drip") else 10.0, llm_retries=1)
    worded = 0
    for question in QUESTIONS if BEHAVIOURS[behaviour].wire == "sound" else QUESTIONS[:2]:
        composed, answer = assistant.answer(question), own.answer(question)
        if BEHAVIOURS[behaviour].shows and answer.provenance == f"model:{MODEL}":
            worded += 1
            assert "think" not in answer.text
        else:
            assert (answer.text, answer.provenance) == (composed.text, "extract")
        assert (answer.facts, answer.citations, answer.outcome) == (
            composed.facts,
            composed.citations,
            composed.outcome,
        )
    assert bool(worded) is BEHAVIOURS[behaviour].shows


def events(client: httpx.Client, question: str) -> list[tuple[str, Answer]]:
    with client.stream("POST", "/api/ask/stream", json={"question": question}) as response:
        lines = [line for line in response.iter_lines() if line and not line.startswith(":")]
    names = [line.removeprefix("event: ") for line in lines[::2]]
    answers = [msgspec.json.decode(line.removeprefix("data: "), type=Answer) for line in lines[1::2]]
    return list(zip(names, answers, strict=True))


def test_a_stream_gives_the_composed_answer_and_then_the_verified_draft(
    asking: Asking, assistant: Assistant, client_of: Callable[..., httpx.Client]
) -> None:
    (first, composed), (second, drafted) = events(client_of(asking()), "第17项谁牵头")
    assert (first, second) == ("answer", "draft")
    assert composed.text == assistant.answer("第17项谁牵头").text
    assert drafted.provenance == f"model:{MODEL}"
    assert drafted.citations == composed.citations


@pytest.mark.parametrize("behaviour", [b for b in BEHAVIOURS if not BEHAVIOURS[b].shows])
def test_a_stream_shows_nothing_that_has_not_passed(
    behaviour: str, asking: Asking, assistant: Assistant, server: ScriptedModel, client_of: Callable[..., httpx.Client]
) -> None:
    server.behaviour = behaviour
    ((name, answer),) = events(client_of(asking(llm_timeout=QUICK)), "第17项谁牵头")
    assert name == "answer"
    assert answer.text == assistant.answer("第17项谁牵头").text


def test_a_question_without_a_draft_ends_its_stream_at_once(
    asking: Asking, server: ScriptedModel, client_of: Callable[..., httpx.Client]
) -> None:
    server.behaviour = "stall"
    ((name, _),) = events(client_of(asking()), "您好")
    assert name == "answer"
    assert server.asked == []
