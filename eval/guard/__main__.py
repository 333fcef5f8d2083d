"""`python -m eval.guard`: make wrong drafts of right answers, and see which of both the guard lets pass."""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import chain
from pathlib import Path

from assistant.settings import Settings
from eval.guard.bases import open_plans, paraphrase_to_base, read_paraphrases, set_to_bases, tuned_sets
from eval.guard.denials import plan_to_denials
from eval.guard.report import PASS_FLOORS, below, caught_to_text, misses_to_text, passed_to_text, share, times_to_text
from eval.guard.run import judge_right, judge_wrong


def main(arguments: list[str] | None = None) -> int:
    """Run over the question sets that may be looked at; 1 where a share is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m eval.guard", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10_000, help="wrong drafts in all")
    options = parser.parse_args(arguments)
    sets = tuned_sets()
    with tempfile.TemporaryDirectory() as data:
        plans = open_plans(sets, Path(data))
        own = plans[next(s.corpus for s in sets if s.corpus == Settings.model_fields["corpus"].default)]
        composed = judge_right(chain.from_iterable(set_to_bases(s, plans[s.corpus]) for s in sets))
        written = read_paraphrases()
        tuned = judge_right(paraphrase_to_base(p, own) for p in written if not p.heldout)
        heldout = judge_right((paraphrase_to_base(p, own) for p in written if p.heldout), heldout=True)
        denials = judge_right(chain.from_iterable(map(plan_to_denials, plans.values())))
        wrong = judge_wrong((*composed, *tuned), denials, options.count, options.seed)
    lines = [
        *caught_to_text(wrong), *misses_to_text(wrong), *passed_to_text("composed answers", composed),
        *passed_to_text("denials", denials), *passed_to_text("tuned paraphrases", tuned),
        *passed_to_text("held-out paraphrases", heldout), times_to_text((*composed, *tuned)),
    ]  # fmt: skip
    print("\n".join(lines))
    passed = {"composed": composed, "denials": denials, "tuned": tuned, "held-out": heldout}
    shares = {name: share([p.passed for p in found]) for name, found in passed.items()}
    short = [f"{n}: {s:.4f} pass; expected at least {PASS_FLOORS[n]}" for n, s in shares.items() if s < PASS_FLOORS[n]]
    failed = [*below(wrong), *short]
    print("\n".join(failed), file=sys.stderr, end="\n" if failed else "")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
