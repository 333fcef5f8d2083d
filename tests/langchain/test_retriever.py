"""The retriever: exact slices, both arms, filters."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from assistant.assistant import Assistant
from assistant.retriever import PolicyRetriever
from corpus.model import Document
from corpus.text import line_of
from index.fusion import DENSE_WEIGHT_CHINESE, DENSE_WEIGHT_OTHER, fuse, measured_weight

QUESTIONS = ["推进科技金融融合发展", "孵化器", "talent island", "全社会研发经费支出占GDP比重"]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("weight", [None, 0.0, 0.5, 1.0])
def test_every_passage_is_the_slice_it_says(
    assistant: Assistant, document: Document, question: str, weight: float | None
) -> None:
    found = PolicyRetriever(library=assistant.library, k=10, dense_weight=weight).invoke(question)
    assert found
    assert len(found) <= 10
    for passage in found:
        start, end = passage.metadata["start"], passage.metadata["end"]
        assert document.text[start:end] == passage.page_content
        assert passage.metadata["lines"] == [line_of(document.lines, start), line_of(document.lines, end - 1)]
    assert [p.metadata["score"] for p in found] == sorted((p.metadata["score"] for p in found), reverse=True)


def test_a_task_is_found_by_its_name(assistant: Assistant) -> None:
    (best, *_) = PolicyRetriever(library=assistant.library).invoke("推进科技金融融合发展的牵头单位")
    assert best.metadata["document"] == "jiangmen-2021-2023"
    assert best.metadata["kind"] == "row"
    assert "市金融局" in best.page_content


def test_an_english_question_meets_the_chinese_text(assistant: Assistant) -> None:
    found = PolicyRetriever(library=assistant.library).invoke("Jiangmen neutrino experiment station")
    assert any("中微子" in p.page_content for p in found)


def test_documents_that_are_not_there_hold_nothing(assistant: Assistant) -> None:
    assert PolicyRetriever(library=assistant.library, documents=("nowhere",)).invoke("孵化器") == []


def test_what_stands_nowhere_is_not_found_by_the_lexical_arm(assistant: Assistant) -> None:
    assert PolicyRetriever(library=assistant.library, dense_weight=0).invoke("☃") == []


@pytest.mark.parametrize("wrong", [{"k": 0}, {"dense_weight": 1.5}, {"dense_weight": -0.1}])
def test_fields_out_of_bounds_are_refused(assistant: Assistant, wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        PolicyRetriever(library=assistant.library, **wrong)


def test_fusion_scales_each_arm_to_its_best() -> None:
    lexical, dense = np.array([10, 5, 0], np.float32), np.array([0, 0.4, 0.8], np.float32)
    assert fuse(lexical, dense, 0.5).tolist() == [0.5, 0.5, 0.5]
    assert fuse(lexical, dense, 0.0).tolist() == [1.0, 0.5, 0.0]
    assert fuse(np.zeros(3, np.float32), dense, 0.25).tolist() == [0.0, 0.125, 0.25]


@pytest.mark.parametrize(
    ("question", "weight"),
    [
        ("孵化器的目标", DENSE_WEIGHT_CHINESE),
        ("incubator target", DENSE_WEIGHT_OTHER),
        ("R&D经费占GDP比重", DENSE_WEIGHT_CHINESE),
    ],
)
def test_the_weight_is_that_measured_for_the_language(question: str, weight: float) -> None:
    assert measured_weight(question) == weight
