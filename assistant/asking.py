"""Which questions a text asks: what else it says (a claim, an order, a greeting) is no question and gets no answer."""

from __future__ import annotations

import re

from assistant.ordinals import find_ordinals
from assistant.vocabulary import vocabulary
from corpus.text import is_han, key
from index.words import stems

_SENTENCES = re.compile(r"(?:[^。！!？?\n；;.]|\.(?!\s+[A-Z]))+[。！!？?\n；;.]*")
_SECOND = re.compile(
    r",\s+and\s+(?=(?:which|who|what|when|where|how)\b)(?!(?:which|what|who) (?:are|were) they|which ones)|"
    r"[，,]\s*(?=(?:又|另外|还有|它|佢|分别由谁|由谁|谁来|谁负责|归谁|什么时候|几时))",
    re.IGNORECASE,
)
_CLARIFIES = re.compile(r"i mean\b|i'm asking\b|that is\b|namely\b|我是说|我是指|也就是|就是说|指的是", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:所以|那么?|请问)?(?:[这那该此][一]?[项个条件]|它|其)")
_MOST = 3
_SHORTEST = 6
_NAMING_WORDS, _NAMING_ENOUGH = 2, 4
_PRONOUNS = {*stems("it its itself that this they them those these their")}


def questions_of(text: str) -> tuple[str, ...]:
    """The questions of a text, in order: several sentences that ask, or two questions joined by "and which"."""
    sentences = [s.strip() for s in _SENTENCES.findall(text) if any(map(str.isalnum, s))]
    marked = [s for s in sentences if s[-1] in "?？"]
    asking = marked or [s for s in sentences if asks(s)]
    if len(marked) > 1:
        return tuple(marked[:_MOST])
    asking = [*asking, *(s for s in sentences if s not in asking and _CLARIFIES.match(s))]
    aside = [s for s in sentences if s not in asking]
    alone = aside and any(map(_stands_alone, asking)) and not any(find_ordinals(s)[0].values for s in aside)
    whole = " ".join(asking) if alone else text
    parts = [p.strip() for p in _SECOND.split(whole)]
    separate = len(parts) > 1 and all(len(p) >= _SHORTEST and asks(p) for p in parts)
    return tuple(parts[:_MOST]) if separate else (whole,)


def _stands_alone(sentence: str) -> bool:
    """Whether a sentence names what it asks about: without that, what was said before it says so (it, that one)."""
    if any(map(is_han, sentence)):
        return sum(map(str.isalnum, sentence)) >= _SHORTEST and not _POINTS_BACK.match(key(sentence))
    words = vocabulary()
    plain = stems(sentence)
    naming = sum(w not in words.english for w in plain)
    return naming >= (_NAMING_ENOUGH if _PRONOUNS & {*plain} else _NAMING_WORDS)


def asks(sentence: str) -> bool:
    """Whether a sentence has a word of asking."""
    plain, words = key(sentence), f" {' '.join(stems(sentence))} "
    return any(w in plain for w in vocabulary().asking) or any(f" {w} " in words for w in vocabulary().asking_english)
