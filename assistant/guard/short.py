"""Years written short, in full where the evidence has them: 20年 as 2020年."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.evidence import Known

_SHORT = re.compile(r"(?<![\d.第近约共满过])(\d\d)年(?!来|间|代|内|以|多|余|左右|期|龄)")
_CENTURY = 2000


def with_full_years(text: str, known: Sequence[Known]) -> str:
    """The text with each short year in full that a piece of evidence has."""
    if not _SHORT.search(text):
        return text
    years = {int(s.quantity.value) for k in known for s in k.stated if s.quantity.kind == "year"}
    return _SHORT.sub(lambda m: f"{_CENTURY + int(m[1])}年" if _CENTURY + int(m[1]) in years else m[0], text)
