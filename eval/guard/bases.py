"""Right answers → the drafts that corruption starts from, each with the evidence it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from assistant.assistant import Assistant
from assistant.guard.check import check
from assistant.guard.lexicon import Words, snapshot_to_words
from assistant.judgement import Evidence, Judgement, evidence_of
from assistant.settings import Settings
from eval.runner import run_set
from eval.sets import QuestionSet, own_sets
from index.snapshot import Snapshot

FOLDER = Path(__file__).parent
_SAID = ("answered_record", "answered_list", "answered_count", "answered_compare", "answered_quote", "partly_answered")


class Plan(msgspec.Struct, frozen=True):
    """A corpus with what its drafts are judged and corrupted by."""

    name: str
    assistant: Assistant
    words: Words

    @property
    def snapshot(self) -> Snapshot:
        """What was read of it."""
        return self.assistant.library.snapshot


class Base(msgspec.Struct, frozen=True):
    """A draft that is right: the text, what it stands on, and of which plan."""

    id: str
    language: str
    question: str
    text: str
    evidence: tuple[Evidence, ...]
    plan: Plan

    def judge(self, text: str | None = None, evidence: tuple[Evidence, ...] | None = None) -> Judgement:
        """What the guard says of it, or of another text over its evidence."""
        return check(self.text if text is None else text, evidence or self.evidence, self.question, self.plan.words)


class Paraphrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A truthful draft written by hand over the evidence of a question's composed answer."""

    id: str
    lang: str
    question: str
    draft: str
    heldout: bool
    history: tuple[str, ...] = ()


def open_plans(sets: Sequence[QuestionSet], data: Path) -> dict[Path, Plan]:
    """The corpora of these sets, each opened once."""
    corpora = dict.fromkeys(s.corpus for s in sets)
    return {c: open_plan(Assistant.open(Settings(_env_file=None, corpus=c, data=data))) for c in corpora}


def open_plan(assistant: Assistant) -> Plan:
    """An assistant's plan."""
    return Plan(assistant.settings.corpus.name, assistant, snapshot_to_words(assistant.library.snapshot))


def tuned_sets() -> tuple[QuestionSet, ...]:
    """The question sets that may be looked at."""
    return tuple(s for s in own_sets() if not s.blind and s.path.exists())


def set_to_bases(questions: QuestionSet, plan: Plan) -> Iterator[Base]:
    """The composed answers of a set that are right and say something; those that decline hold nothing to check."""
    seen = set[str]()
    for verdict in run_set(questions, plan.assistant).verdicts:
        answer, asked = verdict.answer, verdict.question
        if verdict.passed and answer.outcome in _SAID and answer.citations and answer.text not in seen:
            seen.add(answer.text)
            language = "en" if asked.lang == "en" else "zh"
            yield Base(f"{questions.name}/{asked.id}", language, asked.question, answer.text, evidence_of(answer), plan)


def read_paraphrases(folder: Path = FOLDER) -> tuple[Paraphrase, ...]:
    """All lines of `paraphrases*.jsonl`; none where there is no such file."""
    return tuple(
        msgspec.json.decode(line, type=Paraphrase)
        for path in sorted(folder.glob("paraphrases*.jsonl"))
        for line in path.read_bytes().splitlines()
        if line.strip()
    )


def paraphrase_to_base(paraphrase: Paraphrase, plan: Plan) -> Base:
    """A paraphrase with the evidence of the composed answer to its question."""
    answer = plan.assistant.answer(paraphrase.question, paraphrase.history)
    return Base(
        paraphrase.id,
        "en" if paraphrase.lang == "en" else "zh",
        paraphrase.question,
        paraphrase.draft,
        evidence_of(answer),
        plan,
    )
