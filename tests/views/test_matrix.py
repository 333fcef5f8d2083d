"""The matrix of units and tasks, against the rows of the plan."""

from __future__ import annotations

import pytest

from assistant.selection import body_id
from assistant.views.citing import Source, source_of
from assistant.views.matrix import Matrix, document_to_matrix
from index.snapshot import Snapshot


@pytest.fixture(scope="module")
def view(source: Source) -> Matrix:
    return document_to_matrix(source)


def test_every_task_is_there_in_its_group(view: Matrix) -> None:
    assert [t.ordinal for t in view.tasks] == list(range(1, 25))
    assert [len(tasks) for _, tasks in view.groups] == [3] * 8


def test_marks_are_the_units_of_the_cells(view: Matrix, source: Source) -> None:
    marked = {(m.task, m.body, m.role) for u in view.units for m in u.marks}
    written = {
        (r.id, body_id(source.snapshot, r.document, v.text), f.role)
        for r in source.records("task") for f in r.all("lead", "cooperate") for v in f.values
    }  # fmt: skip
    assert marked == written
    assert len(marked) == 165


def test_who_leads_most_comes_first(view: Matrix) -> None:
    first = view.units[0]
    assert (first.name.zh, first.count("lead"), first.count("cooperate")) == ("市科技局", 14, 8)
    leads = [u.count("lead") for u in view.units]
    assert leads == sorted(leads, reverse=True)


def test_two_names_of_one_unit_are_one_row(view: Matrix) -> None:
    assert [u.name.zh for u in view.units if "发展改革" in u.name.zh] == ["市发展改革局"]


def test_a_mark_cites_the_cell_that_names_the_unit(view: Matrix, source: Source) -> None:
    for unit in view.units:
        names = source.snapshot.body[unit.body].names
        for mark in unit.marks:
            assert mark.citation.cell
            assert mark.citation.cell.column == "责任单位"
            assert any(n in mark.citation.quote for n in names)


@pytest.mark.parametrize(("document", "roles"), [("yunhe-digital", {"lead", "cooperate"}), ("linhai-water", None)])
def test_plans_of_other_styles(others: Snapshot, document: str, roles: set[str] | None) -> None:
    other = source_of(others, document)
    assert other
    view = document_to_matrix(other)
    found = {m.role for u in view.units for m in u.marks}
    assert found == (roles or {"lead", "responsible", "cooperate"})
    assert all(u.body.startswith(f"{document}/") for u in view.units)


def test_a_document_without_units_has_none(bare: Source) -> None:
    assert document_to_matrix(bare).units == ()
