"""What does not agree within a document: the plan's real cases, and one small case for each kind."""

from __future__ import annotations

import pytest

from corpus.bodies import BodyNames, documents_to_bodies
from corpus.consistency import Finding, document_to_findings
from corpus.lexicon import Lexicon, read_lexicon
from corpus.model import Document
from corpus.reader import text_to_document
from tests.conftest import DOCUMENTS


def findings(document: Document, lexicon: Lexicon | None = None) -> tuple[Finding, ...]:
    known = lexicon or Lexicon((), {})
    return document_to_findings(document, documents_to_bodies([document], BodyNames(known)), known.entries)


@pytest.fixture(scope="module")
def of_plan(document: Document) -> tuple[Finding, ...]:
    return findings(document, read_lexicon(DOCUMENTS))


def shown(found: tuple[Finding, ...], kind: str) -> list[list[tuple[int, str]]]:
    return [[(p.line, p.text) for p in f.places] for f in found if f.kind == kind]


def test_a_project_that_the_table_calls_otherwise(of_plan: tuple[Finding, ...]) -> None:
    assert shown(of_plan, "group") == [[(211, "(三)创新主体培育工程。"), (471, "(三)创业主体培育工程")]]


def test_bodies_that_go_by_two_names(of_plan: tuple[Finding, ...]) -> None:
    assert shown(of_plan, "body") == [
        [(428, "市发展改革局"), (444, "市发展改革委")],
        [(487, "市府办"), (450, "市政府办公室")],
    ]


@pytest.mark.parametrize(
    "places",
    [[(119, "2.5"), (427, "2.50")], [(179, "42.1"), (429, "42.10")], [(305, "16"), (436, "16.00")]],
    ids=lambda p: p[0][1],
)
def test_figures_written_with_two_precisions(of_plan: tuple[Finding, ...], places: list[tuple[int, str]]) -> None:
    assert places in shown(of_plan, "precision")


def test_items_worded_in_two_ways(of_plan: tuple[Finding, ...]) -> None:
    items = shown(of_plan, "item")
    assert [(315, "（3）推动企业在多层次资本市场上市。"), (485, "推进企业在多层次资本市场上市")] in items


def test_the_plan_numbers_without_a_gap_and_has_no_figure_twice(of_plan: tuple[Finding, ...]) -> None:
    assert not shown(of_plan, "ordinal")
    assert not shown(of_plan, "value")


def test_every_place_is_where_it_says(of_plan: tuple[Finding, ...], document: Document) -> None:
    lines = document.text.split("\n")
    for place in (p for f in of_plan for p in f.places):
        assert place.span.of(document.text) in lines[place.line - 1]


def table(*rows: str) -> str:
    return "\n".join(["序号\t指标\t单位\t2023年（基数）\t2026年（目标）\t监测单位", *rows])


def small(narrative: str, *rows: str) -> Document:
    text = f"某市创新方案（2024—2026年）\n\n一、目标\n\n{narrative}\n\n附件 1\n\n创新指标\n\n{table(*rows)}\n"
    return text_to_document("small", text)


def test_another_figure_for_the_same_indicator_and_year() -> None:
    found = findings(small("到2026年，研发机构覆盖率达到46%。", "1\t研发机构覆盖率\t%\t40\t45\t市科技局"))
    assert [(f.kind, f.subject, [p.text for p in f.places]) for f in found] == [
        ("value", "研发机构覆盖率", ["46", "45"])
    ]


@pytest.mark.parametrize(
    "narrative",
    [
        "到2026年，研发机构覆盖率达到45%。", "2023年，研发机构覆盖率为40%。", "到2025年，研发机构覆盖率达到44%。",
        "到2026年，研发机构达到46家。", "提高研发机构覆盖率。",
    ],
)  # fmt: skip
def test_figures_that_agree_or_speak_of_something_else_are_no_finding(narrative: str) -> None:
    assert not findings(small(narrative, "1\t研发机构覆盖率\t%\t40\t45\t市科技局"))


@pytest.mark.parametrize(("second", "subject"), [("3", "1 → 3"), ("1", "1 → 1")], ids=["left out", "doubled"])
def test_row_numbers_left_out_or_doubled(second: str, subject: str) -> None:
    found = findings(
        small("努力。", "1\t研发机构覆盖率\t%\t40\t45\t市科技局", f"{second}\t创新企业数量\t家\t80\t90\t市科技局")
    )
    assert [(f.kind, f.subject) for f in found] == [("ordinal", subject)]


def test_headings_left_out() -> None:
    text = "某市创新方案（2024—2026年）\n\n一、目标\n\n努力。\n\n三、保障\n\n保障。\n"
    found = findings(text_to_document("small", text))
    assert [(f.kind, f.subject, [p.line for p in f.places]) for f in found] == [("ordinal", "1 → 3", [3, 7])]
