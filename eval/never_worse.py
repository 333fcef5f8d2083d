"""`python -m eval.never_worse`: whole question sets with every misbehaviour of the scripted model.

With each the answers must be exactly those without a model; those of a model that may be shown must score as well.
"""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.cli.opening import open_assistant
from assistant.model.chat import Chat
from assistant.model.model import Model
from assistant.settings import Settings, read_settings
from eval.questions import Question, read_questions
from eval.runner import assistant_to_sources
from eval.scorers import Case, judge
from eval.scripted.behaviours import BEHAVIOURS
from eval.scripted.server import MODEL, ScriptedModel, scripted_model
from eval.sources import Sources

_FOLDER = Path(__file__).parent / "questions"
_SETS = ("dev.zh.jsonl", "dev.en.jsonl", "dev2.jsonl", "dev3.zh.jsonl", "dev3.en.jsonl")
_SLOW_SAMPLE = 20  # questions for misbehaviours that take time each
_SLOW_SECONDS = 0.3


class Tally(Struct, frozen=True):
    """One behaviour over a set: how many answers it worded, and how many it spoilt."""

    behaviour: str
    asked: int
    worded: int
    false_shown: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was spoilt."""
        return not self.false_shown and not self.worse


def tally(
    behaviour: str, questions: Sequence[Question], composed: Sequence[Answer], asking: Assistant, sources: Sources
) -> Tally:
    """Ask every question of a model that behaves like this, and compare with the answers as composed."""
    worded, false_shown, worse = 0, list[str](), list[str]()
    for question, before in zip(questions, composed, strict=True):
        after = asking.answer(question.question, question.history, (), question.id)
        if (after.text, after.provenance, after.understood) == (before.text, before.provenance, before.understood):
            continue
        worded += 1
        same = (after.facts, after.citations, after.outcome) == (before.facts, before.citations, before.outcome)
        if not BEHAVIOURS[behaviour].shows or not same:
            false_shown.append(f"{question.id}: {after.text}")
        elif _passes(question, before, sources) and not _passes(question, after, sources):
            worse.append(f"{question.id}: {after.text}")
    return Tally(behaviour, len(questions), worded, tuple(false_shown), tuple(worse))


def _passes(question: Question, answer: Answer, sources: Sources) -> bool:
    return all(j.value for j in judge(Case(question, answer, sources)))


def asking(assistant: Assistant, server: ScriptedModel, data: Path, slow: bool) -> Assistant:
    """The assistant with the scripted model, which is never given up on."""
    changed = {
        "llm": f"openai:{MODEL}", "llm_base_url": server.address, "data": data, "llm_failures": 10**9,
        "llm_daily_tokens": 10**12, "llm_retries": 1 if slow else 2, "llm_timeout": _SLOW_SECONDS if slow else 20.0,
    }  # fmt: skip
    own = assistant.settings.model_copy(update=changed)
    return Assistant(own, assistant.library, Model(Chat(own), own))


def run(options: Namespace, settings: Settings) -> int:
    """Print a line for each behaviour; status 1 where one spoilt an answer."""
    assistant = open_assistant(settings)
    sources = assistant_to_sources(assistant)
    questions = [q for name in _SETS for q in read_questions(_FOLDER / name)][:: options.every]
    composed = [assistant.answer(q.question, q.history, (), q.id) for q in questions]
    print(f"{'behaviour':28}{'asked':>7}{'worded':>8}{'false':>7}{'worse':>7}")
    sound = True
    with scripted_model() as server, tempfile.TemporaryDirectory() as data:
        for behaviour in options.behaviour or BEHAVIOURS:
            server.begin(behaviour)
            slow = BEHAVIOURS[behaviour].wire in ("stall", "drip", "busy", "broken")
            some = slice(None, None, max(1, len(questions) // _SLOW_SAMPLE)) if slow else slice(None)
            own = asking(assistant, server, Path(data) / behaviour, slow)
            found = tally(behaviour, questions[some], composed[some], own, sources)
            own.close()
            sound = sound and found.sound
            print(
                f"{behaviour:28}{found.asked:>7}{found.worded:>8}{len(found.false_shown):>7}{len(found.worse):>7}",
                flush=True,
            )
            for line in (*found.false_shown[: options.show], *found.worse[: options.show]):
                print(f"    {line}", file=sys.stderr)
    return 0 if sound else 1


def main() -> int:
    """Read the arguments and run."""
    parser = ArgumentParser(prog="python -m eval.never_worse", description=__doc__, allow_abbrev=False)
    parser.add_argument("--behaviour", action="append", choices=list(BEHAVIOURS), help="only this one; may be repeated")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth question (default: all)")
    parser.add_argument("--show", type=int, default=5, metavar="N", help="spoilt answers to show of each (default: 5)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder for indexes (default: POLICY_DATA)")
    options = parser.parse_args()
    return run(options, read_settings(data=options.data))


if __name__ == "__main__":
    sys.exit(main())
