"""Habits: languages, brightness, widths, keyboard, kept chats, copies; and what the page asks of the network."""

from __future__ import annotations

import re

import docx
import httpx
import pytest
from playwright.sync_api import expect

from tests.web.conftest import PHONE, Visit
from tests.web.site import Chat


@pytest.mark.parametrize(
    ("locale", "brand"), [("zh-CN", "方案问答"), ("zh-HK", "方案问答"), ("en-GB", "Policy Q&A"), ("fr-FR", "方案问答")]
)
def test_the_browser_decides_the_language_first(visit: Visit, locale: str, brand: str) -> None:
    chat = visit(locale=locale)
    expect(chat.page.locator(".brand span:visible")).to_have_text([brand])


def test_the_switch_overrides_and_is_remembered(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    chat.page.locator("#language").click()
    expect(chat.last.locator(".provenance .en")).to_be_visible()
    expect(chat.box).to_have_attribute("placeholder", re.compile("who leads"))
    chat.page.reload()
    expect(chat.page.locator("html")).to_have_attribute("lang", "en")
    expect(chat.page.locator(".brand .zh")).to_be_hidden()


def test_an_english_question_is_answered_in_english(visit: Visit) -> None:
    chat = visit(locale="en-US")
    turn = chat.ask("which bureau leads task 17")
    expect(turn.locator(".answer")).to_contain_text("Science and Technology Bureau")
    expect(turn.locator(".actions")).to_contain_text("Copy citation")


def test_dark_is_dark_and_can_be_switched(visit: Visit) -> None:
    chat = visit(color_scheme="dark")
    turn = chat.ask("第17项谁牵头")
    lightness = "e => getComputedStyle(e).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0) / 3"
    assert turn.locator(".answer").evaluate(lightness) < 60
    assert chat.page.locator("#asking").evaluate(lightness) < 60
    chat.page.locator("#theme").click()
    assert turn.locator(".answer").evaluate(lightness) > 200
    assert chat.page.locator("#asking").evaluate(lightness) > 200


@pytest.mark.parametrize("width", [320, 375, 768, 1024, 1440, 2560])
def test_no_width_scrolls_sideways(visit: Visit, width: int) -> None:
    chat = visit(viewport={"width": width, "height": 800})
    chat.ask("高新技术企业数的基数和目标")
    chat.ask("市科技局监测哪些指标")
    chat.open_citation(chat.turns.first)
    root = chat.page.locator("html")
    assert root.evaluate("e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight, e.scrollTop]") == [
        0,
        0,
        0,
    ]
    assert chat.page.locator("body").evaluate("e => e.scrollTop") == 0
    chat.page.keyboard.press("Escape")
    talk = chat.page.locator("#talk")
    assert talk.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    expect(chat.box).to_be_in_viewport(ratio=1)


def test_everything_is_reached_by_keyboard(chat: Chat) -> None:
    keyboard = chat.page.keyboard
    expect(chat.box).to_be_focused()
    keyboard.type("第17项谁牵头")
    chat.after(lambda: keyboard.press("Enter"))
    expect(chat.box).to_be_focused()
    reached = set()
    for _ in range(30):
        keyboard.press("Shift+Tab")
        reached.add(
            chat.page.evaluate("() => document.activeElement.id || document.activeElement.className.split(' ')[0]")
        )
    wanted = {"cite", "copy-quotation", "copy-text", "again", "ask", "language", "theme", "new-chat", "chats", "skip"}
    wanted |= {"chip", "copy-link", "thumb"}
    assert wanted <= reached


def test_answers_are_read_out(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    expect(chat.page.get_by_role("log", name="问答")).to_contain_text("市科技局")
    told = chat.page.locator("#told")
    expect(told).to_have_role("status")
    expect(told).to_have_text(re.compile("^回答：市科技局、市金融局是第17项.*，出处 1 条$"))
    expect(chat.page.get_by_role("textbox", name="问题")).to_be_visible()
    expect(chat.page.get_by_role("button", name="发送")).to_be_visible()


def test_a_chat_survives_a_reload_and_goes_on(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    chat.page.reload()
    expect(chat.turns).to_have_count(1)
    turn = chat.ask("那配合单位呢")
    expect(turn.locator(".answer")).to_contain_text("市财政局")
    chat.open_citation(chat.turns.first)


def test_chats_are_kept_named_deleted_and_brought_back(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    chat.page.locator("#new-chat").click()
    expect(chat.turns).to_have_count(0)
    expect(chat.page.locator("#welcome")).to_be_visible()
    chat.ask("孵化器的目标是多少")
    chat.page.locator("#chats").click()
    names = chat.page.locator("#chat-list .name")
    expect(names).to_have_text(["孵化器的目标是多少", "第17项谁牵头"])
    chat.page.locator("#chat-list button", has_text="重命名").first.click()
    chat.page.locator("#chat-list input").fill("指标")
    chat.page.locator("#chat-list input").press("Enter")
    expect(names.first).to_have_text("指标")
    chat.page.locator("#chat-list button", has_text="删除").first.click()
    expect(names).to_have_text(["第17项谁牵头"])
    chat.page.locator("#notice button").click()
    expect(names).to_have_count(2)
    names.last.click()
    expect(chat.turns).to_have_count(1)
    expect(chat.last.locator(".asked")).to_contain_text("第17项谁牵头")


def test_a_chat_is_exported_with_its_sources_and_label(chat: Chat) -> None:
    chat.ask("第17项谁牵头")
    chat.ask("那配合单位呢")
    chat.page.locator("#chats").click()
    with chat.page.expect_download() as download:
        chat.page.locator("#export-markdown").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename == "第17项谁牵头.md"
    for part in ("## 第17项谁牵头", "市科技局、市金融局", "市财政局、市市场监管局", "附件2第17项", "原文摘录"):
        assert part in text
    with chat.page.expect_download() as download:
        chat.page.locator("#export-docx").click()
    word = docx.Document(str(download.value.path()))
    headings = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == ["第17项谁牵头", "那配合单位呢"]


def test_printing_gives_a_clean_page(chat: Chat) -> None:
    chat.ask("市科技局牵头哪些任务")
    chat.page.emulate_media(media="print")
    chat.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    for shown in (".asked", ".answer", ".sources li", ".sources .place > span:first-child", ".provenance"):
        expect(chat.last.locator(shown).first).to_be_visible()
    for hidden in (".bar", "#box", ".copy-text", ".thumb", ".next"):
        expect(chat.page.locator(hidden).first).to_be_hidden()
    assert chat.page.locator("#talk").evaluate("e => getComputedStyle(e).overflowY") == "visible"


def test_an_answer_is_copied_as_an_official_quotation(visit: Visit) -> None:
    chat = visit(permissions=["clipboard-read", "clipboard-write"])
    turn = chat.ask("第17项谁牵头")
    turn.locator("button.copy-quotation").click()
    expect(chat.page.locator("#notice")).to_contain_text("已复制")
    copied = chat.page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("《江门市创建国家创新型城市实施方案（2021—2023年）》附件2第17项：“牵头单位：市科技局")
    turn.locator("button.copy-text").click()
    chat.page.wait_for_timeout(100)
    assert "是第17项" in chat.page.evaluate("() => navigator.clipboard.readText()")


def test_the_chat_works_by_touch(visit: Visit) -> None:
    chat = visit(**PHONE)
    turn = chat.after(chat.page.locator("#welcome button.ask:visible").first.tap)
    expect(turn.locator(".answer")).to_be_visible()


def test_the_page_allows_no_inline_script_and_no_eval(site: str) -> None:
    response = httpx.get(site, trust_env=False)
    policy = response.headers["content-security-policy"]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts
    assert "unsafe" not in scripts.group(1)
    assert "default-src 'none'" in policy
    nonces = set(re.findall(r"<script nonce=\"([^\"]+)\"", response.text))
    assert nonces == set(re.findall(r"'nonce-([^']+)'", policy))
    assert not re.search(r"<script(?![^>]*\s(?:nonce|src)=)", response.text)
    assert "https://" not in re.sub(r"<script.*?</script>", "", response.text, flags=re.DOTALL)
