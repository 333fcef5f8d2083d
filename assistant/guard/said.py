"""A quantity as a sentence says it: with the words that are its own."""

from __future__ import annotations

from msgspec import Struct

from assistant.guard.quantity import Quantity

# Units that may be left out or stand for another, and those that may not.
LOOSE = ("any", "piece", "year", "month", "day")
HARD = ("percent", "points", "permille")


class Said(Struct, frozen=True):
    """A quantity as a sentence says it: the words that are its own, the text without names, the attributes in it.

    `alone` where no number stands elsewhere in the text; `earlier` are the supported numbers before it.
    """

    before: str
    quantity: Quantity
    after: str
    text: str
    attributes: frozenset[str]
    alone: bool
    earlier: tuple[Quantity, ...] = ()
