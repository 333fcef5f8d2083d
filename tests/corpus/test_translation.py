"""The English translation: a line for each line of the source, and every number of a line in its translation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from corpus.text import han_share
from tests.conftest import PLAN

SOURCE = (PLAN / "plan.txt").read_text(encoding="utf-8").split("\n")
ENGLISH = (PLAN / "translation.en.txt").read_text(encoding="utf-8").split("\n")
NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")


def numbers(text: str) -> Counter[str]:
    """The numbers of a line, as often as they stand there; thousands marks do not count."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(n.replace(",", "") for n in NUMBER.findall(plain))


def test_each_line_has_a_translation() -> None:
    assert len(ENGLISH) == len(SOURCE)


@pytest.mark.parametrize("line", [n for n, text in enumerate(SOURCE, start=1) if NUMBER.search(text)])
def test_every_number_stands_in_the_translation(line: int) -> None:
    missing = numbers(SOURCE[line - 1]) - numbers(ENGLISH[line - 1])
    assert not missing


@pytest.mark.parametrize("line", [n for n, text in enumerate(SOURCE, start=1) if han_share(text) > 0])
def test_a_translated_line_is_english_with_the_same_cells(line: int) -> None:
    english = ENGLISH[line - 1]
    assert re.search("[A-Za-z]", english) or numbers(english)
    assert han_share(english) < 0.3, "Chinese may stand in brackets beside the English only"
    assert [bool(c.strip()) for c in english.split("\t")] == [bool(c.strip()) for c in SOURCE[line - 1].split("\t")]


def test_empty_lines_stay_empty() -> None:
    assert [n for n, text in enumerate(SOURCE) if not text.strip()] == [
        n for n, t in enumerate(ENGLISH) if not t.strip()
    ]
