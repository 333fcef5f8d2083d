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
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

import corpus
import index
from corpus.lexicon import GENERAL
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
    files = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return _hash_files([*files, *sorted(GENERAL.glob("*.csv"))])


def code_hash() -> str:
    """The SHA-256 of the code and data that an index depends on."""
    roots = [Path(m.__path__[0]) for m in (corpus, index)]
    return _hash_files(p for root in roots for p in sorted([*root.glob("*.py"), *root.glob("*.toml")]))


def _hash_files(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def index_key(folder: Path, embedder: str) -> str:
    """The key of the generation that this corpus, code and embedder make."""
    return hashlib.sha256("\0".join((corpus_hash(folder), code_hash(), embedder)).encode()).hexdigest()[:16]


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
    progress: Progress = lambda stage, share: None,
) -> Path:  # fmt: skip
    """The generation for this corpus, built if it is missing or stale. Raises `CorpusError` or `IndexFault`."""
    key = index_key(folder, embedder)
    current = current_generation(data, folder)
    if current and current.name == key and not force:
        return current
    home = home_of(data, folder)
    try:
        (home / "generations").mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / "building.lock", timeout=_LOCK_SECONDS)
        with lock:
            current = current_generation(data, folder)
            if current and current.name == key and not force:
                return current
            return _build(folder, home, key, embedder, tuple(extra_phrases), progress)
    except Timeout as error:
        raise IndexBusy(home, _LOCK_SECONDS) from error
    except OSError as error:
        raise IndexUnwritable(data, error.strerror or str(error)) from error


def _build(
    folder: Path, home: Path, key: str, embedder: str, extra_phrases: tuple[str, ...], progress: Progress
) -> Path:
    for leftover in home.glob("building-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    work = home / f"building-{os.getpid()}"
    work.mkdir()
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
    return _switch(work, home, key)


def _check(work: Path, snapshot: Snapshot, passages: tuple[Passage, ...], embedder: str) -> None:
    """Counts agree, quotes are slices, and each record is found by its own name."""
    store = Store(work / "chroma", open_embedder(embedder, work / "model"))
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
    manifest = Manifest(key, corpus_sha, embedder, len(snapshot.documents), len(snapshot.records), len(passages), digest)
    (work / "manifest.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))


def _switch(work: Path, home: Path, key: str) -> Path:
    """Move the finished generation into place and point `current` at it; older ones go, the last but one stays."""
    target = home / "generations" / key
    if target.exists():
        retired = home / f"building-retired-{os.getpid()}"
        target.rename(retired)
    work.rename(target)
    pointer = home / f"building-current-{os.getpid()}.tmp"
    pointer.write_text(key)
    pointer.replace(home / "current")
    generations = sorted((home / "generations").iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in [g for g in generations if g != target][KEPT_GENERATIONS - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
    for leftover in home.glob("building-retired-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    return target
