"""Answers from the text: the sentences that answer, the fact in front, and lists of what stands under a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Fact
from assistant.compose.parts import Citations, Composed, Focus, marks
from assistant.compose.voice import Voice
from assistant.passages import Passage
from assistant.reading import Reading
from corpus.model import Section, Span
from corpus.text import clauses, key, squeeze
from index.snapshot import Snapshot

_DIGIT = re.compile(r"\d")
_DEPENDENT = re.compile(r"^(?:占|居|其中|分别|约占|同比|比|较|且|并|以及|达到|达|平均|位居|名列)")
_LONGEST_QUOTE = 420


def answer_quotes(passages: Sequence[Passage], reading: Reading, snapshot: Snapshot, voice: Voice) -> Composed:
    """Quote the sentences, the first one led by the clause that carries the fact."""
    citations = Citations(snapshot, voice.english)
    blocks: list[str] = []
    facts: list[Fact] = []
    room = _LONGEST_QUOTE
    ordered = sorted(passages, key=lambda p: (p.unit.document, p.unit.span)) if len(passages) > 1 else passages
    for passage in ordered:
        text = snapshot.by_id[passage.unit.document].text
        sentence = passage.unit.span
        number = citations.cite(passage.unit.document, sentence, translation=passage.unit.translation)
        fact = best_clause(text, sentence, reading) if len(passages) == 1 else sentence
        quote = flat(sentence.of(text))
        lead = passage.unit.translation if voice.english and passage.unit.translation else flat(fact.of(text))
        blocks.append(voice.say("quote_lead", fact=lead.rstrip("，；,;"), marks=marks([number])))
        if lead != quote:
            blocks.append(voice.say("quote_block", quote=quote))
        facts.append(Fact("", "", flat(fact.of(text)), citation=number))
        room -= len(quote)
        if room < 0:
            break
    missing = tuple(dict.fromkeys(s.text for p in passages[:1] for s in p.missing if s.mass >= 1.0))
    return Composed("answered_quote", "\n\n".join(blocks), tuple(facts), citations.all, missing, focus=Focus(question=reading.text))


def best_clause(text: str, sentence: Span, reading: Reading) -> Span:
    """The smallest run of clauses that says as much of the question as the sentence, with a number where one is asked."""
    parts = clauses(text, sentence)
    if len(parts) < 2:
        return sentence
    needs_number = "number" in reading.expected and bool(_DIGIT.search(sentence.of(text)))
    best, best_score = sentence, -1.0
    for i in range(len(parts)):
        for j in range(i, min(i + 3, len(parts))):
            window = Span(parts[i].start, parts[j].end)
            words = key(window.of(text))
            if needs_number and not _DIGIT.search(words) or _DEPENDENT.match(words):
                continue
            covered = sum(s.mass * _said(s.text, s.chinese, words) for s in reading.segments)
            score = covered - 0.12 * (j - i)
            if score > best_score + 1e-6:
                best, best_score = window, score
    return best


def _said(text: str, ways: Sequence[str], words: str) -> float:
    if text in words or any(w in words for w in ways):
        return 1.0
    pairs = [text[i : i + 2] for i in range(len(text) - 1)]
    return sum(p in words for p in pairs) / len(pairs) if pairs else 0.0


def answer_children(section: Section, document: str, snapshot: Snapshot, voice: Voice) -> Composed:
    """List what stands under a heading: the items, each cited where it is written."""
    citations = Citations(snapshot, voice.english)
    children = snapshot.by_id[document].children(section.id)
    lines = [
        voice.say("list_item", name=voice.name(squeeze(c.title)), marks=marks([citations.cite(document, c.span)]))
        for c in children
    ]
    head = voice.say("list_head", title=voice.name(squeeze(section.title)), count=len(children))
    facts = tuple(Fact(section.title, "", c.title, citation=i) for i, c in enumerate(children, start=1))
    return Composed("answered_list", "\n".join([head, *lines]), facts, citations.all, focus=Focus(question=section.title))


def flat(text: str) -> str:
    """A quotation on one line: a page end inside it is shown as nothing."""
    return re.sub(r"\s*\n\s*", "", text).replace("**", "")
