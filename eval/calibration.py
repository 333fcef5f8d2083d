"""Calibration of the decline thresholds: the share answered against the share wrong, on sets that may be tuned on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from assistant.chain import Chain
from assistant.choices import thresholds
from eval.questions import Question
from eval.runner import DECLINE_CATEGORY, Verdict, run_questions
from eval.sources import Source, Sources

SWEEP = tuple(round(0.30 + 0.04 * i, 2) for i in range(18))


class Point(Struct, frozen=True):
    """What one value of the threshold for sentences gives, for questions in one language.

    `answered`, `wrong` and `passed` are shares of the answerable questions, `wrong` of those answered.
    """

    threshold: float
    language: str
    answered: float
    wrong: float
    passed: float
    unanswerable_answered: float


def calibrate(questions: Sequence[Question], chain: Chain, sweep: Sequence[float] = SWEEP) -> tuple[Point, ...]:
    """Sweep the thresholds for sentences, Chinese and English alike, over the chain's index."""
    sources = Sources({d.id: Source(d.text) for d in chain.snapshot.documents})
    return tuple(point for value in sweep for point in _points(value, questions, chain, sources))


def _points(threshold: float, questions: Sequence[Question], chain: Chain, sources: Sources) -> Iterator[Point]:
    limits = replace(thresholds(), sentence=threshold, sentence_english=threshold)
    trial = Chain(chain.library, chain.receipt, limits)
    verdicts = run_questions(questions, lambda q: trial.answer(q.question, q.history, (), q.id), sources)
    for language in sorted({v.answer.language for v in verdicts}):
        yield _point(threshold, language, [v for v in verdicts if v.answer.language == language])


def _point(threshold: float, language: str, verdicts: Sequence[Verdict]) -> Point:
    answerable = [v for v in verdicts if v.question.answerable]
    unanswerable = [v for v in verdicts if v.question.category == DECLINE_CATEGORY]
    given = [v for v in answerable if v.answer.answered]
    return Point(
        threshold,
        language,
        answered=_share(given, answerable),
        wrong=_share([v for v in given if not v.passed], given),
        passed=_share([v for v in answerable if v.passed], answerable),
        unanswerable_answered=_share([v for v in unanswerable if v.answer.answered], unanswerable),
    )


def _share(some: Sequence[Verdict], of: Sequence[Verdict]) -> float:
    return round(len(some) / len(of), 4) if of else 0.0


def points_to_csv(points: Sequence[Point]) -> str:
    """The curve as CSV, a header line first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Point.__struct_fields__)
    writer.writerows([getattr(p, name) for name in Point.__struct_fields__] for p in points)
    return out.getvalue()
