"""What followed and what did not, per plan and kind, each failing case with its fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.mutations.rows import Checked
from eval.mutations.verdicts import Followed
from eval.runner import Rate

_SHOWN = 260


def followed_to_text(name: str, found: Sequence[Followed], show: bool = True) -> Iterator[str]:
    """The table of one plan, then its failing cases."""
    yield f"== {name}: {len({f.mutation for f in found})} mutations, {len(found)} questions"
    for kind, place in sorted({(f.mutation.spot.kind, f.mutation.spot.place) for f in found}):
        own = [f for f in found if (f.mutation.spot.kind, f.mutation.spot.place) == (kind, place)]
        yield f"  {kind:<8} {place:<10} {total(own)}"
    yield f"  {'all':<19} {total(found)}"
    if show:
        yield from (line for f in found if f.fault for line in _explained(f))


def total(found: Sequence[Followed]) -> str:
    """Followed cases and mutations, and how many answers still show the old value."""
    failed = {f.mutation for f in found if f.fault}
    mutations = len({f.mutation for f in found})
    cases, whole = Rate(sum(not f.fault for f in found), len(found)), Rate(mutations - len(failed), mutations)
    return (
        f"cases {cases.passed}/{cases.total} = {cases.share:.3f}, mutations {whole.passed}/{whole.total} = "
        f"{whole.share:.3f}, old value shown {sum(f.stale for f in found)}"
    )


def checked_to_text(found: Sequence[Checked], show: bool = True) -> Iterator[str]:
    """How the changes of rows and the renamings went, and what failed."""
    for kind in sorted({c.change.kind for c in found}):
        own = [c for c in found if c.change.kind == kind]
        whole = Rate(sum(not c.fault for c in own), len(own))
        changes = len({c.change for c in own})
        yield f"  {kind:<19} {changes} changes, checks {whole.passed}/{whole.total} = {whole.share:.3f}"
    for checked in found if show else ():
        if checked.fault:
            yield f"- {checked.change.kind}: {checked.check.question}"
            yield f"    {checked.fault}; {checked.answer.outcome}: {_cut(checked.answer.text)}"


def _explained(found: Followed) -> Iterator[str]:
    spot = found.mutation.spot
    asked = " / ".join((*found.question.history, found.question.question))
    yield f"- {spot.kind} {spot.place}: {spot.old} → {found.mutation.new} at {[s.start for s in spot.spans]}"
    yield f"    {found.question.id}: {asked}"
    yield f"    {found.fault}; {found.answer.outcome}: {_cut(found.answer.text)}"


def _cut(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]
