"""The doctor: what is installed, configured, reachable and stale. Each check is a value; nothing is repaired."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from assistant.check import Check, State
from assistant.model.doctor import examine_model
from assistant.settings import Settings
from assistant.vocabulary import misspelt_words
from corpus.errors import CorpusError
from corpus.reader import find_documents
from index.build import Manifest, current_generation, index_key
from index.embedding import TRAINED

_NEEDED = ("bm25s", "chromadb", "langchain-chroma", "langchain-core", "model2vec", "msgspec", "pydantic-settings")
_FOR_BUILDING = ("sentence-transformers", "torch", "tokenizers")
_FOR_A_MODEL = ("langchain", "langchain-openai", "openai", "pybreaker")
_FOR_SERVING = ("fastapi", "gradio", "uvicorn")
_LEAST_PYTHON = (3, 11)
_LEAST_FREE_BYTES = 200_000_000


def examine(settings: Settings) -> tuple[Check, ...]:
    """Run every check."""
    return (
        _python(),
        *_packages(_NEEDED, "fail", "answering"),
        *_packages(_FOR_BUILDING, "fail", "building an index"),
        *_packages(_FOR_SERVING, "warn", "the web chat"),
        *(_packages(_FOR_A_MODEL, "fail", "a language model") if settings.llm else ()),
        *_configuration(settings),
        _corpus(settings),
        _data(settings),
        _index(settings),
        _embedder(settings),
        *examine_model(settings),
        _port(settings),
    )


def is_healthy(checks: tuple[Check, ...]) -> bool:
    """Whether nothing failed; warnings are no failure."""
    return all(c.state != "fail" for c in checks)


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < _LEAST_PYTHON:
        return Check("python", "fail", found, "use Python 3.11 or newer")
    return Check("python", "ok", found)


def _packages(names: tuple[str, ...], absent: State, use: str) -> Iterator[Check]:
    for name in names:
        try:
            yield Check(name, "ok", version(name))
        except PackageNotFoundError:
            yield Check(name, absent, "not installed", f"needed for {use}; install it with: pip install {name}")


def _configuration(settings: Settings) -> Iterator[Check]:
    """Every setting that is not its default; secrets stay masked."""
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if value != field.default:
            yield Check(f"POLICY_{name.upper()}", "ok", str(value))


def _corpus(settings: Settings) -> Check:
    try:
        found = find_documents(settings.corpus)
    except CorpusError as error:
        return Check("corpus", "fail", str(error), "see above")
    return Check("corpus", "ok", f"{settings.corpus}: {', '.join(name for name, _ in found)}")


def _data(settings: Settings) -> Check:
    """Whether the data folder, or the nearest folder above it that exists, can be written and has room."""
    folder = next(p for p in (settings.data, *settings.data.absolute().parents) if p.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return Check("data", "fail", f"{settings.data}: cannot be written", "choose another with --data or POLICY_DATA")
    free = shutil.disk_usage(folder).free
    if free < _LEAST_FREE_BYTES:
        return Check(
            "data", "warn", f"{settings.data}: {free / 1e6:.0f} MB free", "an index takes about 20 MB; free some"
        )
    return Check("data", "ok", f"{settings.data}: {free / 1e9:.1f} GB free")


def _index(settings: Settings) -> Check:
    build = "it is built by the next question, or by: policy-assistant index"
    current = current_generation(settings.data, settings.corpus)
    if current is None:
        return Check("index", "warn", "missing", build)
    try:
        manifest = msgspec.json.decode((current / "manifest.json").read_bytes(), type=Manifest)
        fresh = manifest.key == index_key(settings.corpus, settings.embedder, misspelt_words())
    except msgspec.MsgspecError as error:
        return Check("index", "fail", f"damaged: {current}: {error}", "rebuild it with: policy-assistant index --force")
    except CorpusError as error:
        return Check("index", "warn", f"cannot be compared with the corpus: {error}", "see above")
    return Check("index", "ok", f"up to date: {current.name}") if fresh else Check("index", "warn", "stale", build)


def _embedder(settings: Settings) -> Check:
    if settings.embedder == TRAINED:
        return Check("embedder", "ok", "trained with the index")
    if Path(settings.embedder).is_dir():
        return Check("embedder", "ok", f"folder {settings.embedder}")
    remedy = "a model by name is fetched from the network once; offline, give its local folder"
    return Check("embedder", "warn", settings.embedder, remedy)


def _port(settings: Settings) -> Check:
    with socket.socket() as probe:
        probe.settimeout(1)
        taken = probe.connect_ex((settings.host, settings.port)) == 0
    where = f"{settings.host}:{settings.port}"
    if taken:
        return Check("port", "warn", f"{where}: in use", "stop what listens there, or choose another with --port")
    return Check("port", "ok", f"{where}: free")
