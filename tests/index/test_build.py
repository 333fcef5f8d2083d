"""Building: what a generation holds, when it is built anew, and that the same corpus gives the same index."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from assistant.assistant import Assistant
from assistant.settings import Settings
from corpus.errors import CorpusError
from corpus.model import Document
from index.build import KEPT_GENERATIONS, corpus_hash, current_generation, ensure_index, home_of, index_key
from index.embedding import TRAINED
from index.errors import IndexBusy, IndexUnwritable
from index.library import Library
from tests.index.conftest import ANSWER, QUESTION, Build

pytestmark = pytest.mark.xdist_group("small-index")


def generation_of(settings: Settings) -> Path:
    found = current_generation(settings.data, settings.corpus)
    assert found
    return found


def no_build(stage: str, share: float) -> None:
    pytest.fail(f"built anew: {stage}")


def vectors(generation: Path) -> dict[str, list[float]]:
    """The vectors in Chroma by passage id."""
    found = Library(generation).store.langchain.get(include=["embeddings"])
    return dict(zip(found["ids"], np.asarray(found["embeddings"]).tolist(), strict=True))


def test_the_plans_index_holds_every_paragraph_and_row(settings: Settings, document: Document) -> None:
    library = Library(generation_of(settings))
    made = library.manifest
    rows = [r for r in document.records if r.table]
    assert (made.documents, made.records) == (1, len(document.records))
    assert made.passages == len(library.passages) == library.store.count() == len(document.paragraphs) + len(rows)
    assert made.embedder == TRAINED
    assert made.corpus == corpus_hash(settings.corpus)


def test_the_manifest_names_the_snapshot_by_its_hash(settings: Settings) -> None:
    generation = generation_of(settings)
    digest = hashlib.sha256((generation / "snapshot.msgpack").read_bytes()).hexdigest()
    assert Library(generation).manifest.snapshot == digest


def test_passages_are_slices_with_ids_of_their_own(settings: Settings, plan: str) -> None:
    passages = Library(generation_of(settings)).passages
    assert len({p.id for p in passages}) == len(passages)
    assert all(plan[p.span.start : p.span.end].strip() == p.text for p in passages)


def test_ids_of_passages_name_no_other_record(settings: Settings) -> None:
    library = Library(generation_of(settings))
    for passage in library.passages:
        record = library.snapshot.records.get(passage.id)
        assert record is None or record.span == passage.span


@pytest.mark.parametrize("arm", ["lexical", "dense"])
def test_each_arm_finds_the_plans_records_by_name(settings: Settings, arm: str) -> None:
    library = Library(generation_of(settings))
    rows = {p.id: i for i, p in enumerate(library.passages) if p.kind == "row"}
    ranks = []
    for record, position in rows.items():
        name = library.snapshot.records[record].name
        scores = library.lexical_scores(name) if arm == "lexical" else library.dense_scores(name, len(library.passages))
        ranks.append(int((scores > scores[position]).sum()))
    first = sum(rank == 0 for rank in ranks) / len(ranks)
    assert first > {"lexical": 0.85, "dense": 0.5}[arm]
    assert max(ranks) < len(rows)


def test_an_unchanged_corpus_is_not_built_again(settings: Settings) -> None:
    before = generation_of(settings)
    assert Assistant.open(settings, no_build).library.generation == before


def test_another_embedder_or_other_phrases_make_another_index(settings: Settings, small_corpus: Path) -> None:
    keys = {
        index_key(small_corpus, TRAINED),
        index_key(small_corpus, "other"),
        index_key(small_corpus, TRAINED, ["甲"]),
    }
    assert len(keys) == 3


def test_a_renamed_document_is_another_corpus(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "plan.txt").write_text("云河县计划\n", encoding="utf-8")
    before = corpus_hash(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert corpus_hash(tmp_path) != before


def test_a_changed_number_changes_the_answer(small_settings: Settings, small_build: Build, tmp_path: Path) -> None:
    corpus = tmp_path / small_build.corpus.name
    shutil.copytree(small_build.corpus, corpus)
    settings = small_settings.model_copy(update={"corpus": corpus})
    shutil.move(home_of(settings.data, small_build.corpus), home_of(settings.data, corpus))
    assistant = Assistant.open(settings, no_build)  # the same bytes in another place are the same corpus
    assert ANSWER in assistant.answer(QUESTION).text

    source = corpus / "plan.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("\t126\t132\t", "\t126\t139\t"), encoding="utf-8")
    stages: list[str] = []
    rebuilt = Assistant.open(settings, lambda stage, share: stages.append(stage))
    assert list(dict.fromkeys(stages)) == ["reading", "training", "storing", "checking"]
    assert "139" in rebuilt.answer(QUESTION).text
    assert ANSWER not in rebuilt.answer(QUESTION).text

    assert ANSWER in assistant.answer(QUESTION).text  # the one that runs goes on with the old generation
    assert assistant.refresh()
    assert "139" in assistant.answer(QUESTION).text
    assert assistant.answer(QUESTION).receipt == rebuilt.answer(QUESTION).receipt
    assert not assistant.refresh()


def test_two_builds_give_the_same_bytes_and_vectors(small_build: Build, build: Callable[[int], Build]) -> None:
    second = build(2)
    one, other = (current_generation(b.data, b.corpus) for b in (small_build, second))
    assert one
    assert other
    files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file() and "chroma" not in p.parts)
    assert len(files) > 8
    assert [p for p in files if (one / p).read_bytes() != (other / p).read_bytes()] == []
    assert vectors(one) == vectors(other)
    assert small_build.answer == second.answer


def test_old_generations_go_and_the_last_but_one_stays(small_settings: Settings) -> None:
    generations = home_of(small_settings.data, small_settings.corpus) / "generations"
    before = generation_of(small_settings)
    for name in ("older", "oldest"):
        shutil.copytree(before, generations / name)
    os.utime(generations / "older", (1, 1))
    os.utime(generations / "oldest", (0, 0))
    after = ensure_index(small_settings.corpus, small_settings.data, force=True)
    assert after != before
    assert {*generations.iterdir()} == {after, before}
    assert len({*generations.iterdir()}) == KEPT_GENERATIONS


def test_a_data_folder_that_cannot_be_written_is_named(small_corpus: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.write_text("a file in the way")
    with pytest.raises(
        IndexUnwritable, match=r"data folder .*data: cannot be written .*expected a writable folder; check --data"
    ):
        ensure_index(small_corpus, data)


def test_a_build_elsewhere_is_waited_for_and_named(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = home_of(tmp_path, small_corpus)
    home.mkdir(parents=True)
    monkeypatch.setattr("index.build._LOCK_SECONDS", 0.1)
    with FileLock(home / "building.lock"), pytest.raises(IndexBusy, match="another process has been building it"):
        ensure_index(small_corpus, tmp_path)


def test_a_corpus_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        ensure_index(tmp_path / "none", tmp_path / "data")
    (tmp_path / "empty.txt").write_bytes(b" ")
    with pytest.raises(CorpusError, match="is empty"):
        ensure_index(tmp_path / "empty.txt", tmp_path / "data")
    assert not [*(tmp_path / "data").rglob("building-*")]
    assert current_generation(tmp_path / "data", tmp_path / "empty.txt") is None
