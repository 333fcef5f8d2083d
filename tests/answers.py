"""Answers made by hand, for tests of what is done with answers."""

from __future__ import annotations

from typing import Any

import msgspec

from assistant.answer import Answer, Citation, Receipt

SOURCE = "一、目标\n\n到2023年，孵化器达到 210 家，覆盖率 42.10%。\n牵头单位：市科技局；配合单位：市财政局。\n"


def cite(quote: str, number: int = 1, source: str = SOURCE, document: str = "plan") -> Citation:
    """A citation of a piece of the source."""
    start = source.index(quote)
    end = start + len(quote)
    lines = source.count("\n", 0, start) + 1, source.count("\n", 0, end - 1) + 1
    return Citation(
        number, document, "实施方案", ("一、目标",), None, lines, start, end, quote, None, None, "/source/plan"
    )


def make_answer(text: str = "**210家**[1]", outcome: str = "answered_record", **others: Any) -> Answer:
    """An answer; what is not given is what an answer on the incubators of `SOURCE` has."""
    fields: dict[str, Any] = {
        "id": "q1",
        "question": "孵化器目标",
        "standalone": "孵化器目标",
        "language": "zh",
        "outcome": outcome,
        "answered": outcome.startswith(("answered_", "partly_")),
        "text": text,
        "facts": (),
        "citations": (cite("孵化器达到 210 家"),),
        "missing": (),
        "suggestions": (),
        "provenance": "extract",
        "receipt": Receipt("c", "i", "s", "v"),
        "elapsed_ms": 1.0,
        **others,
    }
    return msgspec.convert({k: msgspec.to_builtins(v) for k, v in fields.items()}, Answer)
