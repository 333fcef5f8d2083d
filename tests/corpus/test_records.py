"""Rows → records with typed values, on every oddity of the plan's two annexes."""

from __future__ import annotations

import pytest

from corpus.bodies import Body, BodyNames, documents_to_bodies
from corpus.lexicon import read_lexicon
from corpus.model import Document, Record
from corpus.reader import text_to_document
from corpus.text import line_of
from tests.conftest import DOCUMENTS


@pytest.fixture(scope="module")
def records(document: Document) -> dict[int, Record]:
    """The records of the tables by the line they stand on."""
    return {line_of(document.lines, r.span.start): r for r in document.records if r.table}


@pytest.fixture(scope="module")
def bodies(document: Document) -> tuple[Body, ...]:
    return documents_to_bodies([document], BodyNames(read_lexicon(DOCUMENTS)))


def values(record: Record, role: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(v.text, v.number, v.unit, v.qualifier) for f in record.all(role) for v in f.values]


def test_there_are_29_indicators_24_tasks_and_3_phases(document: Document) -> None:
    ordinals = {k: [r.ordinal for r in document.records if r.kind == k] for k in ("indicator", "task", "phase")}
    assert ordinals == {"indicator": [*range(1, 30)], "task": [*range(1, 25)], "phase": [1, 2, 3]}


@pytest.mark.parametrize(
    ("line", "base", "target"),
    [
        (429, [("40.55", "%", "国家级"), ("15.77", "%", "省级")], [("42.10", "%", "国家级"), ("16.73", "%", "省级")]),
        (430, [("0.26", "%", "国家级"), ("0.42", "%", "省级")], [("0.30", "%", "国家级"), ("0.47", "%", "省级")]),
        (431, [("6", "个", "国家级"), ("385", "个", "省级")], [("6", "个", "国家级"), ("435", "个", "省级")]),
        (440, [("169", "家", "国家级"), ("320", "家", "省级")], [("210", "家", "国家级"), ("350", "家", "省级")]),
        (434, [("1845", "家", "数量"), ("40.10", "%", "占比")], [("2200", "家", "数量"), ("43.20", "%", "占比")]),
    ],
    ids=["national-and-provincial-429", "430", "431", "440", "count-and-share-434"],
)
def test_two_values_in_a_cell_are_told_apart(
    records: dict[int, Record], line: int, base: list[tuple[str, str, str]], target: list[tuple[str, str, str]]
) -> None:
    for role, expected in (("base", base), ("target", target)):
        assert [(text, unit, qualifier) for text, _, unit, qualifier in values(records[line], role)] == expected


@pytest.mark.parametrize("line", [450, 451, 452])
def test_a_qualitative_indicator_has_no_values(records: dict[int, Record], line: int) -> None:
    unit = records[line].first("unit")
    assert unit
    assert unit.text == "定性评价"
    assert records[line].all("base", "target") == ()


def test_a_condition_in_a_cell_is_a_note_to_its_value(records: dict[int, Record], plan: str) -> None:
    (target,) = [v for f in records[449].all("target") for v in f.values]
    assert (target.number, target.unit, target.text) == ("18.25", "%", "18.25")
    assert target.note == "如政策调整, 目标数将相应调整"
    assert plan[target.span.start : target.span.end] == "18.25 (如政策调整, 目标数将相应调整)"


def test_stars_mark_the_national_indicators_and_leave_the_name(document: Document) -> None:
    starred = [r for r in document.records if r.starred]
    assert [r.ordinal for r in starred] == [2, 9, 10, 21, 23]
    assert not any("*" in r.name for r in document.records)


@pytest.mark.parametrize(
    ("line", "base", "target"),
    [(438, "32.63", "32.63"), (447, "0", "0"), (444, "0.4", "0.38"), (445, "189", "185"), (446, "1.77", "1.45")],
    ids=["equal-438", "equal-447", "falling-444", "falling-445", "falling-446"],
)
def test_targets_need_not_rise(records: dict[int, Record], line: int, base: str, target: str) -> None:
    assert [n for _, n, _, _ in values(records[line], "base") + values(records[line], "target")] == [base, target]


def test_years_come_from_the_headers(records: dict[int, Record]) -> None:
    assert {f.year for r in records.values() for f in r.all("base")} == {2020}
    assert {f.year for r in records.values() for f in r.all("target")} == {2023}


@pytest.mark.parametrize(
    ("line", "units"),
    [
        (428, ["市科技局", "市发展改革局"]),
        (429, ["江门高新区", "江门翠山湖高新区", "江门鹤山高新区"]),
        (449, ["市税务局", "市科技局"]),
        (450, ["市委办公室", "市政府办公室"]),
        (452, ["市发展改革委", "市科技局"]),
    ],
    ids=str,
)
def test_blanks_part_the_monitoring_units(records: dict[int, Record], line: int, units: list[str]) -> None:
    assert [text for text, *_ in values(records[line], "monitor")] == units


@pytest.mark.parametrize(
    ("line", "lead", "cooperate"),
    [
        (468, ["市科技局", "五邑大学"], ["市发展改革局", "市工业和信息化局", "市财政局", "开平市政府", "鹤山市政府"]),
        (
            481,
            ["市商务局", "鹤山市政府"],
            ["市发展改革局", "市科技局", "市工业和信息化局", "市侨务局", "各市（区）政府"],
        ),
        (487, ["市府办"], ["市市场监管局", "市政务服务数据管理局", "各市（区）政府"]),
    ],
    ids=str,
)
def test_a_responsibility_cell_is_cut_into_lead_and_cooperating_units(
    records: dict[int, Record], line: int, lead: list[str], cooperate: list[str]
) -> None:
    assert [text for text, *_ in values(records[line], "lead")] == lead
    assert [text for text, *_ in values(records[line], "cooperate")] == cooperate


