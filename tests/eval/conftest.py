"""A small source and questions on it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from eval.questions import Question
from eval.runner import SetResult, Verdict
from eval.scorers import Case, judge
from eval.sets import Floor, QuestionSet
from eval.sources import Source, Sources
from tests.answers import SOURCE, make_answer
from tests.conftest import ROOT


def make_question(**others: Any) -> Question:
    """A question on `SOURCE`; what is not given asks for the incubators."""
    fields: dict[str, Any] = {
        "id": "q1",
        "lang": "zh",
        "category": "indicator-target",
        "question": "孵化器目标是多少",
        "answerable": True,
        "must": [["210"]],
        "evidence": [["孵化器达到 210 家"]],
        **others,
    }
    return msgspec.convert(fields, Question)


@pytest.fixture(scope="session")
def sources() -> Sources:
    """`SOURCE` as the one document."""
    return Sources({"plan": Source(SOURCE)})


def make_result(
    sources: Sources, *cases: tuple[Question, Any], floor: Floor | None = None, blind: bool = False
) -> SetResult:
    """A set with these questions and answers, judged."""
    verdicts = tuple(Verdict(q, a, judge(Case(q, a, sources)), 2.0) for q, a in cases)
    own = QuestionSet("small", ROOT / "small.jsonl", ROOT, floor or Floor(0.9, 0.9, 0), blind)
    return SetResult(own, verdicts)


RIGHT = make_answer("目标是**210家**。[1]")
WRONG = make_answer("目标是**42家**。[1]")
DECLINED = make_answer("方案没有写到。", "declined_not_in_corpus", citations=())
