"""A slow model and a hundred people: everybody has the composed answer, and nobody's thread is used up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest
from fastapi import FastAPI

from assistant.assistant import Assistant
from assistant.web.draft import draft_routes
from eval.scripted.server import ScriptedModel
from tests.api.conftest import served
from tests.model.conftest import Asking

PEOPLE = 100
PLACES = 4


@pytest.fixture
def slow(asking: Asking, server: ScriptedModel) -> Assistant:
    """An assistant whose model says nothing until it is told to hurry."""
    server.seconds = 60
    return asking(llm_concurrency=PLACES, llm_timeout=60)


def test_a_hundred_people_have_their_answers_while_the_model_thinks(
    slow: Assistant, server: ScriptedModel, client_of: Callable[..., httpx.Client]
) -> None:
    composed, drafted = asyncio.run(_crowd(str(client_of(slow).base_url), server))
    assert composed == PEOPLE
    assert len(server.asked) == PLACES
    assert drafted == PLACES


async def _crowd(url: str, server: ScriptedModel) -> tuple[int, int]:
    """How many got the composed answer while no draft was there, and how many drafts came then."""
    told, all_told = 0, asyncio.Event()

    async def person(client: httpx.AsyncClient, number: int) -> bool:
        nonlocal told
        question = {"question": f"第{number % 24 + 1}项谁牵头"}
        drafted = False
        async with client.stream("POST", "/api/ask/stream", json=question) as response:
            async for line in response.aiter_lines():
                told += line == "event: answer"
                drafted = drafted or line == "event: draft"
                if told == PEOPLE:
                    all_told.set()
        return drafted

    limits = httpx.Limits(max_connections=PEOPLE)
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60, limits=limits) as client:
        people = [asyncio.ensure_future(person(client, n)) for n in range(PEOPLE)]
        await all_told.wait()
        before = told
        server.hurry.set()
        return before, sum(await asyncio.gather(*people))


def test_whoever_waits_for_the_draft_holds_up_no_other(
    slow: Assistant, server: ScriptedModel, client_of: Callable[..., httpx.Client]
) -> None:
    with httpx.Client(base_url=client_of(slow).base_url, trust_env=False, timeout=60) as client:
        answers = asyncio.run(_waiting(str(client.base_url), server))
    assert answers == ["extract"] * (PEOPLE - PLACES) + ["model:scripted"] * PLACES


async def _waiting(url: str, server: ScriptedModel) -> list[str]:
    """Who worded the answers, in the order in which they came."""
    limits = httpx.Limits(max_connections=PEOPLE)
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60, limits=limits) as client:
        asked = [client.post("/api/ask", json={"question": f"第{n % 24 + 1}项谁牵头"}) for n in range(PEOPLE)]
        answers: list[str] = []
        for answered in asyncio.as_completed(asked):
            answers.append((await answered).json()["provenance"])
            if len(answers) == PEOPLE - PLACES:
                server.hurry.set()
        return answers


def test_whoever_leaves_makes_room(slow: Assistant, server: ScriptedModel) -> None:
    app = FastAPI()
    app.include_router(draft_routes(slow))
    assert slow.model
    with served(app) as client:
        for n in range(PLACES):
            with pytest.raises(httpx.ReadTimeout):
                client.post("/chat/draft", json={"question": f"第{n + 1}项谁牵头"}, timeout=0.2)
        while slow.model.state.running:
            pass
        server.hurry.set()
        assert "根据方案" in client.post("/chat/draft", json={"question": "第9项谁牵头"}).text
