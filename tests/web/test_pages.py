"""The source as a page, and a turn as HTML: nothing of the source is lost, nothing typed comes alive."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from assistant.answer import CellReference, Citation, Fact
from assistant.web.places import Light, address, official_place
from assistant.web.source import source_page
from assistant.web.turn import turn_html
from assistant.web.words import words
from corpus.model import Document, Span
from corpus.reader import read_corpus
from tests.answers import make_answer
from tests.conftest import DOCUMENTS, ROOT

PLANS = [*read_corpus(DOCUMENTS), *read_corpus(ROOT / "tests" / "fixtures" / "plans")]
LAYOUT = re.compile(r"(?m)^\|[\s|:-]+\|$|[\s|.\-]")  # blanks, table lines and dot leaders are laid out, not shown


def shown(page: str) -> str:
    (main,) = re.findall(r"<main.*</main>", page, re.DOTALL)
    return LAYOUT.sub("", unescape(re.sub(r"<[^>]+>", "", main)))


@pytest.mark.parametrize("plan", PLANS, ids=lambda d: d.id)
def test_the_page_shows_every_character_once(plan: Document) -> None:
    assert shown(source_page(plan)) == LAYOUT.sub("", plan.text)


@pytest.mark.parametrize("plan", PLANS, ids=lambda d: d.id)
def test_every_sentence_and_row_can_be_lit(plan: Document) -> None:
    spans = [s for p in plan.paragraphs for s in p.sentences] + [r.span for t in plan.tables for r in t.rows]
    for span in spans[:: max(1, len(spans) // 40)]:
        marked = re.findall(r"<mark>(.*?)</mark>", source_page(plan, Light(span)))
        assert LAYOUT.sub("", unescape("".join(marked))) == LAYOUT.sub("", span.of(plan.text))


def test_each_line_has_its_anchor(document: Document, plan_lines: tuple[str, ...]) -> None:
    page = source_page(document)
    for number, line in enumerate(plan_lines):
        assert (f'id="L{number}"' in page) == bool(line.strip())


def test_a_cut_sentence_is_shown_whole(document: Document) -> None:
    page = source_page(document)
    (paragraph,) = [p for p in re.findall(r"<p[^>]*>.*?</p>", page) if 'id="L91"' in p]
    assert 'id="L93"' in paragraph


def citation(*section: str, row: str = "", column: str = "责任单位") -> Citation:
    cell = CellReference(1, row, column) if row else None
    return Citation(1, "甲 乙/丙", "某方案（2021—2023年）", section, None, (485, 485), 10, 20, "x", cell, None, "")


@pytest.mark.parametrize(
    ("cited", "place"),
    [
        (citation("附件 2某市重点工作分解表", row="17"), "附件2第17项"),
        (citation("四、重点工作", "（一）工程", "3.园区", "（2）提质"), "第四部分（一）3（2）"),
        (citation("第二章 总体要求", "第一节 指导思想"), "第二章第一节"),
        (citation("总则"), "“总则”"),
        (citation("附表", row="合计"), "附表“合计”"),
        (citation(), ""),
    ],
)
def test_places_are_named_as_officials_name_them(cited: Citation, place: str) -> None:
    assert official_place(cited) == f"《某方案（2021—2023年）》{place}"


def test_an_address_is_safe_whatever_a_document_is_called() -> None:
    assert address(citation()) == "source/%E7%94%B2%20%E4%B9%99%2F%E4%B8%99?start=10&end=20#L485"


def test_what_is_typed_stays_text_in_a_turn() -> None:
    hostile = '"><script>alert(1)</script>'
    answer = make_answer(
        f"**{hostile}**", question=hostile, standalone=hostile + "?", missing=(hostile,),
        suggestions=(hostile,), id=hostile, facts=(Fact(hostile, hostile, hostile, citation=1),),
    )  # fmt: skip
    html = turn_html(answer, lambda _: None)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 5
    assert "\n" not in html


def test_a_row_is_shown_whole_where_its_facts_come_from_several_cells(document: Document) -> None:
    record = next(r for r in document.records if r.kind == "indicator" and r.ordinal == 2)
    text = record.span.of(document.text)
    cited = Citation(
        1, document.id, document.title, ("附件 1",), None, (427, 427), record.span.start, record.span.end, text,
        CellReference(1, "2", "2023 年(目标)"), None, "",
    )  # fmt: skip
    one = make_answer("**2.50%**[1]", citations=(cited,), facts=(Fact("x", "目标", "2.50", citation=1),))
    two = make_answer(
        "a[1]", citations=(cited,), facts=(Fact("x", "目标", "2.50", citation=1), Fact("x", "基数", "2.30", citation=1))
    )
    find = {document.id: document}.get
    assert "<b>2023 年(目标)</b> 2.50" in turn_html(one, find)
    assert "2.30" not in turn_html(one, find)
    assert "<b>2020 年(基数)</b> 2.30" in turn_html(two, find)


def test_every_word_is_there_in_both_languages_and_used() -> None:
    web = ROOT / "assistant" / "web"
    code = "".join(p.read_text(encoding="utf-8") for p in [*web.rglob("*.py"), web / "frame.html"])
    for name, word in words().items():
        assert word.zh
        assert word.en
        assert re.search(rf"[\"':]{name}(?:[\"']|}})", code), f"{name} is not used"


def test_static_files_ask_nothing_of_another_host() -> None:
    for file in Path(ROOT / "assistant" / "web" / "static").iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|//[a-z]+\.|@import|\burl\(", text), file.name


def test_a_span_outside_the_text_lights_nothing(document: Document) -> None:
    assert "<mark>" not in source_page(document, Light(Span(10**7, 10**7 + 5)))
