"""The lexicon's files against their schema, and how they are read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.lexicon import GENERAL, english_of, read_lexicon
from corpus.model import Document
from corpus.text import han_share, key
from tests.conftest import DOCUMENTS, PLAN

KINDS = {"organization", "place", "indicator", "task", "project", "section", "phase", "term", "synonym"}
LEXICONS = [GENERAL / "general.csv", PLAN / "lexicon.csv"]
LEVELS = {"country", "province", "prefecture"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def alternatives(cell: str) -> list[str]:
    return cell.split("|") if cell else []


@pytest.mark.parametrize("path", LEXICONS, ids=lambda p: p.parent.name + "/" + p.name)
def test_rows_have_a_name_a_known_kind_and_another_name(path: Path) -> None:
    for number, row in enumerate(rows(path), start=2):
        assert [*row] == ["name", "kind", "aliases", "english"], number
        assert None not in row.values(), number
        assert row["name"] == row["name"].strip() != "", number
        assert row["kind"] in KINDS, number
        assert row["aliases"] or row["english"], f"{path.name}, line {number}: a name without another teaches nothing"


@pytest.mark.parametrize("path", LEXICONS, ids=lambda p: p.parent.name + "/" + p.name)
def test_alternatives_are_neither_empty_nor_doubled(path: Path) -> None:
    for number, row in enumerate(rows(path), start=2):
        for column in ("aliases", "english"):
            found = alternatives(row[column])
            assert all(a == a.strip() != "" for a in found), (number, column)
            assert len({*found}) == len(found), (number, column, found)
        assert row["name"] not in alternatives(row["aliases"]), number


@pytest.mark.parametrize("path", LEXICONS, ids=lambda p: p.parent.name + "/" + p.name)
def test_no_name_stands_twice_within_a_kind(path: Path) -> None:
    names = [(row["kind"], key(row["name"])) for row in rows(path)]
    assert len({*names}) == len(names), sorted({n for n in names if names.count(n) > 1})


@pytest.mark.parametrize("path", LEXICONS, ids=lambda p: p.parent.name + "/" + p.name)
def test_english_names_are_english(path: Path) -> None:
    wrong = [
        (n, a) for n, row in enumerate(rows(path), start=2) for a in alternatives(row["english"]) if han_share(a) > 0.3
    ]
    assert not wrong


def test_places_have_a_level() -> None:
    found = rows(GENERAL / "places.csv")
    assert {row["level"] for row in found} == LEVELS
    assert all(row["name"].strip() and row["english"].strip() for row in found)
    names = [row["name"] for row in found]
    assert len({*names}) == len(names), sorted({n for n in names if names.count(n) > 1})


def test_english_words_have_chinese_ones() -> None:
    for number, row in enumerate(rows(GENERAL / "english.csv"), start=2):
        assert row["english"].strip(), number
        found = alternatives(row["chinese"])
        assert found, number
        assert all(c == c.strip() != "" for c in found), number


@pytest.mark.parametrize(
    "names",
    [
        ("发展改革局", "发改局", "发展改革委", "发展和改革局", "Development and Reform Bureau"),
        ("高新技术企业", "高企"),
    ],
    ids=["development-and-reform", "high-tech-enterprises"],
)
def test_names_that_mean_one_thing_share_an_entry(names: tuple[str, ...]) -> None:
    entries = read_lexicon(DOCUMENTS).entries
    assert any({*names} <= {*e.names, *e.english} for e in entries)


def test_every_record_and_body_of_the_plan_has_an_english_name(document: Document) -> None:
    lexicon = read_lexicon(DOCUMENTS)
    english = english_of(lexicon.entries)
    missing = [r.name for r in document.records if key(r.name) not in english]
    assert not missing


def test_a_document_adds_its_own_names(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "plan.txt").write_text("云河县计划\n\n一、任务\n\n建成平台。\n", encoding="utf-8")
    (tmp_path / "a" / "lexicon.csv").write_text(
        "name,kind,aliases,english\n云谷平台,term,云谷,Cloud Valley\n", encoding="utf-8"
    )
    own = [e for e in read_lexicon(tmp_path).entries if e.document]
    assert [(e.name, e.kind, e.aliases, e.english, e.document) for e in own] == [
        ("云谷平台", "term", ("云谷",), ("Cloud Valley",), "a")
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,alias\n甲,乙\n", r"has the columns .*; expected name,kind,aliases,english"),
        ("name,kind,aliases,english\n,term,乙,\n", r"line 2: expected 4 cells, the first not empty"),
        ("name,kind,aliases,english\n甲,term\n", r"line 2: expected 4 cells"),
    ],
    ids=["columns", "no-name", "short-row"],
)
def test_a_broken_lexicon_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "plan.txt").write_text("云河县计划\n", encoding="utf-8")
    (tmp_path / "lexicon.csv").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        read_lexicon(tmp_path)
