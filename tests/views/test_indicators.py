"""The indicators as a view, against the rows of the plan."""

from __future__ import annotations

import pytest

from assistant.views.citing import Source, source_of
from assistant.views.indicators import Indicator, Indicators, document_to_indicators
from index.snapshot import Snapshot


@pytest.fixture(scope="module")
def view(source: Source) -> Indicators:
    return document_to_indicators(source)


def row(view: Indicators, ordinal: int) -> Indicator:
    return next(r for r in view.rows if r.ordinal == ordinal)


def figures(view: Indicators, ordinal: int) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [
        (p.qualifier, p.base.text if p.base else None, p.target.text if p.target else None, p.difference)
        for p in row(view, ordinal).pairs
    ]


def test_every_row_of_the_table_is_there_in_its_group(view: Indicators) -> None:
    assert [r.ordinal for r in view.rows] == list(range(1, 30))
    assert [(g.zh if g else None, len(rows)) for g, rows in view.groups] == [
        ("创新要素集聚能力", 6), ("综合实力和产业竞争力", 6), ("创新创业环境", 3), ("创新对社会民生发展的支撑", 5),
        ("创新政策体系和治理架构", 5), ("特色指标", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ordinal", "expected"),
    [
        (2, [(None, "2.30", "2.50", "0.2")]),
        (4, [("国家级", "40.55", "42.10", "1.55"), ("省级", "15.77", "16.73", "0.96")]),
        (9, [("数量", "1845", "2200", "355"), ("占比", "40.10", "43.20", "3.1")]),
        (13, [(None, "32.63", "32.63", "0")]),
        (19, [(None, "1.77", "1.45", "-0.32")]),
        (20, [(None, "0", "0", "0")]),
        (29, [(None, "6470", "8500", "2030")]),
    ],
)
def test_values_stand_under_their_qualifiers_with_the_exact_difference(
    view: Indicators, ordinal: int, expected: list[tuple[str | None, ...]]
) -> None:
    assert figures(view, ordinal) == expected


@pytest.mark.parametrize(("ordinal", "direction", "share"), [(2, "up", True), (13, "same", False), (17, "down", False)])
def test_direction_and_percentage_points(view: Indicators, ordinal: int, direction: str, share: bool) -> None:
    (pair,) = row(view, ordinal).pairs
    assert (pair.direction, pair.is_share) == (direction, share)


def test_qualitative_ones_have_no_figures_and_say_so(view: Indicators) -> None:
    assert [r.ordinal for r in view.rows if r.qualitative] == [23, 24, 25]
    assert all(not r.pairs for r in view.rows if r.qualitative)


def test_stars_and_what_they_mean(view: Indicators) -> None:
    assert [r.ordinal for r in view.rows if r.starred] == [2, 9, 10, 21, 23]
    assert "国家考核指标" in (view.star or "")


def test_a_note_in_a_cell_stays_beside_its_value(view: Indicators) -> None:
    (pair,) = row(view, 22).pairs
    assert pair.target
    assert (pair.target.text, pair.target.note) == ("18.25", "如政策调整, 目标数将相应调整")


def test_each_figure_cites_its_row_and_its_column(view: Indicators, source: Source) -> None:
    for found in view.rows:
        for pair in found.pairs:
            for figure, column in ((pair.base, "2020 年(基数)"), (pair.target, "2023 年(目标)")):
                assert figure
                assert figure.citation.cell
                assert figure.citation.cell.column == column
                assert figure.text in figure.citation.quote
                assert source.document.text[figure.citation.start : figure.citation.end] == figure.citation.quote


def test_values_of_years_between_are_kept(others: Snapshot) -> None:
    other = source_of(others, "yunhe-digital")
    assert other
    first = document_to_indicators(other).rows[0]
    (pair,) = first.pairs
    assert [(f.year, f.text) for f in pair.between] == [(2024, "7.6"), (2025, "8.5")]
    assert (pair.base and pair.base.year, pair.target and pair.target.year, pair.difference) == (2023, 2026, "2.7")


def test_a_target_without_a_base_has_no_difference(others: Snapshot) -> None:
    other = source_of(others, "linhai-water")
    assert other
    (pair,) = row(document_to_indicators(other), 10).pairs
    assert pair.base is None
    assert pair.target
    assert (pair.target.number, pair.difference, pair.direction) == ("1260", None, None)


def test_values_in_words_are_shown_as_they_are(others: Snapshot) -> None:
    other = source_of(others, "yunhe-digital")
    assert other
    last = row(document_to_indicators(other), 14)
    assert last.qualitative
    assert [p.target.text for p in last.pairs if p.target] == ["健全完善"]


def test_a_document_without_indicators_has_none(bare: Source) -> None:
    assert document_to_indicators(bare) == Indicators((), None)
