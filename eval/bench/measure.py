"""Measuring: a child process's time and peak memory, a loop's latencies and growth."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

import msgspec

from assistant.settings import ROOT
from eval.runner import percentile

_WARM_UP = 500
_PAGE = os.sysconf("SC_PAGE_SIZE")
_STATM = Path("/proc/self/statm")
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in


class ChildFailed(Exception):
    """A measured process that did not do its work."""


class Run(msgspec.Struct, frozen=True):
    """One child process: seconds, peak resident bytes, and what it wrote."""

    seconds: float
    peak_bytes: int
    output: bytes


class Loop(msgspec.Struct, frozen=True):
    """Many questions in one process: milliseconds an answer, and resident bytes after a warm-up and at the end."""

    questions: int
    p50_ms: float
    p99_ms: float
    warm_bytes: int
    end_bytes: int

    @property
    def growth_bytes(self) -> int:
        """What memory grew by after the warm-up."""
        return self.end_bytes - self.warm_bytes


def run_child(module: str, *arguments: str, expected: tuple[int, ...] = (0,)) -> Run:
    """Run `python -m module arguments…` to its end, offline. Raises `ChildFailed` at another exit status."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    started = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603  # this interpreter, and modules of this project
        [sys.executable, "-m", module, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    output = child.stdout.read() if child.stdout else b""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    child.communicate()
    if child.returncode not in expected:
        command = " ".join(("python -m", module, *arguments))
        raise ChildFailed(f"{command}: exit status {child.returncode}; expected one of {expected}; run it by hand")
    return Run(time.perf_counter() - started, usage.ru_maxrss * _RSS_UNIT, output)


def resident_bytes() -> int:
    """Memory this process holds now (its peak where the system does not say)."""
    if _STATM.exists():
        return int(_STATM.read_text().split()[1]) * _PAGE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT


def run_loop(ask: Callable[[str], object], questions: Sequence[str], count: int) -> Loop:
    """Ask `count` questions, cycling through these; the first ones warm up and are not timed."""
    for question in islice(cycle(questions), min(_WARM_UP, count)):
        ask(question)
    warm = resident_bytes()
    times: list[float] = []
    for question in islice(cycle(questions), count):
        started = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - started) * 1000)
    return Loop(count, percentile(times, 0.5), percentile(times, 0.99), warm, resident_bytes())
