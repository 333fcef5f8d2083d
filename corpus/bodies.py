"""Bodies: the units that lead, join and monitor. One body may go by two names; two levels are two bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from corpus.genre import genre
from corpus.lexicon import Lexicon
from corpus.model import Document
from corpus.text import key

_BRANCH = re.compile(r"(.{2,}?)(?:中心支行|支行|分行|分局|支局)")
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2})")
_OFFICE = re.compile(r"(?:国家|省|市|县|区|州)?([\u4e00-\u9fff]{4,}?)(局|委员会|委|厅)")
_LEVEL = re.compile(r"(?:中共)?(国家|全国|省|市|县|区|州|镇)(委(?=.{2})|人民(?=政府))?")


class Body(Struct, frozen=True):
    """A unit of a document. `names` are its names as they stand there, the commonest first; `forms` all others."""

    id: str
    document: str
    names: tuple[str, ...]
    forms: tuple[str, ...]
    english: tuple[str, ...]


class BodyNames:
    """Tells which names mean one body, by the organizations of the lexicon."""

    def __init__(self, lexicon: Lexicon):
        entries = list(lexicon.of_kind("organization"))
        self._entries = {_plain(n): e for e in reversed(entries) for n in e.names}
        self._own = {_plain(n): e for e in entries if e.document for n in e.names}
        self._general = {_plain(n): e for e in reversed(entries) if not e.document for n in e.names}

    def identity(self, name: str, place: str | None) -> str:
        """The same text for two names of one body: 市发展改革委 and 市发展改革局 → 市/发展改革局."""
        plain = _plain(_without_place(key(name), place))
        if plain in self._own:
            plain = _plain(self._own[plain].name)
        level = _LEVEL.match(plain)
        for start in [0, *(sorted({level.end(1), level.end()}) if level else [])]:
            if entry := self._general.get(plain[start:]):
                return f"{level.group(1) if level and start else ''}/{_plain(entry.name)}"
        return plain

    def forms(self, name: str, place: str | None) -> tuple[str, ...]:
        """Other ways to write a body's name: without its level, with the place, by each of its aliases or shortened."""
        written = _without_place(key(name), place)
        plain = _plain(written)
        level = _LEVEL.match(plain)
        found = [written, plain, *self._short_forms(written)]
        for start in [0, *(sorted({level.end(1), level.end()}) if level else [])]:
            if entry := self._entries.get(plain[start:]):
                prefix = level.group(1) if level and start else ""
                found += [f for n in entry.names for f in (key(n), prefix + key(n))]
        if level and len(plain) - level.end(1) >= 2:
            found.append(plain[level.end(1) :])
        for whole in _unbranched(plain, place):
            entry = self._entries.get(whole)
            found += [whole, *(key(n) for n in entry.names)] if entry else [whole]
        if place:
            short = key(place)[:-1]
            found += [f.removeprefix(short) for f in found if f.startswith(short) and f[len(short)] != key(place)[-1]]
            found += [p + f.removeprefix(key(place)[-1]) for f in found for p in (short, key(place))]
        return tuple(dict.fromkeys(f for f in found if len(f) >= 2))

    def _short_forms(self, name: str) -> tuple[str, ...]:
        """A long name by the first characters of its words: 科工信局 of 科技和工业信息化局; no name of another body."""
        office = _OFFICE.fullmatch(name)
        if not office:
            return ()
        parts = _JOINED.split(office.group(1))
        words = [part[i : i + 2] for part in parts for i in range(0, len(part) - 1, 2)]
        short = "".join(w[0] for w in words) + office.group(2)[:1]
        return (short,) if len(parts) > 1 and len(short) > 2 and short not in self._entries else ()

    def english(self, name: str, place: str | None) -> tuple[str, ...]:
        """The English names of a body."""
        plain = _plain(_without_place(key(name), place))
        level = _LEVEL.match(plain)
        for start in [0, *(sorted({level.end(1), level.end()}) if level else [])]:
            if entry := self._own.get(plain[start:]) or self._entries.get(plain[start:]):
                return entry.english
        return ()


def _plain(name: str) -> str:
    """A name in one spelling, without the "and" that some plans write: 人力资源和社会保障局, 人力资源社会保障局."""
    return _JOINED.sub("", key(name))


def _unbranched(name: str, place: str | None) -> list[str]:
    """What a local branch is a branch of: 人行某某中心支行 → 人行, 某某银保监分局 → 银保监."""
    branch = _BRANCH.fullmatch(name)
    bare = branch.group(1) if branch else ""
    for home in (key(place), key(place)[:-1]) if place else ():
        bare = bare.removeprefix(home).removesuffix(home)
    return [bare] if len(bare) >= 2 else []


def _without_place(name: str, place: str | None) -> str:
    """江门市科技局 → 市科技局 in a document of 江门市."""
    return key(place)[-1] + name.removeprefix(key(place)) if place and name.startswith(key(place)) else name


def documents_to_bodies(documents: Sequence[Document], names: BodyNames) -> tuple[Body, ...]:
    """Every unit that a record of a document names, two names of one body joined."""
    return tuple(body for d in documents for body in _bodies_of(d, names))


def _bodies_of(document: Document, names: BodyNames) -> Iterable[Body]:
    written: dict[str, list[str]] = {}
    for record in document.records:
        for field in record.all(*genre().unit_roles):
            for value in field.values:
                written.setdefault(names.identity(value.text, document.place), []).append(value.text)
    for identity, found in written.items():
        own = sorted(set(found), key=lambda n: (-found.count(n), n))
        forms = dict.fromkeys(f for n in own for f in names.forms(n, document.place))
        english = dict.fromkeys(e for n in own for e in names.english(n, document.place))
        yield Body(f"{document.id}/{identity}", document.id, tuple(own), tuple(forms), tuple(english))
