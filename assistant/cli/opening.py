"""Opening the assistant on the command line: check the corpus first, show a build on stderr."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from assistant.assistant import Assistant
from assistant.settings import Settings
from corpus.reader import find_documents

_REDRAW_SECONDS = 0.1


class Progress:
    """Shows the stages of a build: one line that is redrawn on a terminal, a line a stage elsewhere."""

    def __init__(self, stream: TextIO | None = None):
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._stage = ""
        self._drawn = 0.0

    def __call__(self, stage: str, share: float) -> None:
        """Take note of a stage and the share of it that is done, 0 to 1."""
        new = stage != self._stage
        self._stage = stage
        if not self._live:
            if new:
                print(f"building the index: {stage}", file=self._stream, flush=True)
            return
        if new or share >= 1 or time.monotonic() - self._drawn > _REDRAW_SECONDS:
            self._drawn = time.monotonic()
            done = f" {share:.0%}" if share else ""
            print(f"\r\x1b[Kbuilding the index: {stage}{done}", end="", file=self._stream, flush=True)

    def close(self) -> None:
        """Wipe the line, so that what comes next starts on a clean one."""
        if self._live and self._stage:
            print("\r\x1b[K", end="", file=self._stream, flush=True)


def open_assistant(settings: Settings) -> Assistant:
    """Open the assistant; its index is built first where it is missing or stale."""
    find_documents(settings.corpus)
    progress = Progress()
    try:
        return Assistant.open(settings, progress)
    finally:
        progress.close()
