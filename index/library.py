"""An index opened for asking: the snapshot at once, the lexical and dense arms when first needed."""

from __future__ import annotations

import hashlib
import threading
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.build import Manifest
from index.embedding import open_embedder
from index.errors import whole
from index.fusion import NEAREST, Floats, fuse, measured_weight
from index.lexical import Lexical, tokens
from index.passages import Passage
from index.snapshot import bytes_to_snapshot
from index.store import Store


class Library:
    """One generation, read-only; safe to share between threads."""

    def __init__(self, generation: Path):
        self.generation = generation
        self._lock = threading.Lock()
        with whole(generation, "manifest"):
            self.manifest = msgspec.json.decode((generation / "manifest.json").read_bytes(), type=Manifest)
        with whole(generation, "snapshot"):
            content = (generation / "snapshot.msgpack").read_bytes()
            if hashlib.sha256(content).hexdigest() != self.manifest.snapshot:
                raise ValueError("its hash is not the manifest's")
            self.snapshot = bytes_to_snapshot(content)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages, in the order of their positions."""
        with whole(self.generation, "passages"):
            content = (self.generation / "passages.msgpack").read_bytes()
            return msgspec.msgpack.decode(content, type=tuple[Passage, ...])

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {passage.id: position for position, passage in enumerate(self.passages)}

    @cached_property
    def lexical(self) -> Lexical:
        """The lexical arm."""
        with whole(self.generation, "lexical arm"):
            return Lexical(self.generation / "lexical")

    @cached_property
    def store(self) -> Store:
        """The dense arm."""
        with self._lock, whole(self.generation, "dense arm"):
            return Store(self.generation / "chroma", open_embedder(self.manifest.embedder, self.generation / "model"))

    def relevance(self, text: str) -> Floats:
        """How relevant both arms find each unit for a text, 0 to 1, shape (units,): that of its passage."""
        fused = fuse(self.lexical_scores(text), self.dense_scores(text, NEAREST), measured_weight(text))
        scores = np.zeros(len(self.snapshot.units), dtype=np.float32)
        for passage in np.nonzero(fused)[0]:
            scores[list(self.passages[passage].units)] = fused[passage]
        return scores

    def lexical_scores(self, text: str) -> NDArray[np.float32]:
        """BM25 scores of a text over all passages."""
        return self.lexical.scores(tokens(text))

    def dense_scores(self, text: str, k: int) -> NDArray[np.float32]:
        """Cosine similarities of the k nearest passages, 0 elsewhere, shape (passages,)."""
        scores = np.zeros(len(self.passages), dtype=np.float32)
        for passage, similarity in self.store.nearest(text, min(k, len(self.passages))):
            scores[self._positions[passage]] = max(0.0, similarity)
        return scores
