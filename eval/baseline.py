"""The committed baseline: which answers changed since, which got better or worse, and how their words differ."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

import msgspec

from eval.questions import QuestionError
from eval.runner import SetResult, Verdict

BASELINE = Path(__file__).parent / "baseline"
_PIECES = re.compile(r"[A-Za-z]+|\d[\d.,]*|\s+|.", re.DOTALL)

Kind = Literal["worse", "changed", "better", "new", "gone"]
ORDER: tuple[Kind, ...] = ("worse", "changed", "better", "new", "gone")


class Kept(msgspec.Struct, frozen=True):
    """What the baseline keeps of an answer. Of a blind set the text is kept as its hash."""

    id: str
    passed: bool
    outcome: str
    text: str
    citations: tuple[str, ...]


class Change(msgspec.Struct, frozen=True):
    """An answer that is not what it was. `before` or `now` is None where one side has no such question."""

    id: str
    kind: Kind
    before: Kept | None
    now: Kept | None


def verdict_to_kept(verdict: Verdict, blind: bool) -> Kept:
    """A verdict as the baseline keeps it."""
    answer = verdict.answer
    text = f"sha256:{hashlib.sha256(answer.text.encode()).hexdigest()[:16]}" if blind else answer.text
    cited = tuple(f"{c.document}:{c.start}-{c.end}" for c in answer.citations)
    return Kept(verdict.question.id, verdict.passed, answer.outcome, text, cited)


def result_to_kept(result: SetResult) -> tuple[Kept, ...]:
    """A whole set as the baseline keeps it."""
    return tuple(verdict_to_kept(v, result.set.blind) for v in result.verdicts)


def write_baseline(result: SetResult, folder: Path = BASELINE) -> Path:
    """Make these answers the baseline of their set: one answer a line, so that a version control diff reads well."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result.set.name}.json"
    lines = ",\n".join(msgspec.json.encode(k).decode() for k in result_to_kept(result))
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return path


def read_baseline(name: str, folder: Path = BASELINE) -> tuple[Kept, ...]:
    """The baseline of a set. Raises `QuestionError` where there is none."""
    path = folder / f"{name}.json"
    remedy = "make one with: policy-assistant eval bless"
    if not path.exists():
        raise QuestionError(f"{path}: no baseline for the set {name}; expected one; {remedy}")
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Kept, ...])
    except msgspec.MsgspecError as error:
        raise QuestionError(f"{path}: {error}; expected a baseline; {remedy}") from error


def changes(before: Sequence[Kept], now: Sequence[Kept]) -> tuple[Change, ...]:
    """Every answer that differs, the ones that got worse first."""
    old, new = {k.id: k for k in before}, {k.id: k for k in now}
    found = [c for q in dict.fromkeys((*old, *new)) if (c := _change(q, old.get(q), new.get(q)))]
    return tuple(sorted(found, key=lambda c: ORDER.index(c.kind)))


def _change(id: str, before: Kept | None, now: Kept | None) -> Change | None:
    if before == now:
        return None
    if before is None or now is None:
        return Change(id, "new" if before is None else "gone", before, now)
    kind: Kind = "changed" if before.passed == now.passed else "better" if now.passed else "worse"
    return Change(id, kind, before, now)


def changes_to_text(found: Sequence[Change]) -> Iterator[str]:
    """Each change with what differs: outcome, words, citations."""
    for change in found:
        yield f"{change.kind:<8}{change.id}"
        before, now = change.before, change.now
        if before and now:
            if before.outcome != now.outcome:
                yield f"    outcome: {before.outcome} → {now.outcome}"
            if before.text != now.text:
                yield f"    text: {text_diff(before.text, now.text)}"
            if before.citations != now.citations:
                yield f"    citations: {', '.join(before.citations) or 'none'} → {', '.join(now.citations) or 'none'}"


def text_diff(before: str, now: str) -> str:
    """Two texts in one: [-what went-]{+what came+}, by word, number and character.

    >>> text_diff("目标是210家", "目标是220家")
    '目标是[-210-]{+220+}家'
    """
    old, new = _PIECES.findall(before), _PIECES.findall(now)
    parts: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        parts.append(gone if kind == "equal" else (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return " ".join("".join(parts).split("\n"))
