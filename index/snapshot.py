"""Everything an index knows, as one value: what is written at build and read to serve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.bodies import Body, BodyNames, documents_to_bodies
from corpus.lexicon import Entry, Lexicon, english_of, read_lexicon
from corpus.model import Document, Record
from corpus.reader import read_corpus
from corpus.text import key
from index.glosses import dictionary, words_to_glosses
from index.names import Names, corpus_to_names
from index.units import Unit, Weights, document_to_units, units_to_weights


class Snapshot(msgspec.Struct, frozen=True, dict=True):
    """The documents with everything derived from them that asking needs."""

    documents: tuple[Document, ...]
    entries: tuple[Entry, ...]
    bodies: tuple[Body, ...]
    names: Names
    units: tuple[Unit, ...]
    weights: Weights

    @cached_property
    def by_id(self) -> dict[str, Document]:
        """The documents by id."""
        return {d.id: d for d in self.documents}

    @cached_property
    def records(self) -> dict[str, Record]:
        """All records by id, in the order of the documents."""
        return {r.id: r for d in self.documents for r in d.records}

    @cached_property
    def body(self) -> dict[str, Body]:
        """The bodies by id."""
        return {b.id: b for b in self.bodies}

    @cached_property
    def told(self) -> dict[str, NDArray[np.intp]]:
        """For each task with a section of its own, the sentences and items' headings under it, as unit positions."""
        owners: dict[tuple[str, int], str] = {}
        for record in self.records.values():
            if record.kind == "task" and record.section is not None:
                document = self.by_id[record.document]
                below = [s for s in document.sections if record.section in {p.id for p in document.path(s.id)}]
                owners |= {(record.document, s.id): record.id for s in below}
        found: dict[str, list[int]] = {}
        for i, unit in enumerate(self.units):
            if unit.kind in ("sentence", "section") and unit.section is not None:
                owner = owners.get((unit.document, unit.section))
                if owner:
                    found.setdefault(owner, []).append(i)
        return {record: np.array(units) for record, units in found.items()}

    @cached_property
    def items(self) -> dict[tuple[str, int], int]:
        """How many sections stand directly under each section, by document and section."""
        return dict(Counter((d.id, s.parent) for d in self.documents for s in d.sections if s.parent is not None))

    @cached_property
    def body_ids(self) -> dict[tuple[str, str], str]:
        """The id of each body by document and name."""
        return {(b.document, key(n)): b.id for b in self.bodies for n in b.names}

    @cached_property
    def english(self) -> dict[str, str]:
        """The display English of Chinese names, by key; a document's own lexicon wins over the general one."""
        return english_of(sorted(self.entries, key=lambda e: e.document is not None))


def corpus_to_snapshot(folder: Path, extra_phrases: Iterable[str] = ()) -> Snapshot:
    """Read a corpus and derive all that is searched."""
    documents, lexicon = read_corpus(folder), read_lexicon(folder)
    return documents_to_snapshot(documents, lexicon, extra_phrases)


def documents_to_snapshot(
    documents: tuple[Document, ...], lexicon: Lexicon, extra_phrases: Iterable[str] = ()
) -> Snapshot:
    """Derive all that is searched from documents already read."""
    chinese_to_english = dictionary(lexicon.english)
    glosses = words_to_glosses((d.text for d in documents), chinese_to_english)
    counted = Counter(w for found in chinese_to_english.values() for w in found)
    words = {word: count for word, count in counted.items() if count > 1}
    bodies = documents_to_bodies(documents, BodyNames(lexicon))
    units = tuple(u for d in documents for u in document_to_units(d, lexicon, glosses))
    return Snapshot(
        documents=documents,
        entries=lexicon.entries,
        bodies=bodies,
        names=corpus_to_names(documents, lexicon, bodies, words, extra_phrases),
        units=units,
        weights=units_to_weights(units),
    )


def write_snapshot(snapshot: Snapshot, path: Path) -> None:
    """Write a snapshot; the same snapshot gives the same bytes."""
    path.write_bytes(msgspec.msgpack.encode(snapshot, order="deterministic"))


def bytes_to_snapshot(content: bytes) -> Snapshot:
    """Read a snapshot back."""
    return msgspec.msgpack.decode(content, type=Snapshot)
