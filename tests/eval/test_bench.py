"""What the bench measures with, and its table. The measuring itself is `make bench`."""

from __future__ import annotations

import pytest

from eval.bench.measure import ChildFailed, Loop, Run, resident_bytes, run_child, run_loop
from eval.bench.report import Side, figures, figures_to_text

OURS = Side(
    Run(20.0, 700_000_000, b""), (Run(0.6, 120_000_000, b""),) * 3, Loop(10, 3.0, 9.0, 170_000_000, 171_000_000)
)
TUTORIAL = Side(
    Run(8.0, 800_000_000, b""), (Run(9.0, 600_000_000, b""),), Loop(10, 12.0, 90.0, 600_000_000, 600_000_000)
)


def test_a_child_is_measured() -> None:
    run = run_child("calendar", "2023")
    assert b"2023" in run.output
    assert 0 < run.seconds < 30
    # A child starts as a copy of whoever runs the tests, which counts as its own.
    assert 1_000_000 < run.peak_bytes < 1_000_000_000 + resident_bytes()


def test_a_child_that_fails_is_said_with_its_command() -> None:
    with pytest.raises(ChildFailed, match="python -m calendar nonsense"):
        run_child("calendar", "nonsense")


def test_a_loop_asks_what_it_is_told() -> None:
    asked: list[str] = []
    loop = run_loop(asked.append, ["a", "b"], 5)
    assert asked == list("ababa") * 2
    assert 0 <= loop.p50_ms <= loop.p99_ms
    assert loop.growth_bytes == loop.end_bytes - loop.warm_bytes
    assert resident_bytes() > 1_000_000


def test_the_table_sets_both_sides_beside_each_other_with_their_ratio() -> None:
    lines = [*figures_to_text(figures(OURS, TUTORIAL), 10)]
    assert "building the index (s)                       20.00        8.00    2.50" in lines
    assert "an answer, p50 (ms)                           3.00       12.00    0.25" in lines
    assert lines[-1].endswith("–")
