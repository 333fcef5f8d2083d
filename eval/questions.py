"""Question sets: JSON Lines, one question an object, checked line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

Language = Literal["zh", "en", "zh-hant", "mixed"]
Category = Literal[
    "task-lead", "task-coop", "task-content", "task-all",
    "indicator-target", "indicator-base", "indicator-both", "indicator-monitor", "indicator-unit", "indicator-change",
    "narrative-number", "narrative-name", "narrative-list", "narrative-open",
    "timeline", "reverse", "aggregate", "definition", "follow-up",
    "unanswerable", "false-premise", "injection", "noisy", "smalltalk",
]  # fmt: skip
Groups = tuple[tuple[str, ...], ...]


class QuestionError(Exception):
    """A question set that cannot be used: says where, what was given, what was expected, what to do."""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question with what a right answer holds.

    Of every group in `must` one string has to stand in the answer; of every group in `evidence` (verbatim pieces of the
    document) one has to lie on a cited line; nothing in `must_not` may stand in the answer. Where `answerable` is false
    the document does not say, and the assistant has to say so.
    """

    id: str
    lang: Language
    category: Category
    question: str
    answerable: bool
    must: Groups
    evidence: Groups
    history: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    note: str = ""


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read a set. Raises `QuestionError` at the first line that is wrong."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise QuestionError(
            f"{path}: cannot be read ({error.strerror}); expected a set of questions; check the path"
        ) from error
    found: dict[str, Question] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question = _read_line(line, f"{path}, line {number}")
        if question.id in found:
            raise QuestionError(
                f"{path}, line {number}: id {question.id!r} stands twice; expected one of each; rename it"
            )
        found[question.id] = question
    if not found:
        raise QuestionError(f"{path}: holds no question; expected one JSON object a line; add one")
    return tuple(found.values())


def _read_line(line: bytes, where: str) -> Question:
    try:
        question = msgspec.json.decode(line, type=Question)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise QuestionError(f"{where}: {error}; expected a question object; correct the line") from error
    if not question.id or not question.question.strip():
        raise QuestionError(f"{where}: id or question is empty; expected both; fill them in")
    if any(not group or not all(group) for group in (*question.must, *question.evidence)):
        raise QuestionError(
            f"{where}: an empty group or string in must or evidence; expected text; fill it in or remove it"
        )
    return question
