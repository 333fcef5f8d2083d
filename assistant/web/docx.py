"""A conversation as a Word document: headings, answers with their tables, sources and labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from markdown_it.token import Token

from assistant.answer import Answer
from assistant.export.docx_file import set_types
from assistant.export.sheet import printable
from assistant.web.blocks import Cell, Grid, answer_to_blocks
from assistant.web.export import Exported
from assistant.web.markdown import markdown_to_tokens

_HAN = "仿宋"
_HAN_HEADING = "黑体"
_LATIN = "Times New Roman"
_NOTE_POINTS, _TEXT_POINTS = 9, 12
_STYLES = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}


def to_docx(exported: Exported) -> bytes:
    """The conversation as DOCX. python-docx is loaded with the first one."""
    from docx import Document
    from docx.shared import Pt

    made = Document()
    set_types(made, {"Normal": _HAN, "Title": _HAN_HEADING, "Heading 1": _HAN_HEADING}, _LATIN)
    made.styles["Normal"].font.size = Pt(_TEXT_POINTS)
    made.core_properties.title = printable(exported.heading)
    made.core_properties.author = exported.word("brand")
    made.core_properties.comments = ""
    made.core_properties.created = exported.at.replace(tzinfo=None)
    made.add_heading(printable(exported.heading), 0)
    for line in exported.preface:
        _note(made, line)
    for answer in exported.answers:
        made.add_heading(printable(" ".join(answer.question.split())), 1)
        _write(answer, exported, made)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _write(answer: Answer, exported: Exported, made: Any) -> None:
    if understood := exported.understood(answer):
        _note(made, understood)
    for block in answer_to_blocks(answer, exported.find):
        if isinstance(block, Grid):
            _table(block, exported, made)
        else:
            _paragraphs(block, made)
    sources = list(exported.sources(answer))
    if sources:
        _note(made, exported.word("sources_of"))
    for source in sources:
        _note(made, source)
    if label := exported.label(answer):
        _note(made, f"（{label}）")


def _note(made: Any, text: str) -> None:
    """A line in small letters."""
    from docx.shared import Pt

    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(printable(text)).font.size = Pt(_NOTE_POINTS)


def _table(grid: Grid, exported: Exported, made: Any) -> None:
    if grid.caption:
        made.add_paragraph().add_run(printable(grid.caption)).bold = True
    head = tuple(Cell(title or exported.word("item"), verbatim=True) for title in grid.titles)
    rows = [*([head] if head else []), *grid.rows]
    table = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    cells = table._cells  # noqa: SLF001  # the public way looks every cell up anew, which takes a second for 29 rows
    for place, cell in enumerate(cell for row in rows for cell in row):
        paragraph = cells[place].paragraphs[0]
        if cell.verbatim:
            paragraph.add_run(printable(cell.text)).bold = place < len(head)
        else:
            _runs(paragraph, _inline(cell.text))
    made.add_paragraph()


def _inline(text: str) -> Sequence[Token]:
    return [child for token in markdown_to_tokens(text) for child in token.children or ()]


def _paragraphs(text: str, made: Any) -> None:
    """Markdown between tables: paragraphs, lists, quotations, and tables as such."""
    style: list[str] = []
    number = 0
    for token in markdown_to_tokens(text):
        if token.type in _STYLES:
            style.append(_STYLES[token.type])
            number = int(token.attrs.get("start", 1)) - 1
        elif token.type == "blockquote_open":
            style.append("Quote")
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            style.pop()
        elif token.type == "inline":
            kind = style[-1] if style else "Normal"
            number += 1
            # Word would number all lists of a document on, so the numbers are written.
            paragraph = made.add_paragraph(style="Normal" if kind == "List Number" else kind)
            if kind == "List Number":
                paragraph.add_run(f"{number}. ")
            _runs(paragraph, token.children or ())


def _runs(paragraph: Any, tokens: Sequence[Token]) -> None:
    for text, bold in _pieces(tokens):
        paragraph.add_run(printable(text)).bold = bold or None


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """Texts, and whether each is strong."""
    strong = False
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong = token.type == "strong_open"
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n", strong
        else:
            yield token.content, strong
