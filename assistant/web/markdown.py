"""An answer's Markdown → HTML: the few constructs that answers use; everything else stays the characters it is.

Not CommonMark on purpose: there `**（省级）**是` is not bold (a mark between a bracket and a Han character does not
close), and images, links and HTML would come alive, though questions and sources are quoted in answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_MARK = re.compile(r"\[(\d{1,3})\]")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


def markdown_to_html(text: str, addresses: Mapping[int, str]) -> str:
    """HTML on one line; `[n]` becomes a link where `addresses` has the address of citation n."""
    rendered: str = _parser().render(text, {"addresses": addresses})
    return rendered.replace("\n", "")


def inline_to_html(text: str, addresses: Mapping[int, str]) -> str:
    """The same for a piece of a line: the words of a table's cell."""
    rendered: str = _parser().renderInline(text, {"addresses": addresses})
    return rendered.replace("\n", "")


def markdown_to_tokens(text: str) -> list[Token]:
    """The same constructs as tokens, for those who write something else than HTML; citation marks stay text."""
    return _parser().parse(text, {"addresses": {}})


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"breaks": True}).enable(["list", "blockquote", "table", "newline"])
    parser.inline.ruler.push("strong", _strong)
    parser.inline.ruler.push("citation", _citation)
    parser.add_render_rule("citation", _render_citation)
    return parser


def _strong(state: StateInline, silent: bool) -> bool:
    match = _STRONG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        end = state.posMax
        state.push("strong_open", "strong", 1)
        state.pos, state.posMax = match.start(1), match.end(1)
        state.md.inline.tokenize(state)
        state.push("strong_close", "strong", -1)
        state.posMax = end
    state.pos = match.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    match = _MARK.match(state.src, state.pos, state.posMax)
    if match is None or int(match.group(1)) not in state.env["addresses"]:
        return False
    if not silent:
        state.push("citation", "a", 0).content = match.group(1)
    state.pos = match.end()
    return True


def _render_citation(
    _renderer: object, tokens: Sequence[Token], position: int, _options: object, env: Mapping[str, Any]
) -> str:
    number = tokens[position].content
    return cite(int(number), env["addresses"][int(number)])


def cite(number: int, href: str) -> str:
    """A citation mark: a link to the cited characters, which the page opens beside the chat."""
    return f'<a class="cite" href="{escape(href)}">[{number}]</a>'
