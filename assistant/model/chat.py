"""Any OpenAI-compatible server as one call, through LangChain. Its errors are translated here and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import openai
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage
from langsmith import tracing_context

from assistant.model.gate import ModelFailed
from assistant.model.prompts import Prompt
from assistant.model.reply import MOST_CHARACTERS, Reply
from assistant.settings import Settings, SettingsError

_LARGEST_RESPONSE = 2_000_000  # bytes on the wire: each token comes in some 200 bytes of JSON
_PROVIDER = "openai:"


class Chat:
    """A chat model behind an address; used from one event loop."""

    def __init__(self, settings: Settings):
        self._seconds = settings.llm_timeout
        self._http = openai.DefaultAsyncHttpxClient(
            follow_redirects=False,  # a redirect would carry the question to another host
            timeout=settings.llm_timeout,
            headers={"Accept-Encoding": "identity"},
            event_hooks={"response": [self._bound]},
        )
        self._model: BaseChatModel = init_chat_model(
            _named(settings), base_url=_address(settings), api_key=_key(settings), temperature=0,
            max_tokens=settings.llm_max_tokens, max_retries=settings.llm_retries, timeout=settings.llm_timeout,
            stream_usage=True, use_responses_api=False, openai_proxy="", http_async_client=self._http,
        )  # fmt: skip

    async def complete(self, prompt: Prompt) -> Reply:
        """The whole reply to a prompt, read as a stream. Raises `ModelFailed`."""
        messages = [SystemMessage(prompt.system), HumanMessage(prompt.user)]
        text, finish, called, tokens = "", "", False, None
        try:
            with tracing_context(enabled=False):  # whatever the environment says, nobody else hears of it
                async for chunk in self._model.astream(messages):
                    text += chunk.text
                    finish = chunk.response_metadata.get("finish_reason") or finish
                    called = called or bool(chunk.tool_call_chunks or chunk.additional_kwargs.get("function_call"))
                    tokens = chunk.usage_metadata["total_tokens"] if chunk.usage_metadata else tokens
                    if called or len(text) > MOST_CHARACTERS:
                        break
        except Exception as error:  # whatever a server makes the libraries raise
            raise ModelFailed(_said(error)) from error
        return Reply(text, finish, called, tokens)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def _bound(self, response: Any) -> None:
        """Bound what is read, and do not wait for a retry that would come too late anyway."""
        wait = response.headers.get("retry-after", "")
        if wait and not (wait.isdigit() and int(wait) < self._seconds):
            response.headers["x-should-retry"] = "false"
        response.stream = _Bounded(response.stream)


class _Bounded(httpx2.AsyncByteStream):
    """A response that ends with an error where it grows too large."""

    def __init__(self, stream: httpx2.AsyncByteStream):
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for part in self._stream:
            read += len(part)
            if read > _LARGEST_RESPONSE:
                raise ModelFailed(f"more than {_LARGEST_RESPONSE} bytes")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


def _named(settings: Settings) -> str:
    name = settings.llm or ""
    if not name.startswith(_PROVIDER) or name == _PROVIDER:
        raise SettingsError(
            f"POLICY_LLM: given {name!r}; expected {_PROVIDER}MODEL, which vLLM, Ollama, DeepSeek and Qwen all speak; "
            f"give POLICY_LLM={_PROVIDER}{name.rpartition(':')[2] or 'MODEL'} and the server in POLICY_LLM_BASE_URL"
        )
    return name


def _address(settings: Settings) -> str:
    if settings.llm_base_url is None:
        raise SettingsError(
            "POLICY_LLM_BASE_URL: not given; expected the address of the model's server; "
            "give one such as http://127.0.0.1:8000/v1"
        )
    return settings.llm_base_url.rstrip("/")


def _key(settings: Settings) -> str:
    """The key given here, never one that lies about in the environment."""
    return settings.llm_api_key.get_secret_value() if settings.llm_api_key else "none"


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
