"""A screened question → a `Reading`: which attribute, kind, operation, ordinal, year, body and subject it names.

Deterministic: the vocabulary of asking and the names of the corpus are looked up, the longest phrase first; what is
left over is the subject, as pieces that an answer has to account for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from assistant.asking import asks
from assistant.ordinals import find_months, find_numbers, find_ordinals, find_years
from assistant.reading import Mentioned, Reading
from assistant.screen import Screened
from assistant.spelling import Speller
from assistant.vocabulary import Tag, Vocabulary, squashed, vocabulary
from corpus.numbers import to_int
from corpus.text import is_han, key
from index.coverage import Coverage, Segment
from index.names import Meaning
from index.snapshot import Snapshot
from index.words import longest_matches, stems

_RUNS = re.compile(r"[\u3400-\u9fff〇]+|[a-z0-9]+(?:[.&+'%-][a-z0-9]+)*")
_SOFT_MASS = 0.35
_COUNTED_MASS = 0.8
_LONE = 0.5
_HALLS = ("大厅", "窗口", "中心")
_LOCAL_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?:镇|乡|街道|村|县|区|市)(?!级|场|长|民|里|属|直)")
_THOUSANDS = re.compile(r"\b(\d+)k\b")
_ASKS_WHETHER = re.compile(r"(?:and |so |but )?(?:is|are|was|were|does|do|did)\b", re.IGNORECASE)
_GLOSSED = re.compile(r"([\u4e00-\u9fff]{2,})\s*[（(][A-Za-z][A-Za-z ,&'’-]+[)）]")
_HAN_NUMBER = re.compile(r"[一二三四五六七八九十百千]{2,}(?=周?岁|多?家|多?万|多?亿|人|公里|平方)")
_PLURAL_NUMBER = re.compile(r"\b([\d,.]+)['’]?s\b")
_QUOTED = re.compile(r"[“\"「『《]([^“”\"「」『』《》]{2,40})[”\"」』》]")
_COUNTED = re.compile(
    r"(?:[二两三四五六七八九十]{1,2}|(?<![\d.+])\d{1,2})(?:大(?!学|数|湾|广|型|中)|个(?!百分|人|月)|类|种|条|样|块|家|方面)"
)


class Phrase(Struct, frozen=True):
    """What a phrase of the question may be: tags of the vocabulary and meanings in the corpus."""

    tags: tuple[Tag, ...]
    meanings: tuple[Meaning, ...]


class Found(Struct, frozen=True):
    """A phrase found in the question, as written there."""

    text: str
    phrase: Phrase


class Understanding:
    """Reads questions against one snapshot; safe to share between threads."""

    def __init__(self, snapshot: Snapshot, coverage: Coverage):
        words = vocabulary()
        self._coverage = coverage
        self._lexemes = snapshot.names.lexemes
        self._chinese = _merged(words.chinese, snapshot.names.chinese)
        filler = Phrase((("function", ""),), ())
        self._chinese |= {word: filler for word in snapshot.names.fillers if word not in self._chinese}
        plain = key("".join(d.text for d in snapshot.documents))
        self._foreign = {w for w in snapshot.names.lexemes if w not in self._chinese and w not in plain}
        self._chinese |= {word: Phrase((), ()) for word in snapshot.names.lexemes if word not in self._chinese}
        self._english = _merged(_with_roles(words, snapshot.names.english), snapshot.names.english)
        self._longest = max(snapshot.names.longest, *map(len, words.chinese))
        self._longest_english = max(snapshot.names.longest_english, 6)
        self._speller = Speller(snapshot, self._chinese, self._english)

    def read(self, question: Screened) -> Reading:
        """Take a question apart."""
        asked = _without_asides(question.text)
        plain = _in_digits(_GLOSSED.sub(r"\1", asked))
        text, corrected = self._speller.corrected(plain)
        talk = _small_talk(text)
        if talk:
            return Reading(text, question.language, question.traditional, small_talk=talk)
        ordinals, rest = find_ordinals(text)
        years, rest = find_years(rest)
        numbers, _ = find_numbers(rest)
        counted = tuple(Segment(c, mass=_COUNTED_MASS, soft=True) for c in _COUNTED.findall(rest) if "大" in c)
        rest = _COUNTED.sub(" ", rest)
        found = [*self._quoted(rest), *self._find(_QUOTED.sub(" ", rest))]
        segments = tuple(dict.fromkeys((*counted, *(s for piece in found for s in self._segments(piece)))))
        told = [m.group() for p in vocabulary().patterns.values() if (m := p.search(key(text)))]
        segments = tuple(_softened(s) if any(s.text in t for t in told) else s for s in segments)
        if question.language == "zh":
            segments = tuple(replace(s, english=()) if is_han(s.text[0]) else s for s in segments)
        attributes, bodies = _attributes(found, text), tuple(_bodies(found))
        ordered = asked != question.text and not (asks(asked) or attributes or bodies or ordinals.values)
        return Reading(
            text=text,
            language=question.language,
            traditional=question.traditional,
            attributes=attributes,
            kinds=tuple(dict.fromkeys((*ordinals.kinds, *_tagged(found, "kind"), *_grouped(found)))),
            operations=_operations(found, text),
            expected=self._expected(text),
            ordinals=ordinals.values,
            years=years,
            months=find_months(text) if years else (),
            bodies=bodies,
            places=tuple(dict.fromkeys(_places(found))),
            categories=tuple(dict.fromkeys(m.value for m in _meanings(found, "category"))),
            groups=tuple(dict.fromkeys(m.value for m in _meanings(found, "group"))),
            homes=tuple(dict.fromkeys(m.document or "" for m in _meanings(found, "home"))),
            numbers=numbers,
            segments=segments,
            documents=tuple(dict.fromkeys(m.value for m in _meanings(found, "document"))),
            leans=bool(_tagged(found, "follow_up")),
            corrected=corrected,
            small_talk="ability" if ordered else None,
        )

    def _quoted(self, text: str) -> Iterator[Found | str]:
        """What the question itself puts in quotation marks is one piece."""
        for quoted in _QUOTED.findall(text):
            name = key(quoted) if any(map(is_han, quoted)) else " ".join(stems(quoted))
            table = self._chinese if any(map(is_han, quoted)) else self._english
            known = table.get(name)
            yield Found(name, Phrase((), known.meanings if known else ())) if name else ""

    def _find(self, text: str) -> Iterator[Found | str]:
        """The phrases of a text and the runs between them, Chinese and English parts each their own way."""
        for chinese, part in _parts(text):
            if chinese:
                yield from self._find_chinese(key(part))
            else:
                yield from self._find_english(part)

    def _find_chinese(self, text: str) -> Iterator[Found | str]:
        position = 0
        for start, end, phrase in longest_matches(text, self._chinese, "", self._longest, self._foreign):
            yield from self._left_over(text[position:start])
            yield Found(text[start:end], phrase)
            position = end
        yield from self._left_over(text[position:])

    def _left_over(self, text: str) -> Iterator[Found | str]:
        """The runs that are no phrase; an English word among Chinese ones (lead几个task) is looked up as English."""
        for run in _RUNS.findall(text):
            known = self._english.get(" ".join(stems(run))) if run.isascii() and run.isalpha() else None
            if known and (known.meanings or any(category != "function" for category, _ in known.tags)):
                yield from self._find_english(run)
            else:
                yield run

    def _find_english(self, text: str) -> Iterator[Found | str]:
        words = stems(text)
        position = 0
        for start, end, phrase in longest_matches(words, self._english, " ", self._longest_english):
            yield from words[position:start]
            yield Found(" ".join(words[start:end]), phrase)
            position = end
        yield from words[position:]

    def _segments(self, piece: Found | str) -> Iterator[Segment]:
        """The pieces to account for: runs that are no phrase, names, and softly the words of asking."""
        if isinstance(piece, str):
            if piece:
                yield from self._run_segments(piece)
            return
        tags = {category for category, _ in piece.phrase.tags}
        meanings = [m for m in piece.phrase.meanings if m.kind != "document"]
        if any(m.kind in ("home", "starred") for m in meanings) or tags & {"function", "operation"}:
            return
        chinese, english = _ways(piece.text, meanings, self._lexemes)
        if tags:
            yield Segment(piece.text, chinese, english, self._mass(piece.text) * _SOFT_MASS, soft=True)
        elif not meanings:
            han = is_han(piece.text[0])
            text = self._speller.stem(piece.text) if han else piece.text
            english = () if han else (tuple(text.split()),)
            mass = self._mass(text, word=True) * self._lexemes.get(piece.text, 1.0)
            yield Segment(text, (), english, mass, hard=self._is_to_be_said(text), named=han)
        elif meanings and all(m.kind in ("group", "category") for m in meanings):
            yield Segment(piece.text, chinese, english, self._mass(piece.text) * _SOFT_MASS, soft=True)
        elif meanings:
            hall = piece.text.endswith(_HALLS)
            hard = any(m.kind == "place" or (m.kind == "absent_body" and not hall) for m in meanings)
            hard = hard or self._is_to_be_said(piece.text)
            yield Segment(piece.text, chinese, english, self._mass(piece.text, word=True), hard=hard, named=True)

    def _run_segments(self, run: str) -> Iterator[Segment]:
        if is_han(run[0]):
            bare = run.strip("".join(vocabulary().light))
            run = self._speller.guess(bare) if len(bare) > 1 else self._speller.longest_standing(run, bare)
            if run:
                hard = bool(_LOCAL_PLACE.fullmatch(run)) or self._is_to_be_said(run)
                mass = self._mass(run) * (_LONE if len(run) == 1 else 1.0)
                full = self._speller.written_out(run)
                yield Segment(run, (full,) if full else (), (), mass, hard=hard)
        elif run.replace(".", "").isdigit():
            yield Segment(run, (), (), _SOFT_MASS, soft=True)
        else:
            coded = any(c.isdigit() for c in run) and not run[0].isdigit()
            if len(run) == 1:
                return
            yield Segment(run, (), ((run,),), self._mass(run), hard=coded or self._is_to_be_said(run))

    def _is_to_be_said(self, text: str) -> bool:
        return text in vocabulary().to_be_said

    def _mass(self, text: str, word: bool = False) -> float:
        if is_han(text[0]):
            return self._coverage.mass(text, word)
        return self._coverage.mass_of_stems(text.split())  # what is found of English is stems already

    def _expected(self, text: str) -> tuple[str, ...]:
        plain, english = key(text), f" {' '.join(stems(text))} "
        words = vocabulary()
        chinese = [name for name, phrases in words.expected.items() if any(p in plain for p in phrases)]
        also = [n for n, ps in words.expected_english.items() if any(f" {p} " in english for p in ps if p)]
        truth = ["truth"] if _ASKS_WHETHER.match(text) else []
        return tuple(dict.fromkeys([*chinese, *also, *truth]))


def _without_asides(text: str) -> str:
    """The question without orders to the machine and what it says that it does not mean."""
    kept = text
    for aside in vocabulary().asides:
        kept = aside.sub(" ", kept)
    return kept if any(map(str.isalnum, kept)) else text


def _in_digits(text: str) -> str:
    """Numbers as a plan writes them: 一百岁 as 100岁, 10k as 10000, 10,000s as 10,000."""
    plain = _PLURAL_NUMBER.sub(r"\1", _THOUSANDS.sub(r"\g<1>000", text))
    return _HAN_NUMBER.sub(lambda m: str(to_int(m.group()) or m.group()), plain)


def _softened(segment: Segment) -> Segment:
    """A piece that belongs to a way of asking (增加了几个百分点) names no subject."""
    return segment if segment.soft else replace(segment, soft=True, mass=segment.mass * _SOFT_MASS)


def _with_roles(words: Vocabulary, names: Mapping[str, tuple[Meaning, ...]]) -> dict[str, tuple[Tag, ...]]:
    """The English words of asking, with those that a dictionary translates by nothing but words for one role."""
    found = dict(words.english)
    for phrase, meanings in names.items():
        tags = [words.chinese.get(way, ()) for m in meanings for way in m.same]
        roles = {t for t in (tags[0] if tags else ()) if t[0] == "attribute" and all(t in others for others in tags)}
        if phrase not in found and roles:
            found[phrase] = tuple(sorted(roles))
    return found


def _merged(tags: Mapping[str, tuple[Tag, ...]], meanings: Mapping[str, tuple[Meaning, ...]]) -> dict[str, Phrase]:
    return {p: Phrase(tags.get(p, ()), meanings.get(p, ())) for p in {**tags, **meanings}}


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """A mixed text in parts of one language; a Latin word that touches Chinese goes with it, as in "占GDP比重"."""
    for chinese, words in groupby(text.split(), key=lambda word: any(map(is_han, word))):
        yield chinese, " ".join(words)


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
    return tuple(dict.fromkeys([*_tagged(found, "attribute"), *patterned, *starred]))


def _operations(found: Sequence[Found | str], text: str) -> tuple[str, ...]:
    plain = key(text)
    patterned = [name for name, pattern in vocabulary().operation_patterns.items() if pattern.search(plain)]
    return tuple(dict.fromkeys([*_tagged(found, "operation"), *patterned]))


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


def _ways(
    text: str, meanings: Sequence[Meaning], lexemes: Mapping[str, float]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """All ways to say a phrase: as written, and by every name of what it means.

    Of two characters only whole words count: 高企 stands in 提高企业 without meaning it.
    """
    chinese = dict.fromkeys([text] if is_han(text[0]) else [])
    english = dict.fromkeys([] if is_han(text[0]) else [tuple(text.split())])
    for meaning in meanings:
        chinese |= dict.fromkeys(way for way in meaning.same if len(way) > 2 or way in lexemes)
        english |= dict.fromkeys(tuple(stems(e)) for e in meaning.same_english)
    return tuple(chinese), tuple(english)
