"""The command `policy-assistant eval`: results on stdout, the rest on stderr."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.assistant import Assistant
from assistant.cli.entry import BAD_INPUT, DONE, NEGATIVE
from assistant.cli.opening import open_assistant
from assistant.settings import Settings
from corpus.reader import find_documents
from eval.baseline import BASELINE, changes, changes_to_text, read_baseline, result_to_kept, write_baseline
from eval.questions import Question, QuestionError, read_questions
from eval.report import result_to_text, results_to_json
from eval.runner import SetResult, run_set
from eval.sets import QuestionSet, chosen_sets


def run(options: Namespace, settings: Settings) -> int:
    """Run one action of `eval`."""
    find_documents(settings.corpus)
    try:
        return _ACTIONS[options.action](options, settings)
    except QuestionError as error:
        print(f"policy-assistant: {error}", file=sys.stderr)
        return BAD_INPUT


def _results(options: Namespace, settings: Settings) -> Iterator[SetResult]:
    """The sets one after the other; an assistant is opened once for each corpus."""
    opened: dict[Path, Assistant] = {}
    for questions in _present(chosen_sets(options.questions, settings), bool(options.questions)):
        corpus = questions.corpus.resolve()
        if corpus not in opened:
            opened = {corpus: open_assistant(settings.model_copy(update={"corpus": questions.corpus}))}
        yield run_set(questions, opened[corpus])


def _present(sets: Sequence[QuestionSet], asked: bool) -> Iterator[QuestionSet]:
    """Own sets that this installation lacks (those of the tests) are passed over, and said to be."""
    for questions in sets:
        if asked or questions.path.exists():
            yield questions
        else:
            print(f"set {questions.name}: {questions.path} is not here; passed over", file=sys.stderr)


def _run(options: Namespace, settings: Settings) -> int:
    results: list[SetResult] = []
    for result in _results(options, settings):
        results.append(result)
        print(result_to_text(result, options.fails, options.show_blind), flush=True)
    out: Path = options.out or settings.data / "eval" / "results.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(results_to_json(results))
    print(f"every answer with its judgements: {out}", file=sys.stderr)
    return NEGATIVE if any(r.shortfalls for r in results) else DONE


def _compare(options: Namespace, settings: Settings) -> int:
    worse = False
    for result in _results(options, settings):
        found = changes(read_baseline(result.set.name, options.baseline or BASELINE), result_to_kept(result))
        counts = ", ".join(f"{sum(c.kind == k for c in found)} {k}" for k in dict.fromkeys(c.kind for c in found))
        print(f"== {result.set.name}: {counts or 'nothing changed'}", flush=True)
        print("".join(f"{line}\n" for line in changes_to_text(found)), end="")
        worse = worse or any(c.kind == "worse" for c in found)
    return NEGATIVE if worse else DONE


def _bless(options: Namespace, settings: Settings) -> int:
    for result in _results(options, settings):
        print(write_baseline(result, options.baseline or BASELINE), flush=True)
    return DONE


def _retrieval(options: Namespace, settings: Settings) -> int:
    from eval.retrieval import measure_recall, recalls_to_text

    assistant, questions = _tunable(options, settings)
    print("\n".join(recalls_to_text(measure_recall(questions, assistant.library))))
    return DONE


def _calibrate(options: Namespace, settings: Settings) -> int:
    from eval.calibration import calibrate, points_to_csv, points_to_svg

    assistant, questions = _tunable(options, settings)
    points = calibrate(questions, assistant.chain)
    print(points_to_csv(points), end="")
    if options.picture:
        options.picture.write_text(points_to_svg(points), encoding="utf-8")
    return DONE


def _tunable(options: Namespace, settings: Settings) -> tuple[Assistant, tuple[Question, ...]]:
    """The assistant of the settings with the questions asked of its corpus, those of blind sets left out."""
    corpus = settings.corpus.resolve()
    sets = [s for s in chosen_sets(options.questions, settings) if not s.blind and s.corpus.resolve() == corpus]
    if not sets:
        raise QuestionError(
            f"no set of questions on {corpus} may be tuned on; expected one; name it with --questions FILE"
        )
    return open_assistant(settings), tuple(q for s in sets for q in read_questions(s.path))


def _bench(options: Namespace, settings: Settings) -> int:
    from eval.bench.report import run_bench

    return run_bench(options.questions, settings)


_ACTIONS: dict[str, Callable[[Namespace, Settings], int]] = {
    "run": _run,
    "compare": _compare,
    "bless": _bless,
    "retrieval": _retrieval,
    "calibrate": _calibrate,
    "bench": _bench,
}
