"""`ask`: one question, or a batch of them."""

from __future__ import annotations

import sys
from argparse import Namespace

import msgspec

from assistant.answer import Answer
from assistant.cli.batch import answer_batch
from assistant.cli.entry import BAD_INPUT, DONE, FAILURE, NEGATIVE
from assistant.cli.opening import open_assistant
from assistant.cli.show import show_answer
from assistant.request import BadRequest, check_documents
from assistant.settings import Settings


def run(options: Namespace, settings: Settings) -> int:
    """Answer on stdout."""
    if options.batch is not None:
        return answer_batch(options, settings)
    assistant = open_assistant(settings)
    documents = tuple(options.document)
    check_documents(documents, tuple(d.id for d in assistant.documents))
    answer = assistant.answer(options.question, options.history, documents, trace=options.trace)
    if options.json:
        print(msgspec.json.encode(answer).decode())
    elif answer.outcome == "error_question":
        raise BadRequest(_cut(options.question), "a question of words, not too long", answer.text)
    else:
        print(show_answer(answer, color=sys.stdout.isatty()))
    return status_of(answer)


def status_of(answer: Answer) -> int:
    """The exit status that an outcome means: small talk is no refusal, everything else unanswered is negative."""
    if answer.outcome.startswith("error_"):
        return BAD_INPUT if answer.outcome == "error_question" else FAILURE
    return DONE if answer.answered or answer.outcome == "small_talk" else NEGATIVE


def _cut(question: str) -> str:
    return repr(question if len(question) <= 40 else f"{question[:40]}…")
