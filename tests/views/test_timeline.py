"""The phases as a view, against the lines of the plan."""

from __future__ import annotations

from assistant.views.citing import Source, source_of
from assistant.views.timeline import Month, document_to_timeline
from index.snapshot import Snapshot


def test_phases_have_their_dates_months_and_text(source: Source, plan_lines: tuple[str, ...]) -> None:
    view = document_to_timeline(source)
    assert [(p.name.zh, p.first, p.last, p.months) for p in view.phases] == [
        ("筹划启动阶段", Month(2021, 1), Month(2021, 3), 3),
        ("全面推进阶段", Month(2021, 4), Month(2023, 6), 27),
        ("总结评估阶段", Month(2023, 7), Month(2023, 12), 6),
    ]
    assert view.span == (Month(2021, 1), Month(2023, 12))
    assert [len(p.content) for p in view.phases] == [1, 1, 1]
    assert view.phases[0].content[0].text == plan_lines[405]


def test_a_paragraph_that_a_page_end_cut_is_whole(source: Source) -> None:
    (whole,) = document_to_timeline(source).phases[1].content
    assert "系统构建以企业为主体" in whole.text


def test_each_phase_cites_its_heading(source: Source) -> None:
    for phase in document_to_timeline(source).phases:
        assert phase.name.zh in phase.citation.quote
        assert phase.period in phase.citation.quote


def test_phases_in_sentences_are_found_too(others: Snapshot) -> None:
    other = source_of(others, "shuoning-agriculture")
    assert other
    phases = document_to_timeline(other).phases
    assert [p.first for p in phases] == sorted(p.first for p in phases if p.first)
    assert all(p.content for p in phases)


def test_a_document_without_phases_has_no_span(bare: Source) -> None:
    view = document_to_timeline(bare)
    assert (view.phases, view.span) == ((), None)
