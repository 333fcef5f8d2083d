"""Answering from sentences: which of them answer, and when none does, what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from msgspec.structs import replace

from assistant.choices import AskBack, Choice, Decline, Sentences, Thresholds
from assistant.demands import demands_of, listing_as_many
from assistant.passages import Passage
from assistant.reading import Reading
from assistant.vocabulary import vocabulary
from corpus.text import is_han, key
from index.coverage import Coverage

_REACHED = re.compile(r"^(?!.*(?:目标|计划|预期|将|要|应|\d{4})).*(?:达到|突破|增至|升至|降至)了?(?:多少|几)")
_COINED_PART = re.compile(r"[一二两三四五六七八九十百千][\u4e00-\u9fff]")
_MOST_PARTS = 5
_OTHER_YEAR = 0.05
_INSTEAD = 0.8  # of what the nearest sentence covers has the one that has what is asked for
_PREDICATE, _PREDICATE_OF_DATE = 0.6, 0.45
_TELLING = 0.5
_STANDS = 0.99
_MOST_SUBJECT = 3
_ONLY_A_PERSON = 3.0
_ITS_NAME = re.compile(r"叫什么|叫咩|叫乜|个名|姓名|名字|姓什么|\bname\b", re.IGNORECASE)


def _unsaid(best: Passage, reading: Reading, coverage: Coverage) -> tuple[str, ...]:
    """Words that stand nowhere in the corpus, where a person, a place or a date is asked for: 局长, 承建, 开工."""
    if not {"name", "when"} & {*reading.expected} or "list" in reading.expected:
        return ()
    least = _PREDICATE if "name" in reading.expected else _PREDICATE_OF_DATE
    missing = [s for s in best.missing if s.mass >= least and is_han(s.text[0])]
    return tuple(s.text for s in missing if float(coverage.hits([s]).max()) < 1.0)


def _absent(reading: Reading, coverage: Coverage) -> tuple[str, ...]:
    """Words of the question that stand nowhere in the corpus: what a decline can truly call missing."""
    known = {b.written for b in reading.bodies if b.ids}
    telling = [s for s in reading.content if s.mass >= _TELLING and s.text not in known]
    telling = [s for s in telling if len(s.text) > 1] or telling
    if not telling:
        return ()
    most = coverage.hits(telling).max(axis=1)
    return tuple(dict.fromkeys(reading.shown(s.text) for s, hit in zip(telling, most, strict=True) if hit < _STANDS))


def _declined(
    reading: Reading, best: Passage | None, coverage: Coverage, limits: Thresholds, missing: tuple[str, ...] = ()
) -> Decline:
    """Name the words that the corpus lacks; where it has them all, only not together, say so of the subject."""
    near = best if best and best.share >= limits.nearest else None
    if absent := missing or _absent(reading, coverage):
        return Decline("declined_missing", absent, near=near)
    subject = _subject(reading)
    return Decline("declined_subject" if subject else "declined_plain", subject, near=near)


def from_text(reading: Reading, passages: Sequence[Passage], coverage: Coverage, limits: Thresholds) -> Choice:
    """Sentences that cover the question, or a decline that says what they do not cover."""
    if not reading.content:
        return AskBack()
    persons = persons_asked_for(reading)
    if persons:
        near = passages[0] if passages else None
        if near and any(p in key(near.unit.text) for p in persons):
            return Decline("declined_subject", persons, near=near)
        return _declined(reading, near, coverage, limits, persons)
    of_one = {b.written for b in reading.bodies if b.ids} if "number" in reading.expected else set()
    usable = [p for p in passages if not any(s.hard or s.text in of_one for s in p.missing)]
    if not usable:
        hard = tuple(dict.fromkeys(reading.shown(s.text) for p in passages[:1] for s in p.missing if s.hard))
        declined = _declined(reading, passages[0] if passages else None, coverage, limits)
        return replace(declined, reason="declined_missing", missing=hard) if hard else declined
    demands = demands_of(reading)
    fitting = [p for p in usable if all(demand(p) for demand in demands)]
    fitting = listing_as_many(reading, fitting)
    best = (fitting or usable)[0]
    if not fitting or best.share < _INSTEAD * usable[0].share or best.score < _least(reading, best, limits):
        return _declined(reading, usable[0], coverage, limits)
    usable = fitting
    dated = [p for p in usable if p.dated]
    least = _least(reading, best, limits)
    if unsaid := _unsaid(best, reading, coverage):
        return Decline("declined_missing", unsaid, near=best)
    if not dated and _REACHED.search(key(reading.text)):
        dated = usable
    if not dated or dated[0].score < max(least, best.score - _OTHER_YEAR):
        year = reading.years[0] if reading.years else None
        return Decline("declined_year_plain" if year else "declined_target", _subject(reading), near=best, year=year)
    chosen = _chosen(dated[0], dated, reading, limits)
    explained = _explained(chosen[0], reading, coverage) if {"definition", "list"} & {*reading.expected} else ()
    return Sentences((chosen[0], *explained) if explained else chosen)


def persons_asked_for(reading: Reading) -> tuple[str, ...]:
    """The posts whose holder is asked for: 主任叫什么, who is the mayor."""
    persons = tuple(reading.shown(s.text) for s in reading.content if _is_person(s.text)) or _persons_in(reading.text)
    alone = sum(s.mass for s in reading.subject) < _ONLY_A_PERSON
    asked = _ITS_NAME.search(reading.text) or ("name" in reading.expected and alone)
    return persons if asked else ()


def _explained(best: Passage, reading: Reading, coverage: Coverage) -> tuple[Passage, ...]:
    """The sentences right after a coined term (一带两区) that take up its parts one by one (一带：…, 两区：…)."""
    terms = (s.text for s in reading.content if s.text in best.unit.text)
    parts = tuple(part for term in terms for part in _COINED_PART.findall(term))
    here = next(i for i, unit in enumerate(coverage.units) if unit is best.unit)
    after = coverage.units[here + 1 : here + 1 + _MOST_PARTS]
    taken = takewhile(lambda u: u.section == best.unit.section and u.text.lstrip('"').startswith(parts), after)
    return tuple(replace(best, unit=u, window=u.span, told=u.text) for u in taken) if len(parts) > 1 else ()


def _is_person(word: str) -> bool:
    """Whether a word is a post: 局长, 副县长, mayor."""
    persons = vocabulary().persons
    return word in persons or (is_han(word[0]) and len(word) > 2 and word[-2:] in persons)


def _least(reading: Reading, best: Passage, limits: Thresholds) -> float:
    """How much of a question a sentence has to cover: a figure or a date asked for needs more than what, who or how."""
    if reading.language == "en":
        return limits.sentence_english if best.unit.translation else limits.sentence_glossed
    measured = {"number", "when"} & {*reading.expected} or "target" in reading.attributes or reading.years
    return limits.sentence if measured else limits.sentence_told


def _persons_in(text: str) -> tuple[str, ...]:
    """The posts whose holder's name a text asks for: 召集人叫什么."""
    plain = key(text)
    named = sorted(vocabulary().persons | vocabulary().posts)
    return tuple(p for p in named if p in plain and is_han(p[0])) if _ITS_NAME.search(text) else ()


