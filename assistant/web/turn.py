"""One turn of the chat as HTML: question, how it was understood, answer, what is missing, sources, what to ask next.

Plain elements, links and classes only, those that `turn.js` lets onto the page; every citation is a link to the lit
source, so that it can be copied and opened elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from msgspec.structs import astuple

from assistant.answer import Answer, Citation, Understood
from assistant.web.blocks import Cell, FindDocument, Grid, answer_to_blocks
from assistant.web.markdown import cite, inline_to_html, markdown_to_html
from assistant.web.places import CitedCell, Light, address, cell_at, official_quotation, position, row_cells, spaced
from assistant.web.words import both
from corpus.model import Span

_FACT = re.compile(r"\s*\*\*(.+?)\*\*")
_SHORT_FACT, _MIDDLE_FACT = 28, 96
_SOURCES_SHOWN = 3
_LONGEST_EXCERPT = 160
_SORTED_FROM = 9  # rows: a shorter table is taken in at a glance


def turn_html(answer: Answer, find: FindDocument, drafting: bool = False) -> str:
    """The turn of an answer, on one line; `drafting` tells the page that a model's draft may follow."""
    parts = (
        f'<h2 class="asked"><span class="quiet">{both("asked")}</span>{escape(answer.question)}</h2>',
        _understood(answer),
        _said(answer, find),
        _missing(answer),
        _sources(answer, find),
        _actions(answer, find),
        _next(answer),
    )
    own = f' id="{escape(answer.id)}"' if answer.id else ""
    language = "en" if answer.language == "en" else "zh-CN"
    kind = "turn drafting" if drafting else "turn"
    return f'<article class="{kind}" lang="{language}"{own}>{"".join(parts)}</article>'.replace("\n", " ")


def _said(answer: Answer, find: FindDocument) -> str:
    addresses = {c.number: address(c) for c in answer.citations}
    shown = (
        _grid(block, addresses) if isinstance(block, Grid) else markdown_to_html(block, addresses)
        for block in answer_to_blocks(answer, find)
    )
    return (
        f'<div class="answer {answer.outcome} {_fact_size(answer.text)}"><span class="quiet">{both("answered")}</span>'
        f"{''.join(shown)}</div>"
    )


def _grid(grid: Grid, addresses: Mapping[int, str]) -> str:
    """A table; what a row is about is its first cell, a header."""
    titles = "".join(f'<th scope="col">{escape(title) or both("item")}</th>' for title in grid.titles)
    rows = "".join(
        f'<tr><th scope="row">{_cell(first, addresses)}</th>'
        f"{''.join(f'<td>{_cell(cell, addresses)}</td>' for cell in rest)}</tr>"
        for first, *rest in grid.rows
    )
    caption = f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
    kind = "fields" if not grid.titles else "sortable" if len(grid.rows) >= _SORTED_FROM else "records"
    head = f"<thead><tr>{titles}</tr></thead>" if titles else ""
    return f'<div class="grid" tabindex="0"><table class="{kind}">{caption}{head}<tbody>{rows}</tbody></table></div>'


def _cell(cell: Cell, addresses: Mapping[int, str]) -> str:
    if cell.verbatim:
        return f'<span lang="zh-CN">{escape(cell.text)}</span>'
    return inline_to_html(cell.text, addresses)


def _fact_size(text: str) -> str:
    fact = _FACT.match(text)
    if not fact or len(fact.group(1)) > _MIDDLE_FACT:
        return "plain"
    return "large" if len(fact.group(1)) <= _SHORT_FACT else "middle"


def _understood(answer: Answer) -> str:
    if not answer.understood:
        return ""
    chips = "".join(map(_chip, answer.understood))
    return f'<div class="understood"><span>{both("understood")}</span>{chips}</div>'


def _chip(part: Understood) -> str:
    """A part of the reading as a button that takes it away, or back in, and asks again."""
    state = "dropped" if part.dropped else "kept"
    act = both("take_in" if part.dropped else "take_away")
    return (
        f'<button type="button" class="chip {part.kind} {state}" aria-pressed="{str(not part.dropped).lower()}">'
        f"<small>{escape(part.label)}</small> <span>{escape(part.value)}</span>"
        f'<span class="quiet">{act}</span></button>'
    )


def _missing(answer: Answer) -> str:
    if not answer.missing or not answer.answered:
        return ""  # a decline names it in its text
    return f'<p class="missing">{both("missing")}<q>{"</q><q>".join(map(escape, answer.missing))}</q></p>'


