"""The names a corpus knows, as the guard needs them: the bodies, places, terms and records a text mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from assistant.guard.phrases import MentionKind, bare_chinese_names, bare_names, names_of, phrases, provinces
from assistant.guard.remembered import remembered
from assistant.guard.spelling import LATIN, lowered, stemmed
from corpus.model import Record
from corpus.text import key
from index.snapshot import Snapshot
from index.words import stems

_FEW = 3  # words of a name that no comma parts

_PARTED = re.compile(r"[,;:.](?=\s)")

_RECORD_KINDS = ("indicator", "task", "phase")


class Mention(Struct, frozen=True):
    """A name in a text: `ids` are what it may mean; two names of one thing share an id."""

    kind: MentionKind
    ids: frozenset[str]
    start: int
    end: int
    text: str


class Words:
    """The names of one snapshot, indexed for reading texts; immutable, safe to share between threads."""

    def __init__(self, snapshot: Snapshot):
        self.english = snapshot.english
        self.records = snapshot.records
        self.bodies = snapshot.body
        self.homes = frozenset(key(d.place).removesuffix(key(d.place)[-1]) for d in snapshot.documents if d.place)
        self.titles = tuple(key(t) for d in snapshot.documents for t in (d.title, *d.aliases))
        self.years = frozenset(y for d in snapshot.documents for y in d.years)
        self._chinese, self._english = phrases(snapshot)
        self.terms = names_of("term", self._chinese)
        self.body_names = names_of("body", self._chinese)
        self.provinces = provinces(snapshot)
        self.bare = bare_names(snapshot, self._english)
        self.bare_chinese = bare_chinese_names(snapshot)
        self._named: dict[str, list[Record]] = defaultdict(list)
        for record in snapshot.records.values():
            if record.kind in _RECORD_KINDS:
                self._named[key(record.name)].append(record)
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in self._chinese:
            lengths[phrase[:2]].add(len(phrase))
        self._lengths = {k: tuple(sorted(v, reverse=True)) for k, v in lengths.items()}
        self._longest = max((p.count(" ") + 1 for p in self._english), default=1)
        self._mentions = remembered(self._read)
        self._first = frozenset(p.split(" ", 1)[0] for p in self._english)
        self.rows = {
            key(r.span.of(snapshot.by_id[r.document].text)): r for r in snapshot.records.values() if r.table is not None
        }

    def record_of(self, quote: str) -> Record | None:
        """The table row that a quotation is, or None."""
        plain = key(quote)
        if found := self.rows.get(plain):
            return found
        if "\t" not in quote:
            return None
        return next((r for k, r in self.rows.items() if plain.endswith(k) or k.endswith(plain)), None)

    def record_named(self, names: Iterable[str]) -> Record | None:
        """The record that one of these names is the whole name of, where only one has it."""
        found = [r for n in names for r in self._named.get(key(n), ())]
        return found[0] if len({r.id for r in found}) == 1 else None

    def named(self, phrase: str) -> frozenset[str]:
        """What a whole English phrase may mean, as kind:id; commas in it part nothing."""
        found = self._english.get(stemmed(phrase), {})
        return frozenset(f"{kind}:{i}" for kind, ids in found.items() for i in ids)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The names in a normalised text: the longest at each place, in order."""
        return self._mentions(text)

    def _read(self, text: str) -> tuple[Mention, ...]:
        low = lowered(text)
        return tuple(sorted((*self._chinese_mentions(low), *self._english_mentions(low)), key=lambda m: m.start))

    def _chinese_mentions(self, low: str) -> Iterator[Mention]:
        places = [i for i, c in enumerate(low) if not c.isspace()]
        plain = key(low) if len(key(low)) == len(places) else "".join(low[i] for i in places)
        at, end = 0, len(plain) - 1
        while at < end:
            for length in self._lengths.get(plain[at : at + 2], ()):
                piece = plain[at : at + length]
                if len(piece) == length and (found := self._chinese.get(piece)):
                    start, stop = places[at], places[at + length - 1] + 1
                    yield from (Mention(kind, ids, start, stop, piece) for kind, ids in found.items())
                    at += length
                    break
            else:
                at += 1

    def _english_mentions(self, low: str) -> Iterator[Mention]:
        parts = [(s, m.start(), m.end()) for m in LATIN.finditer(low) for s in stems(m.group())]
        at = 0
        while at < len(parts):
            if parts[at][0] in self._first:
                for length in range(min(self._longest, len(parts) - at), 0, -1):
                    found = self._english.get(" ".join(p[0] for p in parts[at : at + length]))
                    if found:
                        start, end = parts[at][1], parts[at + length - 1][2]
                        parted = bool(_PARTED.search(low, start, end))
                        yield from (
                            Mention(kind, ids, start, end, low[start:end])
                            for kind, ids in found.items()
                            if not (parted and (kind == "term" or (kind == "record" and length <= _FEW)))
                        )
                        at += length - 1
                        break
            at += 1


def snapshot_to_words(snapshot: Snapshot) -> Words:
    """The names of a snapshot, for `check`."""
    return Words(snapshot)
