"""A document as a page: every line with its anchor `#L485`, tables as tables, the cited characters lit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, pairwise

from msgspec import Struct

from assistant.web.places import Light, cell_at
from assistant.web.words import both, label, words
from corpus.model import Cell, Document, Section, Span
from corpus.tables import line_to_row
from corpus.text import line_of, trim

_LEADER = re.compile(r"^(.*?)\s*(?:[.．·…]{3,}|\t)\s*(\d{1,4})\s*$")
_SEPARATOR = re.compile(r"\|?[\s:|\-]*-{2,}[\s:|\-]*\|?")
_OUTLINE_DEPTH = 3


class Line(Struct, frozen=True):
    """A line of the source that is not blank: what it is, and which block of its kind it belongs to."""

    number: int
    span: Span
    kind: str
    block: int


def source_page(document: Document, light: Light | None = None, *, translated: bool = False, root: str = "") -> str:
    """The whole page of a document. `root` is the path that everything is served under."""
    title = escape(document.title)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="{root}/web/icon.svg"><link rel="stylesheet" href="{root}/web/base.css">'
        f'<link rel="stylesheet" href="{root}/web/source.css">'
        f'<script src="{root}/web/early.js"></script><script type="module" src="{root}/web/source-page.js"></script>'
        f'</head><body class="alone"><header class="bar"><a class="brand" href="{root}/">{both("brand")}</a>'
        f'<button type="button" id="language">{both("language")}</button></header>'
        f"{source_body(document, light, translated=translated)}</body></html>"
    )


def source_body(document: Document, light: Light | None = None, *, translated: bool = False) -> str:
    """The outline and the text of a document."""
    return (
        f'<nav class="outline" {label("outline")}><details><summary>{both("outline")}</summary>'
        f"<ol>{''.join(_outline(document))}</ol></details></nav>"
        f'<main class="source" lang="zh-CN" data-document="{escape(document.id)}">'
        f"{''.join(_blocks(document, light, translated))}</main>"
    )


def _outline(document: Document) -> Iterator[str]:
    for section in document.sections:
        depth = len(document.path(section.id))
        if depth <= _OUTLINE_DEPTH:
            line = line_of(document.lines, section.span.start)
            title = escape(
                f"{section.number} {section.title}" if section.number[-1:].isalnum() else section.number + section.title
            )
            yield f'<li class="depth{depth}"><a href="#L{line}">{title}</a></li>'


def lines_of(document: Document) -> list[Line]:
    """The lines that are not blank, sorted into headings, paragraphs (whose cut halves share a block) and table runs."""
    text = document.text
    rows = {line_of(document.lines, r.span.start) for t in document.tables for r in t.rows}
    headings = {n: i for i, s in enumerate(document.sections) for n in _lines_under(document, s.span)}
    paragraphs = {n: i for i, p in enumerate(document.paragraphs) for n in _lines_under(document, p.span)}
    found: list[Line] = []
    for number, (start, end) in enumerate(pairwise([*document.lines, len(text)]), start=1):
        span = trim(text, Span(start, end), "\r\n")
        if not span.of(text).strip():
            continue
        previous = found[-1] if found else None
        if number in rows or _is_table_line(span.of(text)) and _meets_row(document, number, rows):
            joined = previous is not None and previous.kind == "table" and previous.number == number - 1
            found.append(Line(number, span, "table", previous.block if previous and joined else number))
        elif number in headings and _ends_line(document, document.sections[headings[number]], span):
            found.append(Line(number, span, "heading", headings[number]))
        elif _LEADER.match(span.of(text)) and number not in paragraphs:
            found.append(Line(number, span, "contents", number))
        else:
            block = paragraphs.get(number)
            found.append(Line(number, span, "text", -1 - number if block is None else block))
    return found


def _lines_under(document: Document, span: Span) -> range:
    return range(line_of(document.lines, span.start), line_of(document.lines, max(span.start, span.end - 1)) + 1)


def _is_table_line(line: str) -> bool:
    return "\t" in line.strip("\r\n") or line.lstrip().startswith("|")


def _meets_row(document: Document, number: int, rows: set[int]) -> bool:
    """Whether a header line leads, over table lines only, to a row."""
    while number not in rows and number < len(document.lines):
        number += 1
        start = document.lines[number - 1]
        end = document.lines[number] if number < len(document.lines) else len(document.text)
        if not _is_table_line(document.text[start:end]):
            return False
    return number in rows


def _ends_line(document: Document, section: Section, line: Span) -> bool:
    """Whether nothing follows a heading on its line."""
    return not document.text[section.span.end : line.end].strip() or section.span.end < line.start


def _blocks(document: Document, light: Light | None, translated: bool) -> Iterator[str]:
    for (kind, block), group in groupby(lines_of(document), key=lambda line: (line.kind, line.block)):
        lines = list(group)
        if kind == "table":
            yield _table(document, lines, light, translated)
            continue
        shown = "".join(_text_line(document, line, light) for line in lines)
        if kind == "heading":
            level = min(6, 1 + len(document.path(block)))
            yield f'<h{level} data-line="{lines[0].number}">{shown}</h{level}>'
        else:
            title = kind == "text" and lines[0].span.of(document.text).strip() in document.title
            yield f'<p class="{"title" if title else kind}" data-line="{lines[0].number}">{shown}</p>'
        if translated and document.translation:
            yield _translation([document.translation[line.number - 1] for line in lines])


def _translation(lines: Sequence[str]) -> str:
    joined = " ".join(line.strip() for line in lines if line.strip())
    return f'<p class="translation" lang="en">{escape(joined)}</p>' if joined else ""


def _text_line(document: Document, line: Line, light: Light | None) -> str:
    text = document.text
    leader = _LEADER.match(line.span.of(text)) if line.kind == "contents" else None
    if leader:
        page = Span(line.span.start + leader.start(2), line.span.start + leader.end(2))
        title = Span(line.span.start, line.span.start + leader.end(1))
        shown = f'{lit(text, title, light)}<span class="leader"></span>{lit(text, page, light)}'
    else:
        end = next(
            (s.span.end for s in document.sections if line.span.start <= s.span.start < s.span.end < line.span.end),
            None,
        )
        if end is None or line.kind == "heading":
            shown = lit(text, line.span, light)
        else:
            shown = f"<b>{lit(text, Span(line.span.start, end), light)}</b>{lit(text, Span(end, line.span.end), light)}"
    return f'<span class="line" id="L{line.number}">{shown}</span>'


def _table(document: Document, lines: Sequence[Line], light: Light | None, translated: bool) -> str:
    """A run of table lines; what stands above its first row is its header."""
    starts = {line_of(document.lines, r.span.start) for t in document.tables for r in t.rows}
    cited = cell_at(document, light) if light else None
    head: list[str] = []
    body: list[str] = []
    for line in lines:
        if _SEPARATOR.fullmatch(line.span.of(document.text).strip()):
            continue
        tag = "td" if line.number in starts else "th"
        cells = line_to_row(document.text, line.span).cells
        shown = "".join(_cell(document, cell, tag, light, cited.span if cited else None) for cell in cells)
        is_lit = light is not None and line.span.start < light.span.end and light.span.start < line.span.end
        row = f'<tr id="L{line.number}" data-line="{line.number}"{_class("lit" if is_lit else "")}>{shown}</tr>'
        (head if tag == "th" and not body else body).append(row)
        if translated and document.translation:
            english = (
                f"<{tag}>{escape(c.strip())}</{tag}>"
                for c in document.translation[line.number - 1].strip("\n").split("\t")
            )
            (head if tag == "th" else body).append(f'<tr class="translation" lang="en">{"".join(english)}</tr>')
    title = words()["source"].zh
    return (
        f'<div class="table" tabindex="0" role="group" aria-label="{title}"><table>'
        f"<thead>{''.join(head)}</thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(document: Document, cell: Cell | None, tag: str, light: Light | None, cited: Span | None) -> str:
    if cell is None:
        return f"<{tag}></{tag}>"
    here = cited is not None and cell.span == cited
    return f"<{tag}{_class('cited' if here else '')}>{lit(document.text, cell.span, light)}</{tag}>"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def lit(text: str, span: Span, light: Light | None) -> str:
    """The characters of a span, escaped, those under the light inside `<mark>`."""
    if light is None or light.span.end <= span.start or span.end <= light.span.start:
        return escape(span.of(text))
    start, end = max(span.start, light.span.start), min(span.end, light.span.end)
    inner = escape(text[start:end])
    marked = f"<mark>{inner}</mark>" if inner.strip() else inner
    return escape(text[span.start : start]) + marked + escape(text[end : span.end])
