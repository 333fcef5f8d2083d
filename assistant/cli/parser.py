"""The arguments of every command. Light: importing it loads nothing of the product."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import NoReturn

_STATUS = """exit status:
  0  done
  1  the answer or check is negative (a declined question, an eval below its floor)
  2  bad input or configuration; one line says what was given, what was expected, what to do
  3  a failure inside

Settings come from the environment (POLICY_…) or .env; options win over them.
"""
_ASK = """examples:
  policy-assistant ask "第17项谁牵头"
  policy-assistant ask "那配合单位呢" --history "第17项谁牵头"
  policy-assistant ask --batch questions.jsonl > answers.jsonl

A batch line is {"id": "q1", "question": "…"}, optionally with "history": ["…"] and "documents": ["…"].
Each answer is written as soon as it is ready, in the order of the questions. A line that cannot be read
gives {"id": null, "line": N, "error": {…}}; the rest goes on, and the exit status is 2.
"""


class _Parser(ArgumentParser):
    """Complains in one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}; see: {self.prog} --help", file=sys.stderr)
        sys.exit(2)


def make_parser() -> ArgumentParser:
    """The parser of `policy-assistant`."""
    parser = _Parser(
        prog="policy-assistant",
        description="Answers questions on official plans: exact, cited, offline.",
        epilog=_STATUS,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    where = _Parser(add_help=False, allow_abbrev=False)
    where.add_argument("--corpus", type=Path, metavar="DIR", help="folder of documents (default: POLICY_CORPUS)")
    where.add_argument("--data", type=Path, metavar="DIR", help="folder for indexes (default: POLICY_DATA)")

    def command(name: str, summary: str, epilog: str = "") -> ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", epilog=epilog, parents=[where],
            formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False,
        )  # fmt: skip

    _ask(command("ask", "answer a question, or a file of them", _ASK))
    index = command("index", "build the index if it is missing or stale")
    index.add_argument("--force", action="store_true", help="build it even if it is up to date")
    index.add_argument("--report", action="store_true", help="show what does not agree within each document")
    serve = command("serve", "open the web chat and the API")
    serve.add_argument("--host", metavar="H", help="address to listen on (default: POLICY_HOST)")
    serve.add_argument("--port", type=int, metavar="P", help="port to listen on (default: POLICY_PORT)")
    _eval(command("eval", "score the assistant on sets of questions"), where)
    doctor = command("doctor", "check what is installed, configured, reachable and stale")
    doctor.add_argument("--json", action="store_true", help="print the checks as JSON")
    documents = command("documents", "list the documents of the corpus")
    documents.add_argument("--json", action="store_true", help="print the list as JSON")
    return parser


def _ask(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", metavar="QUESTION", help="the question, in Chinese or English")
    what.add_argument("--batch", metavar="FILE", help="questions as JSON Lines; - reads them from stdin")
    parser.add_argument(
        "--history", action="append", default=[], metavar="QUESTION",
        help="an earlier question of the same chat, oldest first; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--document", action="append", default=[], metavar="ID", help="answer from this document only; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as one line of JSON")
    parser.add_argument("--trace", action="store_true", help="show each stage on the way to the answer")


def _eval(parser: ArgumentParser, where: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    summaries = {
        "run": "score the sets and say which cases fail and why; exit status 1 below a floor",
        "compare": "show which answers changed against the baseline; exit status 1 if one got worse",
        "bless": "make the answers of today the baseline",
        "retrieval": "recall of the evidence by the lexical arm, the dense arm and their fusion",
        "calibrate": "sweep the decline threshold: share answered against share wrong, as CSV",
        "bench": "time and memory, beside a usual tutorial stack",
    }
    for name, summary in summaries.items():
        action = actions.add_parser(name, help=summary, description=f"{summary}.", parents=[where], allow_abbrev=False)
        if name == "bench":
            action.add_argument(
                "--questions", type=int, default=5000, metavar="N", help="questions asked for memory growth"
            )
            continue
        action.add_argument(
            "--questions", action="append", type=Path, metavar="FILE",
            help="a set of questions (JSON Lines); may be repeated (default: the project's sets for the corpus)",
        )  # fmt: skip
        if name in ("compare", "bless"):
            action.add_argument(
                "--baseline", type=Path, metavar="DIR", help="folder of the baseline (default: the project's)"
            )
        if name == "run":
            action.add_argument(
                "--out", type=Path, metavar="FILE", help="write every answer with its judgements as JSON"
            )
            action.add_argument(
                "--fails", type=int, metavar="N", help="show at most N failing cases of a set (default: all)"
            )
            action.add_argument("--show-blind", action="store_true", help="show the failing cases of blind sets too")
