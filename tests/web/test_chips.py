"""How a question was understood stands as chips above its answer; each can be taken away, and taken in again."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.web.conftest import PHONE, Visit
from tests.web.site import Chat


def test_a_follow_up_shows_what_it_leans_on(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    turn = chat.ask("那配合单位呢")
    chips = turn.locator(".chip")
    expect(chips).to_have_count(3)
    expect(chips.nth(0)).to_contain_text("承接上文")
    expect(chips.nth(1)).to_contain_text("第17项“推进科技金融融合发展”")
    expect(chips.nth(2)).to_contain_text("配合单位")
    expect(turn.locator(".answer")).to_contain_text("市财政局")


def test_a_year_is_taken_away_and_taken_in_again(chat: Chat) -> None:
    chat.ask("2025年孵化器目标")
    expect(chat.last.locator(".answer")).to_have_class(re.compile("declined"))
    chat.last.get_by_role("button", name=re.compile("^年份 2025")).click()
    expect(chat.last.locator(".answer")).to_contain_text("210家")
    expect(chat.turns).to_have_count(1)
    dropped = chat.last.locator(".chip.year")
    expect(dropped).to_have_attribute("aria-pressed", "false")
    dropped.click()
    expect(chat.last.locator(".answer")).to_have_class(re.compile("declined"))
    expect(chat.turns).to_have_count(1)


def test_a_chip_is_pressed_by_keyboard_and_keeps_the_focus(chat: Chat) -> None:
    chat.ask("第17项谁牵头").locator(".chip.attribute").focus()
    chat.page.keyboard.press("Enter")
    expect(chat.last.locator(".answer caption")).to_contain_text("第17项")
    expect(chat.last.locator(".chip.attribute")).to_be_focused()


def test_without_what_was_said_before_the_chat_asks_back(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    chat.ask("那配合单位呢").locator(".chip.context").click()
    expect(chat.last.locator(".answer.asked_back")).to_be_visible()
    expect(chat.turns).to_have_count(2)
    expect(chat.turns.first.locator(".answer")).to_contain_text("市金融局")


def test_several_are_taken_away_one_after_the_other_and_that_is_kept(chat: Chat) -> None:
    chat.ask("市工业和信息化局牵头哪些任务").locator(".chip.unit").click()
    expect(chat.last.locator(".answer")).to_contain_text("24项任务")
    chat.last.locator(".chip.attribute").click()
    expect(chat.last.locator(".chip.dropped")).to_have_count(2)
    chat.page.reload()
    expect(chat.last.locator(".chip.dropped")).to_have_count(2)
    chat.last.locator(".chip.unit").click()
    expect(chat.last.locator(".chip.dropped")).to_have_count(1)
    expect(chat.last.locator(".answer")).to_contain_text("市工业和信息化局涉及的工作")


def test_a_draft_in_the_box_stays_while_a_chip_asks(chat: Chat) -> None:
    turn = chat.ask("第17项谁牵头")
    chat.box.fill("还没写完")
    turn.locator(".chip.attribute").click()
    expect(chat.last.locator(".chip.dropped")).to_have_count(1)
    expect(chat.box).to_have_value("还没写完")


def test_chips_fit_on_a_phone(visit: Visit) -> None:
    chat = visit(**PHONE)
    turn = chat.ask("国家和省级高新技术产业开发区营业总收入占地区GDP比重的目标")
    assert turn.locator(".chip").count() >= 2
    assert all(c.evaluate("e => e.getBoundingClientRect().right <= innerWidth") for c in turn.locator(".chip").all())
