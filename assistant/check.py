"""One thing that was looked at, and what to do about it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

State = Literal["ok", "warn", "fail"]


class Check(Struct, frozen=True):
    """One thing looked at. `remedy` says what to do where the state is not ok."""

    name: str
    state: State
    found: str
    remedy: str = ""
