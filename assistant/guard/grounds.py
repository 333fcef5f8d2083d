"""What bears a denial out although no evidence denies: another thing stands there, others are there too, no change."""

from __future__ import annotations

import re

from assistant.guard.directions import goes_otherwise
from assistant.guard.evidence import Known
from assistant.guard.place import Place
from assistant.guard.quantities import text_to_quantities
from assistant.guard.quantity import Quantity
from assistant.guard.terms import terms
from corpus.model import Record
from corpus.text import key

_BARE = re.compile(r"\s*(?:而|并|and|but|it is|they are)?\s*", re.IGNORECASE)
_REST = re.compile(r"[\s.。!！]*")
_LEADING = re.compile(r"^\s*(?:是|the|in|at|a|an)?\s*", re.IGNORECASE)
_NAMED_UNIT = re.compile(r"(?:单位|计量单位|以|unit|measured in|\bin )[^，,;；。]{0,12}$", re.IGNORECASE)
_EVER = re.compile(r"\s*(?:有所?|发生|any|an?|to|going to)?\s*", re.IGNORECASE)
_ROLES = ("lead", "cooperate", "monitor", "responsible")
_SEVERAL = 2


def bears_out(place: Place, start: int, clause: str, denial: re.Match[str]) -> bool:
    """Whether the evidence bears out the denial of a clause, which starts at `start` in the sentence."""
    behind = clause[denial.end() :]
    return (
        (bool(_BARE.fullmatch(clause[: denial.start()])) and _contrasts(place, place.text[:start], behind))
        or (bool(terms().alone.search(clause, denial.start())) and several(place, place.text))
        or (_denies_change(behind) and any(k.record and unchanged(k.record) for k in place.known))
        or goes_otherwise(place, behind)
    )


def _contrasts(place: Place, before: str, behind: str) -> bool:
    """Whether the denied is a bare figure, ordinal or unit where another was said to stand: 205 km, not 591."""
    start = _LEADING.match(behind).end()  # type: ignore[union-attr]
    denied = [q for q in text_to_quantities(behind) if q.start == start]
    if denied and _REST.fullmatch(behind, denied[0].end):
        said = [q for q in text_to_quantities(before) if _same_kind(q, denied[0])]
        there = {(s.quantity.kind, s.quantity.value) for k in place.known for s in k.stated}
        return any(q.value != denied[0].value and (q.kind, q.value) in there for q in said)
    said_unit = other_unit(before, behind[start:])
    family = terms().units.get(said_unit)
    return bool(said_unit) and any(key(said_unit) in k.flat or _measured_in(k, family) for k in place.known)


def _measured_in(known: Known, family: str | None) -> bool:
    return any(s.quantity.unit == family for s in known.stated)


def other_unit(before: str, text: str) -> str:
    """The unit that was named before, where a text is the bare name of another one; empty elsewhere."""
    unit, named = terms().units.get(_unit(text)), _NAMED_UNIT.search(before.rstrip("，, 而"))
    said = _unit(re.split(r"是|为|\bis\b|\bin\b", named.group())[-1]) if named else ""
    return said if unit and terms().units.get(said) not in (None, unit) else ""


def _unit(text: str) -> str:
    return text.strip(" .。!！").lower()


def _same_kind(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind and (other.unit is None or one.unit == other.unit)


def several(place: Place, text: str) -> bool:
    """Whether the role that a text speaks of, or any where it speaks of none, is that of several bodies in a row."""
    roles = {terms().role_of[m.group().lower()] for m in terms().role.finditer(text)}
    roles |= {"lead", "monitor"} if "responsible" in roles else set()
    rows = [k.record for k in place.known if k.record]
    return any(len(f.values) >= _SEVERAL for r in rows for f in r.all(*(roles or _ROLES)))


def _denies_change(behind: str) -> bool:
    start = _EVER.match(behind).end()  # type: ignore[union-attr]
    return bool(terms().computed["difference"].match(behind, start))


def unchanged(record: Record) -> bool:
    """Whether the target of a row is its base."""
    base, target = record.first("base"), record.first("target")
    values = [tuple(v.number for v in f.values) for f in (base, target) if f is not None]
    return len(values) == _SEVERAL and values[0] == values[1] and all(values[0])
