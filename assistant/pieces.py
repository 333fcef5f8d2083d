"""The pieces of a question: phrases of asking, names of the corpus, and the subject that an answer accounts for.

The phrases that cut the question best are looked up, Chinese and English each their own way; the rest are runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from assistant.spelling import Speller
from assistant.vocabulary import Tag, Vocabulary, vocabulary
from corpus.text import is_han, key
from index.coverage import Coverage, Segment
from index.names import Meaning
from index.snapshot import Snapshot
from index.words import longest_matches, stems

_RUNS = re.compile(r"[\u3400-\u9fff〇]+|[a-z0-9]+(?:[_.&+'%-][a-z0-9]+)*")
_LATIN_GAP = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")
SOFT_MASS = 0.35
_LONE = 0.5
_COUNTED_KIND = re.compile(r"\d+[项个条大]([\u4e00-\u9fff]{2,6})")
HALLS = ("大厅", "窗口", "中心")
_LOCAL_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?:镇|乡|街道|村|县|区|市)(?!级|场|长|民|里|属|直)")
_QUOTED = re.compile(r"[“\"「『《]([^“”\"「」『』《》]{2,40})[”\"」』》]")


class Phrase(Struct, frozen=True):
    """What a phrase of the question may be: tags of the vocabulary and meanings in the corpus."""

    tags: tuple[Tag, ...]
    meanings: tuple[Meaning, ...]


class Found(Struct, frozen=True):
    """A phrase found in the question, as written there."""

    text: str
    phrase: Phrase


class Pieces:
    """Takes questions to pieces against one snapshot; safe to share between threads."""

    def __init__(self, snapshot: Snapshot, coverage: Coverage):
        words = vocabulary()
        self._coverage = coverage
        self._lexemes = snapshot.names.lexemes
        self._chinese = _merged(words.chinese, snapshot.names.chinese)
        filler = Phrase((("function", ""),), ())
        self._chinese |= {word: filler for word in snapshot.names.fillers if word not in self._chinese}
        self._foreign = snapshot.names.foreign - self._chinese.keys()
        self._chinese |= {word: Phrase((), ()) for word in snapshot.names.lexemes if word not in self._chinese}
        self._english = _merged(_with_roles(words, snapshot.names.english), snapshot.names.english)
        self._longest = max(snapshot.names.longest, *map(len, words.chinese))
        self._longest_english = max(snapshot.names.longest_english, 6)
        self.speller = Speller(snapshot, self._chinese, self._english)

    def find(self, text: str) -> Iterator[Found | str]:
        """The phrases of a text and the runs between them; what it puts in quotation marks is one piece."""
        yield from self._quoted(text)
        for chinese, part in _parts(_QUOTED.sub(" ", text)):
            if chinese:
                yield from self._find_chinese(key(_LATIN_GAP.sub("_", part)))
            else:
                yield from self._find_english(part)

    def _quoted(self, text: str) -> Iterator[Found | str]:
        """What the question itself puts in quotation marks is one piece."""
        for quoted in _QUOTED.findall(text):
            name = key(quoted) if any(map(is_han, quoted)) else " ".join(stems(quoted))
            table = self._chinese if any(map(is_han, quoted)) else self._english
            known = table.get(name)
            yield Found(name, Phrase((), known.meanings if known else ())) if name else ""

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
            if "_" in run:
                yield from self._find_english(run.replace("_", " "))
            elif known and (known.meanings or any(category != "function" for category, _ in known.tags)):
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

    def segments(self, piece: Found | str) -> Iterator[Segment]:
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
        if tags or any(kinds_counted(piece.text)):
            yield Segment(piece.text, chinese, english, self._mass(piece.text) * SOFT_MASS, soft=True)
        elif not meanings:
            han = is_han(piece.text[0])
            text = self.speller.stem(piece.text) if han else piece.text
            english = () if han else (tuple(text.split()),)
            mass = self._mass(text, word=True) * self._lexemes.get(piece.text, 1.0)
            yield Segment(text, (), english, mass, hard=self._is_to_be_said(text), named=han)
        elif all(m.kind in ("group", "category") for m in meanings) and not _LOCAL_PLACE.fullmatch(piece.text):
            yield Segment(piece.text, chinese, english, self._mass(piece.text) * SOFT_MASS, soft=True)
        elif meanings:
            hall = piece.text.endswith(HALLS)
            local = bool(_LOCAL_PLACE.fullmatch(piece.text)) and any(m.kind == "category" for m in meanings)
            hard = local or any(m.kind == "district" for m in meanings)
            hard = hard or any(m.kind == "place" or (m.kind == "absent_body" and not hall) for m in meanings)
            hard = hard or self._is_to_be_said(piece.text)
            yield Segment(piece.text, chinese, english, self._mass(piece.text, word=True), hard=hard, named=True)

    def _run_segments(self, run: str) -> Iterator[Segment]:
        if is_han(run[0]):
            bare = run.strip("".join(vocabulary().light))
            run = self.speller.guess(bare) if len(bare) > 1 else self.speller.longest_standing(run, bare)
            if run:
                hard = bool(_LOCAL_PLACE.fullmatch(run)) or self._is_to_be_said(run)
                mass = self._mass(run) * (_LONE if len(run) == 1 else 1.0)
                full = self.speller.written_out(run)
                yield Segment(run, (full,) if full else (), (), mass, hard=hard)
        elif run.replace(".", "").isdigit():
            yield Segment(run, (), (), SOFT_MASS, soft=True)
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


def kinds_counted(name: str) -> Iterator[str]:
    """The kind of record that a name only counts, as the corpus itself does: 24项重点工作."""
    counted = _COUNTED_KIND.fullmatch(name)
    tags = vocabulary().chinese.get(counted[1], ()) if counted else ()
    yield from (value for category, value in tags if category == "kind" and value in ("task", "indicator"))


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
