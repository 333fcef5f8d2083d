"""The assistant as a LangChain `Runnable`: a question in, the answer of the contract as a dictionary out."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict, cast

import msgspec
from langchain_core.runnables import Runnable, RunnableConfig, run_in_executor
from langchain_core.runnables.config import ensure_config

from assistant.answer import Answer
from assistant.assistant import Assistant


class Question(TypedDict):
    """A question with the earlier questions of the chat and the documents to answer from."""

    question: str
    history: NotRequired[list[str]]
    documents: NotRequired[list[str]]


class PolicyAssistant(Runnable[str | Question, dict[str, Any]]):
    """Drops the assistant into any LangChain program.

    Takes a question as a string or a `Question`; gives the answer as the contract's JSON has it. `batch`, `abatch`,
    `astream` and the rest come from `Runnable`; an assistant may be shared between their threads.
    """

    def __init__(self, assistant: Assistant):
        self._assistant = assistant

    def invoke(self, input: str | Question, config: RunnableConfig | None = None, **kwargs: Any) -> dict[str, Any]:
        """Answer one question."""
        return self._call_with_config(self._answer, input, config, **kwargs)

    async def ainvoke(
        self, input: str | Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Answer one question without holding up the event loop."""
        return await run_in_executor(ensure_config(config), self.invoke, input, config, **kwargs)

    def _answer(self, input: str | Question) -> dict[str, Any]:
        question = question_of(input)
        answer: Answer = self._assistant.answer(
            question["question"], question.get("history") or (), question.get("documents") or ()
        )
        return cast(dict[str, Any], msgspec.to_builtins(answer))


def question_of(given: object) -> Question:
    """A string or mapping as a question. Raises `TypeError` for anything else."""
    if isinstance(given, str):
        return Question(question=given)
    try:
        return msgspec.convert(given, Question)
    except msgspec.ValidationError as error:
        raise TypeError(f'{error}; expected a string or {{"question": "…", "history": ["…"]}}; pass that') from error
