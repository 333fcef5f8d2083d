"""Answers that are tables at heart are shown as tables; long ones are sorted by their titles."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from assistant.assistant import Assistant
from assistant.web.blocks import Cell, Grid, answer_to_blocks
from tests.answers import make_answer
from tests.web.conftest import PHONE, Visit
from tests.web.site import Chat


def column(table: Locator, number: int) -> list[str]:
    return [text.strip() for text in table.locator(f"tbody tr > :nth-child({number})").all_inner_texts()]


def test_records_with_the_same_fields_share_a_table(chat: Chat) -> None:
    table = chat.ask("指标3和指标5的基数和目标").locator(".answer table")
    expect(table).to_have_count(1)
    expect(table.locator("thead th")).to_have_text(["事项", "2020年基数", "2023年目标"], use_inner_text=True)
    assert column(table, 3)[0].startswith("0.28%")
    expect(table.locator("a.cite")).to_have_count(4)
    expect(table.locator("button.sort")).to_have_count(0)  # short


def test_a_record_is_shown_field_by_field(chat: Chat) -> None:
    table = chat.ask("第17项的全部内容").locator(".answer table.fields")
    expect(table.locator("caption")).to_contain_text("推进科技金融融合发展")
    expect(table.locator("tbody th").nth(2)).to_have_text("牵头单位")


def test_a_long_list_has_the_short_cells_of_its_rows_and_is_sorted(chat: Chat) -> None:
    table = chat.ask("列出所有指标的目标").locator(".answer table")
    expect(table.locator("tbody tr")).to_have_count(29)
    target = table.locator("thead th").nth(3)
    expect(target).to_have_attribute("aria-sort", "none")
    first = column(table, 1)
    target.locator("button").click()
    expect(target).to_have_attribute("aria-sort", "ascending")
    figures = [float(m.group()) for text in column(table, 4) if (m := re.match(r"[\d.]+", text))]
    assert figures == sorted(figures)
    assert len(figures) > 20
    target.locator("button").press("Enter")
    expect(target).to_have_attribute("aria-sort", "descending")
    target.locator("button").press(" ")
    expect(target).to_have_attribute("aria-sort", "none")
    assert column(table, 1) == first
    table.locator("thead th").nth(4).locator("button").click()
    expect(target).to_have_attribute("aria-sort", "none")


def test_it_can_still_be_sorted_after_a_reload_and_cites(chat: Chat) -> None:
    chat.ask("市科技局监测哪些指标")
    chat.page.reload()
    expect(chat.last.locator("button.sort").first).to_be_visible()
    chat.last.locator(".answer a.cite").nth(4).click()
    expect(chat.page.locator("#pages tr.lit")).to_have_count(1)


def test_on_a_phone_a_table_scrolls_by_itself_and_keeps_its_names(visit: Visit) -> None:
    chat = visit(**PHONE)
    grid = chat.ask("列出所有指标的目标").locator(".grid")
    assert grid.evaluate("e => [e.scrollWidth > e.clientWidth, e.tabIndex]") == [True, 0]
    grid.evaluate("e => e.scrollTo(400, 0)")
    assert grid.locator("tbody th").first.evaluate("e => e.getBoundingClientRect().left >= 0")


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("**210家**是目标。[1]", [str]),
        ("甲：\n- 目标：**1**[1]\n- 基数：**2**[1]", [Grid]),
        ("或指：\n\n甲：\n- 目标：**1**[1]\n- 基数：**2**[1]\n\n乙：\n- 目标：**3**[2]\n- 基数：**4**[2]", [str, Grid]),
        ("甲：\n- 目标：**1**[1]\n- 基数：**2**[1]\n\n乙：\n- 目标：**3**[2]\n- 单位：**4**[2]", [Grid, Grid]),
        ("甲：\n- 目标：**1**[1]\n- 基数：**2**[1]\n甲没有写单位", [str]),
        ("1. 甲[1]\n2. 乙[1]\n3. 丙[1]", [str]),
    ],
    ids=["sentence", "fields", "two records", "other fields", "something missing", "a list of no table"],
)
def test_what_becomes_a_table(text: str, shapes: list[type]) -> None:
    assert [type(b) for b in answer_to_blocks(make_answer(text), lambda _: None)] == shapes


def test_cells_of_the_source_are_kept_as_they_stand(assistant: Assistant) -> None:
    _, table = answer_to_blocks(assistant.answer("列出所有指标的目标"), assistant.document)
    assert isinstance(table, Grid)
    assert table.rows[2][-1] == Cell("市科技局 市发展改革局", verbatim=True)
