"""An answer for people at a terminal: text, numbered citations, what is missing, the stages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from assistant.answer import Answer, Citation, Step
from assistant.check import Check

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_STEP_CHARACTERS = 400
_LABELS = {
    "zh": {
        "line": "第{}行",
        "page": "第{}页",
        "and": "、",
        "missing": "方案未涉及：",
        "more": "还可以问：",
        "model": "（AI 生成，已逐项核对原文）",
    },
    "en": {
        "line": "line {}",
        "page": "page {}",
        "and": ", ",
        "missing": "Not in the plan: ",
        "more": "You may also ask: ",
        "model": "(AI-worded, checked against the source)",
    },
}


def show_answer(answer: Answer, color: bool = False) -> str:
    """The answer as plain text, with bold type where the terminal has it."""
    labels = _LABELS[answer.language if answer.language in _LABELS else "zh"]
    parts = [_BOLD.sub("\x1b[1m\\1\x1b[0m" if color else r"\1", answer.text)]
    if answer.provenance.startswith("model:"):
        parts.append(labels["model"])
    if answer.citations:
        parts.append("\n".join(_citation(c, labels) for c in answer.citations))
    if answer.missing:
        parts.append(labels["missing"] + labels["and"].join(answer.missing))
    if not answer.answered and answer.suggestions:
        parts.append(labels["more"] + " / ".join(answer.suggestions))
    if answer.trace:
        parts.append("\n".join(_steps(answer.trace)))
    return "\n\n".join(parts)


def _citation(citation: Citation, labels: dict[str, str]) -> str:
    first, last = citation.lines
    lines = labels["line"].format(first if first == last else f"{first}-{last}")
    place = [f"《{citation.title}》", *citation.section, lines]
    if citation.page is not None:
        place.append(labels["page"].format(citation.page))
    quote = "\n".join(f"    {line.strip()}" for line in citation.quote.replace("\t", "  ").split("\n") if line.strip())
    return f"[{citation.number}] {' › '.join(place)}\n{quote}"


def _steps(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        shown = msgspec.json.encode(step.result).decode()
        shown = shown if len(shown) <= _STEP_CHARACTERS else f"{shown[:_STEP_CHARACTERS]}…"
        yield f"{step.stage:<12}{step.ms:8.2f} ms  {shown}"


def show_checks(checks: Sequence[Check]) -> Iterator[str]:
    """Checks, a line each."""
    for check in checks:
        yield f"{check.state:<5}{check.name:<24}{check.found}{f'; {check.remedy}' if check.remedy else ''}"
