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

_WIDTH, _HEIGHT = 640, 360
_LEAST, _MOST_WRONG = 0.5, 0.2
_COLOURS = {"zh": "#1a4f8f", "en": "#b8860b"}
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


def points_to_svg(points: Sequence[Point]) -> str:
    """The curve as a picture: the share answered from left to right, the share wrong among them upwards."""
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif"'
            ' font-size="12">'
        ),
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 6}" text-anchor="middle">share of the answerable answered</text>',
        '<text x="8" y="16">share wrong of those answered</text>',
    ]
    for tick in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        x, _ = _place(tick, 0.0)
        lines.append(f'<text x="{x:.0f}" y="{_HEIGHT - 24}" text-anchor="middle" fill="#555">{tick}</text>')
    for tick in (0.0, 0.05, 0.1, 0.15, 0.2):
        x, y = _place(_LEAST, tick)
        lines.append(f'<path d="M{x:.0f} {y:.0f}H{_WIDTH - 20}" stroke="#ddd"/>')
        lines.append(f'<text x="{x - 6:.0f}" y="{y + 4:.0f}" text-anchor="end" fill="#555">{tick}</text>')
    for language, colour in _COLOURS.items():
        own = [(p, *_place(p.answered, p.wrong)) for p in points if p.language == language]
        path = "L".join(f"{x:.1f} {y:.1f}" for _, x, y in own)
        lines.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>' if own else "")
        lines += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"><title>{language} {p.threshold}</title></circle>'
            for p, x, y in own
        ]
        lines.append(
            f'<text x="{own[-1][1]:.0f}" y="{own[-1][2] - 8:.0f}" fill="{colour}">{language}</text>' if own else ""
        )
    return "\n".join([*filter(None, lines), "</svg>\n"])


def _place(answered: float, wrong: float) -> tuple[float, float]:
    """Where a point of the curve stands in the picture."""
    x = 50 + (answered - _LEAST) / (1.0 - _LEAST) * (_WIDTH - 80)
    return x, _HEIGHT - 44 - min(wrong, _MOST_WRONG) / _MOST_WRONG * (_HEIGHT - 80)
