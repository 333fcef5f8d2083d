"""The dense arm: few vectors are compared one by one, many by Chroma's own search; both find the same."""

from __future__ import annotations

import pytest

import index.store
from assistant.assistant import Assistant
from index.library import Library


@pytest.mark.parametrize("question", ["孵化器的目标是多少", "which bureau leads task 17", "科技金融"])
def test_both_searches_find_the_same(question: str, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = assistant.library.store.nearest(question, 5)
    monkeypatch.setattr(index.store, "_KEPT", 0)
    approximate = Library(assistant.library.generation).store.nearest(question, 5)
    assert len(exact) == 5
    assert [s for _, s in exact] == pytest.approx([s for _, s in approximate], abs=1e-5)
    assert {name for name, _ in exact} == {name for name, _ in approximate}