def _subject(reading: Reading) -> tuple[str, ...]:
    """The weightiest pieces of the question, in its order: what a decline says it is about."""
    heavy = sorted(reading.content, key=lambda s: -s.mass)[:_MOST_SUBJECT]
    return tuple(
        reading.shown(s.text) for s in reading.content if s in heavy and s.mass >= _TELLING and len(s.text) > 1
    )


def _chosen(best: Passage, usable: Iterable[Passage], reading: Reading, limits: Thresholds) -> tuple[Passage, ...]:
    """The best sentence, and for open questions those that answer as well or cover what it leaves out."""
    chosen = [best]
    most = 3 if {"open", "list"} & {*reading.expected} or "content" in reading.attributes else 2
    for passage in usable:
        if passage is best or len(chosen) >= most or passage.unit.document != best.unit.document:
            continue
        also = limits.beside if "open" in reading.expected and _stand_together(passage, best) else limits.also
        if (most > 2 and passage.score >= also * best.score) or _adds(passage, chosen, best, reading):
            chosen.append(passage)
    return tuple(chosen)


def _stand_together(passage: Passage, best: Passage) -> bool:
    """Whether two sentences stand under one heading."""
    return passage.unit.section is not None and passage.unit.section == best.unit.section


def _adds(passage: Passage, chosen: Sequence[Passage], best: Passage, reading: Reading) -> bool:
    """Whether a sentence says a piece of the question that those chosen do not."""
    pieces = enumerate(zip(passage.hits, reading.segments, strict=True))
    new = any(h >= 0.9 and s.mass >= 0.8 and max(c.hits[i] for c in chosen) < 0.5 for i, (h, s) in pieces)
    return new and passage.score >= 0.5 * best.score
