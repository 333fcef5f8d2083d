"""The plan, and plans of other styles, as the views read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.views.citing import Source, source_of
from index.snapshot import Snapshot, corpus_to_snapshot
from tests.conftest import ROOT

BARE = "关于做好节水工作的通知\n\n一、提高认识\n\n节约用水，人人有责。\n"


@pytest.fixture(scope="session")
def source(assistant: Assistant) -> Source:
    """The plan."""
    found = source_of(assistant.library.snapshot, None)
    assert found
    return found


@pytest.fixture(scope="session")
def others() -> Snapshot:
    """Three plans in one corpus, each of another style."""
    return corpus_to_snapshot(ROOT / "tests" / "fixtures" / "plans")


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """A document without indicators, tasks with units, or phases."""
    folder: Path = tmp_path_factory.mktemp("bare")
    (folder / "notice.txt").write_text(BARE, encoding="utf-8")
    found = source_of(corpus_to_snapshot(folder), None)
    assert found
    return found
