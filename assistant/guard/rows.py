"""A table row → what its cells state, in both languages: values, roles, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.compose.voice import qualifier_in_english, unit_in_english
from assistant.guard.lexicon import Words
from assistant.guard.quantities import text_to_quantities
from assistant.guard.quantity import Quantity
from assistant.guard.relations import Role
from assistant.guard.spelling import normal
from assistant.guard.stated import Stated, contents
from corpus.model import Record
from corpus.text import key

_UNIT_ROLES = ("lead", "cooperate", "monitor", "responsible")


def row_names(record: Record, words: Words) -> tuple[str, ...]:
    """A record's names in both languages, with those of its group and columns."""
    found = [record.name, record.group or "", words.english.get(key(record.name), "")]
    if record.group:
        found.append(words.english.get(key(re.sub(r"^[(（].{1,3}[)）]\s*", "", record.group)), ""))
    return tuple(normal(t) for t in found if t)


def row_roles(record: Record, words: Words) -> Iterator[Role]:
    """Which body has which role in a row."""
    for field in record.all("lead", "cooperate", "monitor", "responsible"):
        for value in field.values:
            for mention in words.mentions(normal(value.text)):
                if mention.kind == "body":
                    yield from (Role(field.role, i) for i in mention.ids)


def row_values(record: Record, words: Words) -> Iterator[Stated]:
    """The values of a record in both languages, each with its attribute, year and subject."""
    near = frozenset(c for t in row_names(record, words) for c in contents(t))
    for field in record.fields:
        if field.role in _UNIT_ROLES:
            continue
        for quantity in text_to_quantities(normal(field.text)) if not field.values else ():
            yield Stated(quantity, near, field.role, frozenset(), "any", record.id)
        for value in field.values:
            unit = value.unit or ""
            qualified = near | contents(value.qualifier or "") | contents(qualifier_in_english(value.qualifier or ""))
            for text in dresses(value.text, unit):
                for quantity in text_to_quantities(normal(text)):
                    yield Stated(
                        quantity, qualified, field.role, frozenset({field.year} if field.year else ()), "any",
                        record.id, value.qualifier,
                    )  # fmt: skip
            for quantity in text_to_quantities(normal(value.note or "")):
                yield Stated(quantity, qualified, field.role, frozenset(), "any", record.id)
        if field.year:
            yield Stated(_year(field.year), near, field.role, frozenset({field.year}), "any", record.id)
    yield from row_ordinal(record)
    if record.period:
        for month in record.period:
            yield Stated(Quantity("date", Decimal(month), 0, 0, str(month)), near, language="any")


def dresses(value: str, unit: str) -> Iterable[str]:
    """A value with its unit in both languages, and apart from a unit that has a number itself: 13.30; CNY 10,000."""
    english = unit_in_english(unit) or unit
    apart = (f"{value} ; {english}",) if re.search(r"\d", english) else ()
    return dict.fromkeys((f"{value}{unit}", f"{value} {english}", *apart))


def row_ordinal(record: Record) -> Iterator[Stated]:
    """A row's number."""
    if record.ordinal is not None:
        ordinal = Quantity("ordinal", Decimal(record.ordinal), 0, 0, str(record.ordinal))
        yield Stated(ordinal, frozenset(), language="any", record=record.id)


def values_written(record: Record | None) -> Iterator[str]:
    """The cells of a row as they are written, values also with their units in both languages."""
    for field in record.fields if record else ():
        yield field.text
        yield from (f"{v.text}{v.unit or ''}" for v in field.values)
        yield from (f"{v.text}{unit_in_english(v.unit or '') or ''}" for v in field.values)


def _year(year: int) -> Quantity:
    return Quantity("year", Decimal(year), 0, 0, str(year))
