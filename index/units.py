"""Documents → units: the sentences and record labels that a question is compared with."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from corpus.genre import genre
from corpus.lexicon import Lexicon
from corpus.model import Document, Paragraph, Record, Section, Span
from corpus.numbers import YEAR
from corpus.text import flat, key, line_of
from corpus.translation import is_current
from index.words import stems

_TOPIC = re.compile(r"[\u4e00-\u9fff“”、（）]{2,20}。")


class Unit(Struct, frozen=True):
    """Something a question can be about: `text` in one spelling, its English, and the headings it stands under.

    `kind` is sentence, label or section; a label names `record`, a section unit is a heading. `years` are the years it
    speaks of; `past` units stand under a heading that tells what has been reached.
    """

    kind: str
    document: str
    span: Span
    text: str
    english: frozenset[str]
    context: str
    context_english: frozenset[str]
    years: tuple[int, ...]
    section: int | None
    paragraph: int | None = None
    record: str | None = None
    name: str = ""
    translation: str = ""
    past: bool = False
    current: bool = True

    @property
    def shown_translation(self) -> str:
        """The translation where it still belongs to the sentence; one of an earlier wording only helps to find it."""
        return self.translation if self.current else ""


class Weights(Struct, frozen=True):
    """How much a word tells: inverse document frequency over sentences, 0 for the commonest to 1 for the unseen."""

    han: dict[str, float]
    stems: dict[str, float]

    def of_han(self, char: str) -> float:
        """The weight of a Han character."""
        return self.han.get(char, 1.0)

    def of_stem(self, word: str) -> float:
        """The weight of an English stem."""
        return self.stems.get(word, 1.0)


def translated_sentences(document: Document, paragraph: Paragraph) -> tuple[str, ...]:
    """The English sentences of a paragraph, one for each of its own; empty where there is no exact match."""
    if not document.translation:
        return ()
    first = line_of(document.lines, paragraph.span.start) - 1
    last = line_of(document.lines, paragraph.span.end - 1) - 1
    english = " ".join(filter(None, (document.translation[n].strip() for n in range(first, last + 1))))
    heading = [
        s for s in document.sections if s.span.start >= document.lines[first] and s.span.end <= paragraph.span.start
    ]
    pieces = tuple(re.split(r"(?<=[.!?])(?<!\d\.)\s+(?=[\"“(A-Z0-9])", english))
    extra = len(pieces) - len(paragraph.sentences)
    return pieces[extra:] if extra in (0, len(heading)) else ()


def document_to_units(document: Document, lexicon: Lexicon, glosses: Mapping[str, tuple[str, ...]]) -> Iterator[Unit]:
    """The units of one document: every sentence, and every record under its name and its contents."""
    english_names = _english_names(lexicon, document.id)
    for number, paragraph in enumerate(document.paragraphs):
        yield from _sentence_units(document, number, paragraph, glosses)
    for record in document.records:
        yield from _label_units(document, record, english_names, glosses)
    for section in document.sections:
        yield _section_unit(document, section, english_names, glosses)


def _sentence_units(
    document: Document, number: int, paragraph: Paragraph, glosses: Mapping[str, tuple[str, ...]]
) -> Iterator[Unit]:
    titles = [s.title for s in document.path(paragraph.section)]
    topic = _topic(document, paragraph)
    titles += [topic] if topic else []
    context = key(" ".join(titles))
    context_english = _english(titles, "", glosses)
    past = any(genre().past_section.search(s.title) for s in document.path(paragraph.section)[:1])
    translations = translated_sentences(document, paragraph)
    start = min(document.years, default=0)
    years = next((found for t in reversed(titles) if (found := _years(t))), ())
    for i, span in enumerate(paragraph.sentences):
        text = flat(span.of(document.text))
        if genre().roles_alone.match(text) or (i == 0 and topic):
            continue
        own = _years(text)
        goes_on = own and max(own) < start <= max(years, default=0)  # 到2025年，…。A由2022年的52%提高到70%
        years = (*own, *years) if goes_on else own or years
        english = translations[i] if translations else ""
        current = not english or is_current(text, english, document.translated)
        yield Unit(
            kind="sentence",
            document=document.id,
            span=span,
            text=key(text),
            english=frozenset(stems(english)) or _english([text], english, glosses),
            context=context,
            context_english=context_english,
            years=years,
            section=paragraph.section,
            paragraph=number,
            translation=english,
            past=past,
            current=current,
        )


def _topic(document: Document, paragraph: Paragraph) -> str:
    """What a paragraph opens with as a heading of its own (望川区。打造…), without a number; "" for none."""
    opening = flat(paragraph.sentences[0].of(document.text)) if len(paragraph.sentences) > 1 else ""
    return opening[:-1] if _TOPIC.fullmatch(opening) else ""


def _label_units(
    document: Document, record: Record, names: Mapping[str, tuple[str, ...]], glosses: Mapping[str, tuple[str, ...]]
) -> Iterator[Unit]:
    contents = [f.text for f in (record.fields if record.kind == "row" else record.all("content"))]
    if record.section is not None:
        contents += [s.title for s in document.children(record.section)]
    if record.group:
        contents.append(record.group)
    context = key(" ".join(contents))
    own = [record.name, *names.get(key(record.name), ())]
    bare = [b for n in own if (b := genre().phase_word.sub("", n)) != n] if record.kind == "phase" else []
    for label in dict.fromkeys((*own, *bare)):
        unknown = not any(map(str.isascii, own))  # a name known in English needs no guess at its single characters
        english = frozenset(stems(label)) or _english([label], "", glosses, lone=unknown)
        yield Unit(
            kind="label",
            document=document.id,
            span=record.span,
            text=key(label),
            english=english,
            context=context,
            context_english=_english(contents, "", glosses, names),
            years=(),
            section=record.section,
            record=record.id,
            name=label,
        )


def _section_unit(
    document: Document, section: Section, names: Mapping[str, tuple[str, ...]], glosses: Mapping[str, tuple[str, ...]]
) -> Unit:
    around = [s.title for s in (*document.path(section.parent), *document.children(section.id))]
    aliases = [n for n in names.get(key(section.title), ()) if n.isascii()]
    return Unit(
        kind="section",
        document=document.id,
        span=section.span,
        text=key(section.title),
        english=frozenset(w for a in aliases for w in stems(a)) or _english([section.title], "", glosses),
        context=key(" ".join(around)),
        context_english=_english(around, "", glosses, names),
        years=(),
        section=section.id,
        name=section.title,
    )


def _english_names(lexicon: Lexicon, document: str) -> dict[str, tuple[str, ...]]:
    """Every other name of a name, Chinese and English, for this document."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in lexicon.entries:
        if entry.document in (None, document) and entry.kind in (
            "indicator",
            "task",
            "project",
            "section",
            "phase",
            "term",
        ):
            for name in entry.names:
                others = [n for n in (*entry.names, *entry.english) if n != name]
                found[key(name)] = (*found.get(key(name), ()), *others)
    return found


