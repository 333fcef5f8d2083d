"""`python -m eval.mutations`: change copies of the plans at random, and see whether the answers follow."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from eval.mutations.report import checked_to_text, followed_to_text, total
from eval.mutations.rows import Checked
from eval.mutations.run import change_rows, mutate, open_plan
from eval.mutations.verdicts import Followed
from eval.sets import own_sets

_FOLLOWED = 0.99


def main(arguments: list[str] | None = None) -> int:
    """Run over the plans; 1 where fewer follow than should, or an old value is shown."""
    parser = argparse.ArgumentParser(prog="python -m eval.mutations", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500, help="mutations in all")
    parser.add_argument("--batch", type=int, default=40, help="mutations in one copy of a plan")
    parser.add_argument("--each", type=int, default=4, help="questions on one mutation, at most")
    parser.add_argument("--corpus", type=Path, action="append", help="a corpus; all that have questions by default")
    options = parser.parse_args(arguments)
    sets = [s for s in own_sets() if s.path.exists()]
    tuned_on = {s.corpus.resolve() for s in sets if not s.blind}
    corpora = options.corpus or list(dict.fromkeys(s.corpus for s in sets))
    found: list[Followed] = []
    checked: list[Checked] = []
    with tempfile.TemporaryDirectory() as data:
        plans = [open_plan(corpus, Path(data)) for corpus in corpora]
        spots = sum(len(p.asked.by_spot) for p in plans)
        for plan in plans:
            count = round(options.count * len(plan.asked.by_spot) / max(spots, 1))
            own = list(mutate(plan, count, options.seed, options.batch, options.each))
            found += own
            right = f"{plan.asked.right} of {plan.asked.total} questions right before"
            print(f"{plan.corpus.name}: {right}, {len(plan.asked.by_spot)} values asked for", file=sys.stderr)
            show = plan.corpus.resolve() in tuned_on or plan.corpus in (options.corpus or ())
            print("\n".join(followed_to_text(plan.corpus.name, own, show)), flush=True)
            rows = list(change_rows(plan, options.seed))
            checked += rows
            print("\n".join(checked_to_text(rows, show)), flush=True)
    print(f"== all plans: {total(found)}")
    print("\n".join(checked_to_text(checked, show=False)))
    cases: list[Followed | Checked] = [*found, *checked]
    followed = sum(not c.fault for c in cases) >= _FOLLOWED * len(cases)
    return 0 if followed and not any(f.stale for f in found) else 1


if __name__ == "__main__":
    sys.exit(main())
