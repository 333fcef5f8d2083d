"""The plan beside the chat: opened at the cited characters, lit and in view; stepped through, searched, translated."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.web.conftest import PHONE, Visit
from tests.web.site import Chat


def test_a_citation_opens_the_row_with_its_cell_lit_and_in_view(chat: Chat) -> None:
    chat.open_citation(chat.ask("第17项谁牵头"))
    cell = chat.page.locator("#pages td.cited")
    expect(cell).to_have_count(1)
    expect(cell).to_be_in_viewport(ratio=1)
    expect(cell).to_contain_text("牵头单位：市科技局、市金融局")
    expect(chat.page.locator("#pages tr.lit")).to_have_id("L485")


def test_a_citation_opens_the_sentence_lit_and_in_view(chat: Chat) -> None:
    turn = chat.ask("珠西综合交通枢纽江门站建成后铁路里程有多少公里")
    lit = chat.open_citation(turn)
    expect(lit.first).to_be_in_viewport()
    assert "205" in "".join(lit.all_inner_texts())
    assert "205" in turn.locator(".answer").inner_text()


def test_citations_are_stepped_through(chat: Chat) -> None:
    chat.open_citation(chat.ask("市工业和信息化局牵头哪些任务"))
    row = chat.page.locator("#pages tr.lit")
    expect(row).to_have_id("L465")
    expect(chat.page.locator("#previous")).to_be_disabled()
    chat.page.locator("#next").click()
    expect(row).to_have_id("L467")
    expect(chat.page.locator("#source-count")).to_have_text("2 / 4")
    expect(chat.page.locator("#pages td.cited")).to_be_in_viewport()
    chat.page.locator("#previous").click()
    expect(row).to_have_id("L465")


def test_escape_closes_it_and_gives_the_focus_back(chat: Chat) -> None:
    turn = chat.ask("第17项谁牵头")
    turn.locator("a.cite").first.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator("#source")).to_be_visible()
    chat.page.locator("#pages mark").first.wait_for()
    chat.page.keyboard.press("Escape")
    expect(chat.page.locator("#source")).to_be_hidden()
    expect(turn.locator("a.cite").first).to_be_focused()


def test_the_outline_goes_to_a_section(chat: Chat) -> None:
    chat.open_citation(chat.ask("第17项谁牵头"))
    chat.page.locator("#pages .outline summary").click()
    chat.page.locator("#pages .outline a", has_text="总体要求").click()
    expect(chat.page.locator("#pages main h2", has_text="总体要求")).to_be_in_viewport()


def test_the_source_is_searched(chat: Chat) -> None:
    chat.open_citation(chat.ask("第17项谁牵头"))
    chat.page.locator("#find").fill("中微子")
    expect(chat.page.locator("#found")).to_have_text(re.compile(r"^\d+$"))
    assert int(chat.page.locator("#found").inner_text()) > 1
    chat.page.locator("#find").press("Enter")
    expect(chat.page.locator("#found")).to_have_text(re.compile(r"^\d+ / \d+$"))


def test_a_search_begins_where_the_reader_is_and_goes_both_ways(chat: Chat) -> None:
    chat.open_citation(chat.ask("第17项谁牵头"))
    found = chat.page.locator("#found")
    chat.page.locator("#find").fill("牵头单位：市科技局、市金融局")  # lit, so cut in two by the mark
    expect(found).to_have_text("1")
    chat.page.locator("#find").fill("推进科技金融融合发展")
    chat.page.locator("#find-next").click()
    first = found.inner_text()
    assert not first.startswith("1 /")  # the table of contents is far above
    chat.page.locator("#find-next").click()
    expect(found).not_to_have_text(first)
    chat.page.locator("#find-previous").click()
    expect(found).to_have_text(first)
    chat.page.locator("#find").fill("方案里没有的话")
    expect(found).to_have_text("没有匹配")
    expect(chat.page.locator("#find-next")).to_be_disabled()


def test_what_is_searched_for_stays_found_from_citation_to_citation(chat: Chat) -> None:
    chat.open_citation(chat.ask("市工业和信息化局牵头哪些任务"))
    chat.page.locator("#find").fill("科技")
    count = chat.page.locator("#found").inner_text()
    chat.page.locator("#next").click()
    expect(chat.page.locator("#source-count")).to_have_text("2 / 4")
    expect(chat.page.locator("#found")).to_have_text(count)


def test_the_translation_stands_beside_each_line_when_wanted(chat: Chat) -> None:
    chat.open_citation(chat.ask("第17项谁牵头"))
    assert chat.page.locator("#pages .translation").count() == 0
    chat.page.locator("#translation").click()
    expect(chat.page.locator("#pages tr.translation", has_text="17. ")).to_contain_text("Lead units")
    expect(chat.page.locator("#translation")).to_have_attribute("aria-pressed", "true")


def test_on_a_phone_it_slides_over_and_is_closed(visit: Visit) -> None:
    chat = visit(**PHONE)
    chat.open_citation(chat.ask("第17项谁牵头"))
    panel = chat.page.locator("#source")
    expect(panel).to_be_in_viewport(ratio=1)
    assert panel.evaluate("e => e.clientWidth") == 375
    expect(chat.page.locator("#pages td.cited")).to_be_in_viewport(ratio=0.9)
    chat.page.locator("#close").tap()
    expect(panel).to_be_hidden()
    expect(chat.box).to_be_visible()


def test_a_source_stands_alone_too(chat: Chat) -> None:
    chat.open_citation(chat.ask("第17项谁牵头"))
    with chat.page.context.expect_page() as opened:
        chat.page.locator("#alone").click()
    alone = opened.value
    expect(alone.locator("td.cited")).to_be_in_viewport()
    expect(alone).to_have_title(re.compile("实施方案"))
