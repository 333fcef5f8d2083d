"""`python -m eval.bench.crowd [PEOPLE] [SECONDS]`: many people chat at once, each a Gradio client of their own.

Everybody asks who leads a task of their own choice, then follows up on it. An answer that is about another task than
the one its chat talks of came to the wrong chat. Exits with 1 on any error, any wrong chat, or a p95 over a second.
"""

from __future__ import annotations

import random
import re
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from msgspec import Struct

from assistant.settings import read_settings
from corpus.reader import read_corpus
from eval.bench.page import OURS, served
from eval.runner import percentile

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # gradio_client's own imports
    from gradio_client import Client  # type: ignore[import-untyped]

_PEOPLE, _SECONDS = 100, 120.0
_THINKING = (2.0, 8.0)  # s between an answer and the next question
_SLOWEST = 1.0  # s, for 95 of 100 answers
_FOLLOW_UPS = ("那配合单位呢", "主要内容呢", "牵头单位呢")
_ORDINAL = re.compile(r"第(\d+)项")

Ask = Callable[[str, list[str]], dict[str, Any]]


class Person(Struct):
    """What one person met with."""

    seconds: list[float]
    errors: list[str]
    wrong: list[str]


def main() -> int:
    """Let them chat, and print what they met with."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else _PEOPLE
    lasting = float(sys.argv[2]) if len(sys.argv) > 2 else _SECONDS
    with ExitStack() as stack:
        settings = read_settings()
        tasks = sum(r.kind == "task" and r.ordinal is not None for d in read_corpus(settings.corpus) for r in d.records)
        url, _ = stack.enter_context(served(OURS, str(settings.data)))
        asks = [_client(url) for _ in range(people)]
        print(f"{people} clients are connected and chat for {lasting:.0f} s", file=sys.stderr, flush=True)
        crowd = [Person([], [], []) for _ in range(people)]
        end = time.monotonic() + lasting
        threads = [
            threading.Thread(target=chat, args=(ask, person, number, tasks, end))
            for number, (ask, person) in enumerate(zip(asks, crowd, strict=True))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return _report(crowd, lasting)


def _client(url: str) -> Ask:
    client = Client(url, verbose=False, analytics_enabled=False)

    def ask(question: str, history: list[str]) -> dict[str, Any]:
        found: dict[str, Any] = client.predict(question, history, [], api_name="/ask")
        return found

    return ask


def chat(ask: Ask, person: Person, number: int, tasks: int, end: float) -> None:
    """One person's chats until the end; all their doings follow from their number."""
    chance = random.Random(number)  # noqa: S311  # the same crowd every time, no secret
    time.sleep(chance.uniform(0, _THINKING[1]))
    while time.monotonic() < end:
        task = chance.randint(1, tasks)
        history: list[str] = []
        for question in (f"第{task}项谁牵头", *chance.sample(_FOLLOW_UPS, 2)):
            if time.monotonic() >= end:
                break
            began = time.perf_counter()
            try:
                answer = ask(question, history)
            except Exception as error:  # noqa: BLE001  # whatever goes wrong is what is counted
                person.errors.append(f"{question}: {error!r}")
                continue
            person.seconds.append(time.perf_counter() - began)
            if not is_of_task(answer, question, task):
                person.wrong.append(f"{question} on task {task}: {answer.get('text', '')[:80]}")
            history.append(question)
            time.sleep(chance.uniform(*_THINKING))


def is_of_task(answer: dict[str, Any], question: str, task: int) -> bool:
    """Whether an answer is to this question, and about this task."""
    rows = {int(c["cell"]["row"]) for c in answer["citations"] if c["cell"] and c["cell"]["row"].isdigit()}
    named = {int(n) for n in _ORDINAL.findall(answer["text"])}
    return bool(answer["question"] == question and answer["answered"] and task in rows | named)


def _report(crowd: list[Person], lasting: float) -> int:
    seconds = [s for person in crowd for s in person.seconds]
    errors = [e for person in crowd for e in person.errors]
    wrong = [w for person in crowd for w in person.wrong]
    p50, p95, p99 = (percentile(seconds, q) * 1000 for q in (0.5, 0.95, 0.99))
    print(f"{len(crowd)} people, {len(seconds)} answers in {lasting:.0f} s ({len(seconds) / lasting:.1f} a second)")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms; {len(errors)} errors, {len(wrong)} in a wrong chat")
    for line in [*errors[:5], *wrong[:5]]:
        print(f"  {line}")
    return int(bool(errors or wrong) or p95 > _SLOWEST * 1000)


if __name__ == "__main__":
    sys.exit(main())
