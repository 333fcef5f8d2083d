"""Paragraphs and sentences: page ends that cut them, and their exact positions."""

from __future__ import annotations

import pytest

from corpus.model import Document, Span
from corpus.reader import text_to_document
from corpus.text import line_of

# The lines before and after each page end that cuts a sentence of the plan; an empty line stands between.
CUTS = [
    (91, 93), (101, 103), (111, 113), (125, 127), (141, 143), (155, 157), (161, 163), (169, 171), (175, 177),
    (181, 183), (197, 199), (205, 207), (217, 219), (225, 227), (235, 237), (247, 249), (265, 267), (275, 277),
    (283, 285), (299, 301), (303, 305), (311, 313), (321, 323), (331, 333), (335, 337), (343, 345), (361, 363),
    (369, 371), (377, 379), (389, 391), (409, 411),
]  # fmt: skip


def lines(document: Document, span: Span) -> tuple[int, int]:
    return line_of(document.lines, span.start), line_of(document.lines, span.end - 1)


@pytest.mark.parametrize(("before", "after"), CUTS, ids=str)
def test_a_sentence_goes_on_after_a_page_end(
    document: Document, plan: str, plan_lines: tuple[str, ...], before: int, after: int
) -> None:
    (cut,) = [s for p in document.paragraphs for s in p.sentences if lines(document, s) == (before, after)]
    quote = plan[cut.start : cut.end]
    first, second = quote.split("\n\n")
    assert plan_lines[before].endswith(first)
    assert plan_lines[after].startswith(second)
    assert quote[-1] in "。！？”"


def test_no_other_paragraph_reaches_over_an_empty_line(document: Document) -> None:
    long = [lines(document, p.span) for p in document.paragraphs if "\n" in p.span.of(document.text)]
    assert long == CUTS


def test_lost_text_at_a_page_end_is_not_repaired(document: Document, plan: str) -> None:
    (cut,) = [s for p in document.paragraphs for s in p.sentences if lines(document, s) == (155, 157)]
    assert "培育壮大制造基础行业，推\n\n产机器人及首台（套）重大技术装备应用" in plan[cut.start : cut.end]


def test_paragraphs_and_sentences_are_slices_in_order(document: Document, plan: str) -> None:
    assert document.text == plan
    end = 0
    for paragraph in document.paragraphs:
        assert paragraph.span.start >= end
        for sentence in paragraph.sentences:
            assert end <= sentence.start < sentence.end <= paragraph.span.end
            assert plan[sentence.start : sentence.end].strip() == plan[sentence.start : sentence.end]
            end = sentence.end


def test_every_line_of_the_narrative_is_read(document: Document, plan_lines: tuple[str, ...]) -> None:
    read = {n for p in document.paragraphs for n in range(lines(document, p.span)[0], lines(document, p.span)[1] + 1)}
    read |= {line_of(document.lines, s.span.start) for s in document.sections}
    unread = [n for n in range(69, 421) if plan_lines[n].strip() and n not in read]
    assert unread == []


def test_commas_of_either_width_keep_a_sentence_open(document: Document) -> None:
    joined = [s.of(document.text) for p in document.paragraphs for s in p.sentences if lines(document, s) == (205, 207)]
    assert joined[0].endswith("人才交流等方\n\n式,开展核心技术攻关,提升支撑江门产业创新发展的服务水平。")


@pytest.mark.parametrize(
    "text",
    [
        "附件：1.考核指标\n\n2.分解表",
        "联系电话：12345\n\n某市人民政府",
        "到2026年实现以下目标：\n\n企业达到20家。",
        "- 培育龙头企业，做强产业链\n\n- 建设园区，扩大开放",
        "• 培育龙头企业，做强产业链\n\n• 建设园区，扩大开放",
    ],
    ids=["list-of-annexes", "signature", "colon", "dashes", "bullets"],
)
def test_what_ends_without_a_full_stop_may_still_end(text: str) -> None:
    document = text_to_document("other", f"某市计划\n\n一、任务\n\n{text}\n")
    assert [p.span.of(document.text) for p in document.paragraphs] == text.split("\n\n")


def test_a_closing_quotation_mark_alone_ends_no_sentence() -> None:
    document = text_to_document("other", "某市计划\n\n一、任务\n\n发挥促进会、“人才管家”\n\n等机构的作用。\n")
    assert [p.span.of(document.text) for p in document.paragraphs] == ["发挥促进会、“人才管家”\n\n等机构的作用。"]
