"""Answers from the text: the sentences that answer, the fact in front, and lists of what stands under a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Fact
from assistant.compose.parts import Citations, Composed, Focus, marks
from assistant.compose.voice import Voice
from assistant.passages import Passage
from assistant.reading import Reading
from corpus.model import Record, Section, Span
from corpus.text import flat, split_at, squeeze
from index.snapshot import Snapshot

_LONGEST_QUOTE, _LONGEST_IN_ENGLISH = 420, 900
_LONG_SENTENCE, _LONG_IN_ENGLISH = 280, 180


def answer_quotes(passages: Sequence[Passage], reading: Reading, snapshot: Snapshot, voice: Voice) -> Composed:
    """Quote the sentences, the first one led by the clause that carries the fact."""
    citations = Citations(snapshot, voice.english)
    blocks: list[str] = []
    facts: list[Fact] = []
    for passage in _within_room(passages, voice.english):
        text = snapshot.by_id[passage.unit.document].text
        sentence, translation = part_of(passage, text, _LONG_IN_ENGLISH if voice.english else _LONG_SENTENCE)
        number = citations.cite(passage.unit.document, sentence, translation=translation)
        fact = passage.window if len(passages) == 1 else sentence
        quote = flat(sentence.of(text))
        lead = translation if voice.english and translation else flat(fact.of(text))
        blocks.append(voice.say("quote_lead", fact=lead.rstrip("，；,;"), marks=marks([number])))
        if lead != quote:
            blocks.append(voice.say("quote_block", quote=quote))
        facts.append(Fact("", "", flat(fact.of(text)), citation=number))
    if ("when" in reading.expected or "phase" in reading.kinds) and (period := _period(passages[0], snapshot)):
        number = citations.cite(period.document, period.name_span)
        blocks.insert(
            0, voice.say("phase_now", name=voice.name(period.name), period=period.fields[0].text, marks=marks([number]))
        )
    missing = tuple(dict.fromkeys(reading.shown(s.text) for p in passages[:1] for s in p.missing if s.mass >= 1.0))
    return Composed(
        "answered_quote", "\n\n".join(blocks), tuple(facts), citations.all, missing, focus=Focus(question=reading.text)
    )


def part_of(passage: Passage, text: str, longest: int) -> tuple[Span, str]:
    """The sentence that is quoted, with its translation; of a long one the part between semicolons that answers."""
    unit = passage.unit
    parts = split_at(text, unit.span, "；;")
    translated = unit.shown_translation.split(";")
    here = [i for i, p in enumerate(parts) if p.start <= passage.window.start and passage.window.end <= p.end]
    if unit.span.end - unit.span.start <= longest or len(here) != 1:
        return unit.span, unit.shown_translation
    return parts[here[0]], translated[here[0]].strip() if len(translated) == len(parts) else unit.shown_translation


def _period(passage: Passage, snapshot: Snapshot) -> Record | None:
    """The phase under whose heading an undated sentence stands."""
    if re.search(r"\d{4}\s*年", passage.window.of(snapshot.by_id[passage.unit.document].text)):
        return None
    above = {s.id for s in snapshot.by_id[passage.unit.document].path(passage.unit.section)}
    records = (r for r in snapshot.records.values() if r.document == passage.unit.document)
    return next((r for r in records if r.kind == "phase" and r.section in above), None)


def _length(passage: Passage, english: bool) -> int:
    return passage.unit.span.end - passage.unit.span.start + (len(passage.unit.translation) if english else 0)


def _within_room(passages: Sequence[Passage], english: bool) -> list[Passage]:
    """The best, then as many more as a short answer holds; all in the order of the source."""
    kept = [passages[0]]
    for passage in passages[1:]:
        if sum(_length(p, english) for p in [*kept, passage]) <= (_LONGEST_IN_ENGLISH if english else _LONGEST_QUOTE):
            kept.append(passage)
    return sorted(kept, key=lambda p: (p.unit.document, p.unit.span))


def answer_children(section: Section, document: str, snapshot: Snapshot, voice: Voice) -> Composed:
    """List what stands under a heading: the items, each cited where it is written."""
    citations = Citations(snapshot, voice.english)
    if not snapshot.by_id[document].children(section.id):
        return _answer_section(section, document, snapshot, voice)
    children = snapshot.by_id[document].children(section.id)
    lines = [
        voice.say("list_item", name=voice.name(squeeze(c.title)), marks=marks([citations.cite(document, c.span)]))
        for c in children
    ]
    head = voice.say("list_head", title=voice.name(squeeze(section.title)), count=len(children))
    facts = tuple(Fact(section.title, "", c.title, citation=i) for i, c in enumerate(children, start=1))
    return Composed(
        "answered_list", "\n".join([head, *lines]), facts, citations.all, focus=Focus(question=section.title)
    )


def _answer_section(section: Section, document: str, snapshot: Snapshot, voice: Voice) -> Composed:
    """Quote what stands under a heading without items, as far as a short answer holds."""
    citations = Citations(snapshot, voice.english)
    units = [u for u in snapshot.units if u.kind == "sentence" and u.document == document and u.section == section.id]
    heading = marks([citations.cite(document, section.span)])
    blocks = [voice.say("heading_line", subject=f"**{voice.name(squeeze(section.title))}**{heading}")]
    room = _LONGEST_QUOTE
    for unit in units:
        number = citations.cite(document, unit.span, translation=unit.shown_translation)
        shown = (
            unit.shown_translation
            if voice.english and unit.shown_translation
            else flat(unit.span.of(snapshot.by_id[document].text))
        )
        blocks.append(voice.say("list_item", name=shown, marks=marks([number])))
        room -= unit.span.end - unit.span.start
        if room <= 0:
            break
    facts = (Fact(section.title, "", blocks[1], citation=1),) if units else ()
    return Composed("answered_quote", "\n".join(blocks), facts, citations.all, focus=Focus(question=section.title))
