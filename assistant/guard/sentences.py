"""A draft → its sentences, each with the evidence it cites; lead-ins take that of what they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from assistant.guard.terms import terms

LineKind = Literal["plain", "lead_in", "heading", "quote", "row"]
MARKS = re.compile(r"\s?\[(\d{1,6})\]")
_MARK = r"(?:\s{0,2}\[\d{1,6}\])"
_END = re.compile(
    rf"(?:[。！？!?]+[”’」』）)》\"'*_]{{0,4}}{_MARK}{{0,20}}|[.]+[”’\"')*_]{{0,4}}{_MARK}{{0,20}}(?=\s|$)|(?<=[。.！？!?]\*\*){_MARK}{{1,20}})"
)
_SHORT = re.compile(
    r"(?:\b(?:[Nn]os?|e\.g|i\.e|approx|vs|etc|cf|St|Mr|Ms|Dr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|Co|Ltd|Inc)|\b[A-Z])\.$"
)
_GOES_ON = re.compile(r"\s*[\w(“\"]")
_BULLET = re.compile(
    r"^\s*(?:[-*+•·]\s+|\(?\d{1,3}[.)、]\s*(?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]\s*|[①-⑳]\s*)"
)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_RULE = re.compile(r"^[\s|:\-–—*_]+$")
_EMPHASIS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`")
_REST = re.compile(r"[\s\W_]*")


class Sentence(Struct, frozen=True):
    """One sentence without its marks: `cited` are the marks' numbers; `pieces` the same text cut at the marks.

    `items` counts what a lead-in introduces, 0 elsewhere. `marked` is false where the marks are those of its neighbour.
    """

    text: str
    cited: tuple[int, ...]
    pieces: tuple[tuple[str, tuple[int, ...]], ...]
    kind: LineKind = "plain"
    items: int = 0
    bullet: bool = False
    marked: bool = True


def text_to_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a draft, list items and table rows among them, in order."""
    found = [s for line in text.split("\n") for s in _line(line)]
    return tuple(_inherit(found))


def _line(line: str) -> Iterator[Sentence]:
    if not line.strip() or _RULE.match(line):
        return
    if line.lstrip().startswith(">"):
        yield _sentence(line.lstrip().lstrip("> "), "quote")
    elif _HEADING.match(line):
        yield _sentence(_HEADING.sub("", line), "heading")
    elif line.lstrip().startswith("|"):
        yield _sentence(line.strip().strip("|").replace("|", " ; "), "row")
    else:
        bullet = _BULLET.match(line)
        if bullet and _REST.fullmatch(MARKS.sub("", line[bullet.end() :])):
            bullet = None  # a bare figure
        body = line[bullet.end() :] if bullet else line
        for piece in _sentences(body):
            lead = terms().lead_in.search(MARKS.sub("", piece).rstrip("*_ "))
            yield _sentence(piece, "lead_in" if lead else "plain", bullet is not None)


def _sentences(line: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(line):
        end = match.end()
        if line.count("**", start, match.start()) % 2:
            continue
        if _SHORT.search(line, max(0, match.start() - 8), match.start() + 1) and _GOES_ON.match(line, end):
            continue
        if line[start:end].strip():
            yield line[start:end].strip()
        start = end
    if not _REST.fullmatch(MARKS.sub("", line[start:])) or MARKS.search(line[start:]):
        yield line[start:].strip()


def _sentence(text: str, kind: LineKind, bullet: bool = False) -> Sentence:
    plain = _EMPHASIS.sub("", text)
    pieces: list[tuple[str, tuple[int, ...]]] = []
    start, marks = 0, list[int]()
    for match in MARKS.finditer(plain):
        between = plain[start : match.start()]
        if marks and _REST.fullmatch(between):
            marks.append(int(match.group(1)))
        else:
            if marks:
                pieces[-1] = (pieces[-1][0], tuple(marks))
            pieces.append((between, ()))
            marks = [int(match.group(1))]
        start = match.end()
    if marks:
        pieces[-1] = (pieces[-1][0], tuple(marks))
    rest = plain[start:]
    if not pieces:
        pieces = [(rest, ())]
    elif not _REST.fullmatch(rest):
        pieces.append((rest, pieces[-1][1]))
    cited = tuple(dict.fromkeys(n for _, numbers in pieces for n in numbers))
    return Sentence(MARKS.sub("", plain).strip(), cited, tuple(pieces), kind, bullet=bullet, marked=bool(cited))


def _inherit(found: list[Sentence]) -> Iterator[Sentence]:
    """Lead-ins take the marks of the items below them, quotations those of the sentence above."""
    above: tuple[int, ...] = ()
    for i, written in enumerate(found):
        sentence = written
        if sentence.cited:
            above = sentence.cited
        elif sentence.kind == "quote" and above:
            sentence = _with(sentence, above)
        elif sentence.kind == "lead_in":
            below = _below(found, i)
            cited = tuple(dict.fromkeys(n for s in below for n in s.cited))
            sentence = _with(sentence, cited, sum(s.bullet and s.kind != "lead_in" for s in below) or len(below))
        yield sentence


def _below(found: list[Sentence], at: int) -> list[Sentence]:
    """What a lead-in introduces: the items below it, or, where no item follows, the rest of the draft."""
    items: list[Sentence] = []
    for sentence in found[at + 1 :]:
        if items and (sentence.kind in ("lead_in", "heading") and not sentence.bullet):
            break
        if items and items[0].bullet and not sentence.bullet:
            break
        items.append(sentence)
    if items and items[0].kind == "lead_in":
        return [s for s in found[at + 1 :] if s.bullet]
    return items


def _with(sentence: Sentence, cited: tuple[int, ...], items: int = 0) -> Sentence:
    return Sentence(
        sentence.text, cited, ((sentence.text, cited),), sentence.kind, items, sentence.bullet, marked=False
    )
