"""From arguments to an exit status: which module runs a command, and what each kind of error means to the caller."""

from __future__ import annotations

import importlib
import io
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence

from assistant.cli.parser import make_parser
from assistant.cli.plain import plain

DONE, NEGATIVE, BAD_INPUT, FAILURE = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 130, 141

# Each command is a module with `run(options, settings) -> exit status`, imported only when it is asked for.
_MODULES = {
    "ask": "assistant.cli.ask",
    "check": "assistant.cli.check",
    "index": "assistant.cli.index",
    "serve": "assistant.cli.serve",
    "eval": "eval.command",
    "doctor": "assistant.cli.doctor",
    "model": "assistant.cli.model",
    "documents": "assistant.cli.documents",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 negative, 2 bad input, 3 a failure inside."""
    _speak_utf8()
    options = make_parser().parse_args(_readable(sys.argv[1:] if arguments is None else arguments))
    try:
        status = _run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains at its end
        return READER_GONE
    return status


def _run(options: Namespace) -> int:
    """Run the command; errors become one line on stderr and a status."""
    from assistant.settings import SettingsError, read_settings
    from corpus.errors import CorpusError

    try:
        given = {name: getattr(options, name, None) for name in ("corpus", "data", "host", "port")}
        run: Callable[..., int] = importlib.import_module(_MODULES[options.command]).run
        return run(options, read_settings(**given))
    except (SettingsError, CorpusError) as error:
        return _complain(str(error), BAD_INPUT)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever breaks becomes a line and a status here, and only here
        return _translate(error)


def _translate(error: Exception) -> int:
    """An error that only some commands can meet: their modules are imported by now, or it is none of theirs."""
    from assistant.request import BadRequest
    from index.errors import IndexFault, IndexUnwritable

    if isinstance(error, BadRequest | IndexUnwritable):
        return _complain(str(error), BAD_INPUT)
    if isinstance(error, IndexFault):
        return _complain(str(error), FAILURE)
    if os.environ.get("POLICY_LOG_LEVEL", "").lower() == "debug":
        traceback.print_exception(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return _complain(
        f"failure inside: {what}; expected none; repeat with POLICY_LOG_LEVEL=debug and report it", FAILURE
    )


def _complain(message: str, status: int) -> int:
    print(f"policy-assistant: {plain(' '.join(message.split()))}", file=sys.stderr)
    return status


def _speak_utf8() -> None:
    """UTF-8 in and out, whatever the locale says."""
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _readable(arguments: Sequence[str]) -> list[str]:
    """Arguments whose bytes are no UTF-8 carry lone surrogates, which no output can hold."""
    return [a.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for a in arguments]
