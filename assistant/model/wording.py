"""Wording: which composed answers a model may put in its own words, and which of its drafts may be shown."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from assistant.answer import Answer
from assistant.judgement import Claim, Judgement, evidence_of
from assistant.model.complete import left_out
from assistant.model.prompts import Prompt, wording_prompt
from assistant.model.reply import NoDraft, Reply, reply_to_text

MOST_EVIDENCE = 12
LONGEST_COMPOSED = 1500
_SHOWN_CLAIMS = 3

Judge = Callable[[str, Answer], Judgement]


class Refused(NoDraft):
    """A draft that states what its evidence does not: the claims that failed."""

    def __init__(self, failed: tuple[Claim, ...]):
        shown = "; ".join(f"{c.kind} {c.value!r}: {c.explanation}" for c in failed[:_SHOWN_CLAIMS])
        super().__init__(f"refused by the guard: {shown or 'no claim'}")
        self.failed = failed


def is_wordable(answer: Answer) -> bool:
    """Whether a draft may take the place of an answer's text.

    Declines, questions back, small talk and what is missing are said in fixed words; so is the correction of what a
    question takes for true, which does not begin with a fact or a heading; long lists read best as lists.
    """
    first = answer.text.partition("\n")[0]
    plain = first.startswith("**") or first.endswith(("：", ":"))
    short = 0 < len(answer.citations) <= MOST_EVIDENCE and len(answer.text) <= LONGEST_COMPOSED
    return answer.outcome.startswith("answered_") and not answer.missing and plain and short


def answer_to_prompt(answer: Answer) -> Prompt:
    """The prompt for a draft over exactly the evidence that an answer stands on."""
    return wording_prompt(answer, evidence_of(answer))


def reply_to_answer(reply: Reply, answer: Answer, judge: Judge, name: str) -> Answer:
    """The answer in the model's words, with the same facts, citations and outcome. Raises `NoDraft`."""
    text = reply_to_text(reply)
    judgement = judge(text, answer)
    if not judgement.passed:
        raise Refused(judgement.failed)
    if missing := left_out(answer.text, text):
        raise NoDraft(f"leaves out {', '.join(map(repr, missing[:_SHOWN_CLAIMS]))}")
    return replace(answer, text="\n\n".join((text, *_quotations(answer.text))), provenance=f"model:{name}")


def _quotations(composed: str) -> tuple[str, ...]:
    """The quotations of a composed answer: they stay below the model's words, since they may tell more."""
    return tuple(block for block in composed.split("\n\n") if block.startswith(">"))
