"""Questions with their right answers → the spots whose values those answers show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from assistant.answer import Answer, Citation
from assistant.assistant import Assistant
from corpus.model import Document
from corpus.numbers import NUMBER, canonical
from eval.generated import cell_questions, clause_questions
from eval.mutations.spots import Spot, document_to_spots
from eval.mutations.verdicts import forms
from eval.questions import Question, read_questions
from eval.runner import Verdict, asking, assistant_to_sources, run_questions
from eval.sets import own_sets
from eval.sources import folded, numbers_in

_COMPUTED = ("aggregate", "indicator-change", "reverse", "false-premise", "smalltalk", "unanswerable", "injection")
_LESS = 2
_GIVEN = 3


class Asked(Struct, frozen=True):
    """The spots of a document with the questions that ask for them, and each question's answer before any change."""

    by_spot: dict[Spot, list[Question]]
    before: dict[str, Answer]
    right: int
    total: int


def questions_of(corpus: Path, documents: Sequence[Document]) -> tuple[Question, ...]:
    """All questions on a corpus that may be looked at: written ones first, then one a cell and one a number."""
    sets = [s for s in own_sets() if not s.blind and s.corpus.resolve() == corpus.resolve() and s.path.exists()]
    written = [q for s in sets for q in read_questions(s.path)]
    made = [q for d in documents for q in (*cell_questions(d), *clause_questions(d))]
    return tuple({q.id: q for q in (*written, *made)}.values())


def ask_all(assistant: Assistant, questions: Sequence[Question]) -> tuple[Verdict, ...]:
    """Every question with its answer, judged."""
    return run_questions(questions, asking(assistant), assistant_to_sources(assistant))


def verdicts_to_asked(document: Document, verdicts: Sequence[Verdict]) -> Asked:
    """What each right answer shows and cites, and what the question wants, is asked for."""
    spots = document_to_spots(document)
    right = [v for v in verdicts if v.passed and v.answer.answered and v.question.category not in _COMPUTED]
    by_spot: dict[Spot, list[Question]] = {}
    for verdict in right:
        for spot in spots:
            if _asks_for(spot, verdict, document):
                by_spot.setdefault(spot, []).append(verdict.question)
    return Asked(by_spot, {v.question.id: v.answer for v in right}, len(right), len(verdicts))


def _asks_for(spot: Spot, verdict: Verdict, document: Document) -> bool:
    question, answer = verdict.question, verdict.answer
    own = [c for c in answer.citations if c.document == document.id]
    if not any(c.start <= s.start < c.end for s in spot.spans for c in own) or not forms(spot, spot.old, answer):
        return False
    asked = " ".join((question.question, *question.history))
    wanted = [s for group in question.must for s in group]
    match spot.kind:
        case "number" | "share":
            told = any(numbers_in(s) >= numbers_in(spot.old) for s in wanted)
            return told and not numbers_in(spot.old) & numbers_in(asked) and not _elsewhere(spot, own, document)
        case "unit":
            told = any(numbers_in(s) & numbers_in(n) for s in wanted for n in spot.numbers)
            return told and spot.old not in asked
        case "body" | "name":
            told = any(folded(s) in folded(spot.old) and len(s) >= len(spot.old) - _LESS for s in wanted)
            return told and not any(spot.old[i : i + _GIVEN] in asked for i in range(len(spot.old) - _GIVEN + 1))


def _elsewhere(spot: Spot, citations: Sequence[Citation], document: Document) -> bool:
    """Whether the same number stands, for something else, in what is cited."""
    own = {s.start for s in spot.spans}
    return any(
        m.start() not in own
        for c in citations
        for m in NUMBER.finditer(document.text, c.start, c.end)
        if canonical(m.group()) == canonical(spot.old)
    )
