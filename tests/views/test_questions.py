"""The questions that the views link to: the assistant answers each, from what the view shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answer import Answer, Citation
from assistant.assistant import Assistant
from assistant.views.citing import Question, Source
from assistant.views.indicators import document_to_indicators
from assistant.views.matrix import document_to_matrix
from assistant.views.timeline import document_to_timeline
from assistant.views.unit import choice_to_unit, document_to_choices


def cited(answer: Answer, citation: Citation) -> bool:
    return any(c.start <= citation.start < c.end or citation.start <= c.start < citation.end for c in answer.citations)


def rows(source: Source) -> Iterator[tuple[Question, Citation]]:
    for indicator in document_to_indicators(source).rows:
        yield indicator.ask, indicator.citation
        if indicator.ask_monitor:
            yield indicator.ask_monitor, indicator.citation
    matrix = document_to_matrix(source)
    yield from ((task.ask, task.citation) for task in matrix.tasks)
    yield from ((phase.ask, phase.citation) for phase in document_to_timeline(source).phases)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_question_of_each_row_is_answered_from_the_row(assistant: Assistant, source: Source, language: str) -> None:
    asked = [(getattr(question, language), citation) for question, citation in rows(source)]
    assert len(asked) == 29 * 2 + 24 + 3
    answers = {question: assistant.answer(question) for question, _ in asked}
    assert [q for q, citation in asked if not answers[q].answered or not cited(answers[q], citation)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_question_of_each_mark_is_confirmed(assistant: Assistant, source: Source, language: str) -> None:
    marks = [m for u in document_to_matrix(source).units for m in u.marks]
    for mark in marks:
        answer = assistant.answer(getattr(mark.ask, language))
        assert answer.text.startswith("是的" if language == "zh" else "Yes"), getattr(mark.ask, language)
        assert cited(answer, mark.citation)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_question_of_each_unit_lists_all_of_it(assistant: Assistant, source: Source, language: str) -> None:
    for choice in document_to_choices(source):
        view = choice_to_unit(source, choice)
        answer = assistant.answer(getattr(view.ask, language))
        expected = [t.citation for tasks in view.tasks.values() for t in tasks]
        expected += [i.citation for i in view.indicators]
        assert answer.outcome == "answered_list"
        assert all(cited(answer, c) for c in expected), view.ask
