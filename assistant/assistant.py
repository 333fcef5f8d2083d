"""The assistant as callers hold it: opens the index, answers, and takes up a new index without a restart."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from msgspec.structs import replace

from assistant.answer import Answer, Part, Receipt
from assistant.chain import Chain
from assistant.judgement import Evidence, Judgement
from assistant.request import Request
from assistant.settings import Settings
from assistant.vocabulary import misspelt_words
from corpus.model import Document
from index.build import Progress, current_generation, ensure_index, quiet
from index.library import Library

if TYPE_CHECKING:
    from assistant.model.model import Drafted, Model


def code_version() -> str:
    """The version of this program."""
    try:
        return version("policy-assistant")
    except PackageNotFoundError:
        return "0+source"


class Assistant:
    """Answers questions from the corpus of its settings; safe to share between threads."""

    def __init__(self, settings: Settings, library: Library, model: Model | None = None):
        self.settings = settings
        self.model = model
        self._lock = threading.Lock()
        self._use(library)

    @classmethod
    def open(cls, settings: Settings, progress: Progress = quiet) -> Assistant:
        """Open the index, built first where it is missing or stale, and the model, if one is set.

        Raises `CorpusError`, `IndexFault` or `SettingsError`.
        """
        model = _open_model(settings) if settings.llm else None
        generation = ensure_index(
            settings.corpus, settings.data, settings.embedder, extra_phrases=misspelt_words(), progress=progress
        )
        return cls(settings, Library(generation), model)

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
        """Answer a question; `history` holds the earlier questions of the chat, oldest first; `without` is left out.

        With a model this waits for its draft, up to the time limit; `compose` does not.
        """
        asked = Request(question, id, tuple(history), tuple(documents), tuple(without))
        composed = self.compose(asked, trace)
        return composed if self.model is None else with_draft(composed, self.model.improve(asked, composed, self.chain))

    def compose(self, asked: Request, trace: bool = False) -> Answer:
        """The answer as composed from the evidence, at once."""
        return self.chain.answer(asked.question, asked.history, asked.documents, asked.id, trace, asked.without)

    async def draft(self, asked: Request, composed: Answer) -> Answer:
        """The answer with the model's draft, where there is a model and its draft may be shown; else as composed."""
        if self.model is None:
            return composed
        return with_draft(composed, await self.model.improve_soon(asked, composed, self.chain))

    def recall(self, asked: Request) -> Answer:
        """The answer as composed, with the draft that was shown for it before, if one was."""
        composed = self.compose(asked)
        return composed if self.model is None else with_draft(composed, self.model.recall(asked, composed, self.chain))

    def may_draft(self, asked: Request, composed: Answer) -> bool:
        """Whether the model may have something better than this answer."""
        return self.model is not None and self.model.may_improve(asked, composed)

    def close(self) -> None:
        """End what the model has under way."""
        if self.model is not None:
            self.model.close()

    def check(self, text: str, evidence: Sequence[Evidence], question: str = "") -> Judgement:
        """Judge a text by its evidence alone, claim by claim; the corpus lends only the names that it knows."""
        return self.chain.check(text, evidence, question)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents it answers from."""
        return self.library.snapshot.documents

    def document(self, id: str) -> Document | None:
        """A document by id."""
        return self.library.snapshot.by_id.get(id)


def _open_model(settings: Settings) -> Model:
    """The model, whose libraries are loaded only where one is set."""
    from assistant.model.chat import Chat
    from assistant.model.model import Model

    return Model(Chat(settings), settings)


def with_draft(composed: Answer, drafted: Drafted) -> Answer:
    """The better answer, or the composed one; both with the draft in the trace, where there is one."""
    answer = drafted.answer or composed
    trace = None if composed.trace is None else (*composed.trace, drafted.step)
    return replace(answer, trace=trace, elapsed_ms=round(composed.elapsed_ms + drafted.ms, 2))
