"""A model in the chat: the composed answer at once, the verified draft in its place later, and nothing moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from eval.restating import Restater
from eval.scripted.server import MODEL, ScriptedModel, scripted_model
from tests.web.site import Chat, running_site

THINKS_SECONDS = 20


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with scripted_model(seconds=THINKS_SECONDS) as found:
        yield found


@pytest.fixture(scope="module")
def site_with_model(data_folder: Path, model: ScriptedModel) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("POLICY_LLM", f"openai:{MODEL}")
        environment.setenv("POLICY_LLM_BASE_URL", model.address)
        environment.setenv("POLICY_LLM_TIMEOUT", "60")
        with running_site(data_folder) as site:
            yield site


@pytest.fixture
def server(model: ScriptedModel) -> ScriptedModel:
    """The model of the site, slow and truthful again."""
    model.begin()
    model.seconds = THINKS_SECONDS
    return model


@pytest.fixture
def drafting(site_with_model: str, browser: Browser, server: ScriptedModel) -> Iterator[Chat]:
    """A chat with a model. What was worded once comes at once, so that each test has questions of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    chat = Chat(context.new_page(), site_with_model)
    yield chat
    server.hurry.set()
    context.close()
    assert chat.foreign == []
    assert chat.complaints == []


def test_the_answer_is_there_at_once_and_the_draft_when_it_has_passed(drafting: Chat, server: ScriptedModel) -> None:
    turn = drafting.ask("第17项谁牵头")
    expect(turn.locator(".answer strong").first).to_have_text("市科技局、市金融局")
    expect(turn.locator(".provenance")).to_contain_text("原文摘录")
    newer = drafting.ask("第3项谁牵头")
    expect(newer.locator(".answer")).to_contain_text("市商务局")
    assert not server.hurry.is_set(), "both stood there while the model was thinking"
    server.hurry.set()
    first = drafting.turns.nth(0)
    expect(first.locator(".provenance")).to_contain_text("AI 生成")
    expect(first.locator(".answer")).to_contain_text("根据方案，市科技局、市金融局是第17项")
    expect(first.locator(".asked")).to_contain_text("第17项谁牵头")
    expect(drafting.turns.nth(1).locator(".answer")).to_contain_text("根据方案，市科技局、市工业和信息化局、市商务局")
    expect(drafting.turns).to_have_count(2)
    drafting.page.reload()
    expect(drafting.turns.nth(0).locator(".provenance")).to_contain_text("AI 生成")
    drafting.open_citation(drafting.turns.nth(0))


def test_an_old_draft_does_not_overwrite_a_question_asked_anew(drafting: Chat, server: ScriptedModel) -> None:
    turn = drafting.ask("第5项谁牵头")
    turn.locator("button.again").click()
    turn.locator("form.editing textarea").fill("第4项谁牵头")
    drafting.page.get_by_role("button", name="重新提问").click()
    expect(drafting.last.locator(".answer")).to_contain_text("五邑大学")
    server.hurry.set()
    expect(drafting.last.locator(".provenance")).to_contain_text("AI 生成")
    expect(drafting.last.locator(".answer")).to_contain_text("五邑大学")
    expect(drafting.turns).to_have_count(1)


def test_a_turn_in_use_is_left_alone_until_it_is_left(drafting: Chat, server: ScriptedModel) -> None:
    turn = drafting.ask("第2项谁牵头")
    turn.locator("button.copy-text").focus()
    with drafting.page.expect_response("**/chat/draft"):
        server.hurry.set()
    expect(turn.locator("button.copy-text")).to_be_focused()
    expect(turn.locator(".provenance")).to_contain_text("原文摘录")
    drafting.box.focus()
    expect(turn.locator(".provenance")).to_contain_text("AI 生成")


def test_a_refused_draft_leaves_the_answer_as_it_is(drafting: Chat, server: ScriptedModel) -> None:
    server.behaviour = "digit"
    server.hurry.set()
    with drafting.page.expect_response("**/chat/draft") as response:
        turn = drafting.ask("第10项谁牵头")
    assert response.value.status == 204
    expect(turn.locator(".provenance")).to_contain_text("原文摘录")


def test_a_restated_question_shows_its_restatement_which_can_be_taken_away(
    drafting: Chat, server: ScriptedModel
) -> None:
    server.restate = Restater({"科技金融那对小两口谁说媒": "推进科技金融融合发展由谁牵头"})
    turn = drafting.ask("科技金融那对小两口谁说媒")
    expect(turn.locator(".answer")).to_contain_text("方案没有")
    server.hurry.set()
    expect(turn.locator(".answer strong").first).to_have_text("市科技局、市金融局")
    expect(turn.locator(".asked")).to_contain_text("科技金融那对小两口谁说媒")
    expect(turn.locator(".chip.restated")).to_contain_text("推进科技金融融合发展由谁牵头")
    turn.locator(".chip.restated").click()
    expect(drafting.last.locator(".answer")).to_contain_text("方案没有")
    expect(drafting.turns).to_have_count(1)


def test_copies_and_exports_say_who_worded_an_answer(drafting: Chat, server: ScriptedModel) -> None:
    server.hurry.set()
    turn = drafting.ask("第21项谁牵头")
    expect(turn.locator(".provenance")).to_contain_text("AI 生成")
    drafting.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn.locator("button.copy-text").click()
    expect(drafting.page.locator("#notice")).to_contain_text("已复制")
    copied = drafting.page.evaluate("() => navigator.clipboard.readText()")
    assert "根据方案" in copied
    assert "AI 生成" in copied
    body = {"format": "markdown", "turns": [{"question": "第21项谁牵头"}, {"question": "第9项谁牵头"}]}
    written = drafting.page.request.post(f"{drafting.url}api/export", data=body).text()
    assert "根据方案，市科技局、市科协" in written
    assert "（AI 生成，已逐项核对原文）" in written
    assert "（原文摘录）" in written, "what was never drafted is quoted"
