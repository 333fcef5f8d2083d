"""Recall and calibration on the plan."""

from __future__ import annotations

import numpy as np

from assistant.assistant import Assistant
from eval.calibration import calibrate, points_to_csv, points_to_svg
from eval.retrieval import arms, measure_recall, recalls_to_text
from eval.runner import assistant_to_sources
from eval.scorers import Case, cites_evidence
from tests.eval.conftest import make_question

ASKED = [
    make_question(id="a", question="推进科技金融融合发展", must=[], evidence=[["牵头单位：市科技局、市金融局"]]),
    make_question(id="b", question="它不在文中", must=[], evidence=[["这句话不在方案里"]]),
    make_question(id="c", lang="en", question="talent", must=[], evidence=[["高层次人才总量", "人才岛"]]),
    make_question(id="d", question="那目标呢", history=["孵化器"], must=[], evidence=[["210"]]),
    make_question(id="e", category="unanswerable", answerable=False, must=[], evidence=[]),
]


def test_recall_is_measured_per_arm_and_language_over_what_can_be_found_alone(assistant: Assistant) -> None:
    recalls = measure_recall(ASKED, assistant.library)
    assert {(r.arm, r.language) for r in recalls} == {(a, n) for a in arms(assistant.library) for n in ("zh", "en")}
    chinese = next(r for r in recalls if (r.arm, r.language) == ("lexical", "zh"))
    assert chinese.questions == 2
    assert chinese.at[-1] == 0.5
    assert all(r.at == tuple(sorted(r.at)) for r in recalls)


def test_the_table_has_a_line_for_each_arm(assistant: Assistant) -> None:
    lines = [*recalls_to_text(measure_recall(ASKED, assistant.library))]
    assert lines[0].split() == ["arm", "zh", "recall@1/4/10", "en", "recall@1/4/10"]
    assert [line.split("  ")[0].strip() for line in lines[1:-1]] == [*arms(assistant.library)]
    assert lines[-1].split() == ["questions", "2", "1"]


def test_the_lexical_arm_finds_a_task_by_its_name(assistant: Assistant) -> None:
    scores = arms(assistant.library)["lexical"]("推进科技金融融合发展")
    best = assistant.library.passages[int(np.argmax(scores))]
    assert "推进科技金融融合发展" in best.searched


def test_evidence_is_looked_for_in_the_plan_itself(assistant: Assistant) -> None:
    question = ASKED[0]
    case = Case(question, assistant.answer("第17项谁牵头"), assistant_to_sources(assistant))
    assert cites_evidence(case).value


def test_a_higher_threshold_answers_no_more(assistant: Assistant) -> None:
    points = calibrate([*ASKED[:3], ASKED[4]], assistant.chain, (0.2, 0.6, 1.0))
    assert [(p.threshold, p.language) for p in points] == [(t, n) for t in (0.2, 0.6, 1.0) for n in ("en", "zh")]
    chinese = [p.answered for p in points if p.language == "zh"]
    assert chinese == sorted(chinese, reverse=True)
    lines = points_to_csv(points).splitlines()
    assert lines[0] == "threshold,language,answered,wrong,passed,unanswerable_answered"
    assert len(lines) == 7
    assert points_to_svg(points).count("<circle ") == len(points)
