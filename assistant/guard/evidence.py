"""Evidence → what it states, typed: its quantities with what they belong to, names, roles, negations, characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from assistant.compose.voice import qualifier_in_english, unit_in_english
from assistant.guard.implied import implied
from assistant.guard.lexicon import Words, body_id, lowered, normal
from assistant.guard.quantities import Quantity, text_to_quantities
from assistant.guard.relations import Role, text_to_roles
from assistant.guard.remembered import remembered
from assistant.guard.terms import terms
from assistant.judgement import Evidence
from corpus.model import Record
from corpus.text import is_han, key
from index.words import stems

_REMEMBERED = 256  # pieces of evidence, each up to some 100 kB when read
_LEADING = re.compile(r"(?:^|[\t\s(（])[(（]?(\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．]|(?:^|\t)(\d{1,3})\t")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_UNIT_ROLES = ("lead", "cooperate", "monitor", "responsible")


class Stated(Struct, frozen=True):
    """A quantity of the evidence; `near` are the contents of the words around it, by which it is told from others."""

    quantity: Quantity
    near: frozenset[str]
    attribute: str | None = None
    years: frozenset[int] = frozenset()
    language: str = "zh"
    record: str | None = None
    qualifier: str | None = None


class Known(Struct, frozen=True, dict=True):
    """What one piece of evidence states. `flat` is its characters in one spelling, for what has to be verbatim."""

    number: int
    prose: tuple[str, ...]
    row: bool
    texts: tuple[str, ...]
    flat: str
    stated: tuple[Stated, ...]
    ids: frozenset[str]
    roles: frozenset[Role]
    content: frozenset[str]
    record: Record | None


@remembered
def contents(text: str) -> frozenset[str]:
    """What a text is about: pairs of neighbouring Chinese characters, and stems of English words of some length."""
    low = lowered(text)
    pairs = {low[i : i + 2] for i in range(len(low) - 1) if is_han(low[i]) and is_han(low[i + 1])}
    return frozenset(pairs | {s for w in _WORD.findall(low) if w not in terms().empty for s in stems(w)})


@lru_cache(maxsize=_REMEMBERED)
def evidence_to_known(evidence: Evidence, words: Words) -> Known:
    """Read a piece of evidence; the same piece is read once."""
    row = words.record_of(evidence.quote)
    record = row or words.record_named(n for f in evidence.facts for n in (f.subject, f.value))
    texts = [normal(t) for t in (evidence.quote.replace("\t", " ; "), evidence.translation or "") if t]
    section = [normal(s) for s in evidence.section]
    facts = [_fact_text(f.subject, f.attribute, f.value) for f in evidence.facts]
    stated: list[Stated] = []
    if row is not None and record is not None:
        stated += _record_values(record, words)
        stated += (s for t in _names(record, words) for s in _text_values(t, None))
        stated += (s for t in texts[:1] if record.ordinal is None for s in _ordinals(t))
    else:
        stated += (s for t in texts for s in _text_values(t, None))
        if record is not None:
            stated += _ordinal_of(record)
    stated += (_of_section(s) for t in section for s in _text_values(t, None))
    stated += (s for t in section for s in _ordinals(t))
    stated += (
        Stated(
            s.quantity,
            s.near | contents(f.subject),
            _attribute_of(f.attribute),
            frozenset({f.year}) if f.year else s.years,
            s.language,
            qualifier=f.qualifier,
        )
        for f in evidence.facts
        for t in _dresses(f.value, f.unit or "")
        for s in _text_values(normal(t), None)
        if row is None or _attribute_of(f.attribute) or f.year
    )
    names = [n for t in ((record and _names(record, words)) or ()) for n in [t]]
    everything = [*texts, *section, *facts, *names]
    mentions = [m for t in everything for m in words.mentions(t)]
    ids = {f"{m.kind}:{i}" for m in mentions for i in m.ids}
    roles = {r for t in texts for r in text_to_roles(t, words)}
    if row is not None and record is not None:
        ids |= {f"record:{key(record.name)}"}
        roles = set(_record_roles(record, words))
    elif record is not None:
        ids |= {f"record:{key(record.name)}"}
        roles |= set(_record_roles(record, words))
    roles |= {r for f in evidence.facts for r in _fact_roles(f.subject, f.attribute, f.value, words)}
    bodies = [words.bodies[b] for b in words.bodies if f"body:{body_id(b)}" in ids]
    english = [e for b in bodies for e in b.english]
    return Known(
        number=evidence.number,
        prose=tuple(texts),
        row=row is not None,
        texts=tuple(everything),
        flat="\n".join(map(key, [evidence.quote, *everything, *english, *_values_written(row)])),
        stated=tuple(stated),
        ids=frozenset(ids),
        roles=frozenset(roles),
        content=frozenset(c for t in everything for c in contents(t)),
        record=record,
    )


def _fact_text(subject: str, attribute: str, value: str) -> str:
    return normal(f"{subject} {attribute} {value}")


def _fact_roles(subject: str, attribute: str, value: str, words: Words) -> Iterator[Role]:
    role = terms().role.search(normal(attribute))
    if role:
        name = terms().role_of[role.group().lower()]
        for text in (subject, value):
            yield from (Role(name, i) for m in words.mentions(normal(text)) if m.kind == "body" for i in m.ids)


def _names(record: Record, words: Words) -> tuple[str, ...]:
    """A record's names in both languages, with those of its group and columns."""
    found = [record.name, record.group or "", words.english.get(key(record.name), "")]
    if record.group:
        found.append(words.english.get(key(re.sub(r"^[(（].{1,3}[)）]\s*", "", record.group)), ""))
    return tuple(normal(t) for t in found if t)


