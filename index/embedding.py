"""The port for embedding models, and its adapters: the small trained model, and pretrained ones by name or folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

TRAINED = "trained"


class Embedder(Protocol):
    """Texts → unit vectors."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, each of length 1 (or 0 for a text without a known token)."""
        ...


class StaticEmbedder:
    """Reads the model that `index.training` saved; needs neither torch nor transformers."""

    def __init__(self, folder: Path):
        from model2vec import StaticModel

        self._model = StaticModel.from_pretrained(folder, normalize=True)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Mean of token vectors, normalized."""
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


class PretrainedEmbedder:
    """Any sentence-transformers model, by hub name or folder. Loading a name needs the network once."""

    def __init__(self, name: str):
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(name, device="cpu", trust_remote_code=False)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The model's sentence vectors, normalized."""
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def open_embedder(name: str, folder: Path) -> Embedder:
    """The embedder a setting names: "trained" for the index's own, else a pretrained model."""
    return StaticEmbedder(folder) if name == TRAINED else PretrainedEmbedder(name)
