"""Names and their other names: aliases, abbreviations, English. The lexicon is data (CSV), never code."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from corpus.errors import CorpusError
from corpus.reader import LEXICON, decode, find_documents
from corpus.text import key

GENERAL = Path(__file__).parent / "lexicon"
_COLUMNS = ["name", "kind", "aliases", "english"]


class Entry(Struct, frozen=True):
    """One thing and its names. `document` is None where the entry holds for every document."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    document: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its Chinese names, the proper one first."""
        return (self.name, *self.aliases)


class Lexicon(Struct, frozen=True):
    """All entries, and the English words of the genre with the Chinese they may stand for."""

    entries: tuple[Entry, ...]
    english: dict[str, tuple[str, ...]]

    def of_kind(self, *kinds: str) -> Iterator[Entry]:
        """The entries of these kinds."""
        return (e for e in self.entries if e.kind in kinds)


def read_lexicon(folder: Path) -> Lexicon:
    """The general lexicon, with what the corpus folder and its documents add."""
    entries = [*_general_entries()]
    if folder.is_dir() and (folder / LEXICON).exists() and not (folder / "about.toml").exists():
        entries += _rows_to_entries(folder / LEXICON, None)
    for name, source in find_documents(folder):
        own = source.parent / LEXICON
        if own.exists() and (source.parent != folder or (folder / "about.toml").exists()):
            entries += _rows_to_entries(own, name)
    return Lexicon(tuple(entries), _english_words())


@cache
def _general_entries() -> tuple[Entry, ...]:
    return tuple(_rows_to_entries(GENERAL / "general.csv", None)) + tuple(_places())


def _places() -> Iterator[Entry]:
    for row in _rows(GENERAL / "places.csv", ["name", "level", "aliases", "english"]):
        yield Entry(row["name"], "place", _alternatives(row["aliases"]), _alternatives(row["english"]))


@cache
def _english_words() -> dict[str, tuple[str, ...]]:
    rows = _rows(GENERAL / "english.csv", ["english", "chinese"])
    return {row["english"].strip().casefold(): _alternatives(row["chinese"]) for row in rows}


def _rows_to_entries(path: Path, document: str | None) -> list[Entry]:
    return [
        Entry(
            name=row["name"].strip(),
            kind=row["kind"].strip(),
            aliases=_alternatives(row["aliases"]),
            english=_alternatives(row["english"]),
            document=document,
        )
        for row in _rows(path, _COLUMNS)
    ]


def _rows(path: Path, columns: list[str]) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(decode(path)))
    if reader.fieldnames != columns:
        raise CorpusError(f"{path}: has the columns {reader.fieldnames}; expected {','.join(columns)}")
    for row in reader:
        if None in row or None in row.values() or not row[columns[0]].strip():
            raise CorpusError(f"{path}, line {reader.line_num}: expected {len(columns)} cells, the first not empty")
        yield row


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def english_of(entries: Iterable[Entry]) -> dict[str, str]:
    """The display English of each Chinese name, by key."""
    return {key(n): e.english[0] for e in entries if e.english for n in e.names}
