"""The dense arm: passage vectors in Chroma, through `langchain_chroma`. Vectors are always passed in."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from index.passages import Passage

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from langchain_chroma import Chroma

_COLLECTION = "passages"
_BATCH = 512
_KEPT = 20_000


def build_store(passages: Sequence[Passage], embedder: Embedder, folder: Path) -> None:
    """Write every passage with its vector."""
    vectors = embedder.embed([p.searched for p in passages])
    with closing(_client(folder)) as client:
        store = _collection(client, embedder, create=True)
        for start in range(0, len(passages), _BATCH):
            part = passages[start : start + _BATCH]
            store._collection.add(  # noqa: SLF001  # langchain_chroma has no call that takes vectors
                ids=[p.id for p in part],
                embeddings=vectors[start : start + _BATCH],
                documents=[p.text for p in part],
                metadatas=[_metadata(i, p) for i, p in enumerate(part, start=start)],
            )


def _metadata(position: int, passage: Passage) -> dict[str, str | int]:
    return {
        "position": position,
        "document": passage.document,
        "kind": passage.kind,
        "section": passage.section,
        "start": passage.span.start,
        "end": passage.span.end,
    }


class Store:
    """Reads the vectors of one index. Its files are let go when it is closed, or nobody holds it any more.

    It asks Chroma itself, which opens faster; `langchain` is the same collection for LangChain programs.
    """

    def __init__(self, folder: Path, embedder: Embedder):
        self._embedder = embedder
        self._chroma = _client(folder)
        self._collection = self._chroma.get_collection(_COLLECTION, embedding_function=None)
        self.close = weakref.finalize(self, self._chroma.close)
        self.close.atexit = False

    @cached_property
    def langchain(self) -> Chroma:
        """The collection as a LangChain vector store; it embeds through this store, and so keeps it open."""
        return _collection(self._chroma, self, create=False)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Texts → unit vectors, by the model that made the passages' own."""
        return self._embedder.embed(texts)

    def count(self) -> int:
        """How many passages it holds."""
        return int(self._collection.count())

    @cached_property
    def _vectors(self) -> tuple[list[str], NDArray[np.float32]] | None:
        """All ids and vectors, read once; None where there are too many to keep, (ids, matrix of (passages, size))."""
        if self.count() > _KEPT:
            return None
        found = self._collection.get(include=["embeddings"])
        return found["ids"], np.asarray(found["embeddings"], dtype=np.float32)

    def nearest(self, text: str, k: int) -> tuple[tuple[str, float], ...]:
        """The k nearest passages: (id, cosine similarity), best first.

        Up to `_KEPT` vectors are compared one by one, exactly; more are left to Chroma's approximate search.
        """
        vector: NDArray[np.float32] = self._embedder.embed([text])[0]
        if not float(np.abs(vector).sum()):
            return ()
        if self._vectors is None:
            return self._approximate(vector, k)
        ids, vectors = self._vectors
        similar = vectors @ vector
        return tuple((ids[i], float(similar[i])) for i in np.argsort(-similar, kind="stable")[:k])

    def _approximate(self, vector: NDArray[np.float32], k: int) -> tuple[tuple[str, float], ...]:
        """By Chroma's search: ids and distances only, since rows would be read from disk."""
        found = self._collection.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return tuple((name, 1.0 - float(d)) for name, d in zip(found["ids"][0], distances, strict=True))


def _client(folder: Path) -> Client:
    """A client of one folder. Chroma shares what it opened under a path until the last client is closed."""
    import chromadb
    from chromadb.config import Settings

    return cast("Client", chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False)))


def _collection(client: Client, embedder: Embedder, create: bool) -> Chroma:
    from langchain_chroma import Chroma

    return Chroma(
        collection_name=_COLLECTION,
        client=client,
        embedding_function=_LangChainEmbeddings(embedder),
        collection_metadata={"hnsw:space": "cosine"} if create else None,
        create_collection_if_not_exists=create,
    )


def _LangChainEmbeddings(embedder: Embedder):  # type: ignore[no-untyped-def]  # noqa: N802  # a class made on first use
    from langchain_core.embeddings import Embeddings

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = embedder.embed(texts).tolist()
            return vectors

        def embed_query(self, text: str) -> list[float]:
            vector: list[float] = embedder.embed([text])[0].tolist()
            return vector

    return Adapter()
