"""Units: every sentence with its own English, every record under its names."""

from __future__ import annotations

import re

import pytest

from assistant.assistant import Assistant
from corpus.text import key, line_of
from index.units import Unit
from index.words import grams, longest_matches, stems

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@pytest.fixture(scope="module")
def sentences(assistant: Assistant) -> list[Unit]:
    return [u for u in assistant.library.snapshot.units if u.kind == "sentence"]


def test_every_sentence_is_a_unit_once(assistant: Assistant, sentences: list[Unit]) -> None:
    (document,) = assistant.documents
    assert [u.span for u in sentences] == [s for p in document.paragraphs for s in p.sentences]
    assert all(u.text == key(u.span.of(document.text)) for u in sentences)


def test_every_sentence_has_the_english_of_its_own_line(assistant: Assistant, sentences: list[Unit]) -> None:
    (document,) = assistant.documents
    for unit in sentences:
        first, last = (line_of(document.lines, p) for p in (unit.span.start, unit.span.end - 1))
        assert unit.translation
        assert unit.translation in " ".join(t.strip() for t in document.translation[first - 1 : last] if t.strip())


def test_the_numbers_of_a_sentence_stand_in_its_english(assistant: Assistant, sentences: list[Unit]) -> None:
    (document,) = assistant.documents
    for unit in sentences:
        written, english = (NUMBER.findall(t) for t in (unit.span.of(document.text), unit.translation))
        assert {n.replace(",", "") for n in written} <= {n.replace(",", "") for n in english}, unit.translation


def test_every_record_has_a_label_under_its_own_name(assistant: Assistant) -> None:
    snapshot = assistant.library.snapshot
    labels = {(u.record, u.text) for u in snapshot.units if u.kind == "label"}
    assert all((r.id, key(r.name)) in labels for r in snapshot.records.values() if r.kind != "definition")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("leading units", ["lead", "unit"]),
        ("R&D personnel", ["r&d", "personnel"]),
        ("the bureau's tasks", ["the", "bureau", "task"]),
        ("high-tech", ["high", "tech"]),
        ("2.5 per cent", ["2.5", "per", "cent"]),
        ("第17项", ["17"]),
        ("", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_stems_of_latin_words(text: str, found: list[str]) -> None:
    assert stems(text) == found


def test_grams_are_characters_pairs_and_latin_words() -> None:
    assert [*grams("目标 5G")] == ["目", "目标", "标", "5g"]


def test_the_longest_phrase_wins_from_the_left() -> None:
    phrases = {"ab": 1, "abc": 2, "cd": 3, "d": 4}
    assert longest_matches("xabcd", phrases, "", 3) == [(1, 4, 2), (4, 5, 4)]


def test_of_two_equal_cuts_the_one_with_fewer_foreign_words_wins() -> None:
    phrases = dict.fromkeys(("技工", "类人", "人才"), 1)
    assert longest_matches("技工类人才", phrases, "", 2) == [(0, 2, 1), (2, 4, 1)]
    assert longest_matches("技工类人才", phrases, "", 2, {"类人"}) == [(0, 2, 1), (3, 5, 1)]
