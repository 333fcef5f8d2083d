"""Thumbs: a verdict with one press, a reason and a few words after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from assistant.feedback import FeedbackStore
from tests.web.site import Chat


def said(data_folder: Path, chat: Chat) -> list[Any]:
    """What was said of the newest answer."""
    answer = chat.last.get_attribute("id")
    lines = (line for f in FeedbackStore(data_folder / "feedback").files() for line in f.read_bytes().splitlines())
    return [f for line in lines if (f := json.loads(line)["feedback"])["answer"] == answer]


def test_a_thumb_up_is_one_press(chat: Chat, data_folder: Path) -> None:
    thumb = chat.ask("第17项谁牵头").locator(".thumb.up")
    thumb.click()
    expect(chat.page.locator("#notice")).to_contain_text("谢谢")
    expect(thumb).to_have_attribute("aria-pressed", "true")
    expect(chat.page.locator("form.feedback")).to_have_count(0)
    (kept,) = said(data_folder, chat)
    assert (kept["question"], kept["verdict"]) == ("第17项谁牵头", "up")
    assert len(kept["receipt"]["corpus"]) == 64
    chat.page.reload()
    expect(chat.last.locator(".thumb.up")).to_have_attribute("aria-pressed", "true")


def test_a_thumb_down_asks_for_a_reason_and_words(chat: Chat, data_folder: Path) -> None:
    chat.ask("孵化器的目标是多少").locator(".thumb.down").click()
    form = chat.page.locator("form.feedback")
    form.get_by_label("不完整").check()
    form.locator("textarea").fill("少了<b>市级</b>\n=1+1")
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)
    expect(chat.last.locator(".thumb.down")).to_be_focused()
    bare, whole = said(data_folder, chat)
    assert (bare["verdict"], bare["reason"], bare["text"]) == ("down", None, "")
    assert (whole["verdict"], whole["reason"], whole["text"]) == ("down", "incomplete", "少了<b>市级</b>\n=1+1")


def test_it_is_given_by_keyboard_and_left_with_escape(chat: Chat) -> None:
    chat.ask("第17项谁牵头").locator(".thumb.down").focus()
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator("form.feedback input").first).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(chat.page.locator("form.feedback")).to_have_count(0)
    expect(chat.last.locator(".thumb.down")).to_be_focused()


def test_what_cannot_be_sent_is_said_and_stays_written(chat: Chat) -> None:
    chat.ask("第17项谁牵头").locator(".thumb.down").click()
    form = chat.page.locator("form.feedback")
    form.locator("textarea").fill("有一处不对")
    chat.page.context.set_offline(True)
    form.locator("button[type=submit]").click()
    expect(chat.page.locator("#notice")).to_contain_text("没有提交成功")
    expect(form.locator("textarea")).to_have_value("有一处不对")
    chat.page.context.set_offline(False)
    chat.complaints.clear()  # the browser names the request that failed
