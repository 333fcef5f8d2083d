"""What a serving process notes of its breaker, so that another process can tell."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

_log = logging.getLogger(__name__)


class Breaker(Struct, frozen=True):
    """The breaker's state (closed, open, half-open), and when it became so."""

    state: str
    at: str


def _file(data: Path) -> Path:
    return data / "model" / "breaker.json"


def note_breaker(data: Path, state: str) -> None:
    """Write it down; where that cannot be done, the log says so."""
    try:
        _file(data).parent.mkdir(parents=True, exist_ok=True)
        _file(data).write_bytes(msgspec.json.encode(Breaker(state, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")))
    except OSError as error:
        _log.warning("the state of the breaker cannot be kept: %s", error)


def read_breaker(data: Path) -> Breaker | None:
    """What was noted last, if anything that can be read."""
    try:
        return msgspec.json.decode(_file(data).read_bytes(), type=Breaker)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        _log.warning("the state of the breaker cannot be read: %s", error)
        return None
