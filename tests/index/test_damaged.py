"""An index whose files are damaged: said plainly, with the remedy, and the remedy works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from index.build import current_generation, ensure_index
from index.errors import IndexDamaged
from index.library import Library
from tests.index.conftest import ANSWER, QUESTION

pytestmark = pytest.mark.xdist_group("small-index")


def garble(path: Path) -> None:
    """Change one byte in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def damage(generation: Path, how: str) -> None:
    match how:
        case "manifest-garbled":
            (generation / "manifest.json").write_text("{")
        case "snapshot-missing":
            (generation / "snapshot.msgpack").unlink()
        case "snapshot-cut":
            content = (generation / "snapshot.msgpack").read_bytes()
            (generation / "snapshot.msgpack").write_bytes(content[: len(content) // 2])
        case "snapshot-garbled":
            garble(generation / "snapshot.msgpack")
        case "passages-missing":
            (generation / "passages.msgpack").unlink()
        case "lexical-missing":
            shutil.rmtree(generation / "lexical")
        case "model-missing":
            shutil.rmtree(generation / "model")
        case "vectors-missing":
            shutil.rmtree(generation / "chroma")


@pytest.mark.parametrize(
    "how",
    [
        "manifest-garbled",
        "snapshot-missing",
        "snapshot-cut",
        "snapshot-garbled",
        "passages-missing",
        "lexical-missing",
        "model-missing",
        "vectors-missing",
    ],
)
def test_damage_is_named_with_its_remedy(small_settings: Settings, how: str) -> None:
    generation = current_generation(small_settings.data, small_settings.corpus)
    assert generation
    damage(generation, how)
    with pytest.raises(IndexDamaged, match=r"expected a whole index; rebuild it with: policy-assistant index --force"):
        use_all_parts(Library(generation))


def use_all_parts(library: Library) -> None:
    library.lexical_scores(QUESTION)
    library.dense_scores(QUESTION, 3)


def test_a_forced_build_mends_a_damaged_index(small_settings: Settings) -> None:
    generation = current_generation(small_settings.data, small_settings.corpus)
    assert generation
    damage(generation, "snapshot-cut")
    ensure_index(small_settings.corpus, small_settings.data, force=True)
    assert ANSWER in Assistant.open(small_settings).answer(QUESTION).text


def test_a_generation_without_a_manifest_does_not_serve(small_settings: Settings) -> None:
    generation = current_generation(small_settings.data, small_settings.corpus)
    assert generation
    (generation / "manifest.json").unlink()
    assert current_generation(small_settings.data, small_settings.corpus) is None
