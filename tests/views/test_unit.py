"""One unit as a view: found by any of its names, with all that it does and where it is named."""

from __future__ import annotations

import pytest

from assistant.views.citing import Source, source_of
from assistant.views.unit import UnitView, choice_to_unit, document_to_choices, find_choices
from index.snapshot import Snapshot


def view_of(source: Source, typed: str) -> UnitView:
    (choice,) = find_choices(document_to_choices(source), typed)
    return choice_to_unit(source, choice)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("市科技局", "市科技局"),
        ("科创局", "市科技局"),
        ("发改局", "市发展改革局"),
        ("市发展改革委", "市发展改革局"),
        ("Development and Reform Bureau", "市发展改革局"),
        ("drb", "市发展改革局"),
        ("wuyi university", "五邑大学"),
        ("人社局", "市人力资源社会保障局"),
    ],
)
def test_any_of_its_names_finds_a_unit(source: Source, typed: str, unit: str) -> None:
    assert [c.name.zh for c in find_choices(document_to_choices(source), typed)] == [unit]


def test_a_piece_of_a_name_finds_all_that_have_it(source: Source) -> None:
    found = find_choices(document_to_choices(source), "高新")
    assert {"江门高新区", "江门翠山湖高新区", "江门鹤山高新区"} <= {c.name.zh for c in found}
    assert find_choices(document_to_choices(source), "没有的单位") == ()
    assert find_choices(document_to_choices(source), "  ") == ()


def test_everything_of_a_unit_is_there(source: Source) -> None:
    view = view_of(source, "发改局")
    assert {role: [t.ordinal for t in tasks] for role, tasks in view.tasks.items()} == {
        "lead": [1, 13, 16, 23],
        "cooperate": [2, 3, 4, 5, 7, 8, 9, 10, 14, 15, 18, 20, 22],
    }
    assert [i.ordinal for i in view.indicators] == [3, 8, 11, 17, 18, 25]
    assert view.choice.counts == {"lead": 4, "cooperate": 13, "monitor": 6}


def test_passages_name_the_unit_and_are_slices(source: Source) -> None:
    passages = view_of(source, "五邑大学").passages
    assert len(passages) == 10
    assert all("五邑大学" in p.text for p in passages)
    assert all(source.document.text[p.citation.start : p.citation.end] == p.citation.quote for p in passages)


def test_a_ministry_is_not_taken_for_the_bureau(source: Source) -> None:
    """「接受科技部、国家发改委的考核和检查」 names neither the municipal bureau nor the municipal commission."""
    assert not view_of(source, "发改局").passages
    assert not view_of(source, "科技局").passages


def test_units_named_in_sentences_are_found(others: Snapshot) -> None:
    other = source_of(others, "linhai-water")
    assert other
    view = view_of(other, "县水利局")
    assert view.tasks["responsible"]
    assert view.passages


def test_a_document_without_units_has_no_choice(bare: Source) -> None:
    assert document_to_choices(bare) == ()
