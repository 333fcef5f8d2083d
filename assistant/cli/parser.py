"""The arguments of every command. Light: importing it loads nothing of the product."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, Action, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

_STATUS = """exit status:
  0  done
  1  the answer or check is negative (a declined question, a text not supported, an eval below its floor)
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
_CHECK = """examples:
  policy-assistant ask "第17项谁牵头" --json | policy-assistant check --answer -
  policy-assistant check --answer draft.json --json

FILE is an answer as ask --json writes it, checked against its own citations and facts, or
{"text": "… [1]", "evidence": ["…", {"number": 2, "quote": "…"}], "question": "…"}. A piece of evidence has a "quote",
and may have a "number" (else its place in the list), a "translation", a "section" and "facts".
"""


class _Parser(ArgumentParser):
    """Complains in one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}; see: {self.prog} --help", file=sys.stderr)
        sys.exit(2)


class _Version(Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: ArgumentParser, *_: object) -> NoReturn:
        from assistant.assistant import code_version

        print(f"{parser.prog} {code_version()}")
        sys.exit(0)


def make_parser() -> ArgumentParser:
    """The parser of `policy-assistant`."""
    parser = _Parser(
        prog="policy-assistant",
        description="Answers questions on official plans: exact, cited, offline.",
        epilog=_STATUS,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    where = _Parser(add_help=False, allow_abbrev=False)
    for option, what in (("corpus", "folder of documents"), ("data", "folder for indexes")):
        explained = f"{what} (default: POLICY_{option.upper()})"
        where.add_argument(f"--{option}", type=Path, metavar="DIR", default=SUPPRESS, help=explained)

    def command(name: str, summary: str, epilog: str = "") -> ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", epilog=epilog, parents=[where],
            formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False,
        )  # fmt: skip

    _ask(command("ask", "answer a question, or a file of them", _ASK))
    check = command("check", "check a text claim by claim against its evidence", _CHECK)
    check.add_argument("--answer", required=True, metavar="FILE", help="what to check, as JSON; - reads it from stdin")
    check.add_argument("--json", action="store_true", help="print the judgement as one line of JSON")
    index = command("index", "build the index if it is missing or stale")
    index.add_argument("--force", action="store_true", help="build it even if it is up to date")
    index.add_argument("--report", action="store_true", help="show what does not agree within each document")
    serve = command("serve", "open the web chat and the API")
    serve.add_argument("--host", metavar="H", help="address to listen on (default: POLICY_HOST)")
    serve.add_argument("--port", type=int, metavar="P", help="port to listen on (default: POLICY_PORT)")
    _eval(command("eval", "score the assistant on sets of questions"), where)
    doctor = command("doctor", "check what is installed, configured, reachable and stale")
    doctor.add_argument("--json", action="store_true", help="print the checks as JSON")
    model = command("model", "switch the language model off or on without a restart, or see how it stands")
    model.add_argument("action", choices=("on", "off", "status"), help="what to do")
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
                "--questions", type=int, default=5000, metavar="N", help="how many to ask (default: 5000)"
            )
            continue
        action.add_argument(
            "--questions", action="append", type=Path, metavar="FILE",
            help="a set of questions (JSON Lines); may be repeated (default: the project's sets for the corpus)",
        )  # fmt: skip
        if name == "run":
            _eval_run(action)
        elif name == "calibrate":
            action.add_argument("--picture", type=Path, metavar="FILE", help="where the curve goes as SVG")
        elif name in ("compare", "bless"):
            where_kept = "folder of the baseline (default: the project's)"
            action.add_argument("--baseline", type=Path, metavar="DIR", help=where_kept)


def _eval_run(parser: ArgumentParser) -> None:
    results = "where every answer with its judgements goes as JSON (default: DATA/eval/results.json)"
    parser.add_argument("--out", type=Path, metavar="FILE", help=results)
    parser.add_argument("--fails", type=int, metavar="N", help="show at most N failing cases of a set (default: all)")
    parser.add_argument("--show-blind", action="store_true", help="show the failing cases of blind sets too")
