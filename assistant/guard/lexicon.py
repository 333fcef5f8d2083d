"""The names a corpus knows, as the guard needs them: the bodies, places, terms and records a text mentions."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from assistant.guard.remembered import remembered
from assistant.screen import to_simplified
from corpus.model import Record
from corpus.text import han_share, is_han, key
from index.snapshot import Snapshot
from index.words import stems

MentionKind = Literal["body", "place", "term", "record"]
_HAN = r"[\u3400-\u9fff]"
_BLANKS = re.compile(r"[ \t\u3000\u00a0]+")
_AROUND_HAN = re.compile(rf"(?<={_HAN}) | (?={_HAN})")
_ANY_HAN = re.compile(_HAN)
LATIN = re.compile(r"[a-z0-9]+(?:[.&+'’-][a-z0-9]+)*")
_FEW = 3  # words of a name that no comma parts
_PARTED = re.compile(r"[,;:.](?=\s)")
_FOLD = str.maketrans(dict.fromkeys("～—–―", "-") | {"・": "·"})
_RECORD_KINDS = ("indicator", "task", "phase")
_SHORTEST_TERM = 3
_NATION = ("中国", "中华人民共和国", "我国")


class Mention(Struct, frozen=True):
    """A name in a text: `ids` are what it may mean; two names of one thing share an id."""

    kind: MentionKind
    ids: frozenset[str]
    start: int
    end: int
    text: str


@remembered
def normal(text: str) -> str:
    """One spelling that keeps letters' case and words apart: NFKC, simplified, no blank beside a Chinese character."""
    plain = _AROUND_HAN.sub("", _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).translate(_FOLD)).strip()
    return to_simplified(plain) if _ANY_HAN.search(plain) else plain


