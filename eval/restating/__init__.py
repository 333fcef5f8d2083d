"""Oddly put questions and what a faithful and an unfaithful model makes of them (JSON Lines beside this file)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from eval.scripted.seen import Seen

_FOLDER = Path(__file__).parent


class OddlyPut(Struct, frozen=True, forbid_unknown_fields=True):
    """A question that is declined as it is put. `helped` where its restatement is known to be taken for the same."""

    id: str
    question: str
    restated: str
    must: tuple[str, ...]
    helped: bool


class Adversarial(Struct, frozen=True, forbid_unknown_fields=True):
    """A question and a restatement that asks something else; `what` it does."""

    id: str
    question: str
    restated: str
    what: str


T = TypeVar("T", OddlyPut, Adversarial)


def oddly_put() -> tuple[OddlyPut, ...]:
    """The set that shows that restating helps."""
    return _read("oddly-put.jsonl", OddlyPut)


def adversarial() -> tuple[Adversarial, ...]:
    """The set that shows that it does no harm."""
    return _read("adversarial.jsonl", Adversarial)


def _read(name: str, kind: type[T]) -> tuple[T, ...]:
    lines = (_FOLDER / name).read_bytes().splitlines()
    return tuple(msgspec.json.decode(line, type=kind) for line in lines)


class Restater:
    """A model that restates by heart; what it does not know it cannot restate."""

    def __init__(self, restatements: Mapping[str, str]):
        self._known = dict(restatements)

    def __call__(self, seen: Seen) -> str:
        """The restatement of a prompt's question."""
        return self._known.get(seen.question, "NONE")
