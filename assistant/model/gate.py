"""What has to hold before a model is asked and while it answers: switch, budget, places, breaker, time."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from pybreaker import CircuitBreaker, CircuitBreakerError, CircuitBreakerListener, CircuitBreakerState

from assistant.model.budget import Budget, prompt_tokens, reply_tokens
from assistant.model.prompts import Prompt
from assistant.model.reply import NoDraft, Reply
from assistant.model.state import note_breaker
from assistant.model.switch import is_on
from assistant.settings import Settings

_log = logging.getLogger(__name__)


class ModelFailed(Exception):
    """The server gave no usable reply: what happened, in one line."""


class Completes(Protocol):
    """A chat model. `complete` raises `ModelFailed`."""

    async def complete(self, prompt: Prompt) -> Reply:
        """The whole reply to a prompt."""
        ...

    async def close(self) -> None:
        """Let go of the connections."""
        ...


class State(Struct, frozen=True):
    """How the model stands in this process, for health checks."""

    on: bool
    breaker: str
    tokens_today: int
    daily_tokens: int
    running: int


class Gate:
    """Lets calls through to a model; lives in one event loop."""

    def __init__(self, chat: Completes, settings: Settings):
        self._chat, self._settings = chat, settings
        self.budget = Budget(settings.data, settings.llm_daily_tokens)
        self._running = 0
        self._breaker = CircuitBreaker(
            fail_max=settings.llm_failures, reset_timeout=settings.llm_pause, exclude=[asyncio.CancelledError],
            listeners=[_Heard(settings.data)], throw_new_error_on_trip=False,
        )  # fmt: skip

    async def ask(self, prompt: Prompt, seconds: float | None = None) -> Reply:
        """The reply, within `seconds` (those of the settings by default). Raises `NoDraft`: it is always clear why."""
        self._check(prompt)
        self._running += 1
        spent = prompt_tokens(prompt)
        try:
            with self._breaker.calling():
                async with asyncio.timeout(self._settings.llm_timeout if seconds is None else seconds):
                    reply = await self._chat.complete(prompt)
            spent = reply_tokens(prompt, reply)
        except CircuitBreakerError as error:
            spent = 0
            raise NoDraft("left alone after failures") from error
        except TimeoutError as error:
            raise NoDraft("too late") from error
        except ModelFailed as error:
            raise NoDraft(f"failed: {error}") from error
        finally:
            self._running -= 1
            if spent:
                await asyncio.to_thread(self.budget.spend, spent)
        if not is_on(self._settings.data):
            raise NoDraft("switched off")
        return reply

    def _check(self, prompt: Prompt) -> None:
        if not is_on(self._settings.data):
            raise NoDraft("switched off")
        if self._running >= self._settings.llm_concurrency:
            raise NoDraft("busy with others")
        if not self.budget.allows(prompt_tokens(prompt) + self._settings.llm_max_tokens):
            raise NoDraft("the tokens of today are used up")

    @property
    def state(self) -> State:
        """How it stands."""
        return State(
            is_on(self._settings.data), self._breaker.current_state, self.budget.used(),
            self._settings.llm_daily_tokens, self._running,
        )  # fmt: skip


class _Heard(CircuitBreakerListener):
    """Says in the log when the model is left alone and when it is asked again, and notes it for `doctor`."""

    def __init__(self, data: Path):
        self._data = data

    def state_change(
        self, cb: CircuitBreaker, old_state: CircuitBreakerState | None, new_state: CircuitBreakerState
    ) -> None:
        """Take note."""
        before = old_state.name if old_state else "new"
        _log.warning("the model's breaker: %s → %s (%d failures)", before, new_state.name, cb.fail_counter)
        note_breaker(self._data, new_state.name)
