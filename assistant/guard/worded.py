"""Whether a cell that holds words instead of a figure (基本健全) is said of the year it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.place import Place
from assistant.judgement import Claim
from corpus.model import Record
from corpus.text import key

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LEAST = 2


def worded_claims(place: Place) -> Iterator[Claim]:
    """A claim where a sentence of one year has the words that a row has for another year only."""
    years = {int(y) for y in _YEAR.findall(place.bare)}
    if len(years) != 1:
        return
    (year,) = years
    plain = key(place.text)
    for known in place.known:
        cells = _cells(known.record) if known.record else {}
        said = [words for words in cells if words in plain]
        longest = max(said, key=len, default=None)
        if longest and year not in cells[longest] and any(year in of for of in cells.values()):
            yield Claim(
                place.sentence, "subject", longest, "contradicted", "the evidence says it of another year",
                (known.number,),
            )  # fmt: skip


def _cells(record: Record) -> dict[str, frozenset[int]]:
    """The words of the cells that have no figure, each with the years it is said of."""
    found: dict[str, frozenset[int]] = {}
    for field in record.fields:
        text = key(field.text)
        if field.year and len(text) >= _LEAST and not re.search(r"\d", text):
            found[text] = found.get(text, frozenset()) | {field.year}
    return found
