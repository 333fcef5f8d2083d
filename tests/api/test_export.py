"""A conversation as a file: opened again by another program, it says what the answers say."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
import httpx
import pytest

from assistant.assistant import Assistant
from tests.api.test_problems import assert_problem

TURNS: list[dict[str, Any]] = [
    {"question": "第17项谁牵头"},
    {"question": "那配合单位呢", "history": ["第17项谁牵头"]},
    {"question": "列出所有指标的目标"},
    {"question": "市工业和信息化局牵头哪些任务"},
    {"question": "明天天气怎么样"},
    {"question": "2025年孵化器目标", "without": ["year"]},
    {"question": "which bureau leads task 17"},
]


def plain(markdown: str) -> str:
    return re.sub(r"\s|\*\*|^> |^- |\| ?", "", markdown, flags=re.MULTILINE)


def words(document: Any) -> str:
    """All that a Word document says, tables included, without blanks."""
    return re.sub(r"\s", "", "".join(t.text or "" for t in document.element.body.iter() if t.tag.endswith("}t")))


def test_word_opens_it_and_it_says_what_the_answers_say(client: httpx.Client, assistant: Assistant) -> None:
    response = client.post("/api/export", json={"name": "会前准备", "turns": TURNS})
    assert response.headers["content-type"].endswith("wordprocessingml.document")
    made = docx.Document(BytesIO(response.content))
    headings = [p.text for p in made.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [turn["question"] for turn in TURNS]
    said = words(made)
    for turn in TURNS:
        answer = assistant.answer(turn["question"], turn.get("history", ()), (), None, False, turn.get("without", ()))
        for fact in answer.facts:
            assert re.sub(r"\s", "", fact.value) in said
        for citation in answer.citations:
            assert f"第{citation.lines[0]}" in said
    assert said.count("（原文摘录）") == len(TURNS) - 1
    (table,) = made.tables
    assert [c.text for c in table.rows[0].cells][2:4] == ["2020 年(基数)", "2023 年(目标)"]
    assert len(table.rows) == 30
    assert made.core_properties.title == "会前准备"


def test_markdown_says_what_the_answers_say(client: httpx.Client, assistant: Assistant) -> None:
    response = client.post("/api/export", json={"format": "markdown", "language": "en", "turns": TURNS})
    text = response.content.decode()
    for turn in TURNS:
        answer = assistant.answer(turn["question"], turn.get("history", ()), (), None, False, turn.get("without", ()))
        assert f"## {turn['question']}\n" in text
        assert answer.text in text
    assert "(Quoted from the source)" in text or "（Quoted from the source）" in text
    assert "《江门市创建国家创新型城市实施方案（2021—2023年）》附件2第17项" in text


def test_whatever_is_asked_makes_a_document_that_opens(client: httpx.Client) -> None:
    hostile = ["\x0b\x00<w:p/>第17项", "=cmd|'/c calc'!A1", "😀" * 50, "", "|a|\n|-|\n|b|"]
    response = client.post("/api/export", json={"name": "\x01</w:t>", "turns": [{"question": q} for q in hostile]})
    assert response.status_code == 200
    assert docx.Document(BytesIO(response.content)).paragraphs


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"turns": []},
        {"turns": [{"question": "q"}] * 51},
        {"turns": [{"question": "q", "history": ["q"] * 21}]},
        {"turns": [{"question": "q", "documents": ["nothing-of-ours"]}]},
        {"turns": [{"question": "q"}], "format": "exe"},
        {"turns": "q"},
    ],
)
def test_what_cannot_be_written_is_a_problem(client: httpx.Client, body: dict[str, Any]) -> None:
    assert_problem(client.post("/api/export", json=body), 422, "bad-request")
