"""The English translation: a line for each line of the source, and every number of a line in its translation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from corpus.lexicon import Lexicon
from corpus.model import Document
from corpus.reader import text_to_document
from corpus.text import han_share
from corpus.translation import SUMS, document_to_sums, line_translation
from index.units import document_to_units
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


def test_every_line_and_sentence_is_translated_as_it_stands(document: Document) -> None:
    kept = (PLAN / SUMS).read_text(encoding="utf-8").split()
    assert kept == list(document_to_sums(document)), "bring the translation up to date, then run `make translated`"


def changed(document: Document, old: str, new: str, translated: frozenset[str]) -> Document:
    text = document.text.replace(old, new)
    assert text != document.text
    return text_to_document(document.id, text, None, document.translation, translated)


EDITS = {
    "number": ("铁路里程达到 205 公里", "铁路里程达到 250 公里"),
    "unit": ("铁路里程达到 205 公里", "铁路里程达到 205 海里"),
    "name": ("江门站建成运营", "江海站建成运营"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_sentence_that_has_changed_has_no_translation(document: Document, edit: tuple[str, str]) -> None:
    edited = changed(document, *edit, document.translated)
    units = [
        u for u in document_to_units(edited, Lexicon((), {}), {}) if u.kind == "sentence" and u.section is not None
    ]
    own = [u for u in units if edit[1] in u.span.of(edited.text)]
    assert [u.shown_translation for u in own] == [""]
    beside = [u for u in units if u.paragraph == own[0].paragraph and u is not own[0]]
    assert beside
    assert all(u.shown_translation for u in beside)
    assert own[0].english, "what it was still helps to find it"


def test_a_changed_line_has_no_translation_in_the_source_view(document: Document) -> None:
    edited = changed(document, "市科技局、市金融局", "市气象局、市金融局", document.translated)
    assert [line_translation(edited, n) == "" for n in (485, 486)] == [True, False]


def test_without_fingerprints_the_numbers_tell(document: Document) -> None:
    edited = changed(document, "铁路里程达到 205 公里", "铁路里程达到 250 公里", frozenset())
    assert line_translation(edited, 73) == ""
    assert line_translation(edited, 75) != ""
