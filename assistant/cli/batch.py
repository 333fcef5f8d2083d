"""`ask --batch`: JSON Lines in, JSON Lines out, same order, each answer flushed as soon as it is ready."""

from __future__ import annotations

import sys
import traceback
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from assistant.assistant import Assistant
from assistant.cli.entry import BAD_INPUT, DONE, FAILURE
from assistant.cli.opening import open_assistant
from assistant.request import BadRequest, Request, check_documents, parse_request
from assistant.settings import Settings

_BOM = b"\xef\xbb\xbf"
_STDIN = "-"


def answer_batch(options: Namespace, settings: Settings) -> int:
    """Answer every line; the status is that of the worst line."""
    if options.history or options.document:
        raise BadRequest("--batch with --history or --document", "one of them", "put both into the lines of the batch")
    worst = DONE
    with _opened(options.batch) as lines:
        assistant = open_assistant(settings)
        for number, raw in enumerate(lines, start=1):
            line = raw.removeprefix(_BOM).strip() if number == 1 else raw.strip()
            if line:
                written, status = _answer_line(assistant, line, number, options.trace)
                sys.stdout.write(written + "\n")
                sys.stdout.flush()
                worst = max(worst, status)
    return worst


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == _STDIN:
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115  # closed below; only opening it may fail for want of a file
    except OSError as error:
        raise BadRequest(
            f"--batch {name} ({error.strerror})", "a readable file of JSON Lines, or - for stdin", "check the path"
        ) from error
    with file:
        yield file


def _answer_line(assistant: Assistant, line: bytes, number: int, trace: bool) -> tuple[str, int]:
    request: Request | None = None
    try:
        request = _read_line(line)
        check_documents(request.documents, tuple(d.id for d in assistant.documents))
        answer = assistant.answer(
            request.question, request.history, request.documents, request.id, trace, request.without
        )
        return msgspec.json.encode(answer).decode(), FAILURE if answer.outcome == "error_internal" else DONE
    except BadRequest as error:
        known = {"given": error.given, "expected": error.expected, "remedy": error.remedy}
        return _error_line(request, number, known), BAD_INPUT
    except Exception as error:  # noqa: BLE001  # one broken answer must not cost the rest of the batch
        traceback.print_exception(error)
        inside = {"given": repr(error), "expected": "an answer", "remedy": "report it with the traceback on stderr"}
        return _error_line(request, number, inside), FAILURE


def _read_line(line: bytes) -> Request:
    request = parse_request(line)
    if request.id is None:
        raise BadRequest("a line without id", 'an object with "id" and "question"', "give each line an id")
    return request


def _error_line(request: Request | None, number: int, error: dict[str, str]) -> str:
    known = request.id if request else None
    return msgspec.json.encode({"id": known, "line": number, "error": error}).decode()
