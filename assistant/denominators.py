"""What a figure is measured against is not what it is a figure of: 占GDP比重 and 万元GDP能耗 tell of no GDP."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from re import Pattern

import numpy as np

from assistant.reading import Reading
from index.coverage import Coverage, Floats, Segment

_AS_WHOLE = np.float32(0.3)
_SHARE = re.compile(r"占|比重|比例|比率|能耗|每|万元|share|proportion|percent|ratio|per |%", re.IGNORECASE)


def discount_denominators(table: Floats, segments: Sequence[Segment], reading: Reading, coverage: Coverage) -> None:
    """Count a piece less in the units that name it only as a whole or a base, where a figure of it is asked for.

    `table` has the shape (pieces, units) and is changed in place.
    """
    if "number" not in reading.expected or _SHARE.search(reading.text):
        return
    for row, segment in zip(table, segments, strict=True):
        ways = tuple(w for w in dict.fromkeys((segment.text, *segment.chinese)) if len(w) > 1)
        if segment.soft or not ways:
            continue
        said, whole = _patterns(ways)
        for i in np.flatnonzero(row >= 1.0):
            text = coverage.units[i].text
            if len(whole.findall(text)) >= len(said.findall(text)) > 0:
                row[i] *= _AS_WHOLE


@lru_cache(maxsize=4096)
def _patterns(ways: tuple[str, ...]) -> tuple[Pattern[str], Pattern[str]]:
    """What says a piece in one of its ways, and what names it only as a whole or a base."""
    said = "|".join(map(re.escape, ways))
    return re.compile(said), re.compile(rf"(?:占|每|单位|[万亿]元|of(?:regional)?|to)(?:地区|全[市省国])?(?:{said})")
