"""The usual tutorial stack: chunks of 1,000 characters, a transformer of MiniLM's size, Chroma, the nearest four.

The transformer's weights are random and made here, so nothing is fetched: its time and memory are those of the real
one, what it finds is not. Run as `python -m eval.bench.tutorial prepare|build|ask|loop FOLDER …`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from langchain_core.embeddings import Embeddings

from corpus.reader import decode, find_documents
from eval.bench.measure import run_loop

if TYPE_CHECKING:
    from langchain_chroma import Chroma

_CHUNK, _OVERLAP, _NEAREST = 1000, 200, 4
_VOCABULARY, _WIDTH, _LAYERS, _HEADS, _LONGEST = 30522, 384, 6, 12, 256


class TransformerEmbeddings(Embeddings):
    """A sentence-transformers model as LangChain embeddings."""

    def __init__(self, folder: Path):
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(folder), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        vectors: list[list[float]] = self._model.encode(texts, show_progress_bar=False).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self.embed_documents([text])[0]


def prepare(folder: Path, corpus: Path) -> None:
    """Make the model: a tokenizer that knows the corpus's characters, and random weights."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    characters = sorted({c for text in _texts(corpus) for c in text.lower() if not c.isspace()})
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    (folder / "vocab.txt").write_text(
        "\n".join([*special, *characters, *(f"##{c}" for c in characters)]), encoding="utf-8"
    )
    tokenizer = BertTokenizer(str(folder / "vocab.txt"), model_max_length=_LONGEST)
    config = BertConfig(
        vocab_size=_VOCABULARY, hidden_size=_WIDTH, num_hidden_layers=_LAYERS,
        num_attention_heads=_HEADS, intermediate_size=4 * _WIDTH,
    )  # fmt: skip
    BertModel(config).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"), max_seq_length=_LONGEST)
    model = SentenceTransformer(modules=[transformer, Pooling(_WIDTH), Normalize()], device="cpu")
    model.save(str(folder / "model"), create_model_card=False)


def build(folder: Path, corpus: Path) -> None:
    """Split, embed, store."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK, chunk_overlap=_OVERLAP)
    _store(folder).add_texts([chunk for text in _texts(corpus) for chunk in splitter.split_text(text)])


def _store(folder: Path) -> Chroma:
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    client = chromadb.PersistentClient(str(folder / "chroma"), Settings(anonymized_telemetry=False))
    return Chroma("tutorial", TransformerEmbeddings(folder / "model"), client=client)


def _texts(corpus: Path) -> list[str]:
    return [decode(source) for _, source in find_documents(corpus)]


def main() -> None:
    """Run one step."""
    step, folder, argument, *rest = sys.argv[1:]
    if step == "prepare":
        prepare(Path(folder), Path(argument))
    elif step == "build":
        build(Path(folder), Path(argument))
    elif step == "ask":
        print(_store(Path(folder)).similarity_search(argument, k=_NEAREST))
    else:
        store = _store(Path(folder))
        questions = Path(argument).read_text(encoding="utf-8").splitlines()
        loop = run_loop(lambda q: store.similarity_search(q, k=_NEAREST), questions, int(rest[0]))
        print(msgspec.json.encode(loop).decode())


if __name__ == "__main__":
    main()
