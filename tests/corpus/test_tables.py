"""Tables: restarts, merged and blank cells, headers, notes, exact positions."""

from __future__ import annotations

import pytest

from corpus.model import Document, Table
from corpus.reader import text_to_document
from corpus.text import line_of

INDICATOR_LINES = [*range(426, 441), *range(443, 457)]
TASK_LINES = [*range(465, 473), *range(475, 483), *range(485, 493)]


def row_lines(document: Document, table: Table) -> list[int]:
    return [line_of(document.lines, r.span.start) for r in table.rows]


def test_restarts_after_page_ends_go_on_with_the_same_table(document: Document) -> None:
    indicators, tasks = document.tables
    assert row_lines(document, indicators) == INDICATOR_LINES
    assert row_lines(document, tasks) == TASK_LINES


def test_captions_stand_above_the_tables(document: Document) -> None:
    assert [t.caption for t in document.tables] == [
        "江门市创建国家创新型城市考核指标",
        "江门市创建国家创新型城市重点工作分解表",
    ]


def test_headers_tell_the_roles_of_columns(document: Document) -> None:
    indicators, tasks = document.tables
    assert [c.role for c in indicators.columns] == ["group", "ordinal", "name", "unit", "base", "target", "monitor"]
    assert [c.role for c in tasks.columns] == ["group", "name", "content", "responsible"]
    assert [c.year for c in indicators.columns] == [None, None, None, None, 2020, 2023, None]


@pytest.mark.parametrize(
    ("line", "group"),
    [
        (426, "创新要素集聚能力"),
        (427, "创新要素集聚能力"),
        (440, "创新创业环境"),
        (443, "创新对社会民生发展的支撑"),
        (447, "创新对社会民生发展的支撑"),
        (456, "特色指标"),
        (466, "(一)产业发展创新工程"),
        (472, "(三)创业主体培育工程"),
        (475, "(三)创业主体培育工程"),  # across the restart at 474
        (485, "(六)创新服务优化工程"),  # across the restart at 484
        (486, "(六)创新服务优化工程"),
        (487, "（七）创新环境营造工程"),
        (492, "（八）科技惠民支撑工程"),
    ],
    ids=str,
)
def test_a_blank_first_cell_belongs_to_the_group_above(document: Document, line: int, group: str) -> None:
    rows = {line_of(document.lines, r.span.start): r for t in document.tables for r in t.rows}
    cell = rows[line].cells[0]
    assert cell
    assert cell.text == group


def test_blanks_inside_a_cell_collapse_and_its_span_keeps_them(document: Document, plan: str) -> None:
    rows = {line_of(document.lines, r.span.start): r for t in document.tables for r in t.rows}
    project, unit = rows[468].cells[0], rows[444].cells[3]
    assert project
    assert unit
    assert (project.text, plan[project.span.start : project.span.end]) == (
        "(二)创新能力提升工程",
        "(二) 创新能力 提升工程",
    )
    assert (unit.text, plan[unit.span.start : unit.span.end]) == ("吨标准煤/ 万元", "吨标准煤/ 万元")


def test_every_cell_is_a_slice_of_its_row(document: Document, plan: str, plan_lines: tuple[str, ...]) -> None:
    for table in document.tables:
        for row in table.rows:
            line = plan_lines[line_of(document.lines, row.span.start)]
            assert plan[row.span.start : row.span.end] == line
            for column, cell in zip(table.columns, row.cells, strict=True):
                if cell and column.role != "group":
                    assert plan[cell.span.start : cell.span.end] in line.split("\t")


def test_the_star_is_explained_by_the_note_below(document: Document, plan: str) -> None:
    indicators, tasks = document.tables
    assert [plan[n.start : n.end] for n in indicators.notes] == ["注：带*为国家考核指标。"]
    assert tasks.notes == ()


