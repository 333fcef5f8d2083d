"""What all tests share: the plan as it lies on disk, and one index of it, built once a run."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import PREFIX, Settings
from assistant.vocabulary import misspelt_words
from corpus.model import Document
from corpus.reader import read_document
from index.build import ensure_index

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "corpus" / "documents"
PLAN = DOCUMENTS / "jiangmen-2021-2023"

# The tester's own settings must change no result; set before any test starts a program of its own.
for _name in [n for n in os.environ if n.upper().startswith(PREFIX)]:
    del os.environ[_name]


# A job that a shell starts in the background ignores interrupts, and so would every program that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Builds, which take longest, start first. The browser comes last: its event loop runs until the session ends."""
    for item in items:
        if "tests/web/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("web"))
    order = {"index": 0, "web": 2}
    items.sort(key=lambda item: order.get(item.path.relative_to(ROOT / "tests").parts[0], 1))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def plan() -> str:
    """The source text of the plan."""
    return (PLAN / "plan.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def plan_lines(plan: str) -> tuple[str, ...]:
    """The lines of the plan, at the numbers an editor shows: `plan_lines[426]`; number 0 is empty."""
    return ("", *plan.split("\n"))


@pytest.fixture(scope="session")
def document() -> Document:
    """The plan as the reader gives it."""
    return read_document(PLAN.name, PLAN / "plan.txt")


@pytest.fixture(scope="session")
def data_folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of this worker's own that holds the index of the plan.

    The index is kept in pytest's cache, under the hash of corpus and code, so that the next run need not build it;
    the build's own lock makes other workers wait for the first. `pytest --cache-clear` forgets it.
    """
    shared = pytestconfig.cache.mkdir("index")
    ensure_index(DOCUMENTS, shared, extra_phrases=misspelt_words())
    own = tmp_path_factory.mktemp("data")
    shutil.copytree(shared, own, dirs_exist_ok=True)
    return own


@pytest.fixture(scope="session")
def settings(data_folder: Path) -> Settings:
    """Settings for the plan and its built index."""
    return _settings(data_folder)


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Assistant:
    """An assistant that answers from the plan."""
    return Assistant.open(settings)


def _settings(data: Path) -> Settings:
    return Settings(_env_file=None, corpus=DOCUMENTS, data=data)
