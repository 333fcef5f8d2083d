"""The lexical arm: BM25 over Han characters and pairs, Latin words and English stems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.passages import Passage
from index.words import grams, stems


def tokens(text: str) -> list[str]:
    """What is counted: Han characters, Han pairs, Latin words; of English also the stems."""
    return [*grams(text), *(f"~{s}" for s in stems(text))]


def build_lexical(passages: Sequence[Passage], folder: Path) -> None:
    """Index the passages and save the index; tokens are numbered in order, so every build gives the same bytes."""
    texts = [tokens(p.searched) for p in passages]
    numbers = {token: number for number, token in enumerate(dict.fromkeys(t for text in texts for t in text))}
    retriever = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    retriever.index(([[numbers[t] for t in text] for text in texts], numbers), show_progress=False)
    retriever.save(folder, show_progress=False)


class Lexical:
    """Scores passages by BM25."""

    def __init__(self, folder: Path):
        self._retriever = bm25s.BM25.load(folder)
        self._known = self._retriever.vocab_dict

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 score of every passage, shape (passages,), for query tokens."""
        known = [t for t in query if t in self._known]
        if not known:
            return np.zeros(int(self._retriever.scores["num_docs"]), dtype=np.float32)
        return np.asarray(self._retriever.get_scores(known), dtype=np.float32)
