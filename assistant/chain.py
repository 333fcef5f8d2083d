"""The whole way of a question, on one screen: screen → understand → retrieve → decide → compose → guard → answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial, reduce
from typing import TYPE_CHECKING

from msgspec.structs import replace

from assistant.answer import Answer, Part, Receipt
from assistant.asking import questions_of
from assistant.choices import Thresholds, thresholds
from assistant.compose import compose
from assistant.compose.parts import Composed, Focus, merged
from assistant.compose.voice import Voice
from assistant.decide import Case, decide
from assistant.finish import finish, rejected, small_talk
from assistant.follow import remember, resume, standalone
from assistant.guard.composed import guarded
from assistant.judgement import Evidence, Judgement, evidence_of
from assistant.link import link
from assistant.passages import Passage, Passages, find_passages
from assistant.reading import Reading
from assistant.screen import Rejected, Screened, screen
from assistant.timing import Timed
from assistant.understand import Understanding
from assistant.understood import reading_to_understood, without
from assistant.vocabulary import vocabulary
from index.coverage import Coverage
from index.library import Library

if TYPE_CHECKING:
    from assistant.guard.lexicon import Words


class Chain:
    """Answers questions from one index; immutable after construction and safe to share between threads."""

    def __init__(self, library: Library, receipt: Receipt, limits: Thresholds | None = None):
        snapshot = library.snapshot
        self.library, self.snapshot, self.receipt = library, snapshot, receipt
        self._limits = limits or thresholds()
        self._coverage = Coverage(snapshot.units, snapshot.weights, vocabulary().light, snapshot.names.words)
        self._understanding = Understanding(snapshot, self._coverage)

    def answer(
        self, question: str, history: Sequence[str] = (), documents: Sequence[str] = (),
        id: str | None = None, trace: bool = False, without: Sequence[Part] = (),
    ) -> Answer:  # fmt: skip
        """Answer a question; `history` holds the earlier questions of the chat, oldest first; `without` is left out."""
        focus = self._focus(history, tuple(documents))
        timed = Timed()
        standing, composed, voice = self._turn(question, focus, tuple(documents), timed, without)
        return finish(question, standing, composed, voice, self.snapshot, self.receipt, id, timed, trace)

    def case(self, question: str, history: Sequence[str] = (), documents: Sequence[str] = ()) -> Case | None:
        """A question with all the evidence found for it; None where it cannot be read or is several questions."""
        screened = screen(question)
        if isinstance(screened, Rejected) or len(parts := questions_of(screened.text)) > 1:
            return None
        focus = self._focus(history, tuple(documents))
        return self._case(replace(screened, text=parts[0]), focus, tuple(documents), Timed(), ())[1]

    def judge(self, text: str, answer: Answer) -> Judgement:
        """What the guard says of a text that a model wrote over the evidence of an answer."""
        return self.check(text, evidence_of(answer), answer.question)

    def check(self, text: str, evidence: Sequence[Evidence], question: str = "") -> Judgement:
        """Judge a text by its evidence alone, claim by claim; the corpus lends only the names that it knows."""
        from assistant.guard.check import check  # here, since few questions need it and it costs a cold start 28 ms

        return check(text, evidence, question, self.words)

    @cached_property
    def words(self) -> Words:
        """The names that the guard knows; made for the first draft."""
        from assistant.guard.lexicon import snapshot_to_words

        return snapshot_to_words(self.snapshot)

    def _focus(self, history: Sequence[str], documents: tuple[str, ...]) -> Focus | None:
        """What the earlier questions of a chat were about."""
        focus: Focus | None = None
        for earlier in history:
            focus = self._turn(earlier, focus, documents, Timed())[1].focus
        return focus

    def _turn(
        self, question: str, focus: Focus | None, documents: tuple[str, ...], timed: Timed,
        parts: Sequence[Part] = (),
    ) -> tuple[str, Composed, Voice]:  # fmt: skip
        """One turn of a chat: the standalone question, the answer to all it asks, and the voice it speaks in."""
        screened = timed("screen", screen, question)
        if isinstance(screened, Rejected):
            return question, *rejected(screened, self.snapshot)
        voice = Voice(self.snapshot, screened.language, screened.traditional)
        standing, answers = question, list[Composed]()
        for part in questions_of(screened.text):
            alone, composed = self._one(replace(screened, text=part), focus, documents, voice, timed, parts)
            standing, focus = alone or standing, composed.focus
            answers.append(timed("guard", guarded, composed, question, self.snapshot))
        return standing, reduce(merged, answers), voice

    def _one(
        self, screened: Screened, earlier: Focus | None, documents: tuple[str, ...], voice: Voice, timed: Timed,
        parts: Sequence[Part] = (),
    ) -> tuple[str | None, Composed]:  # fmt: skip
        """One question: its standalone form where it leans on an earlier one, and its answer."""
        focus = None if "context" in parts else earlier
        whole, case = self._case(screened, focus, documents, timed, parts)
        reading = case.reading
        if reading.small_talk:
            return None, small_talk(reading.small_talk, focus, self.snapshot, voice)
        choice = timed("decide", decide, case)
        composed = timed("compose", compose, choice, reading, self.snapshot, voice)
        composed = remember(composed, reading, case.candidates, focus)
        understood = reading_to_understood(whole, composed, earlier, parts, self.snapshot, voice)
        return standalone(reading, composed, self.snapshot, voice, focus), replace(composed, understood=understood)

    def _case(
        self, screened: Screened, focus: Focus | None, documents: tuple[str, ...], timed: Timed, parts: Sequence[Part]
    ) -> tuple[Reading, Case]:
        """A question with all the evidence found for it; first its reading before parts of it were left out."""
        reading = timed("understand", self._understanding.read, screened)
        whole = timed("follow", resume, reading.within(documents), focus, self.snapshot, self._coverage)
        reading = without(whole, parts)
        candidates = timed("link", link, reading, self.snapshot, self._coverage)
        passages = Passages(partial(self._passages, reading, timed))
        return whole, Case(reading, candidates, passages, self.snapshot, self._coverage, self._limits)

    def _passages(self, reading: Reading, timed: Timed) -> Sequence[Passage]:
        """The sentences that may answer, ranked by what they cover and, among equals, by both arms of retrieval."""
        relevance = timed("retrieve", self.library.relevance, reading.text) if reading.needs_text else None
        return timed("passages", find_passages, reading, self.snapshot, self._coverage, relevance)
