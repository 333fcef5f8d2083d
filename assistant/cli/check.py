"""`check`: a text against its evidence, claim by claim; exit status 1 where a claim is not supported."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from assistant.checking import LARGEST_INPUT, Checkable, parse_checkable
from assistant.cli.entry import DONE, NEGATIVE
from assistant.cli.opening import open_assistant
from assistant.cli.plain import plain
from assistant.judgement import Claim, Judgement
from assistant.request import BadRequest
from assistant.settings import Settings

_STDIN = "-"
_SHOWN = 160


def run(options: Namespace, settings: Settings) -> int:
    """Show the judgement on stdout."""
    given = parse_checkable(_read(options.answer))
    judgement = open_assistant(settings).check(given.text, given.evidence, given.question)
    if options.json:
        print(msgspec.json.encode(judgement).decode())
    else:
        print(plain(show_judgement(judgement, given)))
    return DONE if judgement.passed else NEGATIVE


def show_judgement(judgement: Judgement, given: Checkable) -> str:
    """Each sentence with its claims, then the evidence that a failed claim was compared with."""
    failed = judgement.failed
    claims = f"{len(judgement.claims)} {'claim' if len(judgement.claims) == 1 else 'claims'}"
    parts = [f"passed: {claims}" if judgement.passed else f"not passed: {len(failed)} of {claims} not supported"]
    for sentence, group in groupby(judgement.claims, key=lambda c: c.sentence):
        parts.append("\n".join([sentence or "(no sentence)", *_lines(tuple(group))]))
    compared = {n for c in failed for n in c.evidence}
    parts += [f"[{e.number}] {_cut(e.quote)}" for e in given.evidence if e.number in compared]
    return "\n\n".join(parts)


def _lines(claims: tuple[Claim, ...]) -> Iterator[str]:
    for claim in claims:
        evidence = "".join(f" [{n}]" for n in claim.evidence)
        yield f"  {claim.answer:<13}{claim.kind:<11}{_cut(claim.value)} – {claim.explanation}{evidence}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _read(name: str) -> bytes:
    """What is to be checked, one byte beyond the bound at most."""
    if name == _STDIN:
        return sys.stdin.buffer.read(LARGEST_INPUT + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_INPUT + 1)
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) else error
        raise BadRequest(
            f"--answer {name} ({what})", "a readable file of JSON, or - for stdin", "check the path"
        ) from error
