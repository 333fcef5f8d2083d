"""Answers follow the text: a seeded sample of changes, and what tells that an answer does not follow."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from assistant.settings import ROOT
from corpus.model import Document, Span
from corpus.reader import text_to_document
from eval.mutations.edits import Mutation, edit, to_batches
from eval.mutations.run import Plan, change_rows, mutate, open_plan
from eval.mutations.spots import Spot, document_to_spots, new_value
from eval.mutations.verdicts import follows, shown
from tests.answers import SOURCE, make_answer
from tests.eval.conftest import make_question

MEDICINE = ROOT / "tests" / "fixtures" / "plans" / "qichuan-medicine"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return open_plan(MEDICINE, tmp_path_factory.mktemp("data"))


def test_answers_follow_a_seeded_sample(plan: Plan) -> None:
    found = list(mutate(plan, 12, seed=7, batch=40, each=3))
    assert len({f.mutation for f in found}) == 12
    assert {f.mutation.spot.place for f in found} == {"table", "narrative"}
    assert [(f.question.question, f.fault) for f in found if f.fault] == []


def test_counts_follow_rows_and_names(plan: Plan) -> None:
    checked = list(change_rows(plan, seed=7, copies=1))
    assert {c.change.kind for c in checked} >= {"deleted row", "renamed body"}
    assert [(c.check.question, c.fault) for c in checked if c.fault] == []


@pytest.fixture(scope="module")
def small() -> Document:
    return text_to_document("plan", SOURCE)


def mutation(document: Document, old: str = "210", new: str = "375") -> Mutation:
    start = document.text.index(old)
    spot = Spot("number", "narrative", old, (Span(start, start + len(old)),))
    return Mutation(spot, new, (make_question(),))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("目标是**375家**。[1]", "the new value is not cited"),
        ("目标是**42家**。[1]", "the new value 375 is not shown"),
        ("目标是**375家**，不是210家。[1]", "the new value is not cited; the old value 210 is shown"),
    ],
)
def test_what_does_not_follow_is_said(small: Document, text: str, fault: str) -> None:
    changed = mutation(small)
    edited = edit(small.text, [(s, changed.new) for s in changed.spot.spans])
    after = make_answer(text, citations=())
    assert follows(changed, make_answer("目标是**210家**。[1]"), after, edited, make_question()).fault == fault


def test_an_old_value_in_a_translation_is_shown(small: Document) -> None:
    answer = make_answer("目标是**375家**。[1]")
    citation = msgspec.structs.replace(answer.citations[0], translation="reaches 210")
    assert "210" in shown(msgspec.structs.replace(answer, citations=(citation,)))


def test_an_edit_moves_what_stands_after_it() -> None:
    edited = edit("甲10乙20丙", [(Span(1, 3), "1000"), (Span(4, 6), "2")])
    assert edited.text == "甲1000乙2丙"
    assert [edited.text[edited.moved(i)] for i in (0, 3, 6)] == ["甲", "乙", "丙"]


def test_one_copy_holds_no_two_changes_of_a_sentence(plan: Plan) -> None:
    spots = [s for s in document_to_spots(plan.document) if s.kind in ("number", "share")]
    batches = list(to_batches(plan.document, [Mutation(s, "1", ()) for s in spots], 40))
    assert sum(map(len, batches)) == len(spots)
    for batch in batches:
        spans = sorted(span for m in batch for span in m.spot.spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_new_value_is_new_and_of_the_same_shape(plan: Plan) -> None:
    chance, taken = random.Random(3), set[str]()  # noqa: S311  a seed is wanted, not secrecy
    for spot in document_to_spots(plan.document):
        new = new_value(spot, plan.document, taken, chance)
        if new is not None and spot.kind in ("number", "share"):
            assert (len(new), new.find(".")) == (len(spot.old), spot.old.find("."))
            assert new != spot.old


def test_the_plans_of_the_tests_stay_as_they_are(plan: Plan) -> None:
    assert plan.document.text == Path(MEDICINE / "plan.txt").read_text(encoding="utf-8")
