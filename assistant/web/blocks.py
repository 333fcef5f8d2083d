"""An answer's Markdown → blocks: what is a table at heart becomes one, the rest stays Markdown.

Fields of records (`指标3：` and a list of `- 目标：**0.28%**[1]`) become one table for all records that give the same
fields. A list of records that stand in one table of a source gets the short cells of their rows beside the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from assistant.answer import Answer, Citation
from assistant.web.places import row_at
from corpus.model import Document, Row, Span, Table

FindDocument = Callable[[str], Document | None]

_HEADING = re.compile(r"(?P<name>[^*\[\]\n]+)[：:]")
_FIELD = re.compile(r"- (?P<label>[^*\[\]\n：:]+)[：:]\s?(?P<value>\*\*.+\*\*\s?(?:\[\d{1,3}\])*)")
_ITEM = re.compile(r"\d{1,3}\. (?P<name>[^\[\]]+?)\s?\[(?P<number>\d{1,3})\]")
_LEAST_ITEMS = 3
_LONGEST_CELL = 30
_NAMING = ("name", "ordinal", "group")


class Cell(Struct, frozen=True):
    """A cell: Markdown of the answer, or characters of the source as they stand."""

    text: str
    verbatim: bool = False


class Grid(Struct, frozen=True):
    """A table: titles of its columns (none for one record's fields), and rows that each begin with what they name."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


class _Fields(Struct, frozen=True):
    """One record and its fields."""

    name: str
    labels: tuple[str, ...]
    values: tuple[str, ...]


Block = str | Grid


def answer_to_blocks(answer: Answer, find: FindDocument) -> list[Block]:
    """The blocks of an answer, in order."""
    cited = {c.number: c for c in answer.citations}
    chunks = re.split(r"\n\s*\n", answer.text)
    pieces = [_fields(chunk) or _listed(chunk, cited, find) or chunk for chunk in chunks]
    return list(_joined(pieces))


def _fields(chunk: str) -> _Fields | None:
    """A heading and nothing but fields below it."""
    first, *rest = chunk.split("\n")
    heading, found = _HEADING.fullmatch(first.strip()), [_FIELD.fullmatch(line.strip()) for line in rest]
    matches = [m for m in found if m]
    if heading is None or len(matches) < 2 or len(matches) < len(found):
        return None
    return _Fields(heading["name"], tuple(m["label"] for m in matches), tuple(m["value"] for m in matches))


def _joined(pieces: Sequence[str | Grid | _Fields]) -> Iterator[Block]:
    """Neighbouring records with the same fields share a table; Markdown between tables stays together."""

    def alike(piece: str | Grid | _Fields) -> object:
        return piece.labels if isinstance(piece, _Fields) else type(piece)

    for _, group in groupby(pieces, alike):
        run = list(group)
        records = [p for p in run if isinstance(p, _Fields)]
        texts = [p for p in run if isinstance(p, str)]
        if len(records) > 1:
            rows = tuple((Cell(r.name), *map(Cell, r.values)) for r in records)
            yield Grid(("", *records[0].labels), rows)
        elif records:
            (one,) = records
            rows = tuple((Cell(label), Cell(value)) for label, value in zip(one.labels, one.values, strict=True))
            yield Grid((), rows, one.name)
        elif texts:
            yield "\n\n".join(texts)
        else:
            yield from (p for p in run if isinstance(p, Grid))


def _listed(chunk: str, cited: Mapping[int, Citation], find: FindDocument) -> Grid | None:
    """A numbered list of records of one table, with the short cells of their rows."""
    items = [_ITEM.fullmatch(line.strip()) for line in chunk.split("\n")]
    matches = [m for m in items if m]
    if len(items) < _LEAST_ITEMS or len(matches) < len(items):
        return None
    places = [_place(cited.get(int(m["number"])), find) for m in matches]
    rows = [p for p in places if p]
    if len(rows) < len(places) or len({(d.id, t.number) for d, t, _ in rows}) > 1:
        return None
    _, table, _ = rows[0]
    shown = [i for i, _ in enumerate(table.columns) if _is_short(i, table, [row for _, _, row in rows])]
    if not shown:
        return None
    titles = tuple(table.columns[i].title for i in shown)
    cells = [tuple(Cell(_written(d, row, i), verbatim=True) for i in shown) for d, _, row in rows]
    names = [Cell(f"{m['name']} [{m['number']}]") for m in matches]
    return Grid(("", *titles), tuple((name, *row) for name, row in zip(names, cells, strict=True)))


def _place(citation: Citation | None, find: FindDocument) -> tuple[Document, Table, Row] | None:
    document = find(citation.document) if citation else None
    found = row_at(document, Span(citation.start, citation.end)) if document and citation else None
    return (document, *found) if document and found else None


def _is_short(column: int, table: Table, rows: Sequence[Row]) -> bool:
    """Whether a column tells something beside the name, in few words."""
    cells = [row.cells[column] for row in rows]
    if table.columns[column].role in _NAMING or not table.columns[column].title:
        return False
    return any(cells) and all(len(cell.text) <= _LONGEST_CELL for cell in cells if cell)


def _written(document: Document, row: Row, column: int) -> str:
    """A cell as it stands, on one line."""
    cell = row.cells[column]
    return re.sub(r"\s*\n\s*", "", cell.span.of(document.text)) if cell else ""
