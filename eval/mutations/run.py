"""A corpus → mutations of a copy, each asked for again."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from assistant.assistant import Assistant
from assistant.settings import Settings
from corpus.model import Document, Span
from eval.mutations.asked import Asked, ask_all, questions_of, verdicts_to_asked
from eval.mutations.edits import Edited, Mutation, choose, copy_corpus, edit, to_batches
from eval.mutations.rows import Change, Checked, document_to_rounds, judge_check
from eval.mutations.verdicts import Followed, follows
from eval.runner import Verdict


class Plan(Struct, frozen=True):
    """A corpus of one document with what is asked of it."""

    corpus: Path
    document: Document
    asked: Asked
    verdicts: tuple[Verdict, ...]
    rounds: Callable[[random.Random], tuple[tuple[Change, ...], ...]]


def open_over(corpus: Path, data: Path) -> Assistant:
    """An assistant over a corpus, with its index in a data folder of its own."""
    return Assistant.open(Settings(_env_file=None, corpus=corpus, data=data))


def open_plan(corpus: Path, data: Path) -> Plan:
    """Ask all there is to ask of the plan as it stands."""
    assistant = open_over(corpus, data)
    document = assistant.documents[0]
    verdicts = ask_all(assistant, questions_of(corpus, assistant.documents))
    asked = verdicts_to_asked(document, verdicts)
    return Plan(corpus, document, asked, verdicts, lambda c: document_to_rounds(document, assistant.answer, c))


def mutate(plan: Plan, count: int, seed: int, batch: int, each: int) -> Iterator[Followed]:
    """So many mutations of a plan, a batch a copy, and every question on each judged."""
    chance = _seeded(plan, seed)
    chosen = choose(plan.document, plan.asked.by_spot, count, chance, each)
    for group in to_batches(plan.document, chosen, batch):
        yield from _follow(plan, group)


def change_rows(plan: Plan, seed: int, copies: int = 2) -> Iterator[Checked]:
    """Rows deleted and added and bodies renamed in copies of a plan, and what is asked after that judged."""
    for changes in plan.rounds(_seeded(plan, seed))[:copies]:
        with _edited(plan, [e for c in changes for e in c.edits]) as (assistant, _):
            for change in changes:
                for check in change.checks:
                    yield judge_check(change, check, assistant.answer(check.question))


def _follow(plan: Plan, group: Sequence[Mutation]) -> Iterator[Followed]:
    with _edited(plan, [(span, m.new) for m in group for span in m.spot.spans]) as (assistant, edited):
        for mutation in group:
            for question in mutation.questions:
                after = assistant.answer(question.question, question.history, (), question.id)
                yield follows(mutation, plan.asked.before[question.id], after, edited, question)


def _seeded(plan: Plan, seed: int) -> random.Random:
    return random.Random(f"{seed}-{plan.corpus.name}")  # noqa: S311  a seed is wanted, not secrecy


@contextmanager
def _edited(plan: Plan, changes: Sequence[tuple[Span, str]]) -> Iterator[tuple[Assistant, Edited]]:
    """An assistant over a copy of a plan with these changes."""
    edited = edit(plan.document.text, changes)
    with tempfile.TemporaryDirectory() as folder:
        copied = copy_corpus(plan.corpus, Path(folder) / "corpus", plan.document, edited.text)
        yield open_over(copied, Path(folder) / "data"), edited