def _english(
    texts: Iterable[str],
    translation: str,
    glosses: Mapping[str, tuple[str, ...]],
    names: Mapping[str, tuple[str, ...]] | None = None,
    lone: bool = False,
) -> frozenset[str]:
    """English stems that a Chinese text may be asked for by: names known in English, then a dictionary's words."""
    found = set(stems(translation))
    for text in texts:
        for name in (names or {}).get(key(text), ()):
            found.update(stems(name))
        for gloss in gloss_words(key(text), glosses, lone):
            found.add(gloss)
    return frozenset(found)


def gloss_words(text: str, glosses: Mapping[str, tuple[str, ...]], lone: bool = False) -> Iterator[str]:
    """The English stems of every dictionary word in a Chinese text, and of `lone` characters that are in none."""
    apart = [True] * len(text)
    for i in range(len(text)):
        for length in range(2, 7):
            if found := glosses.get(text[i : i + length]):
                yield from found
                apart[i : i + length] = [False] * len(text[i : i + length])
    for char, alone in zip(text, apart, strict=True):
        if alone and lone:
            yield from glosses.get(char, ())


def _years(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(y) for y in YEAR.findall(text)))


def units_to_weights(units: Sequence[Unit]) -> Weights:
    """Inverse document frequencies over the sentences, scaled to 0…1."""
    sentences_ = [u for u in units if u.kind == "sentence"] or list(units)
    han = Counter(g for u in sentences_ for g in set(u.text))
    english = Counter(w for u in sentences_ for w in u.english)
    return Weights(_idf(han, len(sentences_)), _idf(english, len(sentences_)))


def _idf(counts: Mapping[str, int], total: int) -> dict[str, float]:
    highest = math.log(1 + total / 0.5)
    return {g: round(math.log(1 + (total - n + 0.5) / (n + 0.5)) / highest, 4) for g, n in counts.items()}
