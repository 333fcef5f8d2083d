"""The words of the web chat: each in both languages, of which the page shows one without asking the server."""

from __future__ import annotations

import tomllib
from functools import cache
from html import escape
from pathlib import Path

from msgspec import Struct, convert

_FILE = Path(__file__).with_name("words.toml")


class Word(Struct, frozen=True, forbid_unknown_fields=True):
    """One word or sentence in Chinese and English."""

    zh: str
    en: str

    def filled(self, **values: object) -> Word:
        """The word with its blanks filled."""
        return Word(self.zh.format(**values), self.en.format(**values))

    def html(self) -> str:
        """Both languages as HTML, escaped; the style sheet hides the one that is not wanted."""
        chinese, english = escape(self.zh), escape(self.en)
        return f'<span class="zh" lang="zh-CN">{chinese}</span><span class="en" lang="en">{english}</span>'


@cache
def words() -> dict[str, Word]:
    """All words by name."""
    return convert(tomllib.loads(_FILE.read_text(encoding="utf-8")), dict[str, Word])


def both(name: str, **values: object) -> str:
    """A word in both languages as HTML."""
    return words()[name].filled(**values).html()


def label(name: str) -> str:
    """Attributes that name a control in both languages; `language.js` sets `aria-label` and `title` from them."""
    chinese, english = escape(words()[name].zh), escape(words()[name].en)
    return f'data-zh="{chinese}" data-en="{english}" aria-label="{chinese}" title="{chinese}"'


def placeholder(name: str) -> str:
    """Attributes with a field's placeholder in both languages, which `language.js` sets."""
    chinese, english = escape(words()[name].zh), escape(words()[name].en)
    return f'data-placeholder-zh="{chinese}" data-placeholder-en="{english}" placeholder="{chinese}"'
