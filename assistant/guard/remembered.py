"""Remembers what short texts were read as: the same cells, names and sentences are read again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
_SHORT = 400
_MANY = 4096


def remembered(read: Callable[[str], T]) -> Callable[[str], T]:
    """A pure function of a text that reads each of the last few thousand short texts once; long ones are not kept."""
    kept = lru_cache(maxsize=_MANY)(read)

    @wraps(read)
    def reading(text: str) -> T:
        return kept(text) if len(text) <= _SHORT else read(text)

    return reading
