"""Which sets are run, on which corpus, with which floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import ROOT, Settings
from eval.questions import QuestionError, read_questions
from eval.sets import Floor, chosen_sets, own_sets

LINHAI = ROOT / "tests" / "fixtures" / "plans" / "linhai-water"


def on(corpus: Path) -> Settings:
    return Settings(_env_file=None, corpus=corpus)


DEFAULT = on(ROOT / "corpus" / "documents")


def test_own_sets_are_there_and_readable() -> None:
    for own in own_sets():
        assert own.corpus.exists()
        assert read_questions(own.path)
        few = sum(not q.answerable for q in read_questions(own.path)) < 4
        assert own.floor.right >= 0.68
        assert few or own.floor.declined >= 0.60
        assert own.floor.invented == 0


def test_the_set_nobody_tunes_on_has_the_default_floor() -> None:
    heldout = next(s for s in own_sets() if s.name == "heldout")
    assert (heldout.floor.right, heldout.floor.declined) == (0.88, 0.85)


def test_there_are_blind_sets_and_sets_in_both_languages() -> None:
    blind = {"heldout", "heldout3", "qingtang-commerce", "chains-heldout"}
    assert {s.name for s in own_sets() if s.blind} == blind
    assert sum(len(read_questions(s.path)) for s in own_sets() if s.name.startswith("dev")) >= 250


def test_all_own_sets_are_run_by_default() -> None:
    assert chosen_sets(None, DEFAULT) == own_sets()


def test_a_corpus_has_its_own_sets() -> None:
    assert [s.name for s in chosen_sets(None, on(LINHAI))] == [
        "linhai-water",
        "chains-linhai-water",
        "chains-linhai-water-2",
    ]


def test_a_file_of_an_own_set_keeps_its_corpus() -> None:
    (found,) = chosen_sets([LINHAI / "questions.jsonl"], DEFAULT)
    assert (found.name, found.corpus) == ("linhai-water", LINHAI)


def test_another_file_is_asked_of_the_corpus_of_the_settings(tmp_path: Path) -> None:
    (found,) = chosen_sets([tmp_path / "mine.jsonl"], on(LINHAI))
    assert (found.name, found.corpus, found.floor) == ("mine", LINHAI, Floor(0.88, 0.85, 0))


def test_a_corpus_without_a_set_needs_a_file(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="--questions"):
        chosen_sets(None, on(tmp_path))


def test_a_set_may_have_floors_of_its_own(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(
        "[default]\nright=0.9\ndeclined=0.8\ninvented=0\n[sets.a]\nquestions='q'\ncorpus='c'\nright=0.5\n"
    )
    (found,) = own_sets(floors, tmp_path)
    assert found.floor == Floor(0.5, 0.8, 0)


@pytest.mark.parametrize(
    "text", ["[default]\nright=1", "x = ", "[default]\nright=1\ndeclined=1\ninvented=0\n[sets.a]\n"]
)
def test_a_wrong_file_of_floors_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "floors.toml").write_text(text)
    with pytest.raises(QuestionError, match="expected"):
        own_sets(tmp_path / "floors.toml")
