"""What may be counted for a sentence: the items it introduces, the bodies of a role, the rows it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.guard.evidence import Known
from assistant.guard.lexicon import Mention, Words, normal
from assistant.guard.quantities import text_to_quantities
from assistant.guard.sentences import Sentence
from assistant.guard.terms import terms
from corpus.text import key


def countable(
    sentence: Sentence, text: str, mentions: Sequence[Mention], known: Sequence[Known], words: Words
) -> frozenset[int]:
    """The numbers that counting gives: nothing here is taken from the draft's own figures."""
    found: set[int] = set()
    bodies = {m.ids for m in mentions if m.kind == "body"}
    of_rows = bool(_ROWS.search(text))  # 配合1项任务: the rows are counted, not the bodies that one of them has
    if sentence.kind == "lead_in" and sentence.items:
        agreed = set() if of_rows else _agreed(text, known)
        return frozenset({sentence.items, *listed(text), *agreed, *_several(bodies)})
    found |= listed(normal(sentence.text))
    if sentence.items:
        found.add(sentence.items)
    elif len(sentence.cited) > 1:
        found.add(len(sentence.cited))
    found |= _several(bodies) | _several({m.ids for m in mentions if m.kind == "place"})
    roles = {terms().role_of[m.group().lower()] for m in terms().role.finditer(text)}
    for one in known:
        if one.record is not None and not of_rows:
            counted = Counter(
                {f.role: len(f.values) for f in one.record.all("lead", "cooperate", "monitor", "responsible")}
            )
            found |= {n for role, n in counted.items() if not roles or role in roles}
            found |= {len(f.values) for f in one.record.all(*_VALUED) if len(f.values) > 1}
            if _YEARS.search(text):
                found.add(len({f.year for f in one.record.fields if f.year}))
            if not roles:
                found.add(sum(counted.values()))
    found |= {
        sum(any(r.role == role and r.body in ids for r in k.roles) for k in known) for role in roles for ids in bodies
    }
    found |= _of_corpus(known, words)
    return frozenset(n for n in found if n)


_ROWS = re.compile(r"\d\s*[项个]\s*(?:任务|指标|工作)|\d\s+(?:tasks?|indicators?)\b")
_VALUED = ("base", "target", "amount")
_YEARS = re.compile(r"个?年[份度]|\byears\b")
_RUN = re.compile(r"((?:[^、，。；：:和与及\s]{1,12}、)+[^、，。；：:和与及\s]{1,12}?)[两二三四五六七八九十]+[区市县镇街个家项]")
_LIST = re.compile(r"[^,，。；：:;!?！？\n()（）]+")
_JOINED = re.compile(r"(?<=[^、])(?:和|与|及|以及|以至|同)(?=[^、])")
_ENGLISH_LIST = re.compile(
    r"(?:[^,;:.()]{2,80}, ){0,30}[^,;:.()]{2,80},?"
    r"(?: |(?<![a-zA-Z]))(?:and|together with|as well as|plus)(?: |(?![a-zA-Z]))[^,;:.()]{2,80}"
)


def listed(text: str) -> frozenset[int]:
    """How many things a sentence itself lists: 甲、乙和丙 are three."""
    found: set[int] = set()
    for match in _LIST.finditer(text):
        parts = match.group().split("、")
        if len(parts) > 1 or _JOINED.search(parts[-1]):
            found |= {len(parts), len(parts) + 1} if _JOINED.search(parts[-1]) else {len(parts)}
    found |= {match.group(1).count("、") + 1 for match in _RUN.finditer(text)}
    for match in _ENGLISH_LIST.finditer(text):
        found.add(match.group().count(", ") + (1 if ", and " in match.group() else 2))
    ordinals = sum(q.kind == "ordinal" for q in text_to_quantities(text))
    return frozenset(n for n in (*found, ordinals) if n > 1)


def _several(names: set[frozenset[str]]) -> set[int]:
    return {len(names)} if len(names) > 1 else set()


def _agreed(text: str, known: Sequence[Known]) -> set[int]:
    """How many bodies of the role spoken of each row has, where all have as many."""
    roles = {terms().role_of[m.group().lower()] for m in terms().role.finditer(text)}
    counts = {sum(len(f.values) for f in k.record.all(*roles)) for k in known if k.record} if roles else set()
    return counts if len(counts) == 1 else set()


def _of_corpus(known: Sequence[Known], words: Words) -> set[int]:
    """How many rows the group of the evidence has, and the table it stands in."""
    groups = {key(k.record.group) for k in known if k.record and k.record.group}
    tables = {(k.record.document, k.record.kind) for k in known if k.record}
    records = words.records.values()
    found = {sum(1 for r in records if r.group and key(r.group) == g) for g in groups}
    if len(known) > 1 or groups:
        found |= {sum(1 for r in records if (r.document, r.kind) == t) for t in tables} if len(groups) != 1 else set()
    return found
