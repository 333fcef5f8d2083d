"""The views over HTTP: pages, files, and what is answered to a wrong address."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from urllib.parse import quote

import docx
import httpx
import openpyxl
import pytest

from assistant.assistant import Assistant
from assistant.views.citing import Source, source_of
from assistant.views.indicators import document_to_indicators
from assistant.views.matrix import document_to_matrix
from index.snapshot import Snapshot, corpus_to_snapshot
from tests.conftest import ROOT

VIEWS = ("indicators", "matrix", "timeline", "unit")
UNIT = "jiangmen-2021-2023/市/发展改革局"
MADE = ("csv", "xlsx", "docx")


def rows_of(content: bytes, kind: str) -> list[list[str]]:
    """The table of an export, read by another program, as text."""
    if kind == "csv":
        found = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        return found[: found.index([])]
    if kind == "xlsx":
        table = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        return [["" if c.value is None else str(c.value) for c in row] for row in table.iter_rows()]
    return [[c.text for c in row.cells] for row in docx.Document(io.BytesIO(content)).tables[0].rows]


@pytest.fixture(scope="module")
def source(assistant: Assistant) -> Source:
    found = source_of(assistant.library.snapshot, None)
    assert found
    return found


def serving(snapshot: Snapshot) -> Assistant:
    """An assistant of which only the documents are asked."""
    library = SimpleNamespace(snapshot=snapshot, manifest=SimpleNamespace(corpus="abc", key="k"))
    return cast(Assistant, SimpleNamespace(library=library, documents=snapshot.documents))


@pytest.mark.parametrize("kind", MADE)
def test_exported_indicators_are_those_of_the_view(client: httpx.Client, source: Source, kind: str) -> None:
    view = document_to_indicators(source)
    header, *rows = rows_of(client.get(f"/views/indicators.{kind}").content, kind)
    pairs = [(r, p) for r in view.rows for p in r.pairs or (None,)]
    assert len(rows) == len(pairs) == 34
    for row, (indicator, pair) in zip(rows, pairs, strict=True):
        cells = dict(zip(header, row, strict=True))
        assert cells["指标"] == indicator.name.zh
        assert cells["监测单位"] == "、".join(n.zh for _, n in indicator.monitors)
        assert cells["出处"].startswith("《江门市创建国家创新型城市实施方案（2021—2023年）》附件1")
        if pair and pair.base and pair.target and pair.difference:
            assert float(cells["基数"]) == float(pair.base.number or "")
            assert float(cells["目标"]) == float(pair.target.number or "")
            assert float(cells["差值"]) == float(pair.difference)
        else:
            assert cells["备注"] == "定性评价"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_exported_matrix_is_that_of_the_view(client: httpx.Client, source: Source, kind: str) -> None:
    view = document_to_matrix(source)
    header, *rows, places = rows_of(client.get(f"/views/matrix.{kind}").content, kind)
    assert len(header) == 3 + len(view.tasks)
    words = {"lead": "牵头", "cooperate": "配合"}
    for row, unit in zip(rows, view.units, strict=True):
        marks = [unit.at(t.id) for t in view.tasks]
        assert row[0] == unit.name.zh
        assert row[3:] == [words[m.role] if m else "" for m in marks]
    assert all("附件2第" in place for place in places[3:])


def test_the_printed_matrix_lists_the_units_of_each_task(client: httpx.Client, source: Source) -> None:
    header, *rows = rows_of(client.get("/views/matrix.docx").content, "docx")
    for row, task in zip(rows, document_to_matrix(source).tasks, strict=True):
        cells = dict(zip(header, row, strict=True))
        assert cells["牵头"] == "、".join(n.zh for n in task.held_by("lead"))
        assert cells["配合"] == "、".join(n.zh for n in task.held_by("cooperate"))


@pytest.mark.parametrize("kind", MADE)
def test_the_exported_timeline_and_unit_hold_every_row(client: httpx.Client, kind: str) -> None:
    timeline = rows_of(client.get(f"/views/timeline.{kind}").content, kind)
    assert [row[5] for row in timeline[1:]] == ["3", "27", "6"]
    unit = rows_of(client.get(f"/views/unit.{kind}", params={"unit": UNIT}).content, kind)
    assert [row[0] for row in unit[1:]] == ["牵头"] * 4 + ["配合"] * 13 + ["监测"] * 6


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_export_says_where_it_comes_from(
    client: httpx.Client, assistant: Assistant, view: str, language: str
) -> None:
    asked = {"language": language, **({"unit": UNIT} if view == "unit" else {})}
    label = "Quoted from the source" if language == "en" else "原文摘录"
    said = {kind: client.get(f"/views/{view}.{kind}", params=asked) for kind in (*MADE, "svg")}
    texts = {
        "csv": said["csv"].content.decode("utf-8-sig"),
        "xlsx": str([c.value for c in openpyxl.load_workbook(io.BytesIO(said["xlsx"].content)).worksheets[1]["A"]]),
        "docx": str([p.text for p in docx.Document(io.BytesIO(said["docx"].content)).paragraphs]),
        "svg": said["svg"].text,
    }
    for kind, text in texts.items():
        assert label in text, kind
        assert "江门市创建国家创新型城市实施方案（2021—2023年）" in text, kind
        assert assistant.library.manifest.corpus in text, kind
        assert said[kind].content == client.get(f"/views/{view}.{kind}", params=asked).content


def test_files_have_names_and_are_saved(client: httpx.Client) -> None:
    headers = client.get("/views/indicators.xlsx").headers
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''jiangmen-2021-2023-indicators.xlsx"


@pytest.mark.parametrize("path", ["", *(f"/{v}" for v in VIEWS), "/unit?name=发改局"])
def test_pages_have_no_inline_script_and_every_source_link_lights_something(client: httpx.Client, path: str) -> None:
    response = client.get(f"/views{path}")
    assert "script-src 'self';" in response.headers["content-security-policy"]
    assert not re.search(r"<script(?! (?:type=\"module\" )?src=)|\son[a-z]+=|javascript:", response.text)
    links = {unescape(link) for link in re.findall(r'href="(/source/[^"]+)"', response.text)}
    for link in sorted(links)[::10]:
        assert "<mark>" in client.get(link).text, link


def test_a_unit_is_found_by_any_of_its_names_without_scripts(client: httpx.Client) -> None:
    assert '<h1><span class="zh" lang="zh-CN">市发展改革局' in client.get("/views/unit?name=DRB").text
    several = client.get("/views/unit?name=高新区").text
    assert "可能是以下单位" in several
    assert several.count("data-names=") == 3
    unknown = client.get("/views/unit", params={"name": "<b>没有</b>"}).text
    assert "没有叫“&lt;b&gt;没有&lt;/b&gt;”的单位" in unknown
    assert unknown.count("data-names=") == 43


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/views/indicators?document=no", 404), ("/views/unit?unit=no", 404), ("/views/unit.csv", 404),
        ("/views/nothing", 404), ("/views/matrix.pdf", 422), ("/views/nothing.csv", 422),
        ("/views/matrix.csv?language=fr", 422),
    ],
)  # fmt: skip
def test_a_wrong_address_is_answered_with_a_problem(client: httpx.Client, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_a_corpus_of_several_documents_offers_each(client_of: Callable[..., httpx.Client]) -> None:
    client = client_of(serving(corpus_to_snapshot(ROOT / "tests" / "fixtures" / "plans")))
    page = client.get("/views/indicators?document=yunhe-digital").text
    assert page.count('aria-current="page"') == 2
    assert 'href="/views/matrix?document=yunhe-digital"' in page
    assert "/views/indicators.csv?document=yunhe-digital&amp;language=zh" in page
    for document in ("yunhe-digital", "linhai-water", "shuoning-agriculture"):
        for view in VIEWS:
            assert 'class="nothing"' not in client.get(f"/views/{view}?document={document}").text, (document, view)
            if view != "unit":
                for kind in (*MADE, "svg"):
                    assert client.get(f"/views/{view}.{kind}?document={document}").status_code == 200


def test_a_view_says_when_the_document_has_nothing_for_it(
    client_of: Callable[..., httpx.Client], tmp_path: Path
) -> None:
    (tmp_path / "notice.txt").write_text("关于节水的通知\n\n一、提高认识\n\n节约用水，人人有责。\n", encoding="utf-8")
    client = client_of(serving(corpus_to_snapshot(tmp_path)))
    said = {v: client.get(f"/views/{v}").text for v in VIEWS}
    for view, words in zip(VIEWS, ("没有指标表", "没有写明任务", "没有划分阶段", "没有写明承担任务"), strict=True):
        assert words in said[view]
        assert 'class="exports"' not in said[view]
    for view in ("indicators", "matrix", "timeline"):
        for kind in (*MADE, "svg"):
            assert client.get(f"/views/{view}.{kind}").status_code == 200


def test_a_prefix_stands_before_every_address(client_of: Callable[..., httpx.Client]) -> None:
    client = client_of(root_path="/assistant")
    page = client.get(f"/views/unit?name={quote('发改局')}").text
    addresses = re.findall(r'(?:href|src|action|data-svg|data-chat)="(/[^"]*)"', page)
    assert addresses
    assert [a for a in addresses if not a.startswith("/assistant/")] == []
