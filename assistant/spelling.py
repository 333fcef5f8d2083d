"""Slips of the keyboard: homophones in Chinese (发该局), typos and dropped vowels in English (smrt city tsk)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.vocabulary import vocabulary
from corpus.text import is_han
from index.names import Meaning
from index.snapshot import Snapshot
from index.words import longest_matches, stem

_VOWELS = re.compile(r"(?<!^)[aeiou]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_MIXED = re.compile(r"(?:[\u4e00-\u9fff]*[a-z]+[\u4e00-\u9fff]+|[\u4e00-\u9fff]+[a-z]+|[a-z]{2,}(?: [a-z]{2,})*)")
_LETTERS_OR_CHARACTER = re.compile(r"[a-z]+|[\u4e00-\u9fff]")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")  # Lanshitong, as English writes a Chinese name
_LETTERS = re.compile(r"[a-z]{4,}")
_NG = re.compile(r"(?<=[^aeiou])ng$")
_ENDING = re.compile(r"(?<=[^aeiou]{3})(?:ments?|t?ions?|ing|ers?|ed|s)$")
_LONGEST_SYLLABLE = 6
_MISHEARD, _LONGEST_PHRASE = 4, 30
_SIMILAR = 0.74
_ENDINGS = "厂业商者员类型化式界家圈迷"
_LONG_WORD = 6
_SHORTEST_SHORT_FORM = 3
_LONGEST_SOUND, _SHORTEST_SOUND = 8, 2


def _only_places(meanings: Iterable[Meaning]) -> bool:
    return all(m.kind == "place" for m in meanings)


class Speller:
    """Corrects a question towards the words of the vocabulary and of the corpus, never away from them."""

    def __init__(self, snapshot: Snapshot, chinese: Mapping[str, object], english: Mapping[str, object]):
        self._names = snapshot.names
        self._phrases = chinese
        self._joined = "\n".join(u.text for u in snapshot.units)
        pinyin = snapshot.names.pinyin
        self._all_syllables = dict.fromkeys(pinyin.values(), True)
        spelled = {sound: written[0] for sound, written in snapshot.names.word_sounds.items()}
        spelled |= {sound: written[0] for sound, written in snapshot.names.sounds.items()}
        asked = (p for p in vocabulary().chinese if len(p) > 1 and all(c in pinyin for c in p))
        self._spelled = spelled | {" ".join(pinyin[c] for c in p): p for p in asked}
        asking = {w for phrase in vocabulary().english for w in phrase.split()}
        self._known = {w for phrase in english for w in phrase.split()} | set(snapshot.weights.stems) | asking
        self._asking_by_skeleton = _skeletons(asking)
        self._by_skeleton = _skeletons(self._known)
        places = {w for phrase, m in snapshot.names.english.items() if _only_places(m) for w in phrase.split()}
        own = {*snapshot.weights.stems, *asking}
        self._by_initial = _initials(w for w in self._known if len(w) >= 4 and (w in own or w not in places))

    def corrected(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The corrected text, and what was taken for what."""
        changes: list[tuple[str, str]] = []
        text = self._written_out(text, changes)
        if self._known:
            for word in dict.fromkeys(_LATIN_WORD.findall(text)):
                better = self._english(word.casefold())
                if better:
                    changes.append((word, better))
                    text = re.sub(rf"\b{word}\b", better, text)
        if any(map(is_han, text)):
            for corrections in (self._chinese, self._misheard):
                for wrong, right in corrections(text):
                    changes.append((wrong, right))
                    text = text.replace(wrong, right)
        return text, tuple(changes)

    def _written_out(self, text: str, changes: list[tuple[str, str]]) -> str:
        """Pinyin typed for Chinese (kejiju, 银保jian), written out where it spells words of asking or of the corpus."""
        mixed = [r for found in _MIXED.findall(text) for r in self._foreign(found)]
        letters = [part for run in mixed for part in _LETTERS.findall(run) if part != run]
        letters += _NAME.findall(text)
        for run in [*mixed, *(part for part in letters if not self._is_english(part.casefold()))]:
            if run not in text:
                continue
            syllables = self._syllables(run)
            if not syllables:
                continue
            found = longest_matches(syllables, self._spelled, " ", _LONGEST_SOUND)
            whole = found and sum(end - start for start, end, _ in found) == len(syllables)
            chinese = "".join(written for _, _, written in found) if whole else self._sounding(syllables)
            if chinese:
                changes.append((run, chinese))
                text = text.replace(run, chinese)
        return text

    @cached_property
    def _sounds_of_corpus(self) -> str:
        """The syllables of all the corpus, each between bars."""
        return "|" + "".join(f"{self._names.pinyin.get(c, c)}|" for c in self._joined)

    def _sounding(self, syllables: Sequence[str]) -> str | None:
        """The commonest stretch of the corpus that sounds so: 中微子 of zhongweizi; None where nothing does."""
        if len(syllables) < _SHORTEST_SHORT_FORM:
            return None
        sounds, wanted = self._sounds_of_corpus, f"|{'|'.join(syllables)}|"
        starts = [m.start() for m in re.finditer(f"(?={re.escape(wanted)})", sounds)]
        stretches = Counter(self._joined[(at := sounds.count("|", 0, s)) : at + len(syllables)] for s in starts)
        return stretches.most_common(1)[0][0] if stretches else None

    def _foreign(self, run: str) -> Iterator[str]:
        """The parts of a run that are not English: of "gaocengci rencai target" the first two words."""
        if not run.isascii():
            yield run
            return
        for english, words in groupby(run.split(), key=self._is_english):
            if not english:
                yield " ".join(words)

    def _syllables(self, run: str) -> list[str]:
        """A run of letters and characters as syllables; [] where some letters spell none, or nothing is spelled."""
        found: list[str] = []
        for part in _LETTERS_OR_CHARACTER.findall(run.replace(" ", "").casefold()):
            if is_han(part):
                found.append(self._names.pinyin.get(part, part))
                continue
            split = longest_matches(part, self._all_syllables, "", _LONGEST_SYLLABLE)
            if sum(end - start for start, end, _ in split) != len(part):
                return []
            found += [part[start:end] for start, end, _ in split]
        return found if len(found) > 1 else []

    def _is_english(self, word: str) -> bool:
        return stem(word) in self._known or stem(word) in self._names.words

    def _english(self, word: str) -> str | None:
        if {stem(word), word} & self._known or {stem(word), word} & self._names.words.keys() or len(word) < 3:
            return None
        bare = word.rstrip("s")
        if not re.search(r"[aeiou]", bare):
            for table in (self._asking_by_skeleton, self._by_skeleton):
                if len(bare) >= 2 and (candidates := table.get(bare)):
                    return candidates[0]
        if len(word) < 4 or any(w.startswith(word) for w in self._known):  # agri is short for what there is
            return None
        endings = (f"{word}g" if word.endswith("in") else "", _NG.sub("ing", word), re.sub("ys$", "ies", word))
        for written in endings:
            if written and stem(written) in self._known:  # emergin, emergng, industrys
                return written
        if (ending := _ENDING.search(word)) and (candidates := self._by_skeleton.get(word[: ending.start()])):
            return candidates[0]
        if len(word) >= _LONG_WORD and (longer := next((w for w in sorted(self._known) if w.endswith(word)), None)):
            return longer
        close = process.extractOne(
            stem(word), self._by_initial.get(word[0], []), scorer=OSA.normalized_similarity, score_cutoff=_SIMILAR
        )
        return str(close[0]) if close else None

    def _chinese(self, text: str) -> Iterator[tuple[str, str]]:
        """Stretches that sound like a name but are written otherwise: no phrase themselves, nowhere in the corpus."""
        syllables = [self._names.pinyin.get(c, "") for c in text]
        position = 0
        while position < len(text):
            for length in range(min(_LONGEST_SOUND, len(text) - position), _SHORTEST_SOUND - 1, -1):
                sound = " ".join(syllables[position : position + length])
                right = self._homophone(text[position : position + length], self._names.sounds.get(sound, ()))
                if right:
                    yield text[position : position + length], right
                    position += length - 1
                    break
            position += 1

    def _misheard(self, text: str) -> Iterator[tuple[str, str]]:
        """Stretches that sound like one of the corpus with one character another, which is part of no phrase."""
        for i, char in enumerate(text):
            before, after = text[max(0, i - 1) : i + 1], text[i : i + 2]
            if is_han(char) and not {before, after} & self._pairs and not {before, after} & self._phrases.keys():
                starts = range(max(0, i + 1 - _MISHEARD), i + 1)
                found = next(filter(None, (self._one_other(text[s : s + _MISHEARD], i - s) for s in starts)), None)
                if found and not self._is_in_phrase(text, i):
                    yield found

    def _is_in_phrase(self, text: str, position: int) -> bool:
        """Whether a character belongs to a phrase or a name: 局 of 市住房城乡建设局有哪些任务."""
        cut = longest_matches(text, self._phrases, "", _LONGEST_PHRASE)
        return any(start <= position < end for start, end, _ in cut if end - start > 1)

    def _one_other(self, stretch: str, wrong: int) -> tuple[str, str] | None:
        """A stretch and what it should be, where the corpus has it but for its character at `wrong`."""
        if not all(c in self._names.pinyin for c in stretch):
            return None
        sounding = self._stretches.get("|".join(self._names.pinyin[c] for c in stretch), ())
        rest = stretch[:wrong] + stretch[wrong + 1 :]
        right = next((w for w in sounding if w[:wrong] + w[wrong + 1 :] == rest), None)
        return (stretch, right) if right else None

    @cached_property
    def _pairs(self) -> frozenset[str]:
        """All pairs of neighbouring characters of the corpus."""
        return frozenset(self._joined[i : i + 2] for i in range(len(self._joined) - 1))

    @cached_property
    def _stretches(self) -> Mapping[str, Sequence[str]]:
        """All stretches of four characters of the corpus, by their sound."""
        pinyin = self._names.pinyin
        found: dict[str, list[str]] = defaultdict(list)
        lines = self._joined
        for stretch in dict.fromkeys(lines[i : i + _MISHEARD] for i in range(len(lines) - _MISHEARD + 1)):
            if all(c in pinyin for c in stretch):
                found["|".join(pinyin[c] for c in stretch)].append(stretch)
        return found

    def stands(self, run: str) -> bool:
        """Whether a run of characters stands in the corpus."""
        return run in self._joined

    def longest_standing(self, run: str, bare: str) -> str:
        """The longest part of a run around its one telling character that stands in the corpus: 能耗 of 下能耗的."""
        ends = range(len(run) + 1)
        parts = (run[i:j] for i in ends for j in ends if j - i > 1 and bare in run[i:j])
        return max((p for p in parts if self.stands(p)), key=len, default=bare) if bare else bare

    def stem(self, word: str) -> str:
        """A word without its ending for a trade or a person, where the corpus only has it without: 纺织厂 → 纺织."""
        bare = word[:-1]
        return bare if len(bare) >= 2 and word[-1] in _ENDINGS and not self.stands(word) and self.stands(bare) else word

    def written_out(self, run: str) -> str | None:
        """What a run abbreviates, as 长护险 does 长期护理保险; None where the corpus has nothing of the kind.

        It is the commonest stretch that has the run's characters in order, at most two others between them.
        """
        if len(run) < _SHORTEST_SHORT_FORM or not all(map(is_han, run)) or self.stands(run):
            return None
        found = Counter(re.findall("[\u4e00-\u9fff]{0,2}".join(run), self._joined))
        return found.most_common(1)[0][0] if found else None

    def guess(self, run: str) -> str:
        """A run of characters that is no known word, read as the word of the corpus that sounds the same."""
        if len(run) == 4 and not self.stands(run):
            halves = self.guess(run[:2]) + self.guess(run[2:])
            return halves if self.stands(halves) else run
        pinyin = self._names.pinyin
        if len(run) != 2 or run in self._joined or not all(c in pinyin for c in run):
            return run
        written = self._names.word_sounds.get(" ".join(pinyin[c] for c in run), ())
        return next((w for w in written if any(a == b for a, b in zip(w, run, strict=True))), run)

    def _homophone(self, piece: str, written: Sequence[str]) -> str | None:
        """Of the names `written` that sound like a piece, the one it may stand for; None where it is right as it is."""
        if not written or piece in written or piece in self._phrases:
            return None
        if {piece[1:], piece[:-1]} & self._names.chinese.keys():  # 是财政局 is a name after a verb, not 市财政局
            return None
        best = max(written, key=lambda w: sum(a == b for a, b in zip(w, piece, strict=True)))
        same = sum(a == b for a, b in zip(best, piece, strict=True))
        return best if same * 2 >= len(piece) and piece not in self._joined else None


def _skeletons(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if word.isalpha() and len(word) >= 3:
            written = re.sub("i$", "y", word)  # the stem of many is mani
            for spelled in dict.fromkeys((written, word)):
                found[_VOWELS.sub("", spelled)].append(word)
    return found


def _initials(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        found[word[0]].append(word)
    return found
