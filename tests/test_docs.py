"""The docs cannot drift: what they show is what the program says and has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import PREFIX, ROOT, Settings

READMES = ("README.md", "README.zh.md")


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("**", ""))


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_readme_has_every_setting(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_every_link_and_picture_is_there(readme: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert targets
    assert [t for t in targets if not t.startswith("http") and not (ROOT / t).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_answers_shown_are_the_answers_given(readme: str, assistant: Assistant) -> None:
    shown = (ROOT / readme).read_text(encoding="utf-8")
    asked = re.findall(r'\$ \S*policy-assistant ask "([^"]+)"(?: --history "([^"]+)")?', shown)
    assert asked
    for question, earlier in asked:
        answer = assistant.answer(question, [earlier] if earlier else [])
        assert _without_blanks(answer.text) in _without_blanks(shown), question


def test_every_decision_is_one_page() -> None:
    pages = sorted(Path(ROOT / "docs" / "decisions").glob("*.md"))
    assert pages
    assert [p.name for p in pages if len(p.read_text(encoding="utf-8").splitlines()) > 80] == []
