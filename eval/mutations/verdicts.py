"""Answers before and after a change → does the answer follow, is it cited, is the old value still shown."""

from __future__ import annotations

import re

from msgspec import Struct

from assistant.answer import Answer
from corpus.numbers import canonical
from eval.mutations.edits import Edited, Mutation
from eval.mutations.spots import Spot
from eval.questions import Question
from eval.sources import folded, numbers_in

_MARK = re.compile(r"\[\d{1,3}\]")
_SCALES = (0, 1, 2, 3, 4, -1, -2, -3, -4)


class Followed(Struct, frozen=True):
    """A question after a change: what it got, and what is wrong with that ("" where nothing is)."""

    mutation: Mutation
    question: Question
    answer: Answer
    fault: str
    stale: bool


def shown(answer: Answer) -> str:
    """All that an answer puts before the reader as its own: text, facts and translations, without marks."""
    facts = " ".join(f"{f.value} {f.number or ''} {f.unit or ''}" for f in answer.facts)
    translated = " ".join(c.translation or "" for c in answer.citations)
    return _MARK.sub("", f"{answer.text} {facts} {translated}")


def forms(spot: Spot, value: str, answer: Answer) -> tuple[str, ...]:
    """The ways in which an answer shows this value of a spot: as written, or a number at another scale."""
    said = shown(answer)
    if spot.kind in ("number", "share"):
        if len(value) == 1:
            return (value,) if re.search(rf"(?<![\d.]){value}(?![\d.])", said) else ()
        return tuple(s for k in _SCALES if (s := _scaled(value, k)) in numbers_in(said))[:1]
    if spot.kind == "unit":
        return tuple(f"{n}{value}" for n in spot.numbers if folded(f"{n}{value}") in folded(said))
    return (value,) if folded(value) in folded(said) else ()


def _scaled(value: str, by: int) -> str:
    return canonical(f"{float(canonical(value)) * 10.0**by:.10f}") if by else canonical(value)


def follows(mutation: Mutation, before: Answer, after: Answer, edited: Edited, question: Question) -> Followed:
    """Judge the answer to a question over the changed copy."""
    spot = mutation.spot
    wanted = _renewed(mutation, forms(spot, spot.old, before))
    there = forms(spot, mutation.new, after)
    stale = _stale(mutation, before, after, question)
    faults: list[str] = []
    if not after.answered:
        faults.append(f"not answered ({after.outcome})")
    elif not set(wanted) <= set(there):
        faults.append(f"the new value {', '.join(wanted)} is not shown")
    elif not _is_cited(mutation, after, edited):
        faults.append("the new value is not cited")
    if stale:
        faults.append(f"the old value {stale} is shown")
    return Followed(mutation, question, after, "; ".join(faults), bool(stale))


def _renewed(mutation: Mutation, old_forms: tuple[str, ...]) -> tuple[str, ...]:
    spot, new = mutation.spot, mutation.new
    if spot.kind in ("number", "share") and len(spot.old) > 1:
        return tuple(
            _scaled(new, k) for form in old_forms for k in [next(k for k in _SCALES if _scaled(spot.old, k) == form)]
        )
    if spot.kind == "unit":
        return tuple(f"{form.removesuffix(spot.old)}{new}" for form in old_forms)
    return (new,)


def _is_cited(mutation: Mutation, after: Answer, edited: Edited) -> bool:
    starts = [edited.moved(s.start) for s in mutation.spot.spans]
    return any(c.start <= start < c.end for c in after.citations for start in starts)


def _stale(mutation: Mutation, before: Answer, after: Answer, question: Question) -> str:
    """The old value where it is shown and stands neither in what is cited now nor in the question."""
    asked = " ".join((question.question, *question.history))
    quoted = " ".join([asked, *(c.quote for c in after.citations), *(" ".join(c.section) for c in after.citations)])
    spot = mutation.spot
    for form in forms(spot, spot.old, after):
        legitimate = form in numbers_in(quoted) if spot.kind in ("number", "share") else folded(form) in folded(quoted)
        if not legitimate and form in forms(spot, spot.old, before):
            return form
    return ""
