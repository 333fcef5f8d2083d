"""A second plan to ask, as text taken from a PDF: tables parted by blanks and bare pipes, lines broken anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.vocabulary import misspelt_words
from index.build import ensure_index

WASTE = Path(__file__).parents[1] / "fixtures" / "plans" / "chengling-waste"


@pytest.fixture(scope="session")
def waste(pytestconfig: pytest.Config) -> Assistant:
    """An assistant that answers from the plan of a city without waste; its index is kept in pytest's cache."""
    data = pytestconfig.cache.mkdir("waste")
    ensure_index(WASTE, data, extra_phrases=misspelt_words())
    return Assistant.open(Settings(_env_file=None, corpus=WASTE, data=data))
