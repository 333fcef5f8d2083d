"""Training of the embedded default: a small `StaticEmbedding`, on the CPU, in seconds, the same every time.

It learns from the corpus's own structure which texts belong together: a heading and its sentences, a clause and its
sentence, a name and its aliases, a Chinese sentence and its translation. Only a build imports this module.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.lexicon import Entry
from corpus.model import Document, Span
from corpus.text import clauses, key
from index.units import Unit

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Pair = tuple[str, str]
DIMENSIONS = 128
_VOCABULARY = 4000
_LONGEST_SUBWORD = 8
_EPOCHS = 12
_BATCH = 256
_LEARNING_RATE = 0.02
_SEED = 20210101


def training_pairs(documents: Sequence[Document], entries: Sequence[Entry], units: Sequence[Unit]) -> Iterator[Pair]:
    """Pairs of texts that mean the same or belong together."""
    sources = {d.id: d for d in documents}
    for unit in units:
        document = sources[unit.document]
        if unit.kind == "sentence":
            text = unit.span.of(document.text)
            if unit.section is not None:
                yield document.sections[unit.section].title, text
            if unit.translation:
                yield unit.translation, text
            for clause in clauses(document.text, Span(unit.span.start, unit.span.end)):
                if clause.end - clause.start >= 6:
                    yield clause.of(document.text), text
        elif unit.kind == "label" and unit.record:
            record = next(r for r in document.records if r.id == unit.record)
            content = " ".join(f.text for f in record.all("content")) or record.name
            yield unit.name, f"{record.name} {content}"
    texts = "\n".join(key(d.text) for d in documents)
    for entry in entries:
        known = [n for n in entry.names if key(n) in texts]
        for name in known:
            yield from ((name, other) for other in (*entry.names[:4], *entry.english[:3]) if other != name)


def train(pairs: Sequence[Pair], folder: Path, progress: Callable[[float], None]) -> None:
    """Train on pairs with in-batch negatives and save as a sentence-transformers model."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    torch.manual_seed(_SEED)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # sums of floats depend on how many share them; for so small a model one is also fastest
    tokenizer = _tokenizer([text for pair in pairs for text in pair])
    embedding = StaticEmbedding(tokenizer, embedding_dim=DIMENSIONS)
    model = SentenceTransformer(modules=[embedding, Normalize()], device="cpu")
    loss = MultipleNegativesRankingLoss(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=_LEARNING_RATE)
    order = list(pairs)
    shuffle = random.Random(_SEED)
    steps = _EPOCHS * (-(-len(order) // _BATCH))
    for epoch in range(_EPOCHS):
        shuffle.shuffle(order)
        for start in range(0, len(order), _BATCH):
            batch = _distinct(order[start : start + _BATCH])
            columns = [model.preprocess([key(p[side]) for p in batch]) for side in (0, 1)]
            optimizer.zero_grad()
            loss(columns, torch.zeros(len(batch))).backward()
            optimizer.step()
            progress((epoch * (-(-len(order) // _BATCH)) + start // _BATCH + 1) / steps)
    model.save(str(folder), create_model_card=False)


def _distinct(batch: Sequence[Pair]) -> list[Pair]:
    """No text twice on the answer side: it would be its own negative."""
    seen: dict[str, Pair] = {}
    for pair in batch:
        seen.setdefault(pair[1], pair)
    return list(seen.values())


def _tokenizer(texts: Sequence[str]) -> Tokenizer:
    """Subwords learned from the texts, Han and Latin alike: byte pairs, since a unigram model differs every time."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.UnicodeScripts(), pre_tokenizers.Whitespace()])
    trainer = trainers.BpeTrainer(
        vocab_size=_VOCABULARY, min_frequency=2, max_token_length=_LONGEST_SUBWORD,
        special_tokens=["[UNK]"], show_progress=False,
    )  # fmt: skip
    tokenizer.train_from_iterator(list(dict.fromkeys(texts)), trainer)
    return tokenizer
