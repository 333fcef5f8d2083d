"""Run by test_crash.py: builds an index once for each moment, in a fork that kills itself there.

    python -m tests.index.killed_build CORPUS DATA MOMENT…

Prints a line a moment: its name, the signal that ended the build, the generation that serves afterwards.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import langchain_chroma  # noqa: F401  # this and the next are loaded once for all forks
import sentence_transformers.sentence_transformer.losses  # noqa: F401

from index.build import current_generation, ensure_index


def build_until(moment: str, corpus: Path, data: Path) -> None:
    """Build, and die at a stage of the progress display or at a step of the switch."""
    steps = iter(("rename", "pointer", "retire"))

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def progress(stage: str, share: float) -> None:
        if stage == moment and (stage != "training" or share > 0.5):
            die()

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        # The first rename puts the generation into place, the second turns the pointer to it; then old ones go.
        switching = event == "os.rename" and "building-" in os.fspath(arguments[0])
        retiring = event == "os.listdir" and getattr(watch, "step", "") == "pointer"
        if switching or retiring:
            watch.step = next(steps)  # type: ignore[attr-defined]
            if watch.step == moment:  # type: ignore[attr-defined]
                die()

    sys.addaudithook(watch)
    ensure_index(corpus, data, force=True, progress=progress)


def main() -> None:
    """Try every moment on the same data folder."""
    corpus, data = Path(sys.argv[1]), Path(sys.argv[2])
    for moment in sys.argv[3:]:
        sys.stdout.flush()
        child = os.fork()
        if not child:
            build_until(moment, corpus, data)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        serving = current_generation(data, corpus)
        killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        sys.stdout.write(f"{moment} {killed_by} {serving.name if serving else None}\n")


if __name__ == "__main__":
    main()
