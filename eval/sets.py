"""Which question sets there are, what each is asked of, and what each has to reach (`floors.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from assistant.settings import ROOT, Settings
from eval.questions import QuestionError

FLOORS = Path(__file__).parent / "floors.toml"


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a set has to reach."""

    right: float
    declined: float
    invented: int


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    questions: str
    corpus: str
    blind: bool = False
    right: float | None = None
    declined: float | None = None
    invented: int | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    default: Floor
    sets: dict[str, _Entry]


class QuestionSet(msgspec.Struct, frozen=True):
    """A file of questions, the corpus they are asked of, and the floor."""

    name: str
    path: Path
    corpus: Path
    floor: Floor
    blind: bool = False


def own_sets(floors: Path = FLOORS, root: Path = ROOT) -> tuple[QuestionSet, ...]:
    """The project's own sets."""
    file = _read(floors)
    return tuple(
        QuestionSet(name, root / entry.questions, root / entry.corpus, _floor(entry, file.default), entry.blind)
        for name, entry in file.sets.items()
    )


def _read(floors: Path) -> _File:
    try:
        return msgspec.convert(tomllib.loads(floors.read_text(encoding="utf-8")), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise QuestionError(f"{floors}: {error}; expected [default] and [sets.NAME]; correct it") from error


def _floor(entry: _Entry, default: Floor) -> Floor:
    return Floor(
        default.right if entry.right is None else entry.right,
        default.declined if entry.declined is None else entry.declined,
        default.invented if entry.invented is None else entry.invented,
    )


def chosen_sets(files: Sequence[Path] | None, settings: Settings) -> tuple[QuestionSet, ...]:
    """The sets to run: these files, else all own sets of the corpus in the settings, of every corpus by default.

    A file that is an own set keeps its floor, and its corpus unless the settings name another one.
    """
    own = own_sets()
    named = None if _same(settings.corpus, Settings.model_fields["corpus"].default) else settings.corpus
    if files:
        return tuple(_file_to_set(path, own, named, settings.corpus) for path in files)
    found = tuple(s for s in own if named is None or _same(s.corpus, named))
    if not found:
        raise QuestionError(
            f"no question set belongs to the corpus {named}; expected one; name it with --questions FILE"
        )
    return found


def _file_to_set(path: Path, own: Sequence[QuestionSet], named: Path | None, corpus: Path) -> QuestionSet:
    for known in own:
        if _same(known.path, path):
            return msgspec.structs.replace(known, corpus=named or known.corpus)
    return QuestionSet(path.stem, path, corpus, _read(FLOORS).default)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
