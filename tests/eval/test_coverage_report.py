"""Which cells and numbers are asked for, on a small plan and on the real one."""

from __future__ import annotations

import pytest

from corpus.model import Document, Span
from corpus.reader import text_to_document
from eval.coverage_report import cover, document_to_items
from eval.generated import cell_questions, clause_questions
from eval.numerals import narrative_numbers
from eval.questions import read_questions
from eval.sets import own_sets
from tests.conftest import DOCUMENTS
from tests.eval.conftest import make_question

TEXT = """示范县方案（2024—2026年）

一、目标

到2026年底，建成5G基站1,200个，孵化器达到 210 家，覆盖率为第3位的42.10%，三次产业比重为8.6:41.6:49.8。
"""


@pytest.fixture(scope="module")
def small() -> Document:
    return text_to_document("plan", TEXT)


def test_quantities_are_numbers_that_say_something(small: Document) -> None:
    found = narrative_numbers(small, Span(0, len(TEXT)))
    assert [n.of(TEXT) for n in found] == ["1,200", "210", "42.10", "8.6", "41.6", "49.8"]


def test_a_number_is_asked_for_where_a_question_wants_it_and_names_its_sentence(small: Document) -> None:
    wanted = make_question(must=[["210"]], evidence=[["孵化器达到 210 家"]])
    elsewhere = make_question(must=[["42.1"]], evidence=[["示范县方案"]])
    found = cover(small, [wanted, elsewhere])
    assert [i.values[0] for i in found.uncovered] == ["1,200", "42.10", "8.6", "41.6", "49.8"]
    assert found.rate("number").passed == 1


def test_a_clause_becomes_a_question_for_its_number(small: Document) -> None:
    asked = {q.must[0][0]: q.question for q in clause_questions(small)}
    assert asked["210"] == "到2026年底建成5G基站1,200个，孵化器达到多少家？"


def test_a_question_is_made_for_every_cell(document: Document) -> None:
    asked = [q.question for q in cell_questions(document)]
    assert "第17项任务的牵头单位是什么？" in asked
    assert "“高层次人才总量”的2023 年(目标)是什么？" in asked
    assert "第1项指标属于哪个一级指标？" in asked
    assert len({q.id for q in cell_questions(document)}) == len(asked)


def test_every_cell_and_number_of_the_plan_is_asked_for(document: Document) -> None:
    sets = [s for s in own_sets() if s.corpus == DOCUMENTS]
    found = cover(document, [q for s in sets for q in read_questions(s.path)])
    assert [i.span.of(document.text) for i in found.uncovered] == []
    assert found.rate("number").total >= 80
    assert len(found.items) == len(list(document_to_items(document))) > 300
