"""What quantities are by those beside them: joined ordinals, months of a year that is said once, digits of a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.quantity import Quantity

_JOIN = re.compile(
    r"(?:\s?[(（][^()（）]{0,80}[)）])?\s?(?:项|号|条|个)?\s?(?:[、,&和及与至到-]|, and|and|to|or)\s?第?\s?"
)


def outside_units(found: list[Quantity]) -> list[Quantity]:
    """Without the digits of a unit: the 2 of 9,506.92 km2."""
    return [
        q
        for before, q in zip([None, *found], found, strict=False)
        if not before or q.end > before.end or before.start == q.start
    ]


def with_ordinals(found: list[Quantity], text: str) -> list[Quantity]:
    """The numbers joined to an ordinal are ordinals too: 第6、11项, tasks 6 and 11, no. 7 and 8."""
    read: list[Quantity] = []
    for q in found:
        before = read[-1] if read else None
        joined = (
            before
            and before.kind == "ordinal"
            and not before.written.isalpha()
            and _JOIN.fullmatch(text, before.end, q.start)
        )
        counted = q.unit is None or q.written.rstrip("项号个條条").isdigit()
        if joined and q.kind == "number" and counted and q.value < 1000 and q.value == int(q.value):
            digits = str(int(q.value))
            read.append(Quantity("ordinal", q.value, q.start, q.start + len(digits), digits))
        else:
            read.append(q)
    return read


def with_years(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """A month without a year takes that of the month beside it: 2023年7—12月, July to December 2023."""
    for i, written in enumerate(found):
        q, after = written, found[i + 1] if i + 1 < len(found) else None
        ranged = (
            after is not None and after.kind == "date" and re.fullmatch(r"\s?[-至到]\s?", text[q.end : after.start])
        )
        if q.kind == "number" and ranged and q.unit is None and q.value in range(1, 13):
            q = Quantity("date", q.value, q.start, q.end, q.written)
        if q.kind == "date" and q.value < 100:
            near = [n for n in (found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None) if n]
            dated = [n for n in near if n.kind == "date" and n.value >= 100 and abs(n.start - q.start) < 30]
            if dated:
                yield Quantity("date", dated[0].value // 100 * 100 + q.value, q.start, q.end, q.written, q.unit)
                continue
        yield q
