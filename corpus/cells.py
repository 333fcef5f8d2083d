"""A line of a table → its cells: parted by tabs, by pipes, or, in text taken from a PDF, by runs of blanks.

Tabs and pipes show by themselves that a line is a row. Blanks do not: they part cells only under a line of column
headers that are parted so too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.genre import genre
from corpus.numbers import to_int
from corpus.text import SENTENCE_END, key

_PIPE = re.compile(r"(?<!\\)\|")
_INNER_PIPE = re.compile(r"[ \u3000]\|[ \u3000]")
_TAB = re.compile(r"\t")
_GAP = re.compile(r"[ \u3000\xa0]{2,}")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d\s*年度?")
_FEWEST = 3
_LONGEST_REST = 40
_LONGEST_TITLE = 24
_SAYS = re.compile(r"[，。；;]")
_CATEGORY = re.compile(r"(?:工程|行动|类|方面|指标|领域|体系|任务|专项|部分|篇|板块)$")


def cut(piece: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row lie in it, blanks around them included."""
    if piece.startswith("|"):
        edges = [m.span() for m in _PIPE.finditer(piece)]
        edges += [] if piece.rstrip()[-1] == "|" else [(len(piece), len(piece))]
    else:
        parted = _TAB if "\t" in piece else _PIPE if _INNER_PIPE.search(piece) else _GAP
        edges = [(0, 0), *(m.span() for m in parted.finditer(piece)), (len(piece), len(piece))]
    return tuple((a[1], b[0]) for a, b in pairwise(edges))


def cells(piece: str) -> tuple[str, ...]:
    """What the cells of a row say."""
    return tuple(piece[a:b].strip() for a, b in cut(piece))


def is_marked(piece: str) -> bool:
    """Whether tabs or pipes make a line a row."""
    return "\t" in piece or (piece.startswith("|") and piece.count("|") >= 2) or len(_INNER_PIPE.findall(piece)) >= 2


def is_spaced_header(piece: str) -> bool:
    """Whether a line is nothing but column headers with blanks between them."""
    written = cells(piece) if not is_marked(piece) else ()
    return len(written) >= _FEWEST and are_headers(written)


def is_spaced_row(piece: str, header: Sequence[str]) -> bool:
    """Whether a line under a header is a row: it has all cells, or merged ones are left out before its number."""
    written = cells(piece)
    return len(written) + left_out(written, header) == len(header) > 1


def left_out(written: Sequence[str], header: Sequence[str]) -> int:
    """How many cells before its number a row leaves out, as a merged cell does in text taken from a PDF."""
    column = next((i for i, title in enumerate(header) if role_of(title) == "ordinal"), 0)
    at = next((i for i, cell in enumerate(written) if to_int(cell) is not None), column)
    return min(max(0, column - at), max(0, len(header) - len(written)))


def are_headers(written: Sequence[str]) -> bool:
    """Whether cells name the roles of at least two columns, and none is a plain number."""
    told = [c for c in written if c]
    if any(len(c) > _LONGEST_TITLE or _SAYS.search(c) for c in told):
        return False
    named = sum(bool(role_of(c) or _BARE_YEAR.fullmatch(c)) for c in told)
    return all(to_int(c) is None for c in told) and named >= min(2, len(told))


def role_of(header: str) -> str:
    """The role of a column with this header, "" when the genre knows none."""
    plain = key(header)
    return next((role for role, pattern in genre().column_roles if pattern.search(plain)), "")


def is_bare_year(header: str) -> bool:
    """Whether a header is a year and nothing else."""
    return bool(_BARE_YEAR.fullmatch(header))


def is_category(piece: str, following: str, header: Sequence[str], numbered: bool) -> bool:
    """Whether a line of one cell between the rows of a table is what the rows after it belong to: （一）平台工程."""
    alone = len(cells(piece)) == 1 and len(piece) <= _LONGEST_REST and piece[-1] not in SENTENCE_END
    return alone and (numbered or bool(_CATEGORY.search(piece))) and _is_row(following, header)


def goes_on_in(row: str, lines: Sequence[str], header: Sequence[str]) -> int:
    """How many of the lines after a row belong to it, where line ends cut it inside its cells.

    Either all of them together have the cells of the header, or the last cell goes on in a line of its own that is no
    sentence, before another row.
    """
    written = cells(row)
    have = len(written) + left_out(written, header)
    if have == len(header) and len(lines) > 1 and not is_marked(lines[0]) and len(cells(lines[0])) == 1:
        short = len(lines[0]) <= _LONGEST_REST and lines[0][-1] not in SENTENCE_END
        return int(short and _is_row(lines[1], header))
    if len(written) < 2:
        return 0
    for i, line in enumerate(lines, start=1):
        if have >= len(header) or to_int(cells(line)[0]) is not None or are_headers(cells(line)):
            return 0
        have += len(cells(line)) - 1
        if have == len(header) and len(cells(line)) > 1:
            return i
    return 0


def _is_row(piece: str, header: Sequence[str]) -> bool:
    written = cells(piece)
    repeated = written == tuple(header)
    return repeated or (1 < len(written) <= len(header) and not are_headers(written))
