"""The assistant as callers hold it: opens the index, answers, and takes up a new index without a restart."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from assistant.answer import Answer, Part, Receipt
from assistant.chain import Chain
from assistant.guard import check
from assistant.judgement import Evidence, Judgement
from assistant.settings import Settings
from assistant.vocabulary import misspelt_words
from corpus.model import Document
from index.build import Progress, current_generation, ensure_index, quiet
from index.library import Library


def code_version() -> str:
    """The version of this program."""
    try:
        return version("policy-assistant")
    except PackageNotFoundError:
        return "0+source"


class Assistant:
    """Answers questions from the corpus of its settings; safe to share between threads."""

    def __init__(self, settings: Settings, library: Library):
        self.settings = settings
        self._lock = threading.Lock()
        self._use(library)

    @classmethod
    def open(cls, settings: Settings, progress: Progress = quiet) -> Assistant:
        """Open the index, built first where it is missing or stale. Raises `CorpusError` or `IndexFault`."""
        generation = ensure_index(
            settings.corpus, settings.data, settings.embedder, extra_phrases=misspelt_words(), progress=progress
        )
        return cls(settings, Library(generation))

    def _use(self, library: Library) -> None:
        manifest = library.manifest
        receipt = Receipt(manifest.corpus, manifest.snapshot, self.settings.digest(), code_version())
        self.library = library
        self.chain = Chain(library, receipt)

    def refresh(self) -> bool:
        """Take up a newer generation if there is one; questions under way finish on the old."""
        current = current_generation(self.settings.data, self.settings.corpus)
        if current is None or current == self.library.generation:
            return False
        with self._lock:
            if current != self.library.generation:
                self._use(Library(current))
        return True

    def answer(
        self, question: str, history: Sequence[str] = (), documents: Sequence[str] = (),
        id: str | None = None, trace: bool = False, without: Sequence[Part] = (),
    ) -> Answer:  # fmt: skip
        """Answer a question; `history` holds the earlier questions of the chat, oldest first; `without` is left out."""
        return self.chain.answer(question, history, documents, id, trace, without)

    def check(self, text: str, evidence: Sequence[Evidence], question: str = "") -> Judgement:
        """Judge a text by its evidence alone, claim by claim; the corpus lends only the names that it knows."""
        return check(text, evidence, question, self.chain.words)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents it answers from."""
        return self.library.snapshot.documents

    def document(self, id: str) -> Document | None:
        """A document by id."""
        return self.library.snapshot.by_id.get(id)