def lowered(text: str) -> str:
    """Lower case, character by character, so that positions stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Words:
    """The names of one snapshot, indexed for reading texts; immutable, safe to share between threads."""

    def __init__(self, snapshot: Snapshot):
        self.english = snapshot.english
        self.records = snapshot.records
        self.bodies = snapshot.body
        self.homes = frozenset(key(d.place).removesuffix(key(d.place)[-1]) for d in snapshot.documents if d.place)
        self.titles = tuple(key(t) for d in snapshot.documents for t in (d.title, *d.aliases))
        self.years = frozenset(y for d in snapshot.documents for y in d.years)
        self._chinese, self._english = _phrases(snapshot)
        self.terms = _names_of_terms(self._chinese)
        self.provinces = _provinces(snapshot)
        self.bare = _bare_names(snapshot, self._english)
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
        found = self._english.get(_stemmed(phrase), {})
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


_Found = dict[MentionKind, frozenset[str]]


def _phrases(snapshot: Snapshot) -> tuple[dict[str, _Found], dict[str, _Found]]:
    """Chinese phrases and stems of English ones → what they may mean, by kind."""
    chinese: dict[str, dict[MentionKind, set[str]]] = defaultdict(lambda: defaultdict(set))
    english: dict[str, dict[MentionKind, set[str]]] = defaultdict(lambda: defaultdict(set))
    own = {key(n) for e in snapshot.entries if e.document and e.kind not in ("section", "synonym") for n in e.names}
    own |= {key(e.name) for e in snapshot.entries if e.kind == "section"}
    records = {key(r.name) for r in snapshot.records.values()}
    for table, names in ((chinese, snapshot.names.chinese), (english, snapshot.names.english)):
        for phrase, meanings in names.items():
            for meaning in meanings:
                if meaning.kind in ("body", "absent_body"):
                    table[phrase]["body"].add(body_id(meaning.value))
                elif meaning.kind in ("place", "home") and meaning.value not in _NATION:
                    table[phrase]["place"].add(_bare(meaning.value))
                elif (
                    meaning.kind == "term" and meaning.document and key(meaning.value) in own
                    and (table is english or len(phrase) >= _SHORTEST_TERM)
                ):  # fmt: skip
                    kind: MentionKind = "record" if key(meaning.value) in records else "term"
                    table[phrase][kind].add(key(meaning.value))
    for record in snapshot.records.values():
        name = re.sub(r"\s", "", key(record.name))
        chinese[name]["record"].add(name)
        if (shown := snapshot.english.get(name)) and han_share(shown) == 0:
            english[_stemmed(shown)]["record"].add(name)
    _add_bodies(snapshot, english)
    return _frozen(chinese), _frozen(english)


def _add_bodies(snapshot: Snapshot, english: dict[str, dict[MentionKind, set[str]]]) -> None:
    """The English names of bodies; turned round, where that is no name of another body."""
    for body in snapshot.bodies:
        for name in body.english:
            english[_stemmed(name)]["body"].add(body_id(body.id))
    for body in snapshot.bodies:
        for phrase in {_stemmed(t) for name in body.english for t in _turned(name)}:
            if "body" not in english[phrase] or body_id(body.id) in english[phrase]["body"]:
                english[phrase]["body"].add(body_id(body.id))


# Names that say what a body is behind what it does: Municipal Science and Technology Bureau.
_OFFICE = re.compile(
    r"(?:(?:[A-Z][\w-]+ )?(?:Municipal|County|City|District|Provincial) )?"
    r"(?P<bare>(?!Municipal|County|City|District|Provincial)[A-Z][\w,&’' -]+?) (?:Bureau|Commission|Department)"
)


def _bare_names(snapshot: Snapshot, english: dict[str, _Found]) -> dict[str, frozenset[str]]:
    """Stems of what is left of English names without what the body is, where it means nothing else: commerce."""
    found: dict[str, set[str]] = defaultdict(set)
    for body in snapshot.bodies:
        for name in body.english:
            if (match := _OFFICE.fullmatch(name)) and (phrase := _stemmed(match["bare"])) not in english:
                found[phrase].add(body_id(body.id))
    return {p: frozenset(ids) for p, ids in found.items()}


def _turned(name: str) -> Iterator[str]:
    """The same name in other order or by a looser word: Education Bureau, Bureau of Education."""
    if match := _OFFICE.fullmatch(name):
        yield from (f"{head} {of} {match['bare']}" for head in ("Bureau", "Department") for of in ("of", "for"))
        yield f"{match['bare']} Department"


def _names_of_terms(chinese: dict[str, _Found]) -> dict[str, tuple[str, ...]]:
    """Each term with its Chinese names."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase, kinds in chinese.items():
        for i in kinds.get("term", ()):
            found[i].append(phrase)
    return {i: tuple(names) for i, names in found.items()}


def _provinces(snapshot: Snapshot) -> frozenset[str]:
    """The province of each document: the only one that its text names in full."""
    names = {e.name for e in snapshot.entries if e.kind == "place" and e.name.endswith(("省", "自治区"))}
    named = ([n for n in names if n in d.text] for d in snapshot.documents)
    return frozenset(_bare(found[0]) for found in named if len(found) == 1)


def body_id(name: str) -> str:
    """The id of a body within all corpora: its own without the document's, in one spelling."""
    return key(name.split("/", 1)[-1]).lstrip("/")


def same_body(one: str, other: str) -> bool:
    """Whether two ids are of one body: 财政局 of no level in particular is 市/财政局."""
    return one == other or (("/" in one) != ("/" in other) and one.rsplit("/", 1)[-1] == other.rsplit("/", 1)[-1])


def _stemmed(text: str) -> str:
    return " ".join(s for m in LATIN.finditer(lowered(normal(text))) for s in stems(m.group()))


def _frozen(table: dict[str, dict[MentionKind, set[str]]]) -> dict[str, _Found]:
    return {p: {k: frozenset(v) for k, v in kinds.items()} for p, kinds in table.items() if p and kinds}


def _bare(place: str) -> str:
    plain = key(place)
    return plain[:-1] if len(plain) > 2 and plain[-1] in "省市县区" and is_han(plain[-1]) else plain


def snapshot_to_words(snapshot: Snapshot) -> Words:
    """The names of a snapshot, for `check`."""
    return Words(snapshot)
