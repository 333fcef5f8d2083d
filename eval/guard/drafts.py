"""A corrupted draft, and the words that corruption takes from `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from assistant.judgement import Evidence
from eval.guard.bases import Base


class Draft(msgspec.Struct, frozen=True):
    """A draft made wrong in one place. `change` is what became what, `evidence` what it is judged by."""

    kind: str
    base: Base
    text: str
    change: str
    evidence: tuple[Evidence, ...]

    @property
    def caught(self) -> bool:
        """Whether the guard rejects it."""
        return not self.base.judge(self.text, self.evidence).passed


Corrupter = Callable[[Base, Sequence[Base], Random], Iterator[Draft]]


@cache
def words() -> dict[str, Any]:
    """What is written in place of what is right."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def put(kind: str, base: Base, span: tuple[int, int], new: str) -> Draft:
    """The draft with something else at a stretch."""
    start, end = span
    text = base.text[:start] + new + base.text[end:]
    return Draft(
        kind,
        base,
        text,
        f"{base.text[max(0, start - 12) : end + 8]!r}: {base.text[start:end]!r} → {new!r}",
        base.evidence,
    )