def _sources(answer: Answer, find: FindDocument) -> str:
    if not answer.citations:
        return ""
    opened = " open" if len(answer.citations) <= _SOURCES_SHOWN else ""
    items = "".join(_source(c, answer, find) for c in answer.citations)
    return (
        f'<details class="sources"{opened}><summary>{both("sources", count=len(answer.citations))}</summary>'
        f"<ul>{items}</ul></details>"
    )


def _source(citation: Citation, answer: Answer, find: FindDocument) -> str:
    cell = _cited_cell(citation, find)
    titles = [spaced(title) for title in citation.section] + ([cell.row] if cell and cell.row else [])
    path = "".join(f"<span>{escape(title)}</span>" for title in titles)
    place = f'<span class="place"><span>{escape(citation.title)}</span>{path}</span>'
    lines = f'<span class="lines">{position(citation).html()}</span>'
    words = _evidence(citation, answer, find)
    if citation.translation and citation.translation not in answer.text:
        note = f"<small>({both('unofficial')})</small>"
        words += f'<p class="translation" lang="en">{escape(citation.translation)} {note}</p>'
    return f"<li>{cite(citation.number, address(citation))} {place} {lines}{words}</li>"


def _evidence(citation: Citation, answer: Answer, find: FindDocument) -> str:
    """The words that carry the facts: of a table row the cell they stand in, or every cell for facts of several."""
    document, cell = find(citation.document), _cited_cell(citation, find)
    if document is None or cell is None:
        quoted = quoted_text(citation, find)
        said = quoted in answer.text.replace("\n", "")
        return "" if said else f'<blockquote lang="zh-CN">{escape(_excerpt(quoted))}</blockquote>'
    whole_row = len({f.attribute for f in answer.facts if f.citation == citation.number}) > 1
    cells = row_cells(document, Span(citation.start, citation.end)) if whole_row else [(cell.column, cell.span)]
    shown = (f"<span><b>{escape(title)}</b> {escape(_excerpt(span.of(document.text)))}</span>" for title, span in cells)
    return f'<blockquote lang="zh-CN" class="cells">{"".join(shown)}</blockquote>'


def _cited_cell(citation: Citation, find: FindDocument) -> CitedCell | None:
    document = find(citation.document)
    if document is None or citation.cell is None:
        return None
    return cell_at(document, Light(Span(citation.start, citation.end), citation.cell.column))


def quoted_text(citation: Citation, find: FindDocument) -> str:
    """The cited characters on one line; of a table row, those of the cited cell."""
    document, cell = find(citation.document), _cited_cell(citation, find)
    quote = cell.span.of(document.text) if document and cell else citation.quote
    return re.sub(r"\s*\t\s*", " ｜ ", re.sub(r"\s*\n\s*", "", quote.strip()))


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else f"{text[:_LONGEST_EXCERPT]}…"


def _actions(answer: Answer, find: FindDocument) -> str:
    model = answer.provenance.startswith("model:")
    label = f'<span class="provenance">{both("model" if model else "extract")}</span>' if answer.citations else ""
    written = (official_quotation(c, quoted_text(c, find)) for c in answer.citations)
    quotations = "".join(f"<span>{escape(quotation)}</span>" for quotation in written)
    copy = f'<button type="button" class="copy-quotation">{both("copy_quotation")}</button>' if answer.citations else ""
    return (
        f'<div class="actions">{label}{copy}'
        f'<button type="button" class="copy-text">{both("copy_text")}</button>'
        f'<button type="button" class="copy-link">{both("copy_link")}</button>'
        f'<button type="button" class="again">{both("again")}</button>'
        f'<span class="thumbs"><button type="button" class="thumb up" aria-pressed="false">{both("helped")}</button>'
        f'<button type="button" class="thumb down" aria-pressed="false">{both("failed")}</button></span>'
        f'<span class="quotations">{quotations}</span>'
        f'<span class="receipt">{" ".join(map(escape, astuple(answer.receipt)))}</span></div>'
    )


def _next(answer: Answer) -> str:
    if not answer.suggestions:
        return ""
    return f'<div class="next"><p>{both("next")}</p>{"".join(ask_buttons(answer.suggestions))}</div>'


def ask_buttons(questions: Iterable[str]) -> Iterator[str]:
    """Buttons that ask a question."""
    for question in questions:
        yield f'<button type="button" class="ask">{escape(question)}</button>'
