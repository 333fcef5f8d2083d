"""A build that is killed at any moment: the old index serves, and the next build succeeds."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from index.build import current_generation, ensure_index, home_of
from index.library import Library
from tests.conftest import ROOT
from tests.index.conftest import ANSWER, QUESTION

pytestmark = pytest.mark.xdist_group("small-index")

MOMENTS = ["reading", "training", "storing", "checking", "rename", "pointer", "retire"]


@pytest.mark.skipif(sys.platform == "win32", reason="kills forks; run it on Linux or macOS")
def test_a_killed_build_leaves_an_index_that_serves(small_settings: Settings) -> None:
    corpus, data = small_settings.corpus, small_settings.data
    before = Assistant.open(small_settings).library.generation
    program = [sys.executable, "-m", "tests.index.killed_build", str(corpus), str(data), *MOMENTS]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    ends = [line.split() for line in done.stdout.splitlines()]
    assert [moment for moment, _, _ in ends] == MOMENTS
    assert {int(ended_by) for _, ended_by, _ in ends} == {signal.SIGKILL}
    assert {serving for moment, _, serving in ends if moment != "retire"} == {before.name}

    serving = current_generation(data, corpus)
    assert serving
    assert serving != before, "killed after the switch, the new generation serves"
    _assert_whole(serving)
    _assert_whole(before)
    assert ANSWER in Assistant.open(small_settings).answer(QUESTION).text

    after = ensure_index(corpus, data, force=True)
    _assert_whole(after)
    assert current_generation(data, corpus) == after
    assert not [*home_of(data, corpus).glob("building-*")]
    assert ANSWER in Assistant.open(small_settings).answer(QUESTION).text


def _assert_whole(generation: Path) -> None:
    library = Library(generation)
    assert library.store.count() == library.manifest.passages
    assert library.lexical_scores(QUESTION).any()
