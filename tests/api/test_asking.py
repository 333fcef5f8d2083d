"""`POST /api/ask` and its streaming twin (CONTRACT: the batch line in, the answer out)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import msgspec
import pytest

from assistant.answer import Answer


def ask(client: httpx.Client, question: str, **more: object) -> Answer:
    response = client.post("/api/ask", json={"question": question, **more})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    return msgspec.json.decode(response.content, type=Answer)


def test_answers_with_a_citation_that_is_a_slice(client: httpx.Client, plan: str) -> None:
    answer = ask(client, "第17项谁牵头", id="q1")
    assert answer.id == "q1"
    assert answer.answered
    assert "市科技局" in answer.text
    assert answer.citations
    for citation in answer.citations:
        assert citation.quote == plan[citation.start : citation.end]


def test_a_follow_up_is_understood_from_the_history(client: httpx.Client) -> None:
    answer = ask(client, "那配合单位呢", history=["第17项谁牵头"])
    assert answer.standalone != answer.question
    assert "市财政局" in answer.text


def test_a_document_may_be_named(client: httpx.Client) -> None:
    assert ask(client, "第17项谁牵头", documents=["jiangmen-2021-2023"]).answered


def test_the_trace_comes_when_asked_for(client: httpx.Client) -> None:
    plain = client.post("/api/ask", json={"question": "第17项谁牵头"})
    traced = client.post("/api/ask?trace=true", json={"question": "第17项谁牵头"})
    assert plain.json()["trace"] is None
    assert traced.json()["trace"]


@pytest.mark.parametrize(
    ("question", "said"),
    [("", "问题"), ("   ", "问题"), ("问" * 20_000, "20000"), ("\u0001\u0002\u0003\ufffd", "字符")],
    ids=["empty", "blank", "20,000 characters", "binary"],
)
def test_a_question_that_cannot_be_read_gets_a_kind_answer(client: httpx.Client, question: str, said: str) -> None:
    answer = ask(client, question)
    assert answer.outcome == "error_question"
    assert said in answer.text


def test_events_end_with_the_same_answer(client: httpx.Client) -> None:
    with client.stream("POST", "/api/ask/stream", json={"question": "第17项谁牵头"}) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["x-accel-buffering"] == "no"
        lines = [line for line in response.iter_lines() if line and not line.startswith(":")]
    assert lines[0] == "event: answer"
    streamed = msgspec.json.decode(lines[1].removeprefix("data: "), type=Answer)
    assert streamed.text == ask(client, "第17项谁牵头").text


def test_many_at_once_each_get_their_own_answer(client: httpx.Client) -> None:
    questions = [f"第{n}项谁牵头" for n in range(1, 25)] * 2
    alone = {q: ask(client, q).text for q in set(questions)}
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda q: ask(client, q, id=q), questions))
    assert [a.id for a in answers] == questions
    assert all(a.text == alone[a.question] for a in answers)
