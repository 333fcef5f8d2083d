"""Which questions a text asks: what else it says (a claim, an order, a greeting) is no question and gets no answer."""

from __future__ import annotations

import re

from assistant.vocabulary import vocabulary
from corpus.text import key
from index.words import stems

_SENTENCES = re.compile(r"[^。！!？?\n；;]+[。！!？?\n；;]*")
_SECOND = re.compile(
    r",\s+and\s+(?=(?:which|who|what|when|where|how)\b)|[，,]\s*(?=(?:又|另外|还有|它|分别由谁|由谁|谁来|谁负责|归谁|什么时候|几时))",
    re.IGNORECASE,
)
_MOST = 3
_SHORTEST = 6


def questions_of(text: str) -> tuple[str, ...]:
    """The questions of a text, in order: several sentences that ask, or two questions joined by "and which"."""
    sentences = [s.strip() for s in _SENTENCES.findall(text) if any(map(str.isalnum, s))]
    marked = [s for s in sentences if s[-1] in "?？"]
    asking = marked or [s for s in sentences if _asks(s)]
    if len(marked) > 1:
        return tuple(marked[:_MOST])
    whole = " ".join(asking) if asking and len(asking) < len(sentences) else text
    parts = [p.strip() for p in _SECOND.split(whole)]
    separate = len(parts) > 1 and all(len(p) >= _SHORTEST and _asks(p) for p in parts)
    return tuple(parts[:_MOST]) if separate else (whole,)


def _asks(sentence: str) -> bool:
    plain, words = key(sentence), f" {' '.join(stems(sentence))} "
    return any(w in plain for w in vocabulary().asking) or any(f" {w} " in words for w in vocabulary().asking_english)
