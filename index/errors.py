"""What can go wrong with an index. Each message says what was given, what was expected, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class IndexFault(Exception):
    """An index that cannot be built or opened."""


class IndexBusy(IndexFault):
    """Another process is building the same index."""

    def __init__(self, home: Path, seconds: int):
        super().__init__(f"index {home}: another process has been building it for over {seconds} s; wait or stop it")


class IndexUnwritable(IndexFault):
    """The data folder cannot be written."""

    def __init__(self, data: Path, reason: str):
        super().__init__(f"data folder {data}: cannot be written ({reason}); expected a writable folder; check --data")


class IndexDamaged(IndexFault):
    """An index whose parts do not agree."""

    def __init__(self, folder: Path, what: str):
        super().__init__(
            f"index {folder}: {what}; expected a whole index; rebuild it with: policy-assistant index --force"
        )


@contextmanager
def whole(folder: Path, part: str) -> Iterator[None]:
    """Opening a part of an index: whatever its reader raises means that the part is damaged."""
    try:
        yield
    except Exception as error:  # each vendor has its own errors for a broken file
        raise IndexDamaged(folder, f"its {part} cannot be read ({' '.join(str(error).split())})") from error
