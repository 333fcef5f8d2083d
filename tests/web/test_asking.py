"""Asking in a real browser: typed, answered, followed up, suggested; input methods, line breaks, bad questions."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Visit
from tests.web.site import Chat


def test_the_fact_comes_first_and_large(chat: Chat) -> None:
    turn = chat.ask("第17项谁牵头")
    fact = turn.locator(".answer strong").first
    expect(fact).to_have_text("市科技局、市金融局")
    assert fact.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 24
    expect(turn.locator(".provenance")).to_contain_text("原文摘录")
    expect(turn.locator(".sources")).to_contain_text("第485行")
    expect(chat.box).to_have_value("")


def test_an_opener_and_a_suggestion_ask_themselves(chat: Chat) -> None:
    chat.after(chat.page.locator("#welcome button.ask:visible").first.click)
    expect(chat.page.locator("#welcome")).to_be_hidden()
    suggestion = chat.last.locator(".next button.ask").first
    asked = suggestion.inner_text()
    turn = chat.after(suggestion.click)
    expect(turn.locator(".asked")).to_contain_text(asked)
    expect(turn.locator(".answer")).not_to_have_class("declined")


def test_a_list_stays_a_list(chat: Chat) -> None:
    turn = chat.ask("市工业和信息化局牵头哪些任务")
    expect(turn.locator(".answer ol > li")).to_have_count(4)


def test_the_send_button_sends(chat: Chat) -> None:
    chat.box.fill("第3项谁牵头")
    turn = chat.after(chat.page.locator("#send").click)
    expect(turn.locator(".asked")).to_contain_text("第3项谁牵头")


def test_shift_enter_breaks_the_line(chat: Chat) -> None:
    chat.box.fill("第17项")
    chat.box.press("Shift+Enter")
    chat.box.press_sequentially("谁牵头")
    expect(chat.box).to_have_value("第17项\n谁牵头")
    expect(chat.page.locator("#log article")).to_have_count(0)


def test_an_input_method_takes_enter_for_itself(chat: Chat) -> None:
    chat.box.focus()
    keys = chat.page.context.new_cdp_session(chat.page)
    keys.send("Input.imeSetComposition", {"text": "di'17xiang", "selectionStart": 10, "selectionEnd": 10})
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator("#log article")).to_have_count(0)
    keys.send("Input.insertText", {"text": "第17项谁牵头"})
    expect(chat.box).to_have_value("第17项谁牵头")
    turn = chat.after(lambda: chat.page.keyboard.press("Enter"))
    expect(turn.locator(".answer")).to_contain_text("市金融局")


@pytest.mark.parametrize("question", ["", "   ", "问" * 20_000], ids=["empty", "blank", "20,000 characters"])
def test_a_question_that_cannot_be_read_gets_a_kind_sentence(chat: Chat, question: str) -> None:
    turn = chat.ask(question)
    expect(turn.locator(".answer.error_question")).to_contain_text("请")
    assert chat.ask("第17项谁牵头").locator(".answer").inner_text()


@pytest.mark.parametrize("question", ["明天天气怎么样", "2025年孵化器目标", "第99项谁牵头", "？？", "目标呢"])
def test_whoever_gets_no_answer_has_something_to_ask_one_click_away(chat: Chat, question: str) -> None:
    turn = chat.ask(question)
    assert "answered" not in (turn.locator(".answer").get_attribute("class") or "")
    better = chat.after(turn.locator(".next button.ask").first.click)
    expect(better.locator(".answer")).to_have_class(re.compile("answered_"))


def test_a_lost_connection_is_said_and_the_question_asked_again(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    chat.page.context.set_offline(True)
    chat.box.fill("第3项谁牵头")
    chat.box.press("Enter")
    lost = chat.page.locator("#log .lost")
    expect(lost).to_contain_text("没有收到回答", timeout=10_000)
    chat.page.context.set_offline(False)
    lost.locator("button").click()
    expect(chat.turns).to_have_count(2)
    expect(chat.last.locator(".asked")).to_contain_text("第3项谁牵头")
    expect(lost).to_have_count(0)
    chat.complaints.clear()  # the browser names every request that failed


def test_two_visitors_do_not_meet(visit: Visit) -> None:
    first, second = visit(), visit()
    first.ask("第17项谁牵头")
    turn = second.ask("那配合单位呢")
    expect(turn.locator(".answer")).not_to_contain_text("市财政局")
    expect(turn.locator(".chip.context")).to_have_count(0)
    expect(first.turns).to_have_count(1)


def test_what_the_server_never_writes_does_not_come_onto_the_page(chat: Chat) -> None:
    turn = "<article id=t1><h2 class=asked>q</h2><p>kept</p><p><b>bold</b></p>"
    turn += "<script>alert(1)</script><img src=x onerror=alert(1)><p onclick=alert(1) style='color:red'>x</p>"
    turn += "<a class=cite href='javascript:alert(1)'>[1]</a><iframe src='//elsewhere.example'></iframe></article>"
    kept = {
        "chats": [{"id": "c", "name": "c", "changed": 1, "turns": [{"question": "q", "html": turn}]}],
        "current": "c",
    }
    chat.page.evaluate("kept => localStorage.setItem('policy.chats', JSON.stringify(kept))", kept)
    chat.page.reload()
    expect(chat.last).to_contain_text("kept")
    assert chat.last.locator(":is(script, img, iframe)").count() == 0
    assert chat.last.locator(":is([onclick], [onerror], [style], a[href])").count() == 0
    assert all("Content Security Policy" in c for c in chat.complaints)  # the second wall has seen them too
    chat.complaints.clear()


HOSTILE = (
    "<script>alert(1)</script>第17项谁牵头",
    "<img src=x onerror=alert(1)>",
    "![x](https://elsewhere.example/a.png) 第17项谁牵头",
    "[x](javascript:alert(1))",
    "</article></div><h1 id=owned>x</h1>",
    "“<svg/onload=alert(1)>”是什么",
    "&lt;b&gt; **粗** `code` $x^2$",
)


@pytest.mark.parametrize("question", HOSTILE)
def test_what_a_visitor_types_stays_text(chat: Chat, question: str) -> None:
    turn = chat.ask(question)
    assert turn.locator(".asked").evaluate("e => e.lastChild.data") == question
    assert chat.page.locator("#log :is(script, img, svg, iframe, object, #owned)").count() == 0
    assert chat.page.locator("#log a:not(.cite)").count() == 0
    chat.page.reload()  # a kept chat is put on the page again
    chat.turns.first.wait_for()
    assert chat.page.locator("#log :is(script, img, svg, iframe, object, #owned)").count() == 0