def _record_roles(record: Record, words: Words) -> Iterator[Role]:
    for field in record.all("lead", "cooperate", "monitor", "responsible"):
        for value in field.values:
            for mention in words.mentions(normal(value.text)):
                if mention.kind == "body":
                    yield from (Role(field.role, i) for i in mention.ids)


def _record_values(record: Record, words: Words) -> Iterator[Stated]:
    """The values of a record in both languages, each with its attribute, year and subject."""
    near = frozenset(c for t in _names(record, words) for c in contents(t))
    for field in record.fields:
        if field.role in _UNIT_ROLES:
            continue
        for quantity in text_to_quantities(normal(field.text)) if not field.values else ():
            yield Stated(quantity, near, field.role, frozenset(), "any", record.id)
        for value in field.values:
            unit = value.unit or ""
            qualified = near | contents(value.qualifier or "") | contents(qualifier_in_english(value.qualifier or ""))
            for text in _dresses(value.text, unit):
                for quantity in text_to_quantities(normal(text)):
                    yield Stated(
                        quantity, qualified, field.role, frozenset({field.year} if field.year else ()), "any",
                        record.id, value.qualifier,
                    )  # fmt: skip
            for quantity in text_to_quantities(normal(value.note or "")):
                yield Stated(quantity, qualified, field.role, frozenset(), "any", record.id)
        if field.year:
            yield Stated(_year(field.year), near, field.role, frozenset({field.year}), "any", record.id)
    yield from _ordinal_of(record)
    if record.period:
        for month in record.period:
            yield Stated(Quantity("date", Decimal(month), 0, 0, str(month)), near, language="any")


def _dresses(value: str, unit: str) -> Iterable[str]:
    """A value with its unit in both languages, and apart from a unit that has a number itself: 13.30; CNY 10,000."""
    english = unit_in_english(unit) or unit
    apart = (f"{value} ; {english}",) if re.search(r"\d", english) else ()
    return dict.fromkeys((f"{value}{unit}", f"{value} {english}", *apart))


def _ordinal_of(record: Record) -> Iterator[Stated]:
    if record.ordinal is not None:
        ordinal = Quantity("ordinal", Decimal(record.ordinal), 0, 0, str(record.ordinal))
        yield Stated(ordinal, frozenset(), language="any", record=record.id)


def _values_written(record: Record | None) -> Iterator[str]:
    for field in record.fields if record else ():
        yield field.text
        yield from (f"{v.text}{v.unit or ''}" for v in field.values)
        yield from (f"{v.text}{unit_in_english(v.unit or '') or ''}" for v in field.values)


def _year(year: int) -> Quantity:
    return Quantity("year", Decimal(year), 0, 0, str(year))


def _ordinals(text: str) -> Iterator[Stated]:
    """Numbering: 17.推进…, a row's number; （二）… and 三、… number sections, which are no tasks."""
    for match in _LEADING.finditer(text):
        item = (match.group(1) or match.group(2)).isdigit() and match.group().lstrip()[:1] not in "(（"
        for quantity in text_to_quantities(f"第{match.group(1) or match.group(2)}"):
            yield Stated(quantity, frozenset(), None if item else "section", language="any")


def _of_section(stated: Stated) -> Stated:
    return replace(stated, attribute="section") if stated.quantity.kind == "ordinal" else stated


def _text_values(text: str, record: str | None) -> Iterator[Stated]:
    """The quantities of a text, each with its own stretch of it and the years said before it."""
    quantities = text_to_quantities(text)
    language = "zh" if any(map(is_han, text)) and sum(map(is_han, text)) * 3 > len(text) else "en"
    years: set[int] = set()
    for before, quantity, after in stretches(text, quantities):
        if quantity.kind in ("year", "date"):
            if quantity.value >= 1900:
                years = {int(quantity.value) if quantity.kind == "year" else int(quantity.value) // 100}
            yield Stated(quantity, frozenset(), None, frozenset(years), language, record)
        else:
            near = contents(before) | contents(after)
            yield Stated(quantity, near, None, frozenset(years), language, record)
    for quantity in implied(text):
        yield Stated(quantity, contents(_BEFORE.sub("", text[: quantity.start])), language=language, record=record)


def stretches(text: str, quantities: tuple[Quantity, ...]) -> Iterator[tuple[str, Quantity, str]]:
    """Each quantity with its own words: those before it back to the last number, those after it to a comma."""
    start, numbers = 0, False
    for i, quantity in enumerate(quantities):
        following = quantities[i + 1].start if i + 1 < len(quantities) else len(text)
        before = text[start : quantity.start]
        comma = _COMMA.search(text, quantity.end, following)
        after = text[quantity.end : comma.start() if comma else following]
        if numbers and (comma := _COMMA.search(before)):  # what follows the last number up to a comma is its own
            own = before[comma.end() :]
            before = own if own.strip() or after.strip() else before
        yield before, quantity, after
        if quantity.kind == "number":
            start, numbers = quantity.end, True


_BEFORE = re.compile(r"^.*[，；;。、]", re.DOTALL)
_COMMA = re.compile(r"[，；;。、：]|,(?!\d)")


def _attribute_of(attribute: str) -> str | None:
    found = terms().attribute.search(normal(attribute))
    return terms().attribute_of[found.group().lower()] if found else None
