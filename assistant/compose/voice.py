"""Wording: fixed sentences in the question's language and script, names and values as the source has them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from assistant.screen import to_traditional
from assistant.vocabulary import DATA
from corpus.bodies import Body
from corpus.model import Record, Value
from corpus.numbers import canonical
from corpus.text import key
from index.snapshot import Snapshot

_SCALE_WORDS = {"万": 10**4, "亿": 10**8}
_SCALES = {"万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}

SHARES = ("%", "％")


@cache
def _sentences() -> dict[str, dict[str, str]]:
    data: dict[str, Any] = tomllib.loads((DATA / "sentences.toml").read_text(encoding="utf-8"))
    return data


class Voice:
    """Speaks one language and script; what it fills into a sentence is shown as it stands in the source."""

    def __init__(self, snapshot: Snapshot, language: str, traditional: bool = False):
        self.language = language
        self.english = language == "en"
        self._traditional = traditional
        self._names = snapshot.english
        self._many = len(snapshot.documents) > 1
        self._titles = {d.id: d.title for d in snapshot.documents}

    def say(self, sentence: str, **values: object) -> str:
        """A fixed sentence with its blanks filled."""
        template = _sentences()[self.language][sentence]
        if self._traditional:
            template = to_traditional(template)
        return template.format(**values).rstrip()

    def attribute(self, name: str) -> str:
        """What an attribute is called; a column that is no role goes by its own title."""
        return self.say(name) if name in _sentences()[self.language] else name

    def things(self, kind: str, count: int) -> str:
        """What a number of records is a number of: 2 tasks, 1 task."""
        return self.say(f"thing_{kind}" if self.english and count == 1 else f"things_{kind}")

    def measure(self, kind: str) -> str:
        """The measure word between a number and what it counts."""
        return "" if self.english else self.say("measure_phase" if kind in ("phase", "project") else "measure_record")

    def join(self, parts: Iterable[str]) -> str:
        """A list in a sentence."""
        return self.say("list_separator").join(parts) if not self.english else ", ".join(parts)

    def phrase(self, parts: Iterable[str]) -> str:
        """Pieces of a question in a row, as they were typed."""
        return (" " if self.english else "").join(parts)

    def name(self, chinese: str) -> str:
        """A name: in English with the Chinese original beside it."""
        english = self._names.get(key(chinese)) if self.english else None
        return f"{english} ({chinese})" if english else chinese

    def body(self, body: Body) -> str:
        """A body by its commonest name."""
        if self.english and body.english:
            return f"{body.english[0]} ({body.names[0]})"
        return self.name(body.names[0])

    def subject(self, record: Record) -> str:
        """A record by ordinal and name; with its plan where several are loaded."""
        name = self.name(record.name)
        sentence = (
            f"subject_{record.kind}" if record.kind in ("task", "indicator") and record.ordinal else "subject_plain"
        )
        subject = self.say(sentence, ordinal=record.ordinal, name=name)
        if not self.english and "“" in name:
            subject = subject.replace(f"“{name}”", f"「{name}」")  # 指标17「“无废细胞”数量」
        if not self._many:
            return subject
        title = self.say("in_document", title=self._titles[record.document])
        return f"{subject} ({title})" if self.english else f"{title}{subject}"

    def value(self, value: Value) -> str:
        """A value with its unit, qualifier and note."""
        text = value.text
        scaled = scaled_in_english(value) if self.english else None
        if scaled:
            text = f"{scaled} ({text}{value.unit})"
        elif value.unit and not text.endswith(value.unit):
            text += self.unit(value.unit)
        if value.qualifier:
            text = self.say("qualified", value=text, qualifier=self.qualifier(value.qualifier))
        return text + (self.say("values_note", note=value.note) if value.note else "")

    def unit(self, unit: str) -> str:
        """A unit of measurement after a number."""
        if not self.english:
            return unit
        english = unit_in_english(unit)
        if english is None:
            return f" {unit}"
        return english if english in ("", "%") else f" {english}"

    def unit_name(self, unit: str) -> str:
        """A unit of measurement by itself."""
        english = unit_in_english(unit) if self.english else None
        return f"{unit} ({english})" if english and english != unit else unit

    def qualifier(self, qualifier: str) -> str:
        """What tells double values apart."""
        return qualifier_in_english(qualifier) if self.english else qualifier


def money_in_english(value: Value) -> str | None:
    """A sum in yuan across scales, 10亿元 as CNY 1 billion; None for what is no plain sum."""
    scale = _SCALES.get((value.unit or "").replace(" ", ""))
    if scale is None or value.number is None or canonical(value.text) != canonical(value.number):
        return None
    return f"CNY {_in_millions(Decimal(canonical(value.number)) * scale)}"


def scaled_in_english(value: Value) -> str | None:
    """A value counted in ten thousands or hundred millions as English counts: 146万人 as 1.46 million people."""
    if money := money_in_english(value):
        return money
    unit = (value.unit or "").replace(" ", "")
    counted = unit_in_english(unit[1:]) if unit[:1] in _SCALE_WORDS else None
    if not counted or value.number is None or canonical(value.text) != canonical(value.number):
        return None
    return f"{_in_millions(Decimal(canonical(value.number)) * _SCALE_WORDS[unit[0]])} {counted}"


def _in_millions(amount: Decimal) -> str:
    for size, name in ((10**9, " billion"), (10**6, " million")):
        if amount >= size:
            return f"{canonical(format(amount / size, ',f'))}{name}"
    return f"{amount:,f}".rstrip("0").rstrip(".") if amount % 1 else f"{amount:,.0f}"


def unit_in_english(unit: str) -> str | None:
    """A unit of measurement in English, None where the vocabulary has none."""
    return _sentences()["units"].get(unit.replace(" ", ""))


def qualifier_in_english(qualifier: str) -> str:
    """What tells double values apart, in English where the vocabulary has it."""
    return _sentences()["qualifiers"].get(qualifier, qualifier)
