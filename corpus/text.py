"""Characters: one spelling for comparison, sentences, lines."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from corpus.genre import genre
from corpus.model import Span

SENTENCE_END = "。！？!?"
CLOSERS = "”’」』）)》"
_BLANK = re.compile(r"\s+")
_QUOTES = dict.fromkeys("“”「」『』", '"') | dict.fromkeys("‘’", "'")
_INNER_BLANKS = re.compile(r"(?<=[^\x00-\x7f])[ \u3000]{2,}(?=[^\x00-\x7f])")
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_FOLD = str.maketrans(_QUOTES | dict.fromkeys("~～—–―", "-") | {"・": "·"})


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """One spelling for all spellings: NFKC, case folded, no blanks, one kind of quote and dash."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text).casefold()).translate(_FOLD)


def without_page_ends(text: str, span: Span) -> str:
    """The text with line ends in place of every page number inside this span; nothing moves."""
    lines = span.of(text).split("\n")
    if len(lines) == 1:
        return text
    plain = "\n".join("\n" * len(n) if genre().page_number.fullmatch(n.strip()) else n for n in lines)
    return text[: span.start] + plain + text[span.end :]


def flat(text: str) -> str:
    """A stretch of source text on one line: a page end inside it, with its number, is nothing."""
    lines = without_page_ends(text, Span(0, len(text))).split("\n")
    return _INNER_BLANKS.sub("", "".join(line.strip() for line in lines).replace("**", ""))


def squeeze(text: str) -> str:
    """Runs of blanks become one; blanks between two Han characters go (a scan's cell wraps)."""
    return re.sub(r"(?<=[\u4e00-\u9fff）)]) (?=[\u4e00-\u9fff（(])", "", _BLANK.sub(" ", text).strip())


def is_han(char: str) -> bool:
    """Whether this is a Chinese character."""
    return "\u3400" <= char <= "\u9fff"


def han_share(text: str) -> float:
    """The share of Chinese characters among the letters of a text, 0 to 1."""
    letters = [c for c in text if c.isalpha()]
    return sum(map(is_han, letters)) / len(letters) if letters else 0.0


def line_starts(text: str) -> tuple[int, ...]:
    """Where each line starts; a newline ends it."""
    return (0, *(m.end() for m in re.finditer("\n", text)))


def line_of(starts: tuple[int, ...], position: int) -> int:
    """The number, from 1, of the line that holds this position."""
    return bisect_right(starts, position)


def trim(text: str, span: Span, blanks: str | None = None) -> Span:
    """The span without blanks (or just these characters) at its ends."""
    piece = span.of(text)
    left, right = len(piece.lstrip(blanks)), len(piece.rstrip(blanks))
    return Span(span.end - left, max(span.end - left, span.start + right))


def split_at(text: str, span: Span, ends: str) -> tuple[Span, ...]:
    """The span cut after each of these marks; a closing quote or bracket stays with the mark before it.

    Marks inside round brackets do not cut, unless the bracket is never closed; nor do those inside a number (1,200).
    """
    pieces: list[Span] = []
    start = position = span.start
    depth = 0
    while position < span.end:
        char = text[position]
        if char in "（(":
            depth += bool(re.compile(r"[^（(\n]{0,80}[）)]").match(text, position + 1, span.end))
        elif char in "）)":
            depth = max(0, depth - 1)
        position += 1
        if char in ends and not depth and not _THOUSANDS.match(text, max(position - 2, span.start), span.end):
            while position < span.end and text[position] in CLOSERS:
                position += 1
            pieces.append(trim(text, Span(start, position)))
            start = position
    pieces.append(trim(text, Span(start, span.end)))
    return tuple(p for p in pieces if p.end > p.start)


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of a stretch of Chinese text."""
    return split_at(text, span, SENTENCE_END)


def clauses(text: str, span: Span) -> tuple[Span, ...]:
    """The clauses of a sentence: what stands between commas, semicolons and full stops."""
    return split_at(text, span, SENTENCE_END + "，；,;")
