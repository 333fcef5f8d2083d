"""Lines → blocks: which line is a heading, a paragraph (or the next part of one), a table row, or noise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from corpus.cells import cells, goes_on_in, is_category, is_marked, is_spaced_header, is_spaced_row
from corpus.genre import genre
from corpus.model import Paragraph, Section, Span
from corpus.numbers import to_int
from corpus.text import CLOSERS, SENTENCE_END, key, sentences, squeeze, trim

_MARKDOWN_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
_LEADERS = re.compile(r"\s*(?:[.．·…]{2,}|\t)\s*\t?\s*(\d{1,4})\s*$")
_MARKDOWN_RULE = re.compile(r"\s*\|?[\s:|\-]*-{2,}[\s:|\-]*\|?\s*$")
_BLANK_BUT_TAB = " \r\n\u3000"  # a tab at either end of a table line is an empty cell
_BULLET = re.compile(r"[-*•●▪■◆]\s+")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_SENTENCE = re.compile(r"[，；,;].*\d|\d.*[，；,;]")  # a numbered sentence that tells figures is no heading
_HEAD = 40
_LONGEST_ROW = 8
_ANNEX_RANK, _MARKDOWN_RANKS = 1, 6


class Heading(Struct, frozen=True):
    """A heading line; `rank` is smaller for outer headings, `span` covers number and title."""

    rank: int
    number: str
    ordinal: int | None
    title: str
    span: Span


class Text(Struct, frozen=True):
    """A paragraph's characters, page ends included; `apart` where no section holds it (a list of annexes)."""

    span: Span
    apart: bool = False


class TableLine(Struct, frozen=True):
    """One line of a table."""

    span: Span


class Blocks(Struct, frozen=True):
    """A document's lines, sorted out. `pages` maps the key of a heading to the page its contents line gives."""

    title: Span | None
    body: tuple[Heading | Text | TableLine, ...]
    pages: dict[str, int]


