"""In the guard's place until it is merged: a draft passes only where it says the composed answer word for word."""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.judgement import Claim, Judgement
from corpus.text import key

_MARK = re.compile(r"\[\d{1,3}\]")
_OPENING = re.compile(r"^(?:根据方案，|According to the plan, )")
_LAYOUT = re.compile(r"^(?:- |\d{1,3}\. )", re.MULTILINE)


def literal(text: str, answer: Answer) -> Judgement:
    """One claim for the whole text."""
    shown = "\n".join(line for line in answer.text.splitlines() if not line.startswith(">"))
    same = _words(text) == _words(shown) and {*_MARK.findall(text)} == {*_MARK.findall(shown)}
    explanation = "word for word the composed answer" if same else "not word for word the composed answer"
    return Judgement(same, (Claim(text, "form", "", "supported" if same else "unsupported", explanation),))


def _words(text: str) -> str:
    plain = _LAYOUT.sub("", _OPENING.sub("", _MARK.sub("", text)))
    return "".join(c for c in key(plain) if c.isalnum() or c in "%.-+/<>≥≤")
