"""What holds a model back: time, failures, the budget of the day, others' drafts."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.model.budget import Budget
from eval.scripted.server import ScriptedModel
from tests.model.conftest import Asking

QUESTIONS = [f"第{n}项谁牵头" for n in range(1, 7)]


def reason(answer: Answer) -> str:
    """Why there is no draft, or `shown`."""
    assert answer.trace
    found = answer.trace[-1].result
    assert isinstance(found, dict)
    return str(found["reason"])


def ask(assistant: Assistant, question: str = QUESTIONS[0]) -> str:
    return reason(assistant.answer(question, trace=True))


@pytest.mark.parametrize("behaviour", ["stall", "drip"])
def test_the_time_limit_is_for_the_whole_draft(behaviour: str, asking: Asking, server: ScriptedModel) -> None:
    server.behaviour = behaviour
    assert ask(asking(llm_timeout=0.3)) == "too late"


def test_a_busy_server_is_asked_again(asking: Asking, server: ScriptedModel) -> None:
    server.behaviour = "busy once"
    assert ask(asking(llm_retries=1)) == "shown"
    assert len(server.asked) == 2


@pytest.mark.parametrize(("behaviour", "times"), [("busy", 3), ("broken", 3), ("busy for long", 1), ("redirect", 1)])
def test_a_server_is_asked_so_often_and_no_more(
    behaviour: str, times: int, asking: Asking, server: ScriptedModel
) -> None:
    server.behaviour = behaviour
    assert ask(asking(llm_retries=2)).startswith("failed")
    assert len(server.asked) == times


def test_a_failing_server_is_left_alone_and_tried_again(asking: Asking, server: ScriptedModel) -> None:
    own = asking(llm_failures=2, llm_pause=0.2)
    server.behaviour = "broken"
    assert [ask(own, q) for q in QUESTIONS[:2]] == ["failed: OpenAIAPIError: Error code: 500 - out of memory"] * 2
    assert own.model
    assert own.model.state.breaker == "open"
    assert ask(own) == "left alone after failures"
    assert len(server.asked) == 2
    server.behaviour = "truthful"
    while (said := ask(own)) == "left alone after failures":
        pass
    assert said == "shown"
    assert own.model.state.breaker == "closed"


def test_a_refused_draft_is_no_failure_of_the_server(asking: Asking, server: ScriptedModel) -> None:
    own = asking(llm_failures=1)
    server.behaviour = "no citation"
    assert [ask(own, q).startswith("refused") for q in QUESTIONS] == [True] * len(QUESTIONS)


def test_the_tokens_of_a_day_are_counted_for_all_processes(asking: Asking, server: ScriptedModel) -> None:
    own = asking(llm_daily_tokens=4000)
    said = [ask(own, q) for q in QUESTIONS]
    assert said[0] == "shown"
    assert said[-1] == "the tokens of today are used up"
    used = Budget(own.settings.data, 4000).used()
    assert 0 < used <= 4000
    asked = len(server.asked)
    assert ask(asking(llm_daily_tokens=4000), QUESTIONS[-1]) == "the tokens of today are used up"
    assert len(server.asked) == asked


def test_a_new_day_has_a_new_budget(asking: Asking) -> None:
    own = asking(llm_daily_tokens=4000)
    file = own.settings.data / "model" / "usage.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"day": "2021-01-01", "tokens": 4000}))
    assert ask(own) == "shown"


def test_a_damaged_or_unwritable_count_stops_nothing(asking: Asking, caplog: pytest.LogCaptureFixture) -> None:
    own = asking()
    (own.settings.data / "model").mkdir()
    (own.settings.data / "model" / "usage.json").write_text("{")
    assert ask(own) == "shown"
    blocked = asking(data=own.settings.data / "model" / "usage.json" / "no folder")
    assert ask(blocked, QUESTIONS[1]) == "shown"
    assert any("cannot be kept" in m for m in caplog.messages)


def test_more_than_the_places_are_not_waited_for(asking: Asking, server: ScriptedModel) -> None:
    own = asking(llm_concurrency=2)
    server.seconds = 30
    with ThreadPoolExecutor(2) as pool:
        slow = [pool.submit(ask, own, q) for q in QUESTIONS[:2]]
        while len(server.asked) < 2:
            pass
        assert ask(own, QUESTIONS[2]) == "busy with others"
        assert own.model
        assert own.model.state.running == 2
        server.hurry.set()
        assert [s.result() for s in slow] == ["shown", "shown"]
    assert ask(own, QUESTIONS[2]) == "shown"
