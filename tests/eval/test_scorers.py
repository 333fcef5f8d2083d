"""Each scorer on one case that holds and one that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from assistant.answer import Answer, Fact
from eval.questions import Question
from eval.scorers import (
    Case,
    Judgement,
    answers_or_declines,
    cites_evidence,
    holds_musts,
    holds_no_must_not,
    invents_no_number,
    is_short,
    judge,
    quotes_source,
    references_citations,
)
from eval.sources import Sources
from tests.answers import cite, make_answer
from tests.eval.conftest import DECLINED, RIGHT, make_question

Score = Callable[[Case], Judgement]
UNANSWERABLE = make_question(category="unanswerable", answerable=False, must=[], evidence=[])
CHAT = make_question(category="smalltalk", answerable=False, must=[], evidence=[])


def moved(**fields: Any) -> Answer:
    """The right answer with its citation changed."""
    return make_answer(RIGHT.text, citations=(msgspec.structs.replace(RIGHT.citations[0], **fields),))


@pytest.mark.parametrize(
    ("score", "question", "answer", "holds"),
    [
        (answers_or_declines, make_question(), RIGHT, True),
        (answers_or_declines, make_question(), DECLINED, False),
        (answers_or_declines, UNANSWERABLE, DECLINED, True),
        (answers_or_declines, UNANSWERABLE, RIGHT, False),
        (answers_or_declines, UNANSWERABLE, make_answer(outcome="error_internal"), False),
        (answers_or_declines, CHAT, make_answer("你好", "small_talk"), True),
        (answers_or_declines, CHAT, RIGHT, False),
        (holds_musts, make_question(), RIGHT, True),
        (holds_musts, make_question(must=[["21０ 家"]]), RIGHT, True),
        (holds_musts, make_question(must=[["Abc"]]), make_answer("A B C"), True),
        (holds_musts, make_question(must=[["210"], ["科技局", "科学技术局"]]), RIGHT, False),
        (holds_no_must_not, make_question(must_not=["320"]), RIGHT, True),
        (holds_no_must_not, make_question(must_not=["210家"]), RIGHT, False),
        (cites_evidence, make_question(), RIGHT, True),
        (cites_evidence, make_question(evidence=[["覆盖率42.10%"]]), RIGHT, True),
        (cites_evidence, make_question(evidence=[["牵头单位：市科技局"]]), RIGHT, False),
        (cites_evidence, make_question(evidence=[["不在文中", "孵化器达到"]]), RIGHT, True),
        (cites_evidence, make_question(evidence=[["不在文中"]]), RIGHT, False),
        (cites_evidence, make_question(), make_answer(citations=()), False),
        (cites_evidence, make_question(), DECLINED, True),
        (quotes_source, make_question(), RIGHT, True),
        (quotes_source, make_question(), moved(quote="孵化器达到210家"), False),
        (quotes_source, make_question(), moved(start=0), False),
        (quotes_source, make_question(), moved(lines=(2, 3)), False),
        (quotes_source, make_question(), moved(document="other"), False),
        (quotes_source, make_question(), moved(start=0, end=0, quote=""), False),
        (references_citations, make_question(), RIGHT, True),
        (references_citations, make_question(), make_answer("210家[2]"), False),
        (references_citations, make_question(), make_answer(facts=(Fact("孵化器", "目标", "210", citation=3),)), False),
        (references_citations, make_question(), make_answer("210家", citations=()), False),
        (references_citations, UNANSWERABLE, DECLINED, True),
        (is_short, make_question(), make_answer("长" * 1200), True),
        (is_short, make_question(), make_answer("长" * 1201), False),
        (is_short, make_question(category="reverse"), make_answer("长" * 2400), True),
        (is_short, make_question(category="reverse"), make_answer("长" * 2401), False),
        (invents_no_number, make_question(), RIGHT, True),
        (invents_no_number, make_question(), make_answer("42.1%"), True),
        (invents_no_number, make_question(), make_answer("４２．１０%"), True),
        (invents_no_number, make_question(), make_answer("第17项"), True),
        (invents_no_number, make_question(), make_answer("2,200家"), False),
        (invents_no_number, make_question(question="是2200家吗"), make_answer("不是2,200家"), True),
        (invents_no_number, make_question(category="indicator-change"), make_answer("增加44.5"), True),
        (invents_no_number, make_question(), make_answer("共44项", "answered_count"), True),
        (invents_no_number, make_question(lang="en"), make_answer("2,100 thousand"), True),
        (invents_no_number, make_question(lang="zh"), make_answer("2,100"), False),
    ],
)
def test_scorers(score: Score, question: Question, answer: Answer, holds: bool, sources: Sources) -> None:
    judgement = score(Case(question, answer, sources))
    assert judgement.value is holds
    assert bool(judgement.explanation) is not holds


@pytest.mark.parametrize(
    ("score", "question", "answer", "explanation"),
    [
        (answers_or_declines, make_question(), DECLINED, "given declined_not_in_corpus; expected an answer"),
        (holds_musts, make_question(must=[["科技局"], ["210"]]), RIGHT, "lacks '科技局'"),
        (
            cites_evidence,
            make_question(evidence=[["市财政局"]]),
            RIGHT,
            "cites plan lines 3; expected lines 4 (市财政局…)",
        ),
        (quotes_source, make_question(), moved(lines=(9, 9)), "[1] stands on lines (3, 3)"),
        (invents_no_number, make_question(), make_answer("77"), "77 stands neither in a document nor in the question"),
    ],
)
def test_explanations_say_given_and_expected(
    score: Score, question: Question, answer: Answer, explanation: str, sources: Sources
) -> None:
    assert score(Case(question, answer, sources)).explanation == explanation


def test_a_quote_across_a_page_end_covers_both_of_its_lines(sources: Sources) -> None:
    answer = make_answer(citations=(cite("覆盖率 42.10%。\n牵头单位"),))
    question = make_question(must=[], evidence=[["孵化器"], ["市财政局"]])
    assert all(j.value for j in judge(Case(question, answer, sources)))
