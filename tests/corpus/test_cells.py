"""Rows whose cells are parted by blanks or bare pipes, and rows that line ends cut inside a cell."""

from __future__ import annotations

from corpus.cells import cells, goes_on_in, is_spaced_header, is_spaced_row
from corpus.reader import text_to_document

HEADER = ("序号", "指标", "单位", "2022年", "2025年目标", "牵头部门")


def test_cells_are_parted_by_what_the_line_has() -> None:
    assert cells("1\t甲  乙\t丙") == ("1", "甲  乙", "丙")
    assert cells("| 1 | 甲 |  |") == ("1", "甲", "")
    assert cells("1 | 甲  乙 | 丙") == ("1", "甲  乙", "丙")
    assert cells("1    甲 乙    丙") == ("1", "甲 乙", "丙")


def test_blanks_part_cells_only_under_headers() -> None:
    assert is_spaced_header("序号    指标    单位    2022年    2025年目标    牵头部门")
    assert not is_spaced_header("会议时间    地点    参加人员")
    assert is_spaced_row("1    回收率    %    79    88    市城管局", HEADER)
    assert not is_spaced_row("1    回收率    79    88    市城管局", HEADER)  # a cell is missing, and none can say which


def test_a_row_goes_on_where_a_line_end_cut_a_cell() -> None:
    assert goes_on_in("1\t回收率\t%\t79\t88\t市城管局、市商", ["务局", "2\t无害化率\t%\t98\t99\t市水务局"], HEADER) == 1
    assert goes_on_in("1\t回收", ["率\t%\t79", "2\t无害化率\t%\t98"], HEADER) == 0  # the cells do not add up
    assert goes_on_in("1\t回收", ["率\t%\t79\t88\t市城管局"], HEADER) == 1
    assert goes_on_in("1\t回收率\t%\t79\t88\t市城管局", ["注：标*的为约束性指标。", "附表2"], HEADER) == 0


def test_tables_taken_from_a_pdf_are_read() -> None:
    text = """青石县无废城市建设行动计划（2023—2025年）
第一章 目标
到2025年，全县回收率达到88%，建设回收站点    210个。
- 3 -
附表1  指标
类别    序号    指标    单位    2022年现状    2025年目标    牵头部门
减量    1    产生强度    吨/万元    0.86    0.74    县生态环境局
2    回收率    %    79    88    县城市管理局、县
商务局
- 4 -
类别    序号    指标    单位    2022年现状    2025年目标    牵头部门
处置    3    无害化率    %    94    100    县水务局
附表2  任务
序号 | 任务 | 主要内容 | 牵头部门 | 参与部门
1 | 推行绿色建造 | 装配式建筑占比达到40% | 县住房城乡建设局 | 县城市管理局
"""
    document = text_to_document("waste", text)
    told = {r.name: {f.role: f.text for f in r.fields} for r in document.records}
    assert told["产生强度"] | {"group": "减量", "base": "0.86", "target": "0.74"} == told["产生强度"]
    assert told["回收率"]["group"] == "减量"  # the merged cell above, left out by its row
    assert told["回收率"]["monitor"] == "县城市管理局、县商务局"
    assert told["无害化率"]["group"] == "处置"
    assert told["推行绿色建造"]["lead"] == "县住房城乡建设局"
    assert told["推行绿色建造"]["cooperate"] == "县城市管理局"
    assert any("210个" in p.span.of(document.text) for p in document.paragraphs)


def test_lines_between_rows_say_what_the_rows_belong_to() -> None:
    text = """青石县科技创新实施方案（2024—2027年）

附表1 重点工作分解表

序号/任务名称\t主要内容\t责任单位
（一）平台工程
1．建设实验室\t建成1个实验室。\t牵头单位：县科技局；配合单位：县财政局
2．布局中试基地\t建设6个平台，投资不低于2亿元。\t牵头单位：县科技局；配合单位：县工业和信息化局

15

（二）人才工程
3．引进人才\t扩大资金规模，投资人才公寓。\t牵头单位：县委组织部；配合单位：县教育局、县
财政局
4．培养技能人才\t建设产业学院。\t牵头单位：县人社局；配合单位：县教育局
"""
    tasks = [r for r in text_to_document("tech", text).records if r.kind == "task"]
    assert [(r.ordinal, r.group) for r in tasks] == [
        (1, "（一）平台工程"),
        (2, "（一）平台工程"),
        (3, "（二）人才工程"),
        (4, "（二）人才工程"),
    ]
    assert [v.text for v in tasks[2].all("cooperate")[0].values] == ["县教育局", "县财政局"]
