"""The assistant inside LangChain programs."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompt_values import PromptValue
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnableParallel, RunnablePassthrough

from assistant.assistant import Assistant
from assistant.retriever import PolicyRetriever
from assistant.runnable import PolicyAssistant, Question


@pytest.fixture(scope="module")
def policy(assistant: Assistant) -> PolicyAssistant:
    return PolicyAssistant(assistant)


def test_a_string_is_answered_with_the_answer_of_the_contract(policy: PolicyAssistant, plan: str) -> None:
    answer = policy.invoke("第17项谁牵头")
    assert answer["outcome"] == "answered_record"
    assert "市金融局" in answer["text"]
    assert all(plan[c["start"] : c["end"]] == c["quote"] for c in answer["citations"])


def test_a_question_may_carry_its_history_and_documents(policy: PolicyAssistant) -> None:
    asked = Question(question="那配合单位呢", history=["第17项谁牵头"], documents=["jiangmen-2021-2023"])
    assert "市财政局" in policy.invoke(asked)["text"]


def test_a_batch_keeps_its_order(policy: PolicyAssistant) -> None:
    answers = policy.batch([f"第{n}项谁牵头" for n in range(1, 25)], {"max_concurrency": 4})
    assert [a["citations"][0]["cell"]["row"] for a in answers] == [str(n) for n in range(1, 25)]


def test_it_answers_asynchronously_and_as_a_stream(policy: PolicyAssistant) -> None:
    async def ask() -> tuple[dict[str, Any], list[dict[str, Any]]]:
        return await policy.ainvoke("第17项谁牵头"), [chunk async for chunk in policy.astream("第17项谁牵头")]

    with ThreadPoolExecutor(1) as own_thread:  # a browser test's event loop may run in this one
        answer, chunks = own_thread.submit(asyncio.run, ask()).result()
    assert [c["text"] for c in chunks] == [answer["text"]]


@pytest.mark.parametrize(
    "wrong", [17, None, {"text": "x"}, {"question": 1}, {"question": "x", "history": "y"}], ids=str
)
def test_anything_else_is_refused_with_what_was_expected(policy: PolicyAssistant, wrong: Any) -> None:
    with pytest.raises(TypeError, match="expected a string or"):
        policy.invoke(wrong)


def test_it_runs_beside_its_retriever(policy: PolicyAssistant, assistant: Assistant) -> None:
    both = RunnableParallel(answer=policy, passages=PolicyRetriever(library=assistant.library))
    found = both.invoke("第17项谁牵头")
    assert found["answer"]["answered"]
    assert found["passages"]


def test_a_chat_model_words_what_the_retriever_finds(assistant: Assistant) -> None:
    def joined(documents: list[Any]) -> str:
        return "\n".join(d.page_content for d in documents)

    def noted(prompt: PromptValue) -> PromptValue:
        seen.append(prompt.to_string())
        return prompt

    seen: list[str] = []
    model = FakeListChatModel(responses=["市科技局和市金融局"])
    program = (
        {"evidence": PolicyRetriever(library=assistant.library) | joined, "question": RunnablePassthrough()}
        | ChatPromptTemplate.from_template("{evidence}\n\n{question}")
        | RunnableLambda(noted)
        | model
        | StrOutputParser()
    )
    assert program.invoke("推进科技金融融合发展由谁牵头") == "市科技局和市金融局"
    assert "牵头单位：市科技局、市金融局" in seen[0]


def test_what_follows_takes_the_text_out_of_the_answer(policy: PolicyAssistant) -> None:
    program = policy | RunnableLambda(lambda answer: answer["text"])
    assert "市金融局" in program.invoke("第17项谁牵头")
