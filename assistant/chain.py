"""The whole way of a question, on one screen: screen → understand → retrieve → decide → compose → guard → answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Receipt
from assistant.compose.about import answer_about, answer_star
from assistant.compose.declines import answer_ask_back, answer_decline
from assistant.compose.fields import Asked, answer_fields
from assistant.compose.parts import Composed, Focus
from assistant.compose.quotes import answer_children, answer_quotes
from assistant.compose.sets import answer_set
from assistant.compose.voice import Voice
from assistant.decide import AboutDocument, AskBack, Choice, Decline, StarNote, Thresholds, decide
from assistant.headings import Children
from assistant.follow import remember, resume, standalone
from assistant.link import link
from assistant.passages import find_passages
from assistant.query import Query
from assistant.screen import Rejected, screen
from assistant.timing import Timed
from assistant.understand import Understanding
from assistant.vocabulary import vocabulary
from assistant.finish import finish, rejected, small_talk
from index.coverage import Coverage
from index.library import Library


class Chain:
    """Answers questions from one index; immutable after construction and safe to share between threads."""

    def __init__(self, library: Library, receipt: Receipt, limits: Thresholds | None = None):
        self.library = library
        self.snapshot = snapshot = library.snapshot
        self.receipt = receipt
        self._limits = limits or Thresholds()
        self._coverage = Coverage(snapshot.units, snapshot.weights, vocabulary().light, snapshot.names.words)
        self._understanding = Understanding(snapshot, self._coverage)

    def answer(
        self, question: str, history: Sequence[str] = (), documents: Sequence[str] = (),
        id: str | None = None, trace: bool = False,
    ) -> Answer:  # fmt: skip
        """Answer a question; `history` holds the earlier questions of the same chat, oldest first."""
        focus: Focus | None = None
        for earlier in history:
            focus = self._turn(earlier, focus, tuple(documents), Timed())[1].focus
        timed = Timed()
        standing, composed, voice = self._turn(question, focus, tuple(documents), timed)
        return finish(question, standing, composed, voice, self.snapshot, self.receipt, id, timed, trace)

    def _turn(
        self, question: str, focus: Focus | None, documents: tuple[str, ...], timed: Timed
    ) -> tuple[str, Composed, Voice]:
        """One turn: the standalone question, the composed answer, and the voice it speaks in."""
        screened = timed("screen", screen, question)
        if isinstance(screened, Rejected):
            return question, *rejected(screened, self.snapshot)
        voice = Voice(self.snapshot, screened.language, screened.traditional)
        reading = timed("understand", self._understanding.read, screened)
        reading = timed("follow", resume, reading.within(documents), focus, self.snapshot, self._coverage)
        if reading.small_talk:
            return question, small_talk(reading.small_talk, focus, self.snapshot, voice), voice
        candidates = timed("link", link, reading, self.snapshot, self._coverage)
        relevance = timed("retrieve", self.library.relevance, reading.text) if reading.needs_text else None
        passages = timed("passages", find_passages, reading, self.snapshot, self._coverage, relevance)
        choice = timed("decide", decide, reading, candidates, passages, self.snapshot, self._coverage, self._limits)
        composed = remember(timed("compose", self._compose, choice, reading, voice), reading, candidates)
        return standalone(question, reading, self.snapshot, voice, focus), composed, voice

    def _compose(self, choice: Choice, reading: object, voice: Voice) -> Composed:
        if isinstance(choice, Asked):
            return answer_fields(choice, self.snapshot, voice)
        if isinstance(choice, Query):
            return answer_set(choice, self.snapshot, voice)
        if isinstance(choice, Children):
            return answer_children(choice.section, choice.document, self.snapshot, voice)
        if isinstance(choice, AboutDocument):
            return answer_about(choice.documents, self.snapshot, voice)
        if isinstance(choice, StarNote):
            return answer_star(self.snapshot, voice)
        if isinstance(choice, Decline):
            return answer_decline(choice, self.snapshot, voice)
        if isinstance(choice, AskBack):
            return answer_ask_back(choice, voice)
        return answer_quotes(choice.passages, reading, self.snapshot, voice)  # type: ignore[arg-type]
