"""The token budget of a day (UTC), shared by all processes that use a data folder."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from assistant.model.prompts import Prompt
from assistant.model.reply import Reply
from corpus.text import is_han

_CHARACTERS_A_TOKEN = 4
_LOCK_SECONDS = 2
_log = logging.getLogger(__name__)


class Usage(Struct, frozen=True):
    """The tokens of a day."""

    day: str
    tokens: int = 0


class Budget:
    """Counts tokens in a file; where the file cannot be kept, in this process only."""

    def __init__(self, data: Path, daily: int):
        self._file = data / "model" / "usage.json"
        self._daily = daily
        self._own = Usage(_today())

    def allows(self, tokens: int) -> bool:
        """Whether that many more may be used today."""
        return self.used() + tokens <= self._daily

    def used(self) -> int:
        """The tokens used today."""
        kept = self._own if self._own.day == _today() else Usage(_today())
        return max(kept.tokens, self._read().tokens)

    def spend(self, tokens: int) -> None:
        """Count tokens."""
        self._own = Usage(_today(), self.used() + tokens)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._file.with_suffix(".lock"), timeout=_LOCK_SECONDS):
                now = Usage(_today(), self._read().tokens + tokens)
                fresh = self._file.with_suffix(".new")
                fresh.write_bytes(msgspec.json.encode(now))
                fresh.replace(self._file)
        except (OSError, Timeout) as error:
            _log.warning("the tokens of today cannot be kept in %s: %s", self._file, error)

    def _read(self) -> Usage:
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=Usage)
        except FileNotFoundError:
            return Usage(_today())
        except (OSError, msgspec.MsgspecError) as error:
            _log.warning("the tokens of today cannot be read from %s: %s", self._file, error)
            return Usage(_today())
        return kept if kept.day == _today() else Usage(_today())


def prompt_tokens(prompt: Prompt) -> int:
    """About how many tokens a prompt has."""
    return _tokens(prompt.system) + _tokens(prompt.user)


def reply_tokens(prompt: Prompt, reply: Reply) -> int:
    """The tokens of prompt and reply: as the server counts them, or about that many."""
    return reply.tokens if reply.tokens is not None else prompt_tokens(prompt) + _tokens(reply.text)


def _tokens(text: str) -> int:
    """A token for each Han character and for every four others."""
    han = sum(map(is_han, text))
    return han + (len(text) - han) // _CHARACTERS_A_TOKEN + 1


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"
