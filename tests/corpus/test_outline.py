"""Headings, the table of contents and its pages, on the real lines of the plan."""

from __future__ import annotations

import pytest

from corpus.model import Document, Section
from corpus.reader import text_to_document
from corpus.text import line_of


def section(document: Document, title: str) -> Section:
    return next(s for s in document.sections if s.title.startswith(title))


def test_every_contents_line_gives_its_section_a_page(document: Document, plan_lines: tuple[str, ...]) -> None:
    contents = [line for line in plan_lines[9:68] if line]
    assert len(contents) == 57
    pages = [s.page for s in document.sections if s.page is not None]
    assert pages == [int(line.rpartition("\t")[2]) for line in contents]


@pytest.mark.parametrize(
    ("title", "page", "line"),
    [
        ("建设基础", 1, 69),
        ("区位优势明显，产业基础良好", 1, 71),
        ("构建现代产业体系", 9, 153),
        ("夯实战略科技基础力量", 14, 187),
        ("创新主体培育工程", 17, 211),
        ("推进科技金融融合发展", 27, 307),
        ("筹划启动阶段", 37, 403),
        ("总结评估阶段", 38, 413),
    ],
    ids=str,
)
def test_a_page_of_the_contents_goes_to_the_heading_in_the_text(
    document: Document, title: str, page: int, line: int
) -> None:
    found = section(document, title)
    assert (found.page, line_of(document.lines, found.span.start)) == (page, line)


def test_the_contents_are_no_part_of_the_outline(document: Document) -> None:
    assert all(line_of(document.lines, s.span.start) >= 69 for s in document.sections)
    assert all(line_of(document.lines, p.span.start) >= 69 for p in document.paragraphs)
    assert not any("....." in s.title for s in document.sections)


def test_the_parts_of_the_plan(document: Document) -> None:
    parts = [s for s in document.sections if s.parent is None]
    assert [(s.number, s.title) for s in parts] == [
        ("一、", "建设基础"),
        ("二、", "总体要求"),
        ("三、", "主要任务"),
        ("四、", "重点工作"),
        ("五、", "保障措施"),
        ("六、", "实施进度"),
        ("附件 1", "江门市创建国家创新型城市考核指标"),
        ("附件 2", "江门市创建国家创新型城市重点工作分解表"),
    ]


def test_eight_projects_hold_twenty_four_tasks_in_order(document: Document) -> None:
    projects = document.children(section(document, "重点工作").id)
    tasks = [[t.ordinal for t in document.children(p.id)] for p in projects]
    assert tasks == [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
        [10, 11, 12],
        [13, 14, 15],
        [16, 17, 18],
        [19, 20, 21],
        [22, 23, 24],
    ]


@pytest.mark.parametrize(
    ("title", "number", "ordinal"),
    [
        ("夯实战略科技基础力量", "4.", 4),  # "4. 夯实" with a blank
        ("加强科技创新载体建设", "5.", 5),  # "5.加强" without
        ("创新主体培育工程", "(三)", 3),  # ASCII brackets among full-width ones
        ("创新人才汇聚工程", "（四）", 4),
        ("支持企业开展联合技术攻关", "(1)", 1),
        ("加快培育高新技术企业", "（1）", 1),
    ],
    ids=str,
)
def test_numbering_is_read_in_any_width_and_spacing(document: Document, title: str, number: str, ordinal: int) -> None:
    found = section(document, title)
    assert (found.number, found.ordinal) == (number, ordinal)


def test_headings_of_different_width_stand_on_one_rank(document: Document) -> None:
    ranks = {s.title: s.rank for s in document.sections}
    assert ranks["创新主体培育工程"] == ranks["创新人才汇聚工程"]
    assert ranks["支持企业开展联合技术攻关"] == ranks["加快培育高新技术企业"]


def test_text_beside_a_heading_is_a_paragraph_of_its_section(document: Document, plan_lines: tuple[str, ...]) -> None:
    found = section(document, "培育壮大新兴产业")
    assert found.span.of(document.text) == "（1）培育壮大新兴产业。"
    paragraph = next(p for p in document.paragraphs if p.section == found.id)
    assert paragraph.span.of(document.text).startswith(plan_lines[155].removeprefix("（1）培育壮大新兴产业。"))


def test_stray_asterisks_are_no_part_of_a_title(document: Document) -> None:
    children = document.children(section(document, "基本原则").id)
    assert [s.title for s in children] == ["创新引领", "产业先导", "开放协同", "科技惠民"]
    assert children[0].span.of(document.text) == "——**创新引领**。"


def test_the_list_of_annexes_makes_no_headings(document: Document) -> None:
    annexes = [s for s in document.sections if s.number.startswith("附件")]
    assert [line_of(document.lines, s.span.start) for s in annexes] == [421, 460]


def test_a_section_reaches_to_the_next_of_its_rank(document: Document) -> None:
    task = section(document, "推进科技金融融合发展")
    first, last = (line_of(document.lines, p) for p in (task.body.start, task.body.end))
    assert (first, last) == (307, 317)


def test_numbers_of_headings_are_unbroken(document: Document) -> None:
    for parent in {s.parent for s in document.sections if s.number[:2] not in ("附件", "——")}:
        ordinals = [s.ordinal for s in document.sections if s.parent == parent and s.ordinal and s.number[:2] != "附件"]
        assert ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals)))


CHAPTERS = """某市行动计划

第一章 总则

第一节 基础

全市现有企业12家。

第二节 目标

到2026年，企业达到20家。

第二章 任务

推进改革。
"""

MARKDOWN = """# 云河县行动计划（2024—2026年）

为推动发展，制定本计划。

## 一、任务

### （一）建设平台

建成平台3个。

### （二）培育企业

培育企业5家。

## 二、保障

加强领导。
"""


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        (CHAPTERS, [("总则", None), ("基础", "总则"), ("目标", "总则"), ("任务", None)]),
        (MARKDOWN, [("任务", None), ("建设平台", "任务"), ("培育企业", "任务"), ("保障", None)]),
    ],
    ids=["chapters-and-sections", "markdown"],
)
def test_other_numberings_nest(text: str, outline: list[tuple[str, str | None]]) -> None:
    document = text_to_document("other", text)
    titles = {s.id: s.title for s in document.sections}
    assert [(s.title, None if s.parent is None else titles[s.parent]) for s in document.sections] == outline


def test_the_title_of_a_markdown_document_is_its_first_heading() -> None:
    document = text_to_document("other", MARKDOWN)
    assert (document.title, document.place, document.years) == ("云河县行动计划（2024—2026年）", "云河县", (2024, 2026))


@pytest.mark.parametrize("mark", ["— 2 —", "- 2 -", "2", "第2页", "第 2 页 共 9 页", "2/9"])
def test_a_line_with_a_page_number_is_noise(mark: str) -> None:
    text = f"云河县计划\n\n一、任务\n\n推进体制机制改革，扩大高水平\n\n{mark}\n\n对外开放。\n"
    (paragraph,) = text_to_document("other", text).paragraphs
    assert paragraph.span.of(text) == f"推进体制机制改革，扩大高水平\n\n{mark}\n\n对外开放。"
