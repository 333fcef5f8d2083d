"""The kill switch: a file in the data folder, looked for before every call, so that no restart is needed."""

from __future__ import annotations

from pathlib import Path


def switch_of(data: Path) -> Path:
    """The file that switches the model off while it is there."""
    return data / "model" / "off"


def is_on(data: Path) -> bool:
    """Whether the model may be asked."""
    return not switch_of(data).exists()


def turn(data: Path, on: bool) -> None:
    """Switch the model on or off, for every process that uses this data folder."""
    file = switch_of(data)
    if on:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
