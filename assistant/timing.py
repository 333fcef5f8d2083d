"""Timing and trace of the stages: the chain keeps them, the stages do not know of them."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any, ParamSpec, TypeVar

import msgspec

from assistant.answer import Step

P = ParamSpec("P")
T = TypeVar("T")


class Timed:
    """Calls stages and remembers what each gave and how long it took."""

    def __init__(self) -> None:
        self.started = perf_counter()
        self._steps: list[tuple[str, object, float]] = []

    def __call__(self, stage: str, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a stage."""
        start = perf_counter()
        result = call(*args, **kwargs)
        self._steps.append((stage, result, (perf_counter() - start) * 1000))
        return result

    @property
    def elapsed_ms(self) -> float:
        """Milliseconds since this began."""
        return round((perf_counter() - self.started) * 1000, 2)

    def steps(self) -> tuple[Step, ...]:
        """The stages as values fit for JSON, long lists cut to their best."""
        plain = (msgspec.to_builtins(r, str_keys=True, enc_hook=_listed) for _, r, _ in self._steps)
        return tuple(Step(s, _brief(r), round(ms, 3)) for (s, _, ms), r in zip(self._steps, plain, strict=True))


def _listed(array: Any) -> object:
    """NumPy's arrays and numbers as Python's."""
    return array.tolist()


def _brief(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [_brief(v) for v in value[:5]]
    if isinstance(value, dict):
        return {k: _brief(v) for k, v in value.items() if v not in (None, [], (), "", {})}
    return value
