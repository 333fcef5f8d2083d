"""Ways in which other plans of the genre write the same things, one short plan for each."""

from pathlib import Path

from corpus.bodies import BodyNames
from corpus.lexicon import read_lexicon
from corpus.model import Document, Record
from corpus.reader import text_to_document
from corpus.text import flat

INDICATORS = """青石县竹业行动计划（2025—2027年）

一、主要指标

| 序号 | 指标名称 | 单位 | 2024年 | 2025年 | 2026年 | 2027年 |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 竹林面积 | 万亩 | 62 | 63 | 64 | 65 |
| 2 | 竹农收入 | 元 | 6850 | 7500 | 8300 | 9200 |
| 3 | 竹产值 | 亿元 | 48 | 58 | 69 | 82 |

注：第1、3项由县生态环境局监测，其余指标由县林业局会同县统计局监测。
"""

TASKS = """青石县竹业行动计划（2025—2027年）

第一章 主要任务

第一节 夯实基础

1．打通竹山道路。新建竹林道路420公里。推广以工代赈方式，劳务报酬不低于30%。（牵头单位：县交通运输局；配合单位：县发展和改革局、县林业局、

— 4 —

县自然资源和规划局、各乡镇人民政府）

2．搭建创新平台。共建竹产业研究院，三年攻克关键技术

— 5 —

12项。（牵头单位：县科技和工业信息化局；配合单位：县人力资源和社会保障局）

第二章 保障措施

第一节 考核激励

对连续两年排名末位的乡镇，由县政府约谈其主要负责人。

附录 名词解释

1．竹长制：参照林长制，由各级党政负责同志分区域担任竹长的制度。

2．以竹代塑：指以竹制品部分替代塑料制品的做法。
"""


def _of_kind(document: Document, kind: str) -> list[Record]:
    return [r for r in document.records if r.kind == kind]


def test_bare_years_are_base_and_target_by_the_years_of_the_plan() -> None:
    document = text_to_document("bamboo", INDICATORS)
    assert [(c.role, c.year) for c in document.tables[0].columns if c.year] == [
        ("base", 2024),
        ("year", 2025),
        ("year", 2026),
        ("target", 2027),
    ]


def test_a_note_tells_who_monitors_and_is_what_is_cited() -> None:
    document = text_to_document("bamboo", INDICATORS)
    told = {r.ordinal: r.all("monitor")[0] for r in document.records}
    assert {n: [v.text for v in f.values] for n, f in told.items()} == {
        1: ["县生态环境局"],
        2: ["县林业局", "县统计局"],
        3: ["县生态环境局"],
    }
    assert told[2].span.of(document.text) == "县林业局会同县统计局"


def test_a_page_end_cuts_no_list_of_units_and_no_sentence() -> None:
    document = text_to_document("bamboo", TASKS)
    first, second = _of_kind(document, "task")
    helpers = first.all("cooperate")[0]
    assert [v.text for v in helpers.values] == ["县发展和改革局", "县林业局", "县自然资源和规划局", "各乡镇人民政府"]
    assert all(v.span.of(document.text) == v.text for v in helpers.values)
    cut = next(s for p in document.paragraphs for s in p.sentences if "关键技术" in s.of(document.text))
    assert "三年攻克关键技术12项" in flat(cut.of(document.text))
    assert second.name == "搭建创新平台"


def test_a_glossary_holds_terms_and_no_tasks() -> None:
    document = text_to_document("bamboo", TASKS)
    assert [r.name for r in _of_kind(document, "task")] == ["打通竹山道路", "搭建创新平台"]
    assert [r.name for r in _of_kind(document, "term")] == ["竹长制", "以竹代塑"]


def test_a_long_name_of_a_body_has_short_ones(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TASKS, encoding="utf-8")
    names = BodyNames(read_lexicon(tmp_path))
    assert "科工信局" in names.forms("县科技和工业信息化局", "青石县")
    assert "人社局" in names.forms("县人力资源和社会保障局", "青石县")
    assert names.identity("县人力资源和社会保障局", "青石县") == names.identity("县人社局", "青石县")


MONEY = """青石市低空经济行动方案（2024—2026年）

三年资金分年度安排如下（单位：亿元）。

| 资金来源 | 2024年 | 2025年 | 合计 |
| --- | --- | --- | --- |
| 市级财政 | 1.5 | 2.2 | 3.7 |
| 合计 | 1.5 | 2.2 | 3.7 |

主要指标

| 序号 | 指标 | 单位 | 2023年 | 2026年 | 牵头单位 |
| --- | --- | --- | --- | --- | --- |
| 1 | 企业数量 | 家 | 86 | 200 | 市统计局 |
| | 其中：规模以上企业 | 家 | 17 | 45 | 市统计局 |
"""


def test_a_budget_by_year_has_sums_of_each_year() -> None:
    document = text_to_document("money", MONEY)
    budget = next(r for r in document.records if r.name == "市级财政")
    sums = [(f.year, v.number, v.unit) for f in budget.all("amount") for v in f.values]
    assert (budget.kind, sums) == ("row", [(2024, "1.5", "亿元"), (2025, "2.2", "亿元")])


def test_a_part_of_a_row_goes_by_its_own_name_and_who_leads_an_indicator_follows_it() -> None:
    document = text_to_document("money", MONEY)
    _, part = _of_kind(document, "indicator")
    assert (part.name, part.name_span.of(document.text)) == ("规模以上企业", "规模以上企业")
    assert [v.text for v in part.all("monitor")[0].values] == ["市统计局"]
