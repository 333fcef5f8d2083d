"""Evidence → what it states, typed: its quantities with what they belong to, names, roles, negations, characters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from assistant.guard.lexicon import Words
from assistant.guard.phrases import body_id
from assistant.guard.relations import Role, text_to_roles
from assistant.guard.rows import dresses, row_names, row_ordinal, row_roles, row_values, values_written
from assistant.guard.spelling import normal
from assistant.guard.stated import Stated, contents, numbering, text_values
from assistant.guard.terms import terms
from assistant.judgement import Evidence
from corpus.model import Record
from corpus.text import key

_REMEMBERED = 256  # pieces of evidence, each up to some 100 kB when read


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
        stated += row_values(record, words)
        stated += (s for t in row_names(record, words) for s in text_values(t, None))
        stated += (s for t in texts[:1] if record.ordinal is None for s in numbering(t))
    else:
        stated += (s for t in texts for s in text_values(t, None))
        if record is not None:
            stated += row_ordinal(record)
    stated += (_of_section(s) for t in section for s in text_values(t, None))
    stated += (s for t in section for s in numbering(t))
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
        for t in dresses(f.value, f.unit or "")
        for s in text_values(normal(t), None)
        if row is None or _attribute_of(f.attribute) or f.year
    )
    names = [n for t in ((record and row_names(record, words)) or ()) for n in [t]]
    everything = [*texts, *section, *facts, *names]
    mentions = [m for t in everything for m in words.mentions(t)]
    ids = {f"{m.kind}:{i}" for m in mentions for i in m.ids}
    roles = {r for t in texts for r in text_to_roles(t, words)}
    if row is not None and record is not None:
        ids |= {f"record:{key(record.name)}"}
        roles = set(row_roles(record, words))
    elif record is not None:
        ids |= {f"record:{key(record.name)}"}
        roles |= set(row_roles(record, words))
    roles |= {r for f in evidence.facts for r in _fact_roles(f.subject, f.attribute, f.value, words)}
    bodies = [words.bodies[b] for b in words.bodies if f"body:{body_id(b)}" in ids]
    english = [e for b in bodies for e in b.english]
    return Known(
        number=evidence.number,
        prose=tuple(texts),
        row=row is not None,
        texts=tuple(everything),
        flat="\n".join(map(key, [evidence.quote, *everything, *english, *values_written(row)])),
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


def _of_section(stated: Stated) -> Stated:
    return replace(stated, attribute="section") if stated.quantity.kind == "ordinal" else stated


def _attribute_of(attribute: str) -> str | None:
    found = terms().attribute.search(normal(attribute))
    return terms().attribute_of[found.group().lower()] if found else None
