"""What people say of answers: kept as JSON Lines in the data folder, appended only, in files of bounded size.

Nothing is kept of who said it: no address, no name, no browser; only what was sent, and when.
"""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from filelock import FileLock
from msgspec import Struct

from assistant.answer import Receipt
from assistant.request import BadRequest

Verdict = Literal["up", "down"]
Reason = Literal["wrong", "incomplete", "source", "misread", "unclear", "other"]

LONGEST_QUESTION = 2000
LONGEST_TEXT = 2000
LONGEST_ID = 100
LARGEST_FILE = 4 * 1024 * 1024
MOST_FILES = 25
_CURRENT = "feedback.jsonl"
_EXPECTED = 'an object like {"answer": "q1", "question": "…", "verdict": "down", "reason": "wrong", "text": "…"}'


class Feedback(Struct, frozen=True):
    """A verdict on an answer: `answer` is its id, `receipt` says what it was answered from."""

    question: str
    verdict: Verdict
    answer: str | None = None
    reason: Reason | None = None
    text: str = ""
    receipt: Receipt | None = None


class Kept(Struct, frozen=True):
    """A line of the file: the verdict, and when it came."""

    at: str
    feedback: Feedback


class FeedbackFull(Exception):
    """As many files as are kept are full."""


def parse_feedback(raw: bytes) -> Feedback:
    """Bytes → feedback. Raises `BadRequest`."""
    try:
        found = msgspec.json.decode(raw, type=Feedback)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        given = raw[:60].decode("utf-8", "replace")
        raise BadRequest(given, _EXPECTED, f"correct it: {str(error)[:1].lower()}{str(error)[1:]}") from error
    receipt = "".join(msgspec.structs.astuple(found.receipt)) if found.receipt else ""
    lengths = (
        ("question", found.question, LONGEST_QUESTION),
        ("text", found.text, LONGEST_TEXT),
        ("answer", found.answer or "", LONGEST_ID),
        ("receipt", receipt, LONGEST_ID * 4),
    )
    for name, value, longest in lengths:
        if len(value) > longest:
            raise BadRequest(f"{name} of {len(value)} characters", f"at most {longest}", "shorten it")
    if not found.question.strip():
        raise BadRequest("an empty question", "the question that was answered", "send it along")
    return found


class FeedbackStore:
    """Appends to `feedback.jsonl`; a file that is full gets a number, and a new one begins. Safe between processes."""

    def __init__(self, folder: Path, largest: int = LARGEST_FILE, most: int = MOST_FILES):
        self._folder = folder
        self._largest = largest
        self._most = most
        self._own = threading.Lock()

    def add(self, feedback: Feedback) -> None:
        """Keep one. Raises `FeedbackFull`."""
        line = msgspec.json.encode(Kept(datetime.now(UTC).isoformat(timespec="seconds"), feedback)) + b"\n"
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._own, FileLock(self._folder / ".lock"), self._with_room(len(line)).open("ab+") as file:
            if file.tell() and not self._ends_well(file.name):
                line = b"\n" + line  # a crash cut the last line: it stays by itself
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def files(self) -> tuple[Path, ...]:
        """The files, the oldest first."""
        full = sorted(self._folder.glob("feedback-*.jsonl"))
        current = self._folder / _CURRENT
        return (*full, current) if current.exists() else tuple(full)

    def _with_room(self, size: int) -> Path:
        current = self._folder / _CURRENT
        if not current.exists() or current.stat().st_size + size <= self._largest:
            return current
        full = self.files()[:-1]
        if len(full) + 1 >= self._most:
            raise FeedbackFull(f"{self._folder} holds {self._most} full files; move some elsewhere")
        last = int(full[-1].stem.rpartition("-")[2]) if full else 0
        current.rename(self._folder / f"feedback-{last + 1:05}.jsonl")
        return current

    @staticmethod
    def _ends_well(path: str) -> bool:
        with Path(path).open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"