def lines_to_blocks(text: str, starts: tuple[int, ...]) -> Blocks:
    """Sort the lines of a source text into headings, paragraphs and table rows."""
    whole = (Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    lines = [trim(text, s, _BLANK_BUT_TAB) for s in whole if s.of(text).strip()]
    lines = [s for s in lines if not genre().page_number.fullmatch(s.of(text))]
    title, lines = _own_title(text, lines) or _split_title(text, lines)
    pages, lines = _split_contents(text, lines)
    return Blocks(title, tuple(_join_annex_titles(text, _blocks(text, lines))), pages)


def _own_title(text: str, lines: list[Span]) -> tuple[Span, list[Span]] | None:
    """The title of a plan that is issued with a letter (关于印发…的通知): it stands alone after the letter's end.

    The letter stays text; None where the plan has none.
    """
    if not any(genre().letter.search(line.of(text)) for line in lines[:_HEAD]):
        return None
    for i in range(min(_HEAD, len(lines)) - 1, 0, -1):
        if genre().plan_title.fullmatch(lines[i].of(text)):
            years = i + 1 < len(lines) and genre().title_years.fullmatch(lines[i + 1].of(text))
            span = lines[i].cover(lines[i + 1]) if years else lines[i]
            return span, lines[:i] + lines[i + (2 if years else 1) :]
    return None


def _split_title(text: str, lines: list[Span]) -> tuple[Span | None, list[Span]]:
    """The lines before the contents, the first heading or the first sentence are the title."""
    title: Span | None = None
    for i, line in enumerate(lines):
        piece = line.of(text)
        markdown = _MARKDOWN_HEADING.match(piece)
        if genre().contents.fullmatch(piece) or _is_marked(piece) or piece[-1] in SENTENCE_END or "：" in piece:
            return title, lines[i:]
        if (title and markdown) or (heading_of(text, line) and not (markdown and not title)):
            return title, lines[i:]
        if title and genre().plan_title.fullmatch(squeeze(title.of(text))) and not genre().title_years.fullmatch(piece):
            return title, lines[i:]
        start = line.start + (markdown.end() if markdown else 0)
        title = title.cover(line) if title else Span(start, line.end)
    return None, lines


def _split_contents(text: str, lines: list[Span]) -> tuple[dict[str, int], list[Span]]:
    """The table of contents becomes a map from heading to page; the rest goes on."""
    pages: dict[str, int] = {}
    rest: list[Span] = []
    inside = False
    for line in lines:
        piece = line.of(text)
        leader = _LEADERS.search(piece)
        if genre().contents.fullmatch(piece.lstrip("# ")):
            inside = True
        elif inside and leader:
            pages[heading_key(piece[: leader.start()])] = int(leader.group(1))
        else:
            inside = False
            rest.append(line)
    return pages, rest


def _blocks(text: str, lines: list[Span]) -> Iterator[Heading | Text | TableLine]:
    """Headings, table lines, and paragraphs with the halves that a page end cut joined again."""
    open_text: Span | None = None
    beside_heading = in_annex_list = apart = False
    header: tuple[str, ...] = ()
    joined = 0
    for i, line in enumerate(lines):
        if joined:  # part of the row before it
            joined -= 1
            continue
        piece = line.of(text)
        in_annex_list = bool(genre().annex_list.match(piece)) or (in_annex_list and bool(_numbered(piece)))
        following = lines[i + 1].of(text) if i + 1 < len(lines) else ""
        if header and is_category(piece, following, header, bool(_numbered(piece))):
            yield TableLine(line)
            continue
        heading = None if in_annex_list else heading_of(text, line)
        table_line = _is_marked(piece) or is_spaced_header(piece) or (bool(header) and is_spaced_row(piece, header))
        goes_on = not heading and not table_line and not _BULLET.match(piece)
        if open_text and goes_on and _is_cut(open_text.of(text), beside_heading):
            open_text = open_text.cover(line)
            continue
        if open_text:
            yield Text(open_text, apart)
            open_text = None
        if table_line:
            if not _MARKDOWN_RULE.fullmatch(piece):
                header = header or cells(piece)
                joined = goes_on_in(piece, _rest_of_row(text, lines[i + 1 : i + 2 + _LONGEST_ROW], header), header)
                yield TableLine(line.cover(lines[i + joined]))
        elif heading:
            yield heading
            rest = trim(text, Span(heading.span.end, line.end))
            open_text = rest if rest.end > rest.start else None
            beside_heading, apart, header = True, False, ()
        else:
            open_text = line
            beside_heading, apart, header = False, in_annex_list, ()
    if open_text:
        yield Text(open_text, apart)


def _rest_of_row(text: str, lines: Sequence[Span], header: Sequence[str]) -> list[str]:
    """The lines after a row up to one that is a category of its own."""
    pieces = [line.of(text) for line in lines]
    apart = (is_category(a, b, header, bool(_numbered(a))) for a, b in pairwise(pieces))
    return pieces[: next((n for n, category in enumerate(apart) if category), len(pieces))]


def _join_annex_titles(text: str, blocks: Iterator[Heading | Text | TableLine]) -> Iterator[Heading | Text | TableLine]:
    """An annex's heading takes the short line after it as its title."""
    waiting: Heading | None = None
    for block in blocks:
        if waiting and isinstance(block, Text) and not any(c in block.span.of(text) for c in "。；"):
            title = block.span.of(text)
            yield Heading(waiting.rank, waiting.number, waiting.ordinal, title, waiting.span.cover(block.span))
            waiting = None
            continue
        if waiting:
            yield waiting
            waiting = None
        if isinstance(block, Heading) and block.rank == _ANNEX_RANK and not block.title:
            waiting = block
        else:
            yield block
    if waiting:
        yield waiting


def heading_of(text: str, line: Span) -> Heading | None:
    """The heading a line begins with, or None. "（1）甲。乙丙。" is the heading （1）甲 with text after it."""
    piece = line.of(text)
    annex = genre().annex.match(piece)
    markdown = _MARKDOWN_HEADING.match(piece)
    if annex and not genre().annex_list.match(piece) and len(piece) <= genre().longest_title:
        ordinal = to_int(annex.group(1)) if annex.group(1) else None
        return Heading(_ANNEX_RANK, annex.group().strip(" :："), ordinal, piece[annex.end() :].strip(), line)
    offset = markdown.end() if markdown else 0
    numbered = _numbered(piece[offset:])
    if not numbered and not markdown:
        return None
    style, match = numbered or (0, None)
    title_start = offset + (match.end() if match else 0)
    title_end = _title_end(piece, title_start, bool(markdown))
    if title_end is None:
        return None
    rank = _ANNEX_RANK + (len(markdown.group(1)) if markdown else _MARKDOWN_RANKS + 1 + style)
    number = match.group().strip(" *#") if match else ""
    title = piece[title_start:title_end].strip(" *。.:：")
    if not markdown and title_end > title_start and piece[title_end - 1] in SENTENCE_END and _SENTENCE.search(title):
        return None
    return Heading(rank, number, _ordinal(match), title, Span(line.start + offset, line.start + title_end))


def heading_number(piece: str) -> int:
    """How many characters of a heading are its number."""
    numbered = _numbered(piece)
    return numbered[1].end() if numbered else 0


def _numbered(piece: str) -> tuple[int, re.Match[str]] | None:
    for style, pattern in enumerate(genre().numbering):
        if match := pattern.match(piece):
            return style, match
    return None


def _ordinal(match: re.Match[str] | None) -> int | None:
    if not match or not match.group(1):
        return None
    written = match.group(1)
    return _CIRCLED.index(written) + 1 if written in _CIRCLED else to_int(written)


def _title_end(piece: str, start: int, markdown: bool) -> int | None:
    """Where the title ends: after its full stop, or with the line; None when this is no title."""
    stop = re.compile(rf"\**[{SENTENCE_END}][{CLOSERS}]?\**").search(piece, start)
    if stop and stop.start() - start <= genre().longest_title:
        return stop.end()
    if stop or (markdown and not piece[start:].strip()):
        return None
    short = len(piece) - start <= genre().longest_title
    return len(piece) if short and (markdown or piece[-1] not in "，、；,;：:") else None


def _is_marked(piece: str) -> bool:
    return is_marked(piece) and not ("\t" in piece and _is_contents_line(piece))


def _is_contents_line(piece: str) -> bool:
    """A heading, leaders or one tab, and a page; a row of a table may end with a number too."""
    leaders = _LEADERS.search(piece)
    return bool(leaders and piece.count("\t") <= 1 and (_numbered(piece) or leaders.group().strip()[0] in ".．·…"))


def _is_cut(piece: str, beside_heading: bool) -> bool:
    """Whether a page end cut this paragraph: no sentence ends at its end, and it is no caption or list item.

    Text beside a heading is running text, however short; other text shows it by marks inside.
    """
    running = beside_heading or (len(piece) >= 12 and any(c in piece for c in "，。、；,"))
    return running and piece.rstrip(CLOSERS)[-1:] not in [*SENTENCE_END, "：", ":"]


def heading_key(heading: str) -> str:
    """A heading's letters and digits, in one spelling."""
    return re.sub(r"\W", "", key(heading))


def blocks_to_outline(text: str, blocks: Blocks) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """The sections with their parents and extents, and the paragraphs with their sections and sentences."""
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    stack: list[int] = []
    for block in blocks.body:
        if isinstance(block, Heading):
            while stack and sections[stack[-1]].rank >= block.rank:
                stack.pop()
            page = _page(blocks.pages, heading_key(block.span.of(text)))
            parent = stack[-1] if stack else None
            new = Section(
                len(sections),
                block.rank,
                block.number,
                block.ordinal,
                block.title,
                block.span,
                block.span,
                parent,
                page,
            )
            sections.append(new)
            stack.append(new.id)
        elif isinstance(block, Text):
            section = stack[-1] if stack and not block.apart else None
            paragraphs.append(Paragraph(block.span, section, sentences(text, block.span)))
    return tuple(_with_bodies(sections, len(text))), tuple(paragraphs)


def _page(pages: dict[str, int], heading: str) -> int | None:
    """The page of a heading; the contents may leave a bracketed ending away."""
    return pages.get(heading) or next((p for entry, p in pages.items() if entry and heading.startswith(entry)), None)


def _with_bodies(sections: list[Section], length: int) -> Iterator[Section]:
    """Each section reaches to the next heading of its rank or of an outer one."""
    for section in sections:
        later = (s.span.start for s in sections[section.id + 1 :] if s.rank <= section.rank)
        body = Span(section.span.start, next(later, length))
        yield Section(
            section.id, section.rank, section.number, section.ordinal, section.title, section.span, body,
            section.parent, section.page,
        )  # fmt: skip
