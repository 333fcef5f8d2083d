"""What stands around the question box: `frame.html` with its words and the corpus's titles and openers filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

from assistant.web.turn import ask_buttons
from assistant.web.words import both, label, placeholder, words

_FILE = Path(__file__).with_name("frame.html")
_BLANK = re.compile(r"\{\{(?:(\w+):)?(\w+)\}\}")
_WORDINGS: Mapping[str, Callable[[str], str]] = {"both": both, "label": label, "placeholder": placeholder}


def frame_html(question: str, documents: Mapping[str, str], openers: Mapping[str, Sequence[str]]) -> str:
    """The frame around the question box: `documents` are titles by id, `openers` first questions by language."""
    titles = "、".join(f"《{title.strip('《》')}》" for title in documents.values())
    asked = (f'<div class="{language}">{"".join(ask_buttons(q))}</div>' for language, q in openers.items())
    filled = {
        "question": question,
        "scope": _scope(documents),
        "many": "one-document" if len(documents) == 1 else "many-documents",
        "about": both("about", titles=titles),
        "openers": "".join(asked),
    }
    return _BLANK.sub(lambda blank: filled[blank.group(2)], _worded())


@cache
def _worded() -> str:
    """The file with its words in; the other blanks stay."""
    text = _FILE.read_text(encoding="utf-8")
    return _BLANK.sub(lambda b: _WORDINGS[b.group(1)](b.group(2)) if b.group(1) else b.group(0), text)


def _scope(documents: Mapping[str, str]) -> str:
    """The title of the only document, or the choice which to ask about."""
    if len(documents) < 2:
        return f'<span class="title">{escape("".join(documents.values()))}</span>'
    every = words()["all_documents"]
    options = "".join(f'<option value="{escape(name)}">{escape(title)}</option>' for name, title in documents.items())
    return (
        f'<select id="scope" {label("scope")}><option value="" data-text-zh="{escape(every.zh)}"'
        f' data-text-en="{escape(every.en)}">{escape(every.zh)}</option>{options}</select>'
    )
