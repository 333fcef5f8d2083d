"""A link to an answer opens the chat and asks; whatever stands in it is only ever text."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.site import Chat
from tests.web.test_asking import HOSTILE


def copied_link(chat: Chat) -> str:
    chat.last.locator("button.copy-link").click()
    expect(chat.page.locator("#notice")).to_contain_text("已复制")
    link: str = chat.page.evaluate("() => navigator.clipboard.readText()")
    return link


def follow(chat: Chat, link: str) -> None:
    chat.page.goto(link)
    chat.page.locator("#log article:not(.pending)").first.wait_for()


def test_a_link_asks_its_question_once(visit: Visit) -> None:
    chat = visit(permissions=["clipboard-read", "clipboard-write"])
    chat.ask("第17项谁牵头")
    link = copied_link(chat)
    assert parse_qs(urlsplit(link).query) == {"q": ["第17项谁牵头"]}
    other = visit()
    follow(other, link)
    expect(other.last.locator(".answer")).to_contain_text("市科技局、市金融局")
    assert urlsplit(other.page.url).query == ""
    other.page.reload()
    expect(other.turns).to_have_count(1)


def test_a_link_to_a_follow_up_brings_what_it_leans_on(visit: Visit) -> None:
    chat = visit(permissions=["clipboard-read", "clipboard-write"])
    chat.ask("第17项谁牵头")
    chat.ask("那配合单位呢")
    link = copied_link(chat)
    assert parse_qs(urlsplit(link).query) == {"q": ["那配合单位呢"], "h": ["第17项谁牵头"]}
    other = visit()
    follow(other, link)
    expect(other.last.locator(".answer")).to_contain_text("市财政局")
    expect(other.last.locator(".chip.context")).to_contain_text("第17项谁牵头")
    expect(other.ask("主要内容呢").locator(".answer")).to_contain_text("科技金融")  # and the chat goes on from there


def test_a_link_remembers_what_was_taken_away(visit: Visit) -> None:
    chat = visit(permissions=["clipboard-read", "clipboard-write"])
    chat.ask("2025年孵化器目标").locator(".chip.year").click()
    expect(chat.last.locator(".chip.dropped")).to_have_count(1)
    other = visit()
    follow(other, copied_link(chat))
    expect(other.last.locator(".answer")).to_contain_text("210家")


def test_a_link_begins_a_chat_of_its_own(chat: Chat) -> None:
    chat.ask("孵化器的目标是多少")
    follow(chat, f"{chat.url}?q={quote('第17项谁牵头')}")
    expect(chat.turns).to_have_count(1)
    chat.page.locator("#chats").click()
    expect(chat.page.locator("#chat-list .name")).to_have_text(["第17项谁牵头", "孵化器的目标是多少"])


@pytest.mark.parametrize("question", HOSTILE)
def test_a_hostile_question_stays_text(chat: Chat, question: str) -> None:
    follow(chat, f"{chat.url}?q={quote(question)}&h={quote(question)}&d={quote(question)}&without={quote(question)}")
    assert chat.last.locator(".asked").evaluate("e => e.lastChild.data") == question
    assert chat.page.locator("#log :is(script, img, svg, iframe, object, #owned)").count() == 0


def test_a_huge_question_is_cut_and_nothing_breaks(chat: Chat) -> None:
    follow(chat, f"{chat.url}?q={'q' * 30_000}")
    assert len(chat.last.locator(".asked").evaluate("e => e.lastChild.data")) == 2000
    expect(chat.ask("第17项谁牵头").locator(".answer")).to_contain_text("市金融局")


@pytest.mark.parametrize("query", ["?q=", "?q=%20%00", "?h=x", "?q", "?q=%E4%BD"], ids=range(5))
def test_an_address_that_asks_nothing_opens_the_welcome(chat: Chat, query: str) -> None:
    chat.page.goto(f"{chat.url}{query}")
    chat.box.wait_for()
    chat.page.wait_for_timeout(300)
    assert chat.page.locator("#welcome").is_visible() or query == "?q=%E4%BD"
