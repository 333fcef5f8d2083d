"""Which attributes of a question a kind of record has, and which are meant where none is named."""

from __future__ import annotations

import re

from assistant.choices import Thresholds
from assistant.link import Candidate
from assistant.reading import Reading
from assistant.vocabulary import vocabulary
from corpus.model import Record
from corpus.text import key
from index.words import longest_matches

TASK_ATTRIBUTES = frozenset({"lead", "cooperate", "responsible", "content", "deadline"})
INDICATOR_ATTRIBUTES = frozenset({"base", "target", "both", "unit", "monitor", "change", "property", "starred"})
_WHOLE = 0.95
_EVERY = re.compile(r"\b(?:every|all|everyone|full list)\b|全部|所有|都有", re.IGNORECASE)


def attributes_of(reading: Reading, record: Record) -> tuple[str, ...]:
    """The attributes of the question that this kind of record has."""
    asked = list(reading.attributes)
    if record.kind == "task":
        asked = ["responsible" if a == "unit" else "deadline" if a == "period" else a for a in asked]
        usable = {*TASK_ATTRIBUTES, "group", "everything"}
    elif record.kind == "row":
        held = {f.role for f in record.fields}
        asked = ["deadline" if a == "period" else "responsible" if a in ("lead", "unit") else a for a in asked]
        titled = [f.label for f in record.fields if f.role == "other" and _asks_column(reading, f.label)]
        return tuple(dict.fromkeys([*(a for a in asked if a in held or a == "everything"), *titled]))
    elif record.kind == "term":
        return ("definition",)
    elif record.kind == "phase":
        usable = {"period", "content", "deadline", "everything"}
    else:
        if "responsible" in asked and {"unit", "monitor"} & {*asked}:
            asked.remove("responsible")
        asked = ["monitor" if a in ("lead", "responsible") else a for a in asked if a != "qualitative"]
        usable = {*INDICATOR_ATTRIBUTES, "group", "lead", "responsible", "everything", "amount", "qualitative"}
    held = {f.role for f in record.fields}
    found = [a for a in asked if a in usable and (a not in ("amount", "deadline", "property") or a in held)]
    if {"lead", "cooperate"} & {*found} and "responsible" in found:
        found = [
            a for a in found if a not in (("lead", "cooperate") if _EVERY.search(reading.text) else ("responsible",))
        ]
    if record.kind == "indicator" and len({f.year for f in record.fields if f.year} & {*reading.years}) > 1:
        found = ["both" if a in ("base", "target", "year") else a for a in found] or ["both"]
    if record.kind == "indicator" and "base" in found and any(f.year in reading.years for f in record.all("target")):
        found.append("target")  # 基期和2026年都要
    firm = [a for a in found if a not in ("base", "target", "lead", "content")]
    if {"change", "both"} & {*firm}:
        return tuple(a for a in firm if a not in ("base", "target"))
    several = "number" in reading.expected and bool({"base", "target"} & {*found})
    return tuple(dict.fromkeys(firm if {"unit", "monitor"} & {*firm} and not several else found))


def _asks_column(reading: Reading, title: str) -> bool:
    """Whether a question asks for what stands under a title that is no role: 建设地点, 业主单位."""
    return any(asked.search(key(reading.text)) and named.search(title) for asked, named in vocabulary().columns)


def default_attributes(reading: Reading, record: Record) -> tuple[str, ...]:
    """What is meant where no attribute is named: a body, a figure, a period, or all there is."""
    if "body" in reading.kinds or ("name" in reading.expected and record.kind == "task"):
        return ("lead",) if record.kind == "task" else ("monitor",)
    if "starred" in reading.attributes:
        return ("starred",)
    if record.kind == "row" and any(f.year in reading.years for f in record.all("amount")):
        return ("amount",)
    if record.kind == "indicator":
        years = tuple(dict.fromkeys(f.role for f in record.fields if f.year in reading.years))
        return years or (("both",) if "number" in reading.expected or reading.numbers else ("everything",))
    if record.kind == "phase":
        dated = reading.months and "phase" not in reading.kinds
        return ("period", "content") if dated or "open" in reading.expected or not reading.expected else ("period",)
    return ("content", "sections") if "open" in reading.expected else ("everything",)


def suits(candidate: Candidate, reading: Reading, limits: Thresholds) -> bool:
    """Whether this kind of record has what is asked; an indicator has no lead, unless its name is all there is."""
    record, asked = candidate.record, {*reading.attributes}
    if record.kind == "task":
        if asked and asked <= {"amount", "deadline"} and not any(map(record.first, asked)):
            return False
        return bool(asked & TASK_ATTRIBUTES) or not asked & INDICATOR_ATTRIBUTES
    if record.kind == "indicator":
        led = {"lead"} & asked and candidate.named < limits.exactly and candidate.by_name < _WHOLE
        return bool(asked & INDICATOR_ATTRIBUTES) or not (led or asked & {"cooperate", "content", "deadline"})
    return True


def attributes_in(text: str) -> tuple[str, ...]:
    """The attributes that a stretch of a question names by a phrase."""
    phrases = vocabulary().chinese
    found = longest_matches(text, phrases, "", max(map(len, phrases)))
    return tuple(dict.fromkeys(value for *_, tags in found for category, value in tags if category == "attribute"))
