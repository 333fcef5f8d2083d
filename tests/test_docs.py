"""The docs cannot drift: what they show is what the program says and has."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import get_args

import pytest

from assistant.assistant import Assistant
from assistant.checking import Draft, GivenEvidence, parse_checkable
from assistant.cli.check import show_judgement
from assistant.judgement import Claim, Kind
from assistant.model.chat import Chat
from assistant.settings import PREFIX, ROOT, Settings, read_settings

READMES = ("README.md", "README.zh.md")
PAGES = (*READMES, *sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.md")))
MODELS = sorted(p.name for p in (ROOT / "docs" / "models").glob("*.md"))
GUARD = ROOT / "docs" / "guard.md"


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("**", ""))


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_readme_has_every_setting(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [*READMES, "docs/guard.md"])
def test_every_link_and_picture_is_there(page: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert targets
    assert [t for t in targets if not t.startswith("http") and not ((ROOT / page).parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_setting_named_is_one(page: str) -> None:
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", (ROOT / page).read_text(encoding="utf-8")))
    assert named <= {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_is_there(page: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [t for t in targets if not t.startswith("http") and not ((ROOT / page).parent / t).exists()] == []


def test_there_are_five_ways_to_run_a_model_one_of_them_without_a_network() -> None:
    index = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    assert len(MODELS) >= 5
    assert "air-gapped.md" in MODELS
    assert [name for name in MODELS if f"(models/{name})" not in index] == []
    assert all("(docs/models.md)" in (ROOT / readme).read_text(encoding="utf-8") for readme in READMES)


@pytest.mark.parametrize("name", MODELS)
def test_a_way_to_run_a_model_has_settings_that_can_be_used_a_check_and_what_leaves(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "models" / name).read_text(encoding="utf-8")
    given = dict(re.findall(rf"^({PREFIX}[A-Z_]+)=(.+)$", page, re.MULTILINE))
    assert {"POLICY_LLM", "POLICY_LLM_BASE_URL"} <= set(given)
    for setting, value in given.items():
        monkeypatch.setenv(setting, value)
    chat = Chat(read_settings())
    asyncio.run(chat.close())
    assert "policy-assistant doctor" in page
    assert "What leaves the machine" in page


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


def test_the_judgement_shown_is_the_judgement_given(assistant: Assistant) -> None:
    page = GUARD.read_text(encoding="utf-8")
    (draft,) = re.findall(r"```json\n(.+?)```", page, re.DOTALL)
    given = parse_checkable(draft.encode())
    judgement = assistant.check(given.text, given.evidence, given.question)
    assert not judgement.passed
    assert f"check --answer draft.json\n{show_judgement(judgement, given)}\n```" in page


@pytest.mark.parametrize(
    "name",
    [*get_args(Kind), *Draft.__struct_fields__, *Claim.__struct_fields__]
    + [f"evidence[].{field}" for field in GivenEvidence.__struct_fields__],
)
def test_the_guards_page_has_every_kind_and_field(name: str) -> None:
    assert f"`{name}`" in GUARD.read_text(encoding="utf-8")
