"""Building an index: a new generation in a folder of its own, checked, then switched to by one atomic rename.

    DATA/<corpus>/generations/<key>/   snapshot.msgpack, lexical/, model/, chroma/, manifest.json
    DATA/<corpus>/current              the key of the generation that serves

A crash at any step leaves `current` as it was; what it left lying is removed by the next build.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

import corpus
import index
from corpus.errors import unreadable
from corpus.lexicon import GENERAL
from corpus.reader import find_documents
from index.embedding import TRAINED, open_embedder
from index.errors import IndexBusy, IndexDamaged, IndexUnwritable
from index.lexical import Lexical, build_lexical, tokens
from index.passages import Passage, units_to_passages
from index.snapshot import Snapshot, corpus_to_snapshot, write_snapshot
from index.store import Store, build_store
from index.training import train, training_pairs

Progress = Callable[[str, float], None]
KEPT_GENERATIONS = 2
_LOCK_SECONDS = 120


def quiet(_stage: str, _share: float) -> None:
    """Progress that nobody watches."""


_AGAIN = "-"


class Manifest(msgspec.Struct, frozen=True):
    """What a generation was made from and holds."""

    key: str
    corpus: str
    embedder: str
    documents: int
    records: int
    passages: int
    snapshot: str


def corpus_hash(folder: Path) -> str:
    """The SHA-256 of every file of a corpus folder and of the general lexicon, names included."""
    root = folder.parent if folder.is_file() else folder
    files = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
    own = ((p.relative_to(root).as_posix(), p) for p in files if "__pycache__" not in p.parts)
    return _hash_files([*own, *_named(GENERAL, "*.csv")])


def code_hash() -> str:
    """The SHA-256 of the code and data that an index depends on."""
    roots = [Path(m.__path__[0]) for m in (corpus, index)]
    return _hash_files(named for root in roots for kind in ("*.py", "*.toml") for named in _named(root, kind))


def _named(root: Path, pattern: str) -> list[tuple[str, Path]]:
    return [(p.name, p) for p in sorted(root.glob(pattern))]


def _hash_files(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in files:
        try:
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        except OSError as error:
            raise unreadable(path, error) from error
    return digest.hexdigest()


def index_key(folder: Path, embedder: str, extra_phrases: Iterable[str] = ()) -> str:
    """The key of the generation that this corpus, code, embedder and these phrases make."""
    parts = (corpus_hash(folder), code_hash(), embedder, *extra_phrases)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def home_of(data: Path, folder: Path) -> Path:
    """The folder of a corpus's generations."""
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:8]
    return data / f"{folder.name}-{name}"


def current_generation(data: Path, folder: Path) -> Path | None:
    """The generation that serves a corpus, or None before the first build."""
    home = home_of(data, folder)
    pointer = home / "current"
    generation = home / "generations" / pointer.read_text().strip() if pointer.exists() else None
    return generation if generation and (generation / "manifest.json").exists() else None


def ensure_index(
    folder: Path, data: Path, embedder: str = TRAINED, *, force: bool = False, extra_phrases: Iterable[str] = (),
    progress: Progress = quiet,
) -> Path:  # fmt: skip
    """The generation for this corpus, built if it is missing or stale. Raises `CorpusError` or `IndexFault`."""
    find_documents(folder)
    phrases = tuple(extra_phrases)
    key = index_key(folder, embedder, phrases)
    current = current_generation(data, folder)
    if current and _key_of(current) == key and not force:
        return current
    home = home_of(data, folder)
    try:
        (home / "generations").mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / "building.lock", timeout=_LOCK_SECONDS)
        with lock:
            current = current_generation(data, folder)
            if current and _key_of(current) == key and not force:
                return current
            return _build(folder, home, key, embedder, phrases, progress)
    except Timeout as error:
        raise IndexBusy(home, _LOCK_SECONDS) from error
    except OSError as error:
        raise IndexUnwritable(data, error.strerror or str(error)) from error


def _build(
    folder: Path, home: Path, key: str, embedder: str, extra_phrases: tuple[str, ...], progress: Progress
) -> Path:
    _clear(home)
    work = home / f"building-{os.getpid()}"
    work.mkdir()
    try:
        _fill(work, folder, key, embedder, extra_phrases, progress)
        return _switch(work, home, key)
    finally:
        _clear(home)


def _clear(home: Path) -> None:
    """Remove what an earlier build, ended at any moment, left lying."""
    for leftover in home.glob("building-*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def _fill(
    work: Path, folder: Path, key: str, embedder: str, extra_phrases: tuple[str, ...], progress: Progress
) -> None:
    progress("reading", 0.0)
    snapshot = corpus_to_snapshot(folder, extra_phrases)
    passages = units_to_passages(snapshot.documents, snapshot.units)
    write_snapshot(snapshot, work / "snapshot.msgpack")
    (work / "passages.msgpack").write_bytes(msgspec.msgpack.encode(passages))
    build_lexical(passages, work / "lexical")
    if embedder == TRAINED:
        pairs = list(training_pairs(snapshot.documents, snapshot.entries, snapshot.units))
        progress("training", 0.0)
        train(pairs, work / "model", lambda share: progress("training", share))
    progress("storing", 0.0)
    build_store(passages, open_embedder(embedder, work / "model"), work / "chroma")
    progress("checking", 0.0)
    _check(work, snapshot, passages, embedder)
    _write_manifest(work, snapshot, passages, key, corpus_hash(folder), embedder)


def _check(work: Path, snapshot: Snapshot, passages: tuple[Passage, ...], embedder: str) -> None:
    """Counts agree, quotes are slices, and each record is found by its own name."""
    with closing(Store(work / "chroma", open_embedder(embedder, work / "model"))) as store:
        if store.count() != len(passages):
            raise IndexDamaged(work, f"{store.count()} vectors for {len(passages)} passages")
    lexical = Lexical(work / "lexical")
    by_id = {p.id: i for i, p in enumerate(passages)}
    for record in snapshot.records.values():
        if record.id in by_id:
            scores = lexical.scores(tokens(record.name))
            if scores[by_id[record.id]] <= 0:
                raise IndexDamaged(work, f"record {record.id} is not found by its name")


def _write_manifest(
    work: Path, snapshot: Snapshot, passages: tuple[Passage, ...], key: str, corpus_sha: str, embedder: str
) -> None:
    digest = hashlib.sha256((work / "snapshot.msgpack").read_bytes()).hexdigest()
    manifest = Manifest(
        key, corpus_sha, embedder, len(snapshot.documents), len(snapshot.records), len(passages), digest
    )
    (work / "manifest.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))


def _switch(work: Path, home: Path, key: str) -> Path:
    """Move the finished generation into place and point `current` at it; older ones go, the last but one stays.

    A forced build gets a name of its own, so that what serves is never moved away.
    """
    generations = home / "generations"
    names = (key, *(f"{key}{_AGAIN}{n}" for n in range(2, 2 + len(list(generations.iterdir())))))
    target = next(generations / name for name in names if not (generations / name).exists())
    work.rename(target)
    pointer = home / f"building-current-{os.getpid()}.tmp"
    pointer.write_text(target.name)
    pointer.replace(home / "current")
    newest_first = sorted(generations.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in [g for g in newest_first if g != target][KEPT_GENERATIONS - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
    return target


def _key_of(generation: Path) -> str:
    return generation.name.partition(_AGAIN)[0]