def test_468_is_the_only_task_without_the_cities_and_districts(records: dict[int, Record]) -> None:
    without = [
        n
        for n, r in records.items()
        if r.kind == "task" and "各市（区）政府" not in {t for t, *_ in values(r, "cooperate")}
    ]
    assert without == [468]


def test_every_value_is_a_slice_of_its_row(document: Document, plan: str) -> None:
    for record in document.records:
        for field in record.fields:
            for value in field.values:
                assert record.span.start <= value.span.start < value.span.end <= record.span.end
                assert plan[value.span.start : value.span.end].startswith(value.text)


def test_a_task_knows_the_section_that_tells_of_it(document: Document) -> None:
    for record in document.records:
        if record.kind == "task":
            assert record.section is not None
            assert document.sections[record.section].ordinal == record.ordinal


def test_phases_have_their_months(document: Document) -> None:
    phases = [r for r in document.records if r.kind == "phase"]
    assert [r.name for r in phases] == ["筹划启动阶段", "全面推进阶段", "总结评估阶段"]
    assert [r.period for r in phases] == [
        (2021 * 12, 2021 * 12 + 2),
        (2021 * 12 + 3, 2023 * 12 + 5),
        (2023 * 12 + 6, 2023 * 12 + 11),
    ]


@pytest.mark.parametrize(
    "names",
    [{"市发展改革局", "市发展改革委"}, {"市府办", "市政府办公室"}],
    ids=["development-and-reform", "general-office"],
)
def test_two_names_of_one_body_are_one_body(bodies: tuple[Body, ...], names: set[str]) -> None:
    assert [{*b.names} for b in bodies if names & {*b.names}] == [names]


def test_another_level_is_another_body(document: Document) -> None:
    names = BodyNames(read_lexicon(DOCUMENTS))
    own = {
        names.identity(n, document.place) for n in ("市发展改革局", "市发展改革委", "江门市发展和改革局", "市发改局")
    }
    assert len(own) == 1
    assert names.identity("国家发改委", document.place) not in own
    assert names.identity("省发展改革委", document.place) not in own


def test_cities_of_the_region_are_bodies_of_their_own(bodies: tuple[Body, ...]) -> None:
    found = {n: b.id for b in bodies for n in b.names}
    assert len({found[n] for n in ("开平市政府", "鹤山市政府", "蓬江区政府", "各市（区）政府", "市政府办公室")}) == 5


def test_the_annex_and_the_narrative_keep_their_own_names(document: Document, records: dict[int, Record]) -> None:
    assert records[471].group == "(三)创业主体培育工程"
    assert any(s.title == "创新主体培育工程" for s in document.sections)


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("16.73", {79: "亿元", 179: "%", 429: "%"}),
        ("0.28", {309: "%", 428: "%", 439: "%"}),
        ("478", {81: "家", 455: "家"}),
        ("2.30", {427: "%"}),
        ("42.1", {179: "%"}),
        ("42.10", {429: "%"}),
    ],
    ids=["16.73", "0.28", "478", "2.30", "42.1", "42.10"],
)
def test_near_and_colliding_numbers_keep_their_own_lines(
    document: Document, records: dict[int, Record], plan_lines: tuple[str, ...], number: str, found: dict[int, str]
) -> None:
    standing = [
        n for n, line in enumerate(plan_lines) if number in line.replace("42.10", "" if number == "42.1" else "42.10")
    ]
    assert standing == [*found]
    for line, unit in found.items():
        if line in records:
            assert unit in {
                u for role in ("base", "target") for t, _, u, _ in values(records[line], role) if t == number
            }


def test_incubators_are_not_their_tenants(records: dict[int, Record], plan_lines: tuple[str, ...]) -> None:
    assert "科技企业孵化器 37 家" in plan_lines[93]
    assert records[440].name == "国家和省级科技企业孵化器、大学科技园在孵企业数量"
    assert "37" not in {t for role in ("base", "target") for t, *_ in values(records[440], role)}


PROSE = """云河县实施方案

一、重点任务

（一）建设平台。建成产业平台3个，由市工信局牵头，市财政局、市商务局配合。

（二）培育企业。培育企业20家。（牵头单位：市商务局；配合单位：市科技局、各县区）

（三）引进人才。由市人社局负责。

二、保障措施

加强领导。
"""


def test_units_named_in_prose_make_tasks() -> None:
    document = text_to_document("other", PROSE)
    tasks = {r.name: r for r in document.records if r.kind == "task"}
    assert [*tasks] == ["建设平台", "培育企业", "引进人才"]
    assert [t for t, *_ in values(tasks["建设平台"], "lead")] == ["市工信局"]
    assert [t for t, *_ in values(tasks["建设平台"], "cooperate")] == ["市财政局", "市商务局"]
    assert [t for t, *_ in values(tasks["培育企业"], "lead")] == ["市商务局"]
    assert [t for t, *_ in values(tasks["培育企业"], "cooperate")] == ["市科技局", "各县区"]
    assert [t for t, *_ in values(tasks["引进人才"], "lead")] == ["市人社局"]
    for record in tasks.values():
        assert document.text[record.span.start : record.span.end].startswith(("（一）", "（二）", "（三）"))
