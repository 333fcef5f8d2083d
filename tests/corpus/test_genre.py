"""Forms that other plans of the genre have: phases of every style, titles behind a letter, units in brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Document, Record
from corpus.phases import period_of
from corpus.reader import read_document, text_to_document

PLANS = Path(__file__).parents[1] / "fixtures" / "plans"


def plan(body: str) -> Document:
    return text_to_document("plan", f"某市养老服务实施方案\n\n{body}")


def phases(body: str) -> list[tuple[str, str]]:
    return [(r.name, r.fields[0].text) for r in plan(body).records if r.kind == "phase"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "一、进度\n\n起步阶段（2023年3月至6月）。印发方案。\n\n攻坚阶段（2023年7月—2024年12月）。推进。\n",
            [("起步阶段", "2023年3月至6月"), ("攻坚阶段", "2023年7月—2024年12月")],
        ),
        (
            "一、进度\n\n第一阶段：动员部署（2024年3月底前）。成立专班。\n\n第二阶段：组织实施（2024年4月至2025年10月）。\n",
            [("第一阶段：动员部署", "2024年3月底前"), ("第二阶段：组织实施", "2024年4月至2025年10月")],
        ),
        (
            "一、进度\n\n2024年1—6月为启动阶段，完成动员；2024年7月至2025年9月为实施阶段，全面推进。\n",
            [("启动阶段", "2024年1—6月"), ("实施阶段", "2024年7月至2025年9月")],
        ),
        (
            "一、进度\n\n1.准备阶段。2024年1月至3月，制定方案。\n\n2.实施阶段。2024年4月至12月，推进落实。\n",
            [("准备阶段", "2024年1月至3月"), ("实施阶段", "2024年4月至12月")],
        ),
        (
            "一、进度\n\n——谋划部署期（2022年上半年）。编制方案。\n\n——攻坚建设期（2022年下半年至2024年）。建设。\n",
            [("谋划部署期", "2022年上半年"), ("攻坚建设期", "2022年下半年至2024年")],
        ),
        (
            (
                "一、进度\n\n| 阶段 | 时间 | 主要工作 |\n| --- | --- | --- |\n"
                "| 启动阶段 | 2024年1月—3月 | 制定方案 |\n| 实施阶段 | 2024年4月—12月 | 推进 |\n"
            ),
            [("启动阶段", "2024年1月—3月"), ("实施阶段", "2024年4月—12月")],
        ),
        ("一、附则\n\n本方案有效期至2025年12月31日，由市民政局负责解释。\n", []),
    ],
)
def test_phases_of_every_style(body: str, found: list[tuple[str, str]]) -> None:
    assert phases(body) == found


def test_halves_and_quarters_are_months() -> None:
    assert period_of("2022年下半年至2024年") == (2022 * 12 + 6, 2024 * 12 + 11)
    assert period_of("2023年第二季度—2023年第三季度") == (2023 * 12 + 3, 2023 * 12 + 8)


def test_the_plan_has_its_own_title_behind_the_letter_it_is_issued_with() -> None:
    document = read_document("yunting-eldercare", PLANS / "yunting-eldercare" / "plan.txt")
    assert (document.title, document.place) == ("云汀市养老服务体系建设实施方案（2023—2025年）", "云汀市")
    assert any("现印发给你们" in p.span.of(document.text) for p in document.paragraphs)


def test_projects_in_a_table_are_no_tasks_where_the_text_tells_the_tasks() -> None:
    document = read_document("yunting-eldercare", PLANS / "yunting-eldercare" / "plan.txt")
    kinds = {r.kind for r in document.records if r.table == document.tables[-1].number}
    tasks = [r for r in document.records if r.kind == "task"]
    assert kinds == {"row"}
    assert len(tasks) == 19
    assert all(r.first("lead") for r in tasks)


def units(record: Record, role: str) -> list[str]:
    field = record.first(role)
    return [v.text for v in field.values] if field else []


def test_units_in_brackets_after_a_paragraph() -> None:
    told = "".join(
        f"{n}.{name}。做好工作。\n（{units_}）\n\n"
        for n, name, units_ in (
            (1, "建设网络", "市卫生健康委牵头，市财政局、各县（区）人民政府配合"),
            (2, "培养人才", "市教育局负责"),
            (3, "办好学校", "牵头单位：市教育局；配合单位：市财政局"),
        )
    )
    tasks = [r for r in plan(f"一、重点任务\n\n{told}").records if r.kind == "task"]
    assert [units(r, "lead") for r in tasks] == [["市卫生健康委"], [], ["市教育局"]]
    assert units(tasks[0], "cooperate") == ["市财政局", "各县（区）人民政府"]
    assert units(tasks[1], "responsible") == ["市教育局"]


def test_a_numbered_sentence_with_figures_is_no_heading() -> None:
    document = plan("一、行动\n\n（1）三年建成渔村20个，其中2024年5个、2025年7个。盘活闲置渔房。\n")
    assert [s.title for s in document.sections] == ["行动"]
