"""The views in a real browser, as a person uses them: by mouse, keyboard and finger, in both languages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlparse

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import PHONE
from tests.web.site import Chat

WIDE: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN"}
PATHS = ("views", "views/indicators", "views/matrix", "views/timeline", "views/unit", "views/unit?name=DRB")
Look = Callable[..., Page]


@pytest.fixture
def look(browser: Browser, site: str) -> Iterator[Look]:
    """Opens a view in a window of its own. Nothing may be asked of another host, nothing may be complained of."""
    pages: list[Page] = []
    wrong: list[str] = []

    def open_view(path: str, **options: Any) -> Page:
        page = browser.new_context(**{**WIDE, **options}).new_page()
        page.on("request", lambda r: None if r.url.startswith((site, "data:", "blob:")) else wrong.append(r.url))
        page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.goto(f"{site}{path}")
        pages.append(page)
        return page

    yield open_view
    for page in pages:
        page.context.close()
    assert wrong == []


def ordinals(page: Page) -> list[str]:
    return page.locator("td.c-ordinal").all_inner_texts()


def test_the_chat_leads_to_the_views_without_loading_them(chat: Chat) -> None:
    assert not chat.page.evaluate("performance.getEntriesByType('resource').filter(r => /views/.test(r.name)).length")
    chat.page.locator("#views").click()
    expect(chat.page.locator("h1")).to_contain_text("方案一览")
    chat.page.locator(".cards a", has_text="指标").first.click()
    expect(chat.page.locator("tr.entry")).to_have_count(34)
    chat.page.locator(".bar .back").click()
    chat.box.wait_for()


def test_columns_sort_with_the_keyboard(look: Look) -> None:
    page = look("views/indicators")
    page.locator("#grouped").press("Enter")
    head = page.locator("th.c-target")
    head.locator("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("th.c-ordinal")).to_have_attribute("aria-sort", "none")
    assert ordinals(page)[0] == "20"
    head.locator("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert ordinals(page)[0] == "29"
    assert ordinals(page)[-3:] == ["23", "24", "25"]


def test_double_values_stay_together_and_rows_in_their_groups(look: Look) -> None:
    page = look("views/indicators")
    page.locator("th.c-difference button").click()
    page.locator("th.c-difference button").click()
    entries = page.locator("tr.entry").evaluate_all("rows => rows.map(row => row.dataset.entry)")
    assert [e for i, e in enumerate(entries) if e in entries[:i] and e != entries[i - 1]] == []
    first = page.locator("tbody").first
    assert sorted(first.locator("td.c-ordinal").all_inner_texts()) == ["1", "2", "3", "4", "5", "6"]


def test_the_drawing_says_what_it_shows(look: Look) -> None:
    page = look("views/indicators")
    drawn = page.locator("tr.entry", has_text="实际使用外资金额").locator("svg")
    expect(drawn).to_have_attribute("aria-label", re.compile("由1.77%到1.45%，下降0.32个百分点"))
    expect(drawn.locator(".change.down")).to_have_count(1)
    assert page.get_by_role("columnheader", name="基数 2020").count() == 1
    assert page.get_by_role("rowheader", name="科技进步贡献率").count() == 1


def test_a_figure_shows_its_words_and_leads_to_the_lit_cell(look: Look) -> None:
    page = look("views/indicators")
    page.locator("tr.entry", has_text="科技进步贡献率").locator("td.c-target a").click()
    card = page.get_by_role("dialog", name=re.compile("科技进步贡献率，2023年目标：54%"))
    expect(card.locator("blockquote")).to_have_text("54")
    expect(card).to_contain_text("附件1第7项")
    card.get_by_role("link", name="看原文").click()
    cell = page.locator("td.cited")
    expect(cell).to_have_text("54")
    expect(cell).to_be_in_viewport()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("指标")


def test_a_cell_asks_its_question_in_the_chat(look: Look) -> None:
    page = look("views/matrix")
    page.locator("tr", has_text="市金融局").locator("a.mark.lead").click()
    link = page.get_by_role("dialog").get_by_role("link", name="问一问")
    asked = parse_qs(urlparse(link.get_attribute("href") or "").query)["q"]
    assert asked == ["市金融局是第17项“推进科技金融融合发展”的牵头单位吗？"]
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("tr", has_text="市金融局").locator("a.mark.lead")).to_be_focused()


def test_the_arrow_keys_go_from_mark_to_mark(look: Look) -> None:
    page = look("views/matrix")
    assert page.locator("a.mark[tabindex='0']").count() == 1
    page.locator("a.mark[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert before.startswith("市科技局：配合第1项")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    after = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert after.startswith("市工业和信息化局：配合第2项")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=re.compile("市工业和信息化局：配合第2项"))).to_be_visible()


def test_lead_and_joins_differ_by_more_than_colour(look: Look) -> None:
    page = look("views/matrix")
    lead, joins = page.locator("td a.mark.lead").first, page.locator("td a.mark.cooperate").first
    assert (lead.inner_text(), joins.inner_text()) == ("牵", "配")
    radius = "e => getComputedStyle(e).borderRadius"
    assert lead.evaluate(radius) != joins.evaluate(radius)


def test_heads_stay_in_sight_while_the_matrix_scrolls(look: Look) -> None:
    page = look("views/matrix", **PHONE)
    box = page.locator(".matrix-box")
    box.evaluate("e => e.scrollTo(500, 400)")
    expect(page.locator(".corner")).to_be_in_viewport()
    row = page.locator("th[scope=row]", has_text="市财政局")
    row.evaluate("e => e.closest('.box').scrollTop = e.offsetTop - 200")
    assert abs(row.bounding_box()["x"] - box.bounding_box()["x"]) < 3  # type: ignore[index]


def test_a_unit_is_chosen_by_its_abbreviation(look: Look) -> None:
    page = look("views/unit")
    page.get_by_role("searchbox").press_sequentially("发改局")
    expect(page.locator("#units li:visible")).to_have_count(1)
    expect(page.get_by_role("status").first).to_contain_text("1个单位")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("市发展改革局")
    expect(page.locator(".tasks.lead li")).to_have_count(4)
    expect(page.locator(".tasks.cooperate li")).to_have_count(13)
    expect(page.locator("tr.entry")).to_have_count(6)
    page.locator(".tasks.lead h3 a.cell", has_text="构建现代产业体系").click()
    page.get_by_role("dialog").get_by_role("link", name="看原文").click()
    expect(page.locator("td.cited")).to_contain_text("牵头单位：市工业和信息化局、市发展改革局")


def test_a_unit_is_chosen_by_its_english_name(look: Look) -> None:
    page = look("views/unit", locale="en-US")
    page.get_by_role("searchbox").fill("wuyi uni")
    page.locator("#units li:visible a").click()
    expect(page.locator("h1")).to_contain_text("Wuyi University")
    expect(page.locator(".passages li")).to_have_count(10)
    page.locator(".passages a").first.click()
    expect(page.locator("mark").first).to_be_in_viewport()


def test_phases_lead_to_their_text(look: Look) -> None:
    page = look("views/timeline")
    expect(page.locator(".phases li")).to_have_count(3)
    expect(page.locator(".phases li").nth(1)).to_contain_text("27个月")
    page.locator(".phases li").nth(1).locator("p a.plain").click()
    expect(page.locator("mark").first).to_contain_text("按照实施方案部署安排")
    expect(page.locator("mark").first).to_be_in_viewport()


def test_the_language_is_switched_and_kept(look: Look) -> None:
    page = look("views/indicators")
    page.locator("#language").click()
    expect(page.locator("h1")).to_have_text(re.compile("Indicators"))
    expect(page).to_have_title(re.compile("^Indicators · "))
    expect(page.locator("tr.entry").first.locator("td.c-difference")).to_contain_text("up 6 person-years")
    page.locator(".tabs a", has_text="Timeline").click()
    expect(page.locator("h1")).to_contain_text("Timeline")


def test_the_dark_is_dark(look: Look) -> None:
    ground = "() => getComputedStyle(document.body).backgroundColor"
    page = look("views/matrix", color_scheme="dark")
    assert page.evaluate(ground) == "rgb(17, 21, 26)"
    page.locator("#theme").click()
    assert page.evaluate(ground) == "rgb(244, 246, 248)"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_no_page_scrolls_sideways(look: Look, path: str, locale: str) -> None:
    page = look(path, **PHONE, locale=locale)
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    page.set_viewport_size({"width": 2560, "height": 1400})
    assert page.evaluate("document.documentElement.scrollWidth") == 2560


def test_on_a_phone_an_indicator_is_a_card_that_still_sorts(look: Look) -> None:
    page = look("views/indicators", **PHONE)
    entry = page.locator("tr.entry").first
    expect(entry.locator("td.c-target")).to_be_in_viewport(ratio=1)
    page.locator("th.c-ordinal button").tap()
    expect(page.locator("tbody").first.locator("td.c-ordinal").first).to_have_text("6")
    assert page.get_by_role("rowheader", name="科技进步贡献率").count() == 1


def test_files_are_saved_in_the_language_of_the_page(look: Look) -> None:
    page = look("views/indicators", locale="en-US")
    with page.expect_download() as saved:
        page.locator(".exports a:visible", has_text="XLSX").click()
    book = openpyxl.load_workbook(io.BytesIO(saved.value.path().read_bytes()))
    assert book.worksheets[0]["B1"].value == "Indicator"
    assert saved.value.suggested_filename == "jiangmen-2021-2023-indicators.xlsx"


@pytest.mark.parametrize("path", ["views/indicators", "views/matrix", "views/timeline", "views/unit?name=发改局"])
def test_the_drawing_is_saved_as_a_picture(look: Look, path: str) -> None:
    page = look(path)
    with page.expect_download() as saved:
        page.locator(".exports .picture:visible").click()
    content = saved.value.path().read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(content[16:20], "big")
    assert width >= 1500
    assert len(content) > 20_000


def test_printed_it_is_dark_on_white_without_controls(look: Look) -> None:
    page = look("views/indicators", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(26, 35, 48)"
    for control in (".bar", ".tabs", ".exports", "a.ask >> nth=0", "#grouped"):
        expect(page.locator(control)).to_be_hidden()
    expect(page.locator("table")).to_be_visible()
    expect(page.locator(".provenance")).to_be_visible()


@pytest.mark.parametrize("path", PATHS)
def test_every_control_is_reached_by_the_keyboard_and_named(look: Look, path: str) -> None:
    page = look(path)
    unnamed = """() => [...document.querySelectorAll('a, button, input')]
        .filter(e => e.offsetParent && !(e.ariaLabel || e.innerText.trim() || e.labels?.length))
        .map(e => e.outerHTML)"""
    assert page.evaluate(unnamed) == []
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_without_scripts_everything_is_there(browser: Browser, site: str) -> None:
    context = browser.new_context(**WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}views/unit?name=发改局")
    assert page.locator(".tasks.lead li").count() == 4
    page.locator(".tasks.lead h3 a.cell").first.click()
    assert page.locator("td.cited").count() == 1
    context.close()


@pytest.mark.parametrize("path", ["views/indicators", "views/matrix", "views/timeline", "views/unit?name=发改局"])
@pytest.mark.parametrize("window", [{}, PHONE | {"locale": "en-US", "color_scheme": "dark"}], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(look: Look, path: str, window: dict[str, Any]) -> None:
    page = look(path, **window)
    found = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")] == []
