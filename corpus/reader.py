"""A folder → documents: which files are documents, in which encoding, and what goes with them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from corpus.errors import CorpusError, unreadable
from corpus.genre import genre
from corpus.model import About, Document
from corpus.numbers import years
from corpus.outline import blocks_to_outline, lines_to_blocks
from corpus.phases import paragraphs_to_phases, rows_to_phases, sections_to_phases
from corpus.records import (
    paragraphs_to_terms,
    projects_to_rows,
    sections_to_tasks,
    tables_to_records,
    with_notes,
    with_sections,
)
from corpus.tables import blocks_to_tables
from corpus.text import line_starts, squeeze
from corpus.translation import SUMS, read_sums

SOURCE_SUFFIXES = (".txt", ".md", ".markdown")
TRANSLATION, LEXICON, ABOUT = "translation.en.txt", "lexicon.csv", "about.toml"
_COMPANIONS = re.compile(r"(translation\..*|readme.*|notes?)\.(txt|md|markdown)", re.IGNORECASE)
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def read_corpus(folder: Path) -> tuple[Document, ...]:
    """Read every document of a corpus folder, in the order of their ids.

    A document is a folder with one source file, or a bare file. Raises `CorpusError`.
    """
    return tuple(read_document(name, source) for name, source in find_documents(folder))


def find_documents(folder: Path) -> tuple[tuple[str, Path], ...]:
    """The (id, source file) pairs of a corpus folder."""
    if not folder.exists():
        raise CorpusError(
            f"corpus {folder}: no such folder; expected a folder of documents (.txt, .md); check --corpus"
        )
    if folder.is_file():
        return ((folder.stem, folder),)
    if (folder / ABOUT).exists():
        return ((folder.name, _only_source(folder)),)
    try:
        entries = sorted(p for p in folder.iterdir() if not p.name.startswith((".", "_")))
    except OSError as error:
        raise CorpusError(f"corpus {folder}: cannot be read ({error.strerror}); expected a readable folder") from error
    found = [(p.stem, p) for p in entries if p.is_file() and _is_source(p)]
    found += [(p.name, _only_source(p)) for p in entries if p.is_dir() and any(map(_is_source, p.iterdir()))]
    if not found:
        raise CorpusError(f"corpus {folder}: holds no document; expected .txt or .md files, or folders with one each")
    doubled = sorted({n for n, _ in found if sum(n == m for m, _ in found) > 1})
    if doubled:
        raise CorpusError(f"corpus {folder}: two documents are called {doubled[0]}; rename one of them")
    return tuple(sorted(found))


def _is_source(path: Path) -> bool:
    return path.suffix.lower() in SOURCE_SUFFIXES and not _COMPANIONS.fullmatch(path.name)


def _only_source(folder: Path) -> Path:
    sources = sorted(p for p in folder.iterdir() if p.is_file() and _is_source(p))
    if len(sources) != 1:
        names = ", ".join(p.name for p in sources) or "none"
        raise CorpusError(f"document {folder}: found {names}; expected exactly one .txt or .md source file")
    return sources[0]


def read_document(name: str, source: Path) -> Document:
    """Read one source file with its about.toml and translation, where they exist."""
    text = decode(source)
    own_folder = (source.parent / ABOUT).exists() or source.parent.name == name
    about = _read_about(source.parent / ABOUT) if own_folder else About()
    translation = _read_translation(source.parent / TRANSLATION, text) if own_folder else ()
    translated = read_sums(source.parent / SUMS) if translation else frozenset()
    return text_to_document(name, text, about, translation, translated)


def decode(source: Path) -> str:
    """The text of a file in UTF-8, GB 18030 or UTF-16, with one kind of line end."""
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise unreadable(source, error) from error
    if not raw.strip():
        raise CorpusError(f"{source}: is empty; expected the text of a plan")
    encodings = _ENCODINGS[::-1] if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise CorpusError(f"{source}: is not text; expected UTF-8 or GB 18030; save it again as UTF-8")


def _read_about(path: Path) -> About:
    if not path.exists():
        return About()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), About)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeError) as error:
        allowed = ", ".join(About.__struct_fields__)
        raise CorpusError(f"{path}: {error}; expected TOML with {allowed}") from error


def _read_translation(path: Path, text: str) -> tuple[str, ...]:
    if not path.exists():
        return ()
    lines = tuple(decode(path).split("\n"))
    expected = text.count("\n") + 1
    if abs(len(lines) - expected) > 1:
        raise CorpusError(f"{path}: has {len(lines)} lines; expected {expected}, one for each line of the source")
    return (*lines, "")[:expected]


_SEVERAL = 3


def text_to_document(
    name: str, text: str, about: About | None = None, translation: tuple[str, ...] = (),
    translated: frozenset[str] = frozenset(),
) -> Document:  # fmt: skip
    """Source text → outline, paragraphs, tables and records."""
    about = about or About()
    starts = line_starts(text)
    blocks = lines_to_blocks(text, starts)
    sections, paragraphs = blocks_to_outline(text, blocks)
    title = about.title or (squeeze(blocks.title.of(text)) if blocks.title else name)
    period = years(about.period or title)
    tables = blocks_to_tables(text, blocks.body, sections, min(period, default=None))
    records = with_notes(text, tables_to_records(name, text, tables), tables)
    told = sections_to_tasks(name, text, sections, paragraphs)
    records = projects_to_rows(records, tables) if len(told) >= _SEVERAL else records
    if not any(r.kind == "task" for r in records):
        records += told
    records = rows_to_phases(text, records, tables)
    if not any(r.kind == "phase" for r in records):
        headed = sections_to_phases(name, text, sections, paragraphs)
        records += headed if len(headed) > 1 else paragraphs_to_phases(name, text, paragraphs)
    records += paragraphs_to_terms(name, text, sections, paragraphs)
    records = with_sections(records, sections)
    place = genre().place_in_title.match(title)
    return Document(
        id=name,
        title=title,
        place=about.place or (place.group(1) if place else None),
        years=period,
        aliases=about.aliases,
        text=text,
        lines=starts,
        sections=sections,
        paragraphs=paragraphs,
        tables=tables,
        records=records,
        translation=translation,
        translated=translated,
        version=about.version,
        title_span=blocks.title,
    )
