"""Whether the numbers, dates, years and ordinals of a sentence stand in its evidence, of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.guard.computed import Judged, computed
from assistant.guard.counts import ROWS
from assistant.guard.dated import dated, without_enumerators
from assistant.guard.denials import denied_stretches
from assistant.guard.fitting import rounded, same_unit
from assistant.guard.orders import order_claims
from assistant.guard.place import Place
from assistant.guard.quantities import text_to_quantities
from assistant.guard.quantity import Quantity
from assistant.guard.said import Said
from assistant.guard.stated import Stated, stretches
from assistant.guard.subjects import other_subject
from assistant.guard.times import attributes_in, same_attribute
from assistant.judgement import Claim

_OTHER_TIME = "of another time"
_THERE = "stands in the evidence"


def number_claims(place: Place) -> Iterator[Claim]:
    """A claim for each quantity of the text that is no part of a name; a denial may take up those of the question."""
    stated = tuple(s for k in place.known for s in k.stated)
    numbers = tuple(k.number for k in place.known)
    quantities, masked = _quantities(place)
    yield from order_claims(place, quantities, numbers, {s.quantity.value for s in stated})
    for quantity, verdict in _judged(place, quantities, masked, stated):
        kind, answer, why = verdict
        if answer != "supported" and _asked(quantity, place) and _taken_up(quantity, place):
            answer, why = "supported", "taken up from the question to deny or place it"
        elif answer != "supported" and _enumerated(quantity, masked, stated):
            kind, answer, why = "ordinal", "supported", "stands in the evidence"
        elif why.endswith(_OTHER_TIME) and _denied(quantity, place):
            kind, answer, why = "number", "supported", "denied: the evidence says it of something else"
        yield Claim(place.sentence, kind, quantity.written.strip(), answer, why, numbers)


def misplaced(place: Place) -> tuple[Quantity, ...]:
    """The values that the evidence has, but not of what a clause that denies says they are not: 目标不是5038家."""
    if not denied_stretches(place.bare):
        return ()
    stated = tuple(s for k in place.known for s in k.stated)
    judged = _judged(place, *_quantities(place), stated)
    return tuple(q for q, (_, _, why) in judged if why.endswith(_OTHER_TIME) and _denied(q, place))


def _quantities(place: Place) -> tuple[tuple[Quantity, ...], str]:
    """The quantities outside names, and the text with names and ordinals blanked out."""
    names = [m for m in place.mentions if m.kind in ("record", "term")]
    read = text_to_quantities(without_enumerators(place.text))
    quantities = tuple(q for q in read if not any(m.start <= q.start < m.end for m in names))
    masked = place.bare
    for q in quantities:
        if q.kind == "ordinal":
            masked = masked[: q.start] + " " * (q.end - q.start) + masked[q.end :]
    return quantities, masked


def _judged(
    place: Place, quantities: Sequence[Quantity], masked: str, stated: Sequence[Stated]
) -> Iterator[tuple[Quantity, Judged]]:
    values = [q for q in quantities if q.kind == "number"]
    attributes = attributes_in(masked) if len(values) == 1 else frozenset()
    alone = _in_one_list(place.text, values)
    supported: list[Quantity] = []
    for before, quantity, after in stretches(masked, tuple(quantities)):
        said = Said(before, quantity, after, masked, attributes, alone, tuple(supported))
        judged = _judge(said, stated, place)
        if quantity.kind == "number" and judged[1] == "supported":
            supported.append(quantity)
        yield quantity, judged


_LISTED = re.compile(r"\s?(?:[（(][^（()）\d]{0,12}[)）])?\s?(?:[、,，;；和与及]|, and|and)\s?")


def _in_one_list(text: str, numbers: Sequence[Quantity]) -> bool:
    """Whether the numbers of a text stand side by side: 40.55%（国家级）、15.77%（省级）."""
    return bool(numbers) and all(_LISTED.fullmatch(text, a.end, b.start) for a, b in pairwise(numbers))


_NAMELY = re.compile(
    r"(?:namely|i\.e\.|that is|即|分别是|就是|(?:tasks?|indicators?|任务|指标)\s?[,，(（]|[:：]):?\s?"
    r"(?:\d{1,3}(?:, and |, | and |、|和|及))*$",
    re.IGNORECASE,
)


def _enumerated(quantity: Quantity, text: str, stated: Sequence[Stated]) -> bool:
    """Whether a bare number lists an ordinal of the evidence: leads two, namely 6 and 11."""
    if quantity.kind != "number" or quantity.unit or quantity.comparison or not _NAMELY.search(text, 0, quantity.start):
        return False
    return any(s.quantity.kind == "ordinal" and s.quantity.value == quantity.value for s in stated)


_RANGE_BEFORE = re.compile(r"[\d月年日初底末]\s?[-~至到]\s?$|(?:\d{4}|(?!not\b)\b[A-Za-z]{3,9}) to\s$")
_RANGE_AFTER = re.compile(r"\s?[-~至到]\s?\d|\sto\s")


def _asked(quantity: Quantity, place: Place) -> bool:
    """Whether the question has the same quantity; the draft may leave its unit out."""
    return any(
        (kind, value) == (quantity.kind, quantity.value) and quantity.unit in (None, unit)
        for kind, value, unit in place.asked.quantities
    )


def _denied(quantity: Quantity, place: Place) -> bool:
    return any(start <= quantity.start < end for start, end in denied_stretches(place.bare))


def _taken_up(quantity: Quantity, place: Place) -> bool:
    """Whether the clause denies the quantity, or it is a date within a phase that is cited."""
    if quantity.kind == "date":
        if _RANGE_BEFORE.search(place.text, 0, quantity.start) or _RANGE_AFTER.match(place.text, quantity.end):
            return False  # an end of a range is not a date within it
        periods = [k.record.period for k in place.known if k.record and k.record.period]
        dates = [int(s.quantity.value) for k in place.known for s in k.stated if s.quantity.kind == "date"]
        periods += [(min(dates), max(dates))] if len(dates) > 1 else []
        if any(start <= int(quantity.value) <= end for start, end in periods):
            return True
    return _denied(quantity, place)


def _judge(said: Said, stated: Sequence[Stated], place: Place) -> Judged:
    if said.quantity.kind != "number":
        return dated(said, stated, place)
    found = _stands(said, stated, place)
    if found[1] == "supported":
        return found
    again = computed(said, stated, place)
    return again if again[1] == "supported" else found


def _stands(said: Said, stated: Sequence[Stated], place: Place) -> Judged:
    quantity = said.quantity
    same = [s for s in stated if s.quantity.kind == "number" and s.quantity.value == quantity.value]
    if quantity.unit in ("piece", "any") and ROWS.match(place.text, quantity.start):
        same = [s for s in same if s.record is None]  # 共9项指标 counts rows: the 9 of a cell is none of these
    exact = bool(same)
    same = same or [s for s in stated if rounded(quantity, s.quantity)]
    if not same:
        values = any(s.quantity.kind == "number" for s in stated)
        return "number", "contradicted" if values else "unsupported", "not in the evidence, and not computed from it"
    units = same_unit(quantity, same, place.text)
    if not units:
        return "unit", "contradicted", f"the evidence has {same[0].quantity.written}"
    compared = [s for s in units if s.quantity.comparison == quantity.comparison or not exact]
    if not compared:
        return "comparison", "contradicted", f"the evidence says {_compared(units[0])}"
    if difference := _meant_as_difference(said, compared, place):
        return "subject", "contradicted", difference
    timed = [s for s in compared if same_attribute(said, s)]
    if not timed:
        told = compared[0].attribute or "value"
        return "subject", "contradicted", f"in the evidence it is the {told} {_OTHER_TIME}"
    other = other_subject(said, timed, stated, place)
    return ("subject", "contradicted", other) if other else ("number", "supported", _THERE if exact else "rounded")


_CHANGE = re.compile(
    r"(?:差|增加|增长|提高|提升|上升|下降|减少|降低|净增|[高低多少])[了约有近]{0,2}$"
    r"|\badd(?:s|ed|ing)? (?:about )?$"
    r"|\b(?:increase|rise|gain|growth|drop|fall|decrease|difference|gap|change)s? of (?:about )?$"
    r"|\b(?:increase|rise|grow|climb|go up|drop|fall|decrease)(?:s|es|d|ed|ing)? by (?:about )?$",
    re.IGNORECASE,
)
_CHANGE_BEHIND = re.compile(r"\s?(?:[a-z-]+ ){0,3}(?:more|fewer|less|higher|lower) than\b")
_CHANGING = re.compile(r"[增减降升长差速]|growth|increase|rise|change", re.IGNORECASE)


def _meant_as_difference(said: Said, same: Sequence[Stated], place: Place) -> str | None:
    """Why a number said to be a change is none: in its row it is the value itself, of a name that tells no change."""
    rows = [k.record for k in place.known if k.record and any(s.record == k.record.id for s in same)]
    change = _CHANGE.search(said.before) or _CHANGE_BEHIND.match(said.text, said.quantity.end)
    if not rows or not change or any(_CHANGING.search(r.name) for r in rows):
        return None
    return "in the evidence it is the value, not a change of it"


def _compared(stated: Stated) -> str:
    return f"{(stated.quantity.comparison or 'no comparison').replace('_', ' ')} with {stated.quantity.written}"
