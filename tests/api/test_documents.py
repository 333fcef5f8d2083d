"""What the API says of documents, and the source as a page."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

from corpus.model import Document

ID = "jiangmen-2021-2023"


def test_the_list_names_each_document_once(client: httpx.Client, document: Document) -> None:
    (found,) = client.get("/api/documents").json()
    assert found["id"] == ID
    assert found["title"] == document.title
    assert found["records"] == {"indicator": 29, "task": 24, "phase": 3}
    assert found["link"] == f"/source/{ID}"


def test_a_document_comes_with_its_outline_and_source_text(client: httpx.Client, plan: str) -> None:
    found = client.get(f"/api/documents/{ID}").json()
    assert found["text"] == plan
    lines = plan.split("\n")
    for heading in found["outline"]:
        assert heading["number"] in lines[heading["line"] - 1]


def test_the_source_lights_exactly_the_cited_characters(client: httpx.Client, plan: str) -> None:
    answer = client.post("/api/ask", json={"question": "指导思想是什么"}).json()
    citation = answer["citations"][0]
    page = client.get(f"/source/{ID}", params={"start": citation["start"], "end": citation["end"]}).text
    marked = "".join(unescape(m) for m in re.findall(r"<mark>(.*?)</mark>", page))
    assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", citation["quote"])
    assert f'id="L{citation["lines"][0]}"' in page


def test_the_source_lights_the_row_and_singles_out_the_cell(client: httpx.Client) -> None:
    citation = client.post("/api/ask", json={"question": "第17项谁牵头"}).json()["citations"][0]
    where = {"start": citation["start"], "end": citation["end"], "column": citation["cell"]["column"]}
    page = client.get(f"/source/{ID}", params=where).text
    (row,) = re.findall(r'<tr id="L485" class="lit">.*?</tr>', page)
    (cell,) = re.findall(r'<td class="cited">(.*?)</td>', row)
    assert cell.startswith("<mark>牵头单位：市科技局、市金融局")


def test_the_translation_comes_line_by_line_when_wanted(client: httpx.Client) -> None:
    assert 'class="translation"' not in client.get(f"/source/{ID}").text
    assert "R&amp;D personnel" in client.get(f"/source/{ID}?translation=true").text


@pytest.mark.parametrize("path", [f"/source/{ID}", f"/source/{ID}?column=<script>&start=1&end=9"])
def test_the_source_page_runs_no_script_of_its_own(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r"<script(?![^>]*\ssrc=)", response.text)
    assert not re.search(r"\son\w+=", response.text)
