"""A question edited where it stands, and an answer that is stopped on its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.web.site import Chat

RUN = "**/gradio_api/run/**"


def test_a_question_is_edited_where_it_stands(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    chat.last.locator("button.again").click()
    field = chat.last.locator("form.editing textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value("第17项谁牵头")
    field.fill("第3项谁牵头")
    field.press("Enter")
    expect(chat.last.locator(".answer")).to_contain_text("市商务局")
    expect(chat.turns).to_have_count(1)
    expect(chat.box).to_have_value("")


def test_editing_an_earlier_question_drops_what_came_after_with_a_way_back(chat: Chat) -> None:
    for question in ("第17项谁牵头", "那配合单位呢", "主要内容呢"):
        chat.ask(question)
    chat.turns.first.locator("button.again").click()
    chat.page.locator("form.editing textarea").fill("第3项谁牵头")
    chat.page.locator("form.editing button[type=submit]").click()
    expect(chat.turns).to_have_count(1)
    expect(chat.ask("那配合单位呢").locator(".answer")).to_contain_text("第3项")
    chat.page.reload()
    expect(chat.turns).to_have_count(2)


def test_what_an_edit_dropped_is_brought_back(chat: Chat) -> None:
    for question in ("第17项谁牵头", "那配合单位呢"):
        chat.ask(question)
    chat.turns.first.locator("button.again").click()
    chat.page.locator("form.editing textarea").fill("第3项谁牵头")
    chat.page.locator("form.editing textarea").press("Enter")
    chat.page.locator("#notice button").click()
    expect(chat.turns).to_have_count(2)
    expect(chat.turns.first.locator(".asked")).to_contain_text("第17项谁牵头")
    chat.page.reload()
    expect(chat.turns).to_have_count(2)


@pytest.mark.parametrize("leave", ["Escape", "cancel"])
def test_an_edit_is_left_as_it_was(chat: Chat, leave: str) -> None:
    chat.ask("第17项谁牵头").locator("button.again").click()
    field = chat.page.locator("form.editing textarea")
    field.fill("别的")
    if leave == "Escape":
        field.press("Escape")
    else:
        chat.page.locator("form.editing button[type=button]").click()
    expect(field).to_have_count(0)
    expect(chat.last.locator(".asked")).to_be_visible()
    expect(chat.last.locator(".asked")).to_contain_text("第17项谁牵头")
    expect(chat.last.locator("button.again")).to_be_focused()


def test_an_input_method_takes_enter_for_itself_while_editing(chat: Chat) -> None:
    chat.ask("第17项谁牵头").locator("button.again").click()
    field = chat.page.locator("form.editing textarea")
    field.fill("")
    keys = chat.page.context.new_cdp_session(chat.page)
    keys.send("Input.imeSetComposition", {"text": "di'3xiang", "selectionStart": 9, "selectionEnd": 9})
    chat.page.keyboard.press("Enter")
    expect(field).to_be_visible()
    keys.send("Input.insertText", {"text": "第3项谁牵头"})
    chat.page.keyboard.press("Enter")
    expect(chat.last.locator(".answer")).to_contain_text("市商务局")


def test_a_running_answer_is_stopped_and_another_asked(chat: Chat) -> None:
    chat.ask("第3项谁牵头")
    held: list[Route] = []
    chat.page.route(RUN, lambda route: route.continue_() if held else held.append(route))
    chat.box.fill("第17项谁牵头")
    chat.box.press("Enter")
    expect(chat.page.locator(".looking")).to_contain_text("正在查阅")
    chat.page.get_by_role("button", name="停止").click()
    expect(chat.page.locator(".pending")).to_have_count(0)
    expect(chat.page.locator("#notice")).to_contain_text("已停止")
    expect(chat.box).to_have_value("第17项谁牵头")
    chat.ask("第5项谁牵头")
    held[0].continue_()
    chat.page.wait_for_timeout(500)  # the stopped answer arrives, and is nobody's
    expect(chat.turns).to_have_count(2)
    expect(chat.last.locator(".asked")).to_contain_text("第5项谁牵头")
    expect(chat.page.get_by_role("button", name="发送")).to_be_visible()
    chat.page.unroute(RUN)


def test_escape_stops_too_and_what_stood_there_stands_again(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    held: list[Route] = []
    chat.page.route(RUN, lambda route, _: held.append(route))
    chat.last.locator(".chip.attribute").click()
    chat.page.locator(".looking").wait_for()
    chat.page.keyboard.press("Escape")
    expect(chat.last.locator(".answer")).to_contain_text("市金融局")
    expect(chat.last.locator(".chip.dropped")).to_have_count(0)
    with chat.page.expect_console_message(lambda m: "ERR_FAILED" in m.text):  # the browser names what was aborted
        held[0].abort()
    chat.page.unroute(RUN)
    chat.complaints.clear()
