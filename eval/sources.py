"""The documents as scorers see them: text, lines, numbers. No parser of the product takes part."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property, lru_cache

from msgspec import Struct

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BLANK = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Text as it is compared: NFKC, without blanks, case folded."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).casefold()


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of a text: "2,200" → "2200", "16.00" → "16"."""
    return frozenset(map(_plain, _NUMBER.findall(unicodedata.normalize("NFKC", text))))


def _plain(number: str) -> str:
    without = number.replace(",", "")
    return without.rstrip("0").rstrip(".") if "." in without else without


class Source(Struct, frozen=True, dict=True):
    """One document."""

    text: str

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number that stands in it."""
        return numbers_in(self.text)

    def line_of(self, position: int) -> int:
        """The line, from 1, that holds a position."""
        return bisect_left(self._line_ends, position) + 1

    def lines_with(self, phrase: str) -> frozenset[int]:
        """The lines on which a phrase stands, or part of it where it runs over several; blanks do not matter."""
        wanted = _BLANK.sub("", phrase)
        found: set[int] = set()
        at = self._joined.find(wanted)
        while at >= 0 and wanted:
            first, last = self._positions[at], self._positions[at + len(wanted) - 1]
            found |= set(range(self.line_of(first), self.line_of(last) + 1))
            at = self._joined.find(wanted, at + len(wanted))
        return frozenset(found)

    @cached_property
    def _line_ends(self) -> tuple[int, ...]:
        return tuple(i for i, c in enumerate(self.text) if c == "\n")

    @cached_property
    def _positions(self) -> tuple[int, ...]:
        return tuple(i for i, c in enumerate(self.text) if not c.isspace())

    @cached_property
    def _joined(self) -> str:
        return "".join(self.text[i] for i in self._positions)


class Sources(Struct, frozen=True, dict=True):
    """All documents of a corpus, by id."""

    by_id: Mapping[str, Source]

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number that stands in any of them."""
        return frozenset().union(*(s.numbers for s in self.by_id.values()))

    def holds_rescaled(self, number: str) -> bool:
        """Whether a number is a power of ten apart from one that stands there: 10 亿 is 1 billion."""
        wanted = float(number)
        return any(abs(wanted * 10.0**k / float(n) - 1) < 1e-9 for n in self.numbers if float(n) for k in range(-4, 5))
