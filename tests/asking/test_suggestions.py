"""Whatever an answer suggests to ask next has an answer."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.settings import ROOT
from eval.questions import read_questions


@pytest.mark.parametrize("name", ["dev.zh", "dev.en"])
def test_every_suggestion_is_answered(assistant: Assistant, name: str) -> None:
    asked = read_questions(ROOT / "eval" / "questions" / f"{name}.jsonl")
    suggested = {s for q in asked for s in assistant.answer(q.question, q.history).suggestions}
    assert len(suggested) >= 50
    assert [s for s in sorted(suggested) if not assistant.answer(s).answered] == []
