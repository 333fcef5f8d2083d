"""Scorers: each is one pure check of a case, and gives a judgement that explains itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from assistant.answer import Answer
from eval.questions import Question
from eval.sources import Sources, folded, numbers_in

LONGEST = 1200
LONGEST_OPEN = 2400
_OPEN = ("aggregate", "reverse", "narrative-open", "narrative-list", "task-all", "task-content")
_COMPUTED = ("aggregate", "indicator-change", "reverse")
_COMPUTED_OUTCOMES = ("answered_count", "answered_compare", "answered_list")
_SMALL_NUMBER = 31
_MARK = re.compile(r"\[(\d{1,3})\](?!\()")


class Case(Struct, frozen=True):
    """A question, the answer it got, and the documents it was answered from."""

    question: Question
    answer: Answer
    sources: Sources


class Judgement(Struct, frozen=True):
    """What one check found: whether it holds, what the answer had, and why that is wrong ("" where it holds)."""

    check: str
    value: bool
    answer: str
    explanation: str = ""


Scorer = Callable[[Case], Judgement]


def answers_or_declines(case: Case) -> Judgement:
    """What the document says is answered; what it does not say is not, and neither is small talk."""
    question, answer = case.question, case.answer
    expected = "an answer" if question.answerable else "small talk" if question.category == "smalltalk" else "a decline"
    right = answer.answered == question.answerable and answer.outcome != "error_internal"
    return _judged("outcome", right, answer.outcome, f"given {answer.outcome}; expected {expected}")


def holds_musts(case: Case) -> Judgement:
    """One string of every `must` group stands in the text."""
    text = folded(case.answer.text)
    lacking = [group for group in case.question.must if not any(folded(s) in text for s in group)]
    expected = " and ".join(" or ".join(repr(s) for s in group[:3]) for group in lacking)
    return _judged("must", not lacking, case.answer.text, f"lacks {expected}")


def holds_no_must_not(case: Case) -> Judgement:
    """No string of `must_not` stands in the text."""
    text = folded(case.answer.text)
    held = [s for s in case.question.must_not if folded(s) in text]
    return _judged("must_not", not held, case.answer.text, f"holds {', '.join(map(repr, held))}")


def cites_evidence(case: Case) -> Judgement:
    """For every group of evidence, a citation covers a line on which one of its strings stands."""
    if not case.question.answerable or not case.answer.answered:
        return Judgement("evidence", True, "")
    cited: dict[str, set[int]] = {}
    for citation in case.answer.citations:
        cited.setdefault(citation.document, set()).update(range(citation.lines[0], citation.lines[1] + 1))
    explanations = [e for group in case.question.evidence if (e := _uncited(group, cited, case.sources))]
    shown = "; ".join(f"{document} {_ranges(lines)}" for document, lines in cited.items()) or "nothing"
    return _judged("evidence", not explanations, shown, f"cites {shown}; expected {'; '.join(explanations)}")


def _uncited(group: tuple[str, ...], cited: dict[str, set[int]], sources: Sources) -> str:
    """Nothing where a string of the group stands on a cited line, else the lines on which they stand."""
    where: set[int] = set()
    for document, source in sources.by_id.items():
        lines = {n for s in group for n in source.lines_with(s)}
        if lines & cited.get(document, set()):
            return ""
        where |= lines
    return f"{_ranges(where)} ({group[0][:18]}…)" if where else f"{group[0][:18]!r}, which stands nowhere in the corpus"


def quotes_source(case: Case) -> Judgement:
    """Every citation is a slice of its document, on the lines it names."""
    for citation in case.answer.citations:
        source = case.sources.by_id.get(citation.document)
        if source is None:
            return Judgement(
                "slice", False, citation.document, f"[{citation.number}] cites a document that is not there"
            )
        if source.text[citation.start : citation.end] != citation.quote or not citation.quote.strip():
            return Judgement(
                "slice", False, citation.quote, f"[{citation.number}] is not source[{citation.start}:{citation.end}]"
            )
        lines = source.line_of(citation.start), source.line_of(citation.end - 1)
        if lines != tuple(citation.lines):
            return Judgement("slice", False, str(citation.lines), f"[{citation.number}] stands on lines {lines}")
    return Judgement("slice", True, f"{len(case.answer.citations)} citations")


def references_citations(case: Case) -> Judgement:
    """An answer cites something, and every mark [n] and every fact points to a citation that is there."""
    answer = case.answer
    there = {c.number for c in answer.citations}
    used = {int(n) for n in _MARK.findall(answer.text)} | {f.citation for f in answer.facts if f.citation is not None}
    if answer.answered and not there:
        return Judgement(
            "references", False, "no citation", "given an answer without a citation; expected at least one"
        )
    dangling = sorted(used - there)
    return _judged("references", not dangling, str(sorted(used)), f"points to {dangling}; there are {sorted(there)}")


def is_short(case: Case) -> Judgement:
    """No wall of text."""
    limit = LONGEST_OPEN if case.question.category in _OPEN else LONGEST
    length = len(case.answer.text)
    return _judged(
        "length", length <= limit, f"{length} characters", f"given {length} characters; expected at most {limit}"
    )


def invents_no_number(case: Case) -> Judgement:
    """Every number of the text stands in a document or in the question; computed ones and small ones aside."""
    question, answer = case.question, case.answer
    if question.category in _COMPUTED or answer.outcome in _COMPUTED_OUTCOMES:
        return Judgement("invented", True, "")
    known = case.sources.numbers | numbers_in(question.question)
    foreign = question.lang in ("en", "mixed")
    invented = [
        n for n in sorted(numbers_in(answer.text) - known)
        if not (n.isdigit() and int(n) <= _SMALL_NUMBER) and not (foreign and case.sources.holds_rescaled(n))
    ]  # fmt: skip
    return _judged(
        "invented", not invented, answer.text, f"{', '.join(invented)} stands neither in a document nor in the question"
    )


SCORERS: tuple[Scorer, ...] = (
    answers_or_declines,
    holds_musts,
    holds_no_must_not,
    cites_evidence,
    quotes_source,
    references_citations,
    is_short,
    invents_no_number,
)


def judge(case: Case) -> tuple[Judgement, ...]:
    """Every check of a case."""
    return tuple(score(case) for score in SCORERS)


def _judged(check: str, value: bool, answer: str, explanation: str) -> Judgement:
    return Judgement(check, value, answer, "" if value else explanation)


def _ranges(lines: set[int]) -> str:
    return "lines " + ", ".join(map(str, sorted(lines)))
