"""What a run shows: caught by kind and language, misses by kind, and how much of what is right passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from eval.guard.bases import Base
from eval.guard.corrupt import KINDS
from eval.guard.drafts import Draft
from eval.runner import percentile

LANGUAGES = ("zh", "en")
_FEWER = ("other subject", "negation inserted", "negation removed", "citation wrong")
# The bar is .999 for figures, names, roles and comparisons, .98 for negations and other subjects. Of a kind, some 500
# drafts are made: a floor lets one miss of them pass, and of denials, marks and other subjects a few.
FLOORS = dict.fromkeys(KINDS, 0.997) | dict.fromkeys(_FEWER, 0.99)

# Shares of right drafts that have to pass, just below what is measured. The bar is .95 for paraphrases; those held out
# are new ones, of which nobody tuned to any; a paraphrase is written over an answer, and fails where that has changed.
PASS_FLOORS = {"composed": 0.985, "denials": 0.98, "tuned": 0.985, "held-out": 0.9}


class Caught(msgspec.Struct, frozen=True):
    """A draft and whether the guard rejected it."""

    draft: Draft
    caught: bool


class Passed(msgspec.Struct, frozen=True):
    """A right draft and whether the guard let it pass, with what it says where not, and how long it took."""

    base: Base
    passed: bool
    why: str
    ms: float
    heldout: bool = False


def share(values: Sequence[bool]) -> float:
    """How many hold; 1 where there are none."""
    return sum(values) / len(values) if values else 1.0


def caught_to_text(found: Sequence[Caught]) -> Iterator[str]:
    """Kind × language: made, caught, share."""
    yield f"{'kind':20}" + "".join(f"{lang:>10} made  caught   share" for lang in LANGUAGES)
    for kind in KINDS:
        cells = [[c.caught for c in found if c.draft.kind == kind and c.draft.base.language == g] for g in LANGUAGES]
        yield f"{kind:20}" + "".join(f"{len(c):15}{sum(c):8}{share(c):8.4f}" for c in cells)
    every = [[c.caught for c in found if c.draft.base.language == g] for g in LANGUAGES]
    yield f"{'all':20}" + "".join(f"{len(c):15}{sum(c):8}{share(c):8.4f}" for c in every)


def misses_to_text(found: Sequence[Caught]) -> Iterator[str]:
    """Each draft that passed, by kind."""
    for kind in KINDS:
        missed = [c.draft for c in found if c.draft.kind == kind and not c.caught]
        if missed:
            yield f"-- {kind}: {len(missed)} missed"
            yield from (f"   {d.base.id}: {d.change}" for d in missed)


def passed_to_text(title: str, found: Sequence[Passed]) -> Iterator[str]:
    """How many pass, by language; what failed is listed, unless it is held out."""
    for language in LANGUAGES:
        own = [p.passed for p in found if p.base.language == language]
        yield f"{title} {language}: {sum(own)} of {len(own)} pass, {share(own):.4f}"
    yield from (f"   {p.base.id}: {p.why}" for p in found if not p.passed and not p.heldout)


def times_to_text(found: Sequence[Passed]) -> str:
    """How long a check takes."""
    times = [p.ms for p in found]
    return f"ms a check: p50 {percentile(times, 0.5):.1f}, p99 {percentile(times, 0.99):.1f}, longest {max(times):.1f}"


def below(found: Sequence[Caught]) -> tuple[str, ...]:
    """The kinds caught less often than their floor."""
    shares = {k: share([c.caught for c in found if c.draft.kind == k]) for k in KINDS}
    return tuple(f"{k}: {s:.4f} caught; expected at least {FLOORS[k]}" for k, s in shares.items() if s < FLOORS[k])
