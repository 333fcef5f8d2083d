"""Both arms of the index as one score: lexical and dense, each scaled, added by measured weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpus.text import han_share

# The best of 0.1 … 0.7 on the development sets (`policy-assistant eval retrieval`): Chinese questions share their
# characters with the text and gain little from vectors; English ones meet it through its translation only.
DENSE_WEIGHT_CHINESE = 0.2
DENSE_WEIGHT_OTHER = 0.4
NEAREST = 50
_CHINESE_SHARE = 0.4

Floats = NDArray[np.float32]


def fuse(lexical: Floats, dense: Floats, dense_weight: float) -> Floats:
    """Weighted sum of both arms, each scaled to its best score, so that the best of an arm counts 1."""
    return np.asarray((1 - dense_weight) * _scaled(lexical) + dense_weight * _scaled(dense), dtype=np.float32)


def measured_weight(query: str) -> float:
    """The dense weight that measured best for questions in this language."""
    return DENSE_WEIGHT_CHINESE if han_share(query) >= _CHINESE_SHARE else DENSE_WEIGHT_OTHER


def _scaled(scores: Floats) -> Floats:
    best = float(scores.max(initial=0.0))
    return scores / np.float32(best) if best > 0 else scores
