"""Judges right drafts and wrong ones, and times the guard on the right ones."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from time import perf_counter

from eval.guard.bases import Base
from eval.guard.corrupt import corrupt
from eval.guard.report import Caught, Passed


def judge_right(bases: Iterable[Base], heldout: bool = False) -> tuple[Passed, ...]:
    """Each right draft judged and timed, without what the evaluation itself leaves to be collected."""
    drafts = tuple(bases)
    for base in drafts[:1]:
        base.judge()
    gc.collect()
    gc.freeze()
    return tuple(_passed(b, heldout) for b in drafts)


def _passed(base: Base, heldout: bool) -> Passed:
    started = perf_counter()
    judgement = base.judge()
    ms = (perf_counter() - started) * 1000
    failed = judgement.failed[:1]
    why = "; ".join(f"{c.kind} {c.value!r}: {c.explanation}; in {c.sentence!r}" for c in failed)
    return Passed(base, judgement.passed, why, ms, heldout)


def judge_wrong(right: Sequence[Passed], denials: Sequence[Passed], count: int, seed: int) -> tuple[Caught, ...]:
    """Drafts corrupted from those that pass: of one that fails already, nothing would be shown by catching it."""
    kept, denied = ([p.base for p in found if p.passed] for found in (right, denials))
    return tuple(Caught(d, d.caught) for d in corrupt(kept, denied, count, seed))
