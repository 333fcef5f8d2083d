"""Programs may ask through Gradio's own client; each call stands alone."""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # gradio_client's own imports
    from gradio_client import Client  # type: ignore[import-untyped]


@pytest.fixture(scope="module")
def client(site: str) -> Any:
    return Client(site, verbose=False, analytics_enabled=False)


def test_a_question_is_answered_as_json(client: Any) -> None:
    answer = client.predict("第17项谁牵头", [], [], api_name="/ask")
    assert answer["outcome"] == "answered_record"
    assert "市科技局" in answer["text"]
    assert answer["citations"][0]["lines"] == [485, 485]


def test_a_follow_up_brings_its_history(client: Any) -> None:
    assert "市财政局" in client.predict("那配合单位呢", ["第17项谁牵头"], [], api_name="/ask")["text"]


def test_the_description_names_the_one_call(client: Any) -> None:
    described = client.view_api(return_format="dict", print_info=False)
    assert list(described["named_endpoints"]) == ["/ask"]


@pytest.mark.parametrize("path", ["upload", "file=/etc/hostname", "proxy=https://elsewhere.example/", "deep_link"])
def test_what_the_chat_does_not_need_of_gradio_is_closed(site: str, path: str) -> None:
    response = httpx.post(f"{site}gradio_api/{path}", files={"files": b"x"}, trust_env=False)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_many_at_once_each_get_their_own_answer(client: Any) -> None:
    questions = [f"第{n}项谁牵头" for n in range(1, 25)]
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda q: client.predict(q, [], [], api_name="/ask"), questions))
    assert [a["question"] for a in answers] == questions
