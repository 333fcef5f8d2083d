"""A document as a page: every line with its anchor `#L485`, tables as tables, the cited characters lit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from assistant.web.assets import assets_path
from assistant.web.lines import LEADER, Line, cells_of, document_to_lines
from assistant.web.places import Light, cell_at, spaced
from assistant.web.words import both, label
from corpus.model import Document, Span
from corpus.text import line_of
from corpus.translation import line_translation

_SEPARATOR = re.compile(r"\s*\|?[\s:|\-]*-{2,}[\s:|\-]*\|?\s*")
_OUTLINE_DEPTH = 3


def source_page(document: Document, light: Light | None = None, *, translated: bool = False, root: str = "") -> str:
    """The whole page of a document. `root` is the path that everything is served under."""
    assets = f"{root}/{assets_path()}"
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(document.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="{assets}/icon.svg"><link rel="stylesheet" href="{assets}/base.css">'
        f'<link rel="stylesheet" href="{assets}/source.css"><script src="{assets}/early.js"></script>'
        f'<script type="module" src="{assets}/source-page.js"></script></head>'
        f'<body class="alone"><header class="bar"><a class="brand" href="{root}/">{both("brand")}</a>'
        f'<span class="title">{escape(document.title)}</span>'
        f'<button type="button" id="language">{both("language")}</button></header>'
        f"{source_body(document, light, translated=translated)}</body></html>"
    )


def source_body(document: Document, light: Light | None = None, *, translated: bool = False) -> str:
    """The outline and the text of a document."""
    return (
        f'<nav class="outline" {label("outline")}><details><summary>{both("outline")}</summary>'
        f"<ol>{''.join(_outline(document))}</ol></details></nav>"
        f'<main class="source" lang="zh-CN">{"".join(_blocks(document, light, translated))}</main>'
    )


def _outline(document: Document) -> Iterator[str]:
    for section in document.sections:
        depth = len(document.path(section.id))
        if depth <= _OUTLINE_DEPTH:
            line = line_of(document.lines, section.span.start)
            title = escape(spaced(f"{section.number}{section.title}"))
            yield f'<li class="depth{depth}"><a href="#L{line}">{title}</a></li>'


def _blocks(document: Document, light: Light | None, translated: bool) -> Iterator[str]:
    for (kind, section), group in groupby(document_to_lines(document), key=lambda line: line.block):
        lines = list(group)
        if kind == "table":
            yield _table(document, lines, light, translated)
            continue
        shown = "".join(_text_line(document, line, light) for line in lines)
        level = f"h{min(6, 1 + len(document.path(section)))}" if kind == "heading" else "p"
        yield f'<{level}{_class(_look(document, lines[0]))} data-line="{lines[0].number}">{shown}</{level}>'
        if translated and document.translation:
            english = " ".join(line_translation(document, line.number).strip() for line in lines)
            if english.strip():
                yield f'<p class="translation" lang="en">{escape(english)}</p>'


def _look(document: Document, line: Line) -> str:
    if line.kind == "text" and line.span.of(document.text).strip() in document.title:
        return "title"
    return "" if line.kind == "heading" else line.kind


def _text_line(document: Document, line: Line, light: Light | None) -> str:
    text, span = document.text, line.span
    leader = LEADER.match(span.of(text)) if line.kind == "contents" else None
    if leader:
        title = Span(span.start, span.start + leader.end(1))
        page = Span(span.start + leader.start(2), span.start + leader.end(2))
        shown = f'{lit(text, title, light)}<span class="leader"></span>{lit(text, page, light)}'
    else:
        inside = (s.span.end for s in document.sections if span.start <= s.span.start < s.span.end < span.end)
        end = None if line.kind == "heading" else next(inside, None)
        head = f"<b>{lit(text, Span(span.start, end), light)}</b>" if end else ""
        shown = head + lit(text, Span(end or span.start, span.end), light)
    return f'<span class="line" id="L{line.number}">{shown}</span>'


def _table(document: Document, lines: Sequence[Line], light: Light | None, translated: bool) -> str:
    cited = cell_at(document, light) if light else None
    parts: dict[str, list[str]] = {"header": [], "row": []}
    for line in lines:
        if _SEPARATOR.fullmatch(line.span.of(document.text)):
            continue
        tag = "td" if line.kind == "row" else "th"
        cells = cells_of(document.text, line.span)
        shown = "".join(_cell(document, cell, tag, light, cited.span if cited else None) for cell in cells)
        shown = shown.replace(f"<{tag}", f'<{tag} data-line="{line.number}"', 1)
        is_lit = light is not None and line.span.start < light.span.end and light.span.start < line.span.end
        parts[line.kind].append(f'<tr id="L{line.number}"{_class("lit" if is_lit else "")}>{shown}</tr>')
        english = line_translation(document, line.number).split("\t") if translated else []
        if any(english):
            shown = "".join(f"<{tag}>{escape(cell.strip())}</{tag}>" for cell in english)
            parts[line.kind].append(f'<tr class="translation" lang="en">{shown}</tr>')
    return (
        f'<div class="table" tabindex="0" role="group" {label("table")}><table>'
        f"<thead>{''.join(parts['header'])}</thead><tbody>{''.join(parts['row'])}</tbody></table></div>"
    )


def _cell(document: Document, cell: Span, tag: str, light: Light | None, cited: Span | None) -> str:
    return f"<{tag}{_class('cited' if cell == cited else '')}>{lit(document.text, cell, light)}</{tag}>"


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
