"""A screened question → a `Reading`: which attribute, kind, operation, ordinal, year, body and subject it names.

Deterministic: its pieces (`assistant/pieces.py`) say what they are; patterns say what a list of phrases cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from assistant.asking import asks
from assistant.ordinals import find_months, find_numbers, find_ordinals, find_years
from assistant.pieces import SOFT_MASS, Found, Pieces, kinds_counted
from assistant.reading import Mentioned, Reading
from assistant.screen import Screened
from assistant.vocabulary import squashed, vocabulary
from corpus.numbers import to_int
from corpus.text import is_han, key
from index.coverage import Coverage, Segment
from index.names import Meaning, sorts_named
from index.snapshot import Snapshot
from index.words import longest_matches, stems

_BESIDES_LEADERS = re.compile(
    r"除了?(?:牵头|带头|主责|挑头|领头)|(?:apartfrom|besides|otherthan|exceptfor|excluding|asidefrom)(?:the)?lead"
)
_WHO_ASKS = re.compile(
    r"^(?:我们?是|我系|我哋系|作为|本人是|I am|I'm|We are|We're|As an?)[^，,。.？?]{2,40}[，,。.]\s*(?=\S)",
    re.IGNORECASE,
)
_OF_WHO_ASKS = 0.4
_COUNTED_MASS = 0.8
_THOUSANDS = re.compile(r"\b(\d+)k\b")
_ASKS_WHETHER = re.compile(r"(?:and |so |but )?(?:is|are|was|were|does|do|did)\b", re.IGNORECASE)
_SUPPOSES = re.compile(r"(?:是|为|有|由).{1,24}吧[?？。]?$")
_COUNTS = re.compile(r"(?:多少个?|几个?|几多个?|\d[十百千万亿]*)$")
_GLOSSED = re.compile(
    r"([\u4e00-\u9fff]{2,})\s*[（(][A-Za-z][A-Za-z ,&'’-]+[)）]"
    r"|\b(?!(?:Is|Are|Was|Were|Do|Does|Did|Has|Have|Will|Can|Which|What|Who|When|Where|How|The|In|For|By|Since|And)\b)"
    r"[A-Z][\w'’-]*(?:\s+(?:(?:of|and|the|for)\s+)*[A-Z][\w'’-]*)*\s*[（(]([\u4e00-\u9fff“”]{2,})[)）]"
)
_HAN_NUMBER = re.compile(
    r"(?<![百千万])(?!百|千|.{0,4}[十百千]{2})[一二三四五六七八九十百千]{2,}(?=周?岁|多?家|多?万|多?亿|人|公里|平方)"
)
_PERCENT = re.compile(r"\bpct\b")
_PLURAL_NUMBER = re.compile(r"\b([\d,.]+)['’]?s\b")
_COUNTED = re.compile(  # what is quoted is a name, and stays whole
    r"(“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』)|几多?[户名位座所支辆台套场处](?![\u4e00-\u9fff]{0,1}[级校])|(?:[二两三四五六七八九十]{1,2}|(?<![\d.+])\d{1,2})(?:大(?!学|数|湾|广|型|中)|个(?!百分|人|月)|类|种|条|样|块|家|方面)"
)


class Understanding:
    """Reads questions against one snapshot; safe to share between threads."""

    def __init__(self, snapshot: Snapshot, coverage: Coverage):
        self._pieces = Pieces(snapshot, coverage)
        self._sorts = [(re.compile(f"[项个条件]{s}"), s, kind) for s, kind in sorts_named(snapshot.documents)]

    def read(self, question: Screened) -> Reading:
        """Take a question apart."""
        asked = _without_asides(question.text)
        plain = _in_digits(_GLOSSED.sub(lambda m: m[1] or f" {m[2]} ", asked))
        text, corrected = self._pieces.speller.corrected(plain)
        talk = _small_talk(text)
        if talk:
            return Reading(text, question.language, question.traditional, small_talk=talk)
        ordinals, rest = find_ordinals(text)
        years, rest = find_years(rest)
        numbers, _ = find_numbers(rest)
        found_counts = [m.group() for m in _COUNTED.finditer(rest) if not m[1]]
        counted = tuple(Segment(c, mass=_COUNTED_MASS, soft=True) for c in found_counts if "大" in c)
        rest = _COUNTED.sub(lambda m: m[1] or " ", rest)
        found = [*self._pieces.find(rest)]
        segments = tuple(dict.fromkeys((*counted, *(s for piece in found for s in self._pieces.segments(piece)))))
        ways = (*vocabulary().patterns.values(), *(asked for asked, _ in vocabulary().names))
        told = [m.group() for p in ways if (m := p.search(key(text)))]
        sorts = {stem: kind for counted, stem, kind in self._sorts if counted.search(key(text))}
        told += sorts
        segments = tuple(_softened(s) if any(s.text in t for t in told) else s for s in segments)
        asker = _WHO_ASKS.match(text)
        if asker:
            of_asker = {s.text for piece in self._pieces.find(asker.group()) for s in self._pieces.segments(piece)}
            segments = tuple(_faded(s) if s.text in of_asker else s for s in segments)
        if question.language == "zh":
            segments = tuple(replace(s, english=()) if is_han(s.text[0]) else s for s in segments)
        attributes, bodies = _attributes(found, text), tuple(_bodies(found))
        operations = _operations(found, text)
        named = (kind for f in found if isinstance(f, Found) for kind in kinds_counted(f.text))
        kinds = tuple(
            dict.fromkeys((*ordinals.kinds, *_tagged(found, "kind"), *_grouped(found), *named, *sorts.values()))
        )
        if "together" in operations and any(b.ids for b in bodies) and not (attributes or kinds):
            attributes = ("responsible",)
        ordered = asked != question.text and not (asks(asked) or attributes or bodies or ordinals.values)
        return Reading(
            text=text,
            language=question.language,
            traditional=question.traditional,
            attributes=attributes,
            kinds=kinds,
            operations=operations,
            expected=_expected(text, numbers),
            ordinals=ordinals.values,
            years=years,
            months=find_months(text) if years else (),
            bodies=bodies,
            places=tuple(dict.fromkeys(_places(found))),
            categories=_categories(found, text),
            groups=tuple(dict.fromkeys(m.value for m in _meanings(found, "group"))),
            homes=tuple(dict.fromkeys(m.document or "" for m in _meanings(found, "home"))),
            numbers=numbers,
            segments=segments,
            documents=tuple(dict.fromkeys(m.value for m in _meanings(found, "document"))),
            leans=bool(_tagged(found, "follow_up")),
            corrected=corrected,
            small_talk="ability" if ordered else None,
        )


def _expected(text: str, numbers: Sequence[str]) -> tuple[str, ...]:
    plain, english = key(text), f" {' '.join(stems(text))} "
    words = vocabulary()
    chinese = [name for name, phrases in words.expected.items() if any(p in plain for p in phrases)]
    also = [n for n, ps in words.expected_english.items() if any(f" {p} " in english for p in ps if p)]
    truth = ["truth"] if _ASKS_WHETHER.match(text) or _SUPPOSES.search(plain) else []
    expected = dict.fromkeys([*chinese, *also, *truth])
    return tuple(expected | (dict.fromkeys(["number"]) if numbers and "truth" in expected else {}))


def _without_asides(text: str) -> str:
    """The question without orders to the machine and what it says that it does not mean."""
    kept = text
    for aside in vocabulary().asides:
        kept = aside.sub(" ", kept)
    return kept if any(map(str.isalnum, kept)) else text


def _in_digits(text: str) -> str:
    """Numbers as a plan writes them: 一百岁 as 100岁, 10k as 10000, 10,000s as 10,000, pct as percent."""
    plain = _PERCENT.sub("percent", _PLURAL_NUMBER.sub(r"\1", _THOUSANDS.sub(r"\g<1>000", text)))
    return _HAN_NUMBER.sub(lambda m: str(to_int(m.group()) or m.group()), plain)


def _softened(segment: Segment) -> Segment:
    """A piece that belongs to a way of asking (增加了几个百分点) names no subject."""
    return segment if segment.soft else replace(segment, soft=True, mass=segment.mass * SOFT_MASS)


def _faded(segment: Segment) -> Segment:
    """What somebody says of himself (我是香港青年，…) helps to find an answer, and need not be in it."""
    return replace(segment, mass=segment.mass * _OF_WHO_ASKS, hard=False)


def _small_talk(text: str) -> str | None:
    """The kind of small talk a text consists of, wholly; None for a question."""
    plain = squashed(text)
    table = vocabulary().small_talk
    if plain in table:
        return table[plain]
    covered = longest_matches(plain, table, "", 40)
    if covered and sum(end - start for start, end, _ in covered) >= len(plain) - 2:
        return covered[-1][2]
    return None


def _tagged(found: Sequence[Found | str], category: str) -> tuple[str, ...]:
    values = (v for f in found if isinstance(f, Found) for c, v in f.phrase.tags if c == category)
    return (
        tuple(dict.fromkeys(values)) if category != "follow_up" else tuple(v or "lean" for v in dict.fromkeys(values))
    )


def _attributes(found: Sequence[Found | str], text: str) -> tuple[str, ...]:
    """The attributes named by a phrase or told by a pattern; 现在 and the like yield to any other."""
    ways = (key(text), text.casefold())  # the key has no blanks: a star between English words hides in it
    patterned = [name for name, pattern in vocabulary().patterns.items() if any(map(pattern.search, ways))]
    starred = ["starred" for _ in _meanings(found, "starred")]
    named = dict.fromkeys([*_tagged(found, "attribute"), *patterned, *starred])
    if _BESIDES_LEADERS.search(ways[0]):
        return tuple(a for a in named if a not in ("lead", "responsible"))
    return tuple(named)


def _operations(found: Sequence[Found | str], text: str) -> tuple[str, ...]:
    plain = key(text)
    patterned = [name for name, pattern in vocabulary().operation_patterns.items() if pattern.search(plain)]
    return tuple(dict.fromkeys([*_tagged(found, "operation"), *patterned]))


def _categories(found: Sequence[Found | str], text: str) -> tuple[str, ...]:
    """The categories that narrow a set; a unit after a number or a word for how many (多少亿元) narrows nothing."""
    plain = key(text)
    named = [f for f in found if isinstance(f, Found) and any(m.kind == "category" for m in f.phrase.meanings)]
    free = [f for f in named if not _COUNTS.search(plain[: plain.find(f.text)])]
    return tuple(dict.fromkeys(m.value for m in _meanings(free, "category")))


def _grouped(found: Sequence[Found | str]) -> Iterator[str]:
    """A table's own word for its groups (一级指标) asks for groups, of the table's kind."""
    for meaning in _meanings(found, "grouping"):
        yield from ("group", meaning.value)


def _meanings(found: Sequence[Found | str], *kinds: str) -> Iterator[Meaning]:
    return (m for f in found if isinstance(f, Found) for m in f.phrase.meanings if m.kind in kinds)


def _bodies(found: Sequence[Found | str]) -> Iterator[Mentioned]:
    for piece in found:
        if isinstance(piece, str):
            continue
        present = tuple(m.value for m in piece.phrase.meanings if m.kind == "body")
        absent = [m for m in piece.phrase.meanings if m.kind == "absent_body"]
        if present or absent:
            yield Mentioned(present, piece.text)


def _places(found: Sequence[Found | str]) -> Iterator[str]:
    for piece in found:
        if isinstance(piece, Found) and not any(m.kind == "home" for m in piece.phrase.meanings):
            yield from (m.value for m in piece.phrase.meanings if m.kind == "place")
