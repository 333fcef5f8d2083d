"""Small means for drawing: text cut to a width, a page of SVG with its own colours, a line from base to target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import zip_longest
from unicodedata import east_asian_width

from assistant.views.indicators import Pair

_STYLE = (
    "text{font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',system-ui,sans-serif;fill:#1a2330}"
    ".quiet{fill:#566273}.strong{font-weight:650}.inverse{fill:#fff}.ground{fill:#fff}.band{fill:#f4f6f8}"
    ".rule{stroke:#dbe0e6;fill:none}.track{stroke:#dbe0e6;stroke-linecap:round}"
    ".change{stroke:#1a4f8b;stroke-linecap:round}.change.down{stroke-dasharray:2 5}"
    ".open{fill:#fff;stroke:#1a4f8b}.full{fill:#1a4f8b;stroke:#1a4f8b}"
)
_NARROW = 0.58
_CLOSERS = "，。；：、！？）》”’,.;:!?)"
MARGIN = 24


def width_of(text: str) -> float:
    """About how wide a text is, in the size of its letters."""
    return sum(1.0 if east_asian_width(c) in "WF" else _NARROW for c in text)


def wrapped(text: str, widest: float, most: int = 2) -> list[str]:
    """A text on at most so many lines of a width in letters; what does not fit ends in dots."""
    lines = [""]
    for piece in _pieces(text):
        if width_of(lines[-1] + piece.rstrip()) > widest and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(last) > widest - 1:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """Where a line may break: after each wide character and after blanks, but not before a closing mark."""
    word = ""
    for char, following in zip_longest(text, text[1:], fillvalue=" "):
        word += char
        if (east_asian_width(char) in "WF" or char.isspace()) and following not in _CLOSERS:
            yield word
            word = ""
    if word:
        yield word


def text_at(x: float, y: float, text: str, size: float = 14, look: str = "", anchor: str = "start") -> str:
    """One line of text."""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}" class="{look}">{escape(text)}</text>'


def lines_at(x: float, middle: float, lines: list[str], size: float = 14, look: str = "") -> str:
    """Lines of text around a middle."""
    step = size * 1.3
    top = middle - step * (len(lines) - 1) / 2 + size * 0.36
    return "".join(text_at(x, top + i * step, line, size, look) for i, line in enumerate(lines))


def rule_at(x: float, y: float, width: float) -> str:
    """A thin level line."""
    return f'<path class="rule" d="M{x:g} {y:g}h{width:g}"/>'


def svg_page(width: float, height: float, title: str, body: str, provenance: Iterable[str]) -> str:
    """A drawing that stands by itself: its title above, where it comes from below, its colours inside."""
    heading = wrapped(title, (width - 2 * MARGIN) / 22)
    notes = [line for note in provenance for line in wrapped(note, (width - 2 * MARGIN) / 12, 3)]
    top = MARGIN + 28 * len(heading)
    whole = top + height + 18 * len(notes) + MARGIN
    head = "".join(text_at(MARGIN, MARGIN + 20 + 28 * i, line, 20, "strong") for i, line in enumerate(heading))
    foot = "".join(text_at(MARGIN, top + height + 14 + 18 * i, line, 12, "quiet") for i, line in enumerate(notes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{whole:g}"'
        f' viewBox="0 0 {width:g} {whole:g}">'
        f'<title>{escape(title)}</title><style>{_STYLE}</style><rect class="ground" width="100%" height="100%"/>'
        f'{head}<g transform="translate(0 {top:g})">{body}</g>{foot}</svg>'
    )


def dumbbell(pair: Pair, x: float, y: float, width: float) -> str:
    """A line from base to target over one from 0 to the larger of both; nothing where they are not both numbers."""
    if pair.numbers is None or min(pair.numbers) < 0:
        return ""
    base, target = (float(n) for n in pair.numbers)
    most = max(base, target) or 1.0
    start, end = x + width * base / most, x + width * target / most
    return (
        f'<path class="track" stroke-width="3" d="M{x:g} {y:g}h{width:g}"/>'
        f'<path class="change {pair.direction}" stroke-width="4" d="M{start:.1f} {y:g}L{end:.1f} {y:g}"/>'
        f'<circle class="open" stroke-width="2" cx="{start:.1f}" cy="{y:g}" r="5"/>'
        f'<circle class="full" stroke-width="2" cx="{end:.1f}" cy="{y:g}" r="4"/>'
    )