PIPES = """# 云河县计划（2024—2026年）

## 附表 1 主要指标

| 序号 | 指标 | 2023年 | 2026年目标 | 责任单位 |
|:--:|---|---:|---:|---|
| 1 | 5G基站数（个） | 7380 | 12000 | 市通信办、市工信局 |
| 2 | 企业数（家） | 132 | ≥200 | 市工信局 |
"""

TABS = """云河县计划

一、任务

推进改革。

附表

主要指标

类别\t序号\t指标名称\t2020年现状\t2025年目标\t指标属性\t责任单位
水环境质量\t1\t省考断面水质优良比例（%）\t75\t87.5\t约束性\t县生态环境分局
\t2\t近岸海域水质优良面积比例（%）\t68.4\t≥80\t预期性\t县水利局 县发展和改革局
水资源利用\t3\t用水总量（亿立方米）\t—\t〔2.35〕\t约束性\t县水利局
"""


def test_markdown_pipes_make_a_table() -> None:
    document = text_to_document("other", PIPES)
    (table,) = document.tables
    assert [c.role for c in table.columns] == ["ordinal", "name", "base", "target", "monitor"]
    first, second = document.records
    assert (first.kind, first.ordinal, first.name) == ("indicator", 1, "5G基站数")
    assert [(v.number, v.unit) for f in first.all("base", "target") for v in f.values] == [
        ("7380", "个"),
        ("12000", "个"),
    ]
    assert [v.text for f in first.all("monitor") for v in f.values] == ["市通信办", "市工信局"]
    (target,) = [v for f in second.all("target") for v in f.values]
    assert (target.number, target.unit, target.comparison) == ("200", "家", "≥")
    assert document.text[target.span.start : target.span.end] == "≥200"


def test_tabs_with_units_in_brackets_and_dashes() -> None:
    document = text_to_document("other", TABS)
    first, second, third = document.records
    assert [r.name for r in document.records] == ["省考断面水质优良比例", "近岸海域水质优良面积比例", "用水总量"]
    assert [r.group for r in document.records] == ["水环境质量", "水环境质量", "水资源利用"]
    assert [v.unit for r in (first, second) for f in r.all("target") for v in f.values] == ["%", "%"]
    assert [v.text for f in second.all("monitor", "responsible") for v in f.values] == ["县水利局", "县发展和改革局"]
    assert third.first("base") is None
    (cumulative,) = [v for f in third.all("target") for v in f.values]
    assert (cumulative.number, cumulative.unit) == ("2.35", "亿立方米")


def test_another_header_starts_another_table() -> None:
    text = TABS + "\n附表2\n\n序号\t任务\t牵头单位\n1\t建设平台\t县水利局\n2\t培育企业\t县工信局\n"
    document = text_to_document("other", text)
    assert [len(t.rows) for t in document.tables] == [3, 2]
    assert [r.kind for r in document.records] == ["indicator"] * 3 + ["task"] * 2


def test_rows_under_a_restart_without_a_header_go_on() -> None:
    text = TABS + "\n\n\t4\t再生水利用率（%）\t11\t25\t预期性\t县住房城乡建设局\n"
    document = text_to_document("other", text)
    (table,) = document.tables
    assert len(table.rows) == 4
    assert document.records[-1].group == "水资源利用"


@pytest.mark.parametrize("cells", ["{name}\t家\t{number}", "{name}\t{number}"], ids=["three-columns", "two-columns"])
def test_rows_that_end_with_a_number_are_no_contents(cells: str) -> None:
    header = cells.format(name="指标", number="2026年目标").replace("家", "单位")
    rows = [cells.format(name=name, number=number) for name, number in (("企业数量", "200"), ("平台数量", "35"))]
    document = text_to_document("other", "\n".join(["云河县计划\n\n附表\n\n主要指标\n", header, *rows]))
    assert [(r.name, v.number) for r in document.records for f in r.all("target") for v in f.values] == [
        ("企业数量", "200"),
        ("平台数量", "35"),
    ]
