"""The assistant's side of the bench: `python -m eval.bench.ours CORPUS DATA QUESTIONS COUNT` prints a loop as JSON."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from assistant.assistant import Assistant
from assistant.settings import read_settings
from eval.bench.measure import run_loop


def main() -> None:
    """Answer many questions in one process."""
    corpus, data, questions, count = sys.argv[1:]
    assistant = Assistant.open(read_settings(corpus=Path(corpus), data=Path(data)))
    asked = Path(questions).read_text(encoding="utf-8").splitlines()
    print(msgspec.json.encode(run_loop(assistant.answer, asked, int(count))).decode())


if __name__ == "__main__":
    main()
