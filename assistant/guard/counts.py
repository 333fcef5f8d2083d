"""What may be counted for a sentence: the items it introduces, the bodies of a role, the rows it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from assistant.guard.evidence import Known
from assistant.guard.lexicon import Mention, Words
from assistant.guard.quantities import text_to_quantities
from assistant.guard.sentences import Sentence
from assistant.guard.spelling import normal
from assistant.guard.terms import terms
from corpus.model import Record
from corpus.text import is_han, key


class Counts(Struct, frozen=True):
    """The numbers that counting gives, by what is counted: table rows, bodies, and what a sentence lists.

    `items` are those below a lead-in. `loose` are lists of things with figures of their own, lists of the evidence,
    and marks of a whole sentence: for numbers in words only.
    """

    rows: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    listed: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()
    items: frozenset[int] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        """Whatever is counted."""
        return self.rows | self.bodies | self.listed | self.loose | self.items


def countable(
    sentence: Sentence, text: str, mentions: Sequence[Mention], known: Sequence[Known], words: Words
) -> Counts:
    """The numbers that counting gives: nothing here is taken from the draft's own figures."""
    named = {m.ids for m in mentions if m.kind == "body"}
    roles = {terms().role_of[m.group().lower()] for m in terms().role.finditer(text)}
    roles |= {"lead", "monitor"} if "responsible" in roles else set()
    items = {sentence.items} - {0}
    own = frozenset(_several(named))
    of_rows = bool(ROWS.search(text))  # 配合1项任务: the rows are counted, not the bodies that one of them has
    whole = normal(sentence.text)
    lists = _one_each(text, mentions)
    if whole != text:
        lists = f"{lists}。{_one_each(whole, words.mentions(whole))}"
    if sentence.kind == "lead_in" and items:
        agreed = frozenset() if of_rows else _agreed(roles, known)
        return Counts(bodies=own | agreed, listed=listed(lists), items=frozenset(items))
    several = listed(lists) | items | _several({m.ids for m in mentions if m.kind == "place"})
    bodies = own if of_rows else own | {n for k in known if k.record for n in _bodies_of(k.record, roles)}
    values = {n for k in known if k.record for n in _values_of(k.record, text)}
    rows = _of_corpus(known, words) | {
        sum(any(r.role == role and r.body in ids for r in k.roles) for k in known) for role in roles for ids in named
    }
    if not items and len(sentence.cited) > 1:
        rows |= {len(known)} | ({len(sentence.cited)} if _IN_ALL.search(text) or len(sentence.pieces) == 1 else set())
    loose = listed(lists, figures=True) | listed(_ASIDE.sub("", lists), figures=True) | {len(sentence.cited)}
    loose |= {n for k in known if not k.row for t in k.prose for n in listed(t)}
    return Counts(*(frozenset(s - {0}) for s in (rows, bodies, several | values, loose)))


def _one_each(text: str, mentions: Sequence[Mention]) -> str:
    """A text with each Chinese name as one sign, so that 海洋与渔业局 is one thing of a list."""
    for name in sorted(mentions, key=lambda m: -m.start):
        if any(map(is_han, name.text)) and name.kind == "body":
            text = f"{text[: name.start]}甲{text[name.end :]}"
    return text


def _bodies_of(record: Record, roles: set[str]) -> set[int]:
    """How many bodies a row has in each of these roles; where none is spoken of, in each and in all."""
    counted = Counter({f.role: len(f.values) for f in record.all("lead", "cooperate", "monitor", "responsible")})
    return {n for role, n in counted.items() if role in roles} if roles else {*counted.values(), sum(counted.values())}


def _values_of(record: Record, text: str) -> set[int]:
    """How many values a cell of a row has, and how many years it has values for."""
    found = {n for f in record.all(*_VALUED) if (n := len(f.values)) > 1}
    return found | ({len({f.year for f in record.fields if f.year})} if _YEARS.search(text) else set())


_IN_ALL = re.compile(r"共|合计|总|all\b|total|altogether", re.IGNORECASE)
ROWS = re.compile(r"[\d.,]*\d\s*[项个]\s*(?:任务|指标|工作)|[\d.,]*\d\s+(?:tasks?|indicators?)\b")
_VALUED = ("base", "target", "amount")
_YEARS = re.compile(r"[两二三四五六七八九\d]\s?个?年[份度]|\byears\b")
_RUN = re.compile(
    r"((?:[^、，。；：:和与及\s]{1,12}、)+[^、，。；：:和与及\s]{1,12}?)[两二三四五六七八九十]+[区市县镇街个家项]"
)
_WITHOUT = re.compile(r"(?:不含|不包括|除了?)[^（）()]*")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_FIGURES = re.compile(r"\d\s?[^\d、，]{0,3}、[^、]*\d")
_LIST = re.compile(r"[^,，。；：:;!?！？\n()（）]+")
_TOLD = re.compile(r"(?<![一-九第])([一二三四五六七八九])是")
_JOINED = re.compile(r"(?<=[^、])(?:和|与|及|以及|以至|同)(?=[^、])")
_ENGLISH_LIST = re.compile(
    r"(?:[^,;:.()]{2,80}, ){0,30}[^,;:.()]{2,80},?"
    r"(?: |(?<![a-zA-Z]))(?:and|together with|as well as|plus)(?: |(?![a-zA-Z]))[^,;:.()]{2,80}"
)


def listed(text: str, figures: bool = False) -> frozenset[int]:
    """How many things a sentence itself lists: 甲、乙和丙 are three; with `figures`, also things that have some."""
    found: set[int] = set()
    for match in _LIST.finditer(_WITHOUT.sub("", text)):
        parts = match.group().split("、")
        if (len(parts) > 1 or _JOINED.search(parts[-1])) and (figures or not _FIGURES.search(match.group())):
            found |= {len(parts), len(parts) + 1} if _JOINED.search(parts[-1]) else {len(parts)}
    found |= {match.group(1).count("、") + 1 for match in _RUN.finditer(text)}
    for match in _ENGLISH_LIST.finditer(text):
        found.add(match.group().count(", ") + (1 if ", and " in match.group() else 2))
    told = {*_TOLD.findall(text)}  # 一是…，二是…
    found.add(len(told) if told == {*"一二三四五六七八九"[: len(told)]} else 0)
    ordinals = sum(q.kind == "ordinal" for q in text_to_quantities(text))
    return frozenset(n for n in (*found, ordinals) if n > 1)


def _several(names: set[frozenset[str]]) -> set[int]:
    return {len(names)} if len(names) > 1 else set()


def _agreed(roles: set[str], known: Sequence[Known]) -> frozenset[int]:
    """How many bodies of the roles spoken of each row has, where all have as many."""
    counts = {sum(len(f.values) for f in k.record.all(*roles)) for k in known if k.record} if roles else set()
    return frozenset(counts if len(counts) == 1 else ())


def _of_corpus(known: Sequence[Known], words: Words) -> set[int]:
    """How many rows the group of the evidence has, and the table it stands in."""
    groups = {key(k.record.group) for k in known if k.record and k.record.group}
    tables = {(k.record.document, k.record.kind) for k in known if k.record}
    records = words.records.values()
    found = {sum(1 for r in records if r.group and key(r.group) == g) for g in groups} if len(groups) == 1 else set()
    if len(known) > 1 or groups:
        found |= {sum(1 for r in records if (r.document, r.kind) == t) for t in tables} if len(groups) != 1 else set()
    return found
