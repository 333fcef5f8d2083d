"""Cells → typed values and units; numbers, periods and spellings in every dress the genre has."""

from __future__ import annotations

import pytest

from corpus.model import Span
from corpus.numbers import canonical, difference, han_to_int, numbers, to_int, years
from corpus.phases import period_of
from corpus.text import clauses, key, line_of, line_starts, sentences, squeeze
from corpus.values import cell_to_units, cell_to_values, split_roles


def whole(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize(
    ("cell", "name", "unit", "expected"),
    [
        ("132", "研发人员", "人年", [("132", "人年", None, None)]),
        ("2.30", "经费占比", "%", [("2.3", "%", None, None)]),
        ("2,200", "企业数", "家", [("2200", "家", None, None)]),
        ("169; 320", "国家和省级孵化器数量", "家", [("169", "家", "国家级", None), ("320", "家", "省级", None)]),
        ("6；385", "国家和省级重点实验室数量", "个", [("6", "个", "国家级", None), ("385", "个", "省级", None)]),
        ("1845; 40.10", "企业数及占比重", "家; %", [("1845", "家", "数量", None), ("40.1", "%", "占比", None)]),
        (
            "1950; 1380",
            "生活保障标准（集中供养; 散居）",
            "元",
            [("1950", "元", "集中供养", None), ("1380", "元", "散居", None)],
        ),
        (
            "91.2; 54.6",
            "幼儿园覆盖率、公办园占比",
            "%",
            [("91.2", "%", "幼儿园覆盖率", None), ("54.6", "%", "公办园占比", None)],
        ),
        ("3; 5", "平台数", "个", [("3", "个", "其一", None), ("5", "个", "其二", None)]),
        ("≥80", "优良比例", "%", [("80", "%", None, "≥")]),
        ("不低于60", "治理率", "%", [("60", "%", None, "不低于")]),
        ("5000万元", "资金", None, [("5000", "万元", None, None)]),
        ("优良", "水质", None, [(None, None, None, None)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_number_cells(
    cell: str, name: str, unit: str | None, expected: list[tuple[str | None, str | None, str | None, str | None]]
) -> None:
    found = cell_to_values(cell, whole(cell), name, unit)
    assert [(v.number, v.unit, v.qualifier, v.comparison) for v in found] == expected
    assert [cell[v.span.start : v.span.end] for v in found] == [p.strip() for p in cell.replace("；", ";").split(";")]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("市科技局、市财政局、各市（区）政府等。", ["市科技局", "市财政局", "各市（区）政府"]),
        ("市科技局 市发展改革局", ["市科技局", "市发展改革局"]),
        ("市科技局，市财政局；市商务局", ["市科技局", "市财政局", "市商务局"]),
        ("各县（市、区）政府、市工信局", ["各县（市、区）政府", "市工信局"]),
        ("市科技局等部门按职责分工负责", ["市科技局"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_cells_that_list_units(cell: str, units: list[str]) -> None:
    found = cell_to_units(cell, whole(cell))
    assert [v.text for v in found] == units
    assert all(cell[v.span.start : v.span.end] == v.text for v in found)


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("牵头单位：甲、乙；配合单位：丙等。", [("lead", "甲、乙；"), ("cooperate", "丙等。")]),
        ("主责单位:甲 协同单位:乙", [("lead", "甲"), ("cooperate", "乙")]),
        ("责任单位：甲", [("responsible", "甲")]),
        ("甲、乙", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_roles_within_a_cell(cell: str, roles: list[tuple[str, str]]) -> None:
    assert [(role, span.of(cell)) for role, span in split_roles(cell, whole(cell))] == roles


@pytest.mark.parametrize(
    ("text", "number"),
    [("二十四", 24), ("十七", 17), ("十", 10), ("一百零三", 103), ("二〇二三", 2023), ("第", None), ("", None)],
)
def test_chinese_numerals(text: str, number: int | None) -> None:
    assert han_to_int(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("17", 17), ("１７", 17), (" 17 ", 17), ("十七", 17), ("1.7", None), ("甲", None)]
)
def test_ordinals_in_any_width(text: str, number: int | None) -> None:
    assert to_int(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("2,200", "2200"), ("16.00", "16"), ("2.30", "2.3"), ("0", "0"), ("100", "100"), ("１６．７３", "16.73")],
)
def test_one_spelling_for_one_number(text: str, number: str) -> None:
    assert canonical(text) == number


def test_numbers_and_years_of_a_sentence() -> None:
    assert numbers("到 2023 年，突破 2,200 家，达到43.20%") == ("2023", "2200", "43.2")
    assert years("2021—2023年，其中2021年") == (2021, 2023)


def test_differences_are_exact() -> None:
    assert (difference("13.3", "11.6"), difference("1.45", "1.77")) == ("1.7", "-0.32")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("（2021 年 1 月~2021 年 3 月）", (2021 * 12, 2021 * 12 + 2)),
        ("(2023年7月～2023年12月)", (2023 * 12 + 6, 2023 * 12 + 11)),
        ("（2022年1月—6月）", (2022 * 12, 2022 * 12 + 5)),
        ("2024年—2026年", (2024 * 12, 2026 * 12 + 11)),
        ("2024年", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_periods(text: str, period: tuple[int, int] | None) -> None:
    assert period_of(text) == period


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ｒ＆Ｄ 经费", "R&D经费"), ("“互联网+”", '"互联网+"'), ("2021—2023", "2021~2023"), ("GDP", "gdp")],
)
def test_spellings_that_compare_equal(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_squeezing_keeps_blanks_between_words_only() -> None:
    assert squeeze(" (二) 创新能力 提升工程 ") == "(二)创新能力提升工程"
    assert squeeze("全社会  R&D 经费") == "全社会 R&D 经费"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        ("称“甲。”乙。", ["称“甲。”", "乙。"]),
        ("甲（乙。丙）丁。戊。", ["甲（乙。丙）丁。", "戊。"]),
        ("增长 2.3%。完", ["增长 2.3%。", "完"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sentences(text: str, found: list[str]) -> None:
    assert [s.of(text) for s in sentences(text, whole(text))] == found


def test_clauses_end_at_commas_and_semicolons() -> None:
    text = "甲，乙；丙。"
    assert [s.of(text) for s in clauses(text, whole(text))] == ["甲，", "乙；", "丙。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成基站1,200个，孵化器210家", ["建成基站1,200个，", "孵化器210家"]),
        ("投入12,345,678元,增长3%", ["投入12,345,678元,", "增长3%"]),
        ("分别为15,16,17", ["分别为15,", "16,", "17"]),
    ],
)
def test_a_thousands_mark_ends_no_clause(text: str, expected: list[str]) -> None:
    assert [c.of(text) for c in clauses(text, whole(text))] == expected


def test_lines_count_from_one() -> None:
    starts = line_starts("甲\n\n乙")
    assert [line_of(starts, position) for position in range(4)] == [1, 1, 2, 3]
