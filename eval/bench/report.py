"""The bench as a table: each figure of the assistant, the tutorial stack's, and their ratio."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import msgspec

from assistant.settings import Settings
from eval.bench.measure import Loop, Run, run_child
from eval.questions import read_questions
from eval.sets import chosen_sets

_STARTS = 3
_ANSWERED_OR_NOT = (0, 1)
_OURS, _TUTORIAL, _CLI = "eval.bench.ours", "eval.bench.tutorial", "assistant.cli"


class Figure(msgspec.Struct, frozen=True):
    """One measured thing on both sides; `unit` is s, ms or MB."""

    name: str
    unit: str
    ours: float
    tutorial: float


class Side(msgspec.Struct, frozen=True):
    """Everything measured on one side."""

    build: Run
    starts: tuple[Run, ...]
    loop: Loop


def run_bench(count: int, settings: Settings) -> int:
    """Measure both sides on the corpus of the settings and print the table."""
    asked = [q.question for s in chosen_sets(None, settings) if s.corpus == settings.corpus and not s.blind
             for q in read_questions(s.path)]  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="policy-bench-") as folder:
        questions = Path(folder) / "questions.txt"
        questions.write_text("\n".join(" ".join(q.split()) for q in asked), encoding="utf-8")
        ours = _measure_ours(settings.corpus, Path(folder) / "data", questions, asked[0], count)
        tutorial = _measure_tutorial(settings.corpus, Path(folder) / "tutorial", questions, asked[0], count)
    print("\n".join(figures_to_text(figures(ours, tutorial), count)))
    return 0


def _measure_ours(corpus: Path, data: Path, questions: Path, first: str, count: int) -> Side:
    where = ("--corpus", str(corpus), "--data", str(data))
    _note("the assistant: building the index")
    build = run_child(_CLI, "index", *where)
    _note("the assistant: starting from cold")
    starts = tuple(run_child(_CLI, "ask", first, "--json", *where, expected=_ANSWERED_OR_NOT) for _ in range(_STARTS))
    _note(f"the assistant: answering {count} questions")
    loop = run_child(_OURS, str(corpus), str(data), str(questions), str(count))
    return Side(build, starts, msgspec.json.decode(loop.output, type=Loop))


def _measure_tutorial(corpus: Path, folder: Path, questions: Path, first: str, count: int) -> Side:
    _note("the tutorial stack: making its model")
    run_child(_TUTORIAL, "prepare", str(folder), str(corpus))
    _note("the tutorial stack: building the index")
    build = run_child(_TUTORIAL, "build", str(folder), str(corpus))
    _note("the tutorial stack: starting from cold")
    starts = tuple(run_child(_TUTORIAL, "ask", str(folder), first) for _ in range(_STARTS))
    _note(f"the tutorial stack: retrieving for {count} questions")
    loop = run_child(_TUTORIAL, "loop", str(folder), str(questions), str(count))
    return Side(build, starts, msgspec.json.decode(loop.output, type=Loop))


def figures(ours: Side, tutorial: Side) -> tuple[Figure, ...]:
    """Both sides, figure by figure."""
    sides = (ours, tutorial)
    rows: dict[tuple[str, str], list[float]] = {
        ("building the index", "s"): [s.build.seconds for s in sides],
        ("building the index, peak memory", "MB"): [s.build.peak_bytes / 1e6 for s in sides],
        ("first answer from cold", "s"): [median(r.seconds for r in s.starts) for s in sides],
        ("first answer from cold, peak memory", "MB"): [max(r.peak_bytes for r in s.starts) / 1e6 for s in sides],
        ("an answer, p50", "ms"): [s.loop.p50_ms for s in sides],
        ("an answer, p99", "ms"): [s.loop.p99_ms for s in sides],
        ("memory while answering", "MB"): [s.loop.end_bytes / 1e6 for s in sides],
        ("memory growth over all questions", "MB"): [s.loop.growth_bytes / 1e6 for s in sides],
    }
    return tuple(Figure(name, unit, *values) for (name, unit), values in rows.items())


def figures_to_text(found: tuple[Figure, ...], count: int) -> Iterator[str]:
    """The table."""
    yield f"{count} questions; the tutorial stack only retrieves, with random weights: no quality is compared"
    yield f"{'':<38}{'assistant':>12}{'tutorial':>12}{'ratio':>8}"
    for figure in found:
        ratio = f"{figure.ours / figure.tutorial:.2f}" if figure.tutorial > 0 and figure.ours >= 0 else "–"
        yield f"{f'{figure.name} ({figure.unit})':<38}{figure.ours:>12.2f}{figure.tutorial:>12.2f}{ratio:>8}"


def _note(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)
