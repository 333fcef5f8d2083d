"""The guard on what figures, names and denials are said of: exchanged, taken away, named otherwise."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.guard.check import check
from assistant.guard.lexicon import Words, snapshot_to_words
from assistant.judgement import Evidence, evidence_of

_RAIL = "铁路里程多少"
_FIRMS = "2023年科技型中小微企业的目标是多少"
_LEAD = "第17项由谁牵头"
_ONLY = "第6项只有五邑大学牵头吗"
_JUDGED = "指标23有数值目标吗"


@pytest.fixture(scope="module")
def words(assistant: Assistant) -> Words:
    return snapshot_to_words(assistant.library.snapshot)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param(_RAIL, "铁路205公里，高速公路591公里。[1]", id="two figures of one unit"),
        pytest.param(_RAIL, "591公里是高速公路，205公里是铁路。[1]", id="figures before their subjects"),
        pytest.param(_RAIL, "铁路里程是205公里，不是591公里。[1]", id="contrast"),
        pytest.param(_RAIL, "铁路里程为20.5万米。[1]", id="another unit"),
        pytest.param(_FIRMS, "20年是5038家，23年要到5300家。[1]", id="short years"),
        pytest.param(_FIRMS, "2023年的目标不是5038家，而是5300家。[1]", id="denied base"),
        pytest.param(_FIRMS, "5,300 small firms by 2023, 262 more than in 2020. [1]", id="more than in the base year"),
        pytest.param(_FIRMS, "The figure rises from 5,038 to 5,300, about 5% more. [1]", id="about a share"),
        pytest.param(_LEAD, "Science and Technology leads task 17, and Finance cooperates. [1]", id="no Bureau"),
        pytest.param(_LEAD, "The Bureau of Finance cooperates on task 17. [1]", id="Bureau of"),
        pytest.param(_ONLY, "不是，五邑大学和市教育局共同牵头。[1]", id="not alone"),
        pytest.param(_ONLY, "Wuyi University is not the only lead unit. [1]", id="not the only one"),
        pytest.param(_JUDGED, "没有，指标23只作定性评价。[1]", id="no figure"),
    ],
)
def test_true_drafts_pass(assistant: Assistant, words: Words, question: str, text: str) -> None:
    judgement = check(text, _evidence(assistant, question), question, words)
    assert judgement.passed, judgement.failed


@pytest.mark.parametrize(
    ("question", "text", "kind"),
    [
        pytest.param(_RAIL, "铁路591公里，高速公路205公里。[1]", "subject", id="exchanged figures"),
        pytest.param(_FIRMS, "To reach 5,300 firms and more by 2020. [1]", "subject", id="by the other year"),
        pytest.param(_FIRMS, "离262家的目标还差5300家。[1]", "subject", id="change exchanged with target"),
        pytest.param(_FIRMS, "由5300家增加到5038家。[1]", "comparison", id="rise that falls"),
        pytest.param(_FIRMS, "2023年的目标是5038家，而是5300家。[1]", "subject", id="denial of a value taken away"),
        pytest.param(_LEAD, "Science and Technology leads task 17, and Health cooperates. [1]", "body", id="no Bureau"),
        pytest.param(_LEAD, "是，由市科技局和市金融局牵头，共9项指标。[1]", "number", id="count of nothing"),
        pytest.param(_JUDGED, "指标23有数值。[1]", "negation", id="figure where there is none"),
        pytest.param(
            "2023年5月份应该处在哪个阶段",
            "在全面推进阶段（2021年4月—2023年5月）。[1]",
            "date",
            id="end of a period is no date within",
        ),
    ],
)
def test_wrong_drafts_fail(assistant: Assistant, words: Words, question: str, text: str, kind: str) -> None:
    judgement = check(text, _evidence(assistant, question), question, words)
    assert kind in {c.kind for c in judgement.failed}, judgement.claims


def test_what_follows_a_denied_value_is_a_value_of_the_same(assistant: Assistant, words: Words) -> None:
    evidence = _evidence(assistant, "全社会研发经费支出占GDP比重的目标")
    question = "目标定到3%了吗"
    assert check("目标不是3%，而是2.50%。[1]", evidence, question, words).passed
    assert not check("目标不是3%，而是2.30%。[1]", evidence, question, words).passed


def _evidence(assistant: Assistant, question: str) -> tuple[Evidence, ...]:
    return evidence_of(assistant.answer(question))
