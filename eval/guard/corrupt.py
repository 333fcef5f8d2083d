"""Right drafts → wrong ones, by kind, drawn with a seed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from eval.guard.bases import Base
from eval.guard.drafts import Corrupter, Draft
from eval.guard.figures import (
    added_comparisons,
    comparisons,
    digits,
    exchanged,
    magnitudes,
    other_names,
    other_values,
    swapped_years,
    units,
    years,
)  # fmt: skip
from eval.guard.names import bodies, invented, roles
from eval.guard.statements import affirmed, denied, forms, unknown_marks, unmarked, wrong_marks

CORRUPTERS: tuple[Corrupter, ...] = (
    digits, magnitudes, years, swapped_years, units, comparisons, added_comparisons, other_values, other_names,
    exchanged, bodies, invented, roles, denied, affirmed, wrong_marks, unmarked, unknown_marks, forms,
)  # fmt: skip
KINDS = (
    "digit", "magnitude", "year", "unit", "comparison", "other subject", "body", "invented body", "role",
    "negation inserted", "negation removed", "citation wrong", "citation none", "citation invented",
    "instructions", "role token", "link", "script", "think",
)  # fmt: skip


def corrupt(bases: Sequence[Base], denials: Sequence[Base], count: int, seed: int) -> tuple[Draft, ...]:
    """About this many drafts, as evenly over kinds and languages as there are places to corrupt.

    Of what is denied, only the denial is taken away: another figure that is said not to be would be no less true.
    """
    pools: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    seen = set[tuple[str, str]]()
    for i, base in enumerate((*bases, *denials)):
        random = Random(f"{seed}/{base.id}")
        around = (*bases[max(0, i - 6) : i], *bases[i + 1 : i + 7])
        for corrupter in CORRUPTERS if i < len(bases) else (affirmed,):
            for draft in corrupter(base, around, random):
                if draft.text != base.text and (base.id, draft.text) not in seen:
                    seen.add((base.id, draft.text))
                    pools[draft.kind, base.language].append(draft)
    return tuple(_draw(pools, count, Random(seed)))


def _draw(pools: dict[tuple[str, str], list[Draft]], count: int, random: Random) -> list[Draft]:
    """Small pools whole, and what is left evenly from the larger ones."""
    drawn: list[Draft] = []
    ordered = sorted(pools, key=lambda k: (len(pools[k]), k))
    for i, name in enumerate(ordered):
        share = -(-(count - len(drawn)) // (len(ordered) - i))
        drawn += random.sample(pools[name], min(share, len(pools[name])))
    return drawn
