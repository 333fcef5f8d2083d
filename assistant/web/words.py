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
        return f'<span class="zh" lang="zh-CN">{escape(self.zh)}</span><span class="en" lang="en">{escape(self.en)}</span>'


@cache
def words() -> dict[str, Word]:
    """All words by name."""
    return convert(tomllib.loads(_FILE.read_text(encoding="utf-8")), dict[str, Word])


def both(name: str, **values: object) -> str:
    """A word in both languages as HTML."""
    return words()[name].filled(**values).html()


def label(name: str) -> str:
    """Attributes that name a control in both languages; `language.js` sets `aria-label` and `title` from them."""
    word = words()[name]
    return f'data-zh="{escape(word.zh)}" data-en="{escape(word.en)}" aria-label="{escape(word.zh)}" title="{escape(word.zh)}"'
