"""Runs question sets in this process: ask, judge, sum up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from msgspec import Struct

from assistant.answer import Answer
from assistant.assistant import Assistant
from eval.questions import Question, read_questions
from eval.scorers import Case, Judgement, judge
from eval.sets import Floor, QuestionSet
from eval.sources import Source, Sources

DECLINE_CATEGORY = "unanswerable"
Ask = Callable[[Question], Answer]


class Verdict(Struct, frozen=True):
    """A question with its answer, what each check says, and how long the answer took."""

    question: Question
    answer: Answer
    judgements: tuple[Judgement, ...]
    ms: float

    @property
    def passed(self) -> bool:
        """Whether every check holds."""
        return all(j.value for j in self.judgements)

    @property
    def failed(self) -> tuple[Judgement, ...]:
        """The checks that do not hold."""
        return tuple(j for j in self.judgements if not j.value)


class Rate(Struct, frozen=True):
    """So many of so many."""

    passed: int
    total: int

    @property
    def share(self) -> float:
        """Their ratio; 1 where there is nothing to pass."""
        return self.passed / self.total if self.total else 1.0


class SetResult(Struct, frozen=True):
    """All verdicts of one set."""

    set: QuestionSet
    verdicts: tuple[Verdict, ...]

    @property
    def right(self) -> Rate:
        """Questions other than unanswerable ones that pass."""
        return rate(v for v in self.verdicts if v.question.category != DECLINE_CATEGORY)

    @property
    def declined(self) -> Rate:
        """Unanswerable questions that are declined as they should be."""
        return rate(v for v in self.verdicts if v.question.category == DECLINE_CATEGORY)

    @property
    def invented(self) -> int:
        """Answers with an invented number."""
        return sum(any(j.check == "invented" for j in v.failed) for v in self.verdicts)

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """What is below the floor: given and expected."""
        floor: Floor = self.set.floor
        found: list[str] = []
        if self.right.share < floor.right:
            found.append(f"right {self.right.share:.3f}; expected at least {floor.right}")
        if self.declined.share < floor.declined:
            found.append(f"rightly declined {self.declined.share:.3f}; expected at least {floor.declined}")
        if self.invented > floor.invented:
            found.append(f"{self.invented} answers with invented numbers; expected at most {floor.invented}")
        return tuple(found)


def rate(verdicts: Iterable[Verdict]) -> Rate:
    """How many of these pass."""
    passed = [v.passed for v in verdicts]
    return Rate(sum(passed), len(passed))


def assistant_to_sources(assistant: Assistant) -> Sources:
    """The documents of an assistant."""
    return Sources({d.id: Source(d.text) for d in assistant.documents})


def run_set(questions: QuestionSet, assistant: Assistant) -> SetResult:
    """Ask an assistant every question of a set."""
    read = read_questions(questions.path)
    return SetResult(questions, run_questions(read, asking(assistant), assistant_to_sources(assistant)))


def asking(assistant: Assistant) -> Ask:
    """An assistant as a function of a question."""
    return lambda q: assistant.answer(q.question, q.history, (), q.id)


def run_questions(questions: Sequence[Question], ask: Ask, sources: Sources) -> tuple[Verdict, ...]:
    """Ask, time and judge each question, in order."""
    return tuple(_verdict(q, ask, sources) for q in questions)


def _verdict(question: Question, ask: Ask, sources: Sources) -> Verdict:
    started = perf_counter()
    answer = ask(question)
    ms = (perf_counter() - started) * 1000
    return Verdict(question, answer, judge(Case(question, answer, sources)), round(ms, 3))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)] if ordered else 0.0
