"""A snapshot's names → the phrases that mean them, in Chinese characters and English stems."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from assistant.guard.spelling import stemmed
from corpus.text import han_share, is_han, key
from index.snapshot import Snapshot

MentionKind = Literal["body", "place", "term", "record"]

_SHORTEST_TERM = 3

_NATION = ("中国", "中华人民共和国", "我国")

Found = dict[MentionKind, frozenset[str]]


def phrases(snapshot: Snapshot) -> tuple[dict[str, Found], dict[str, Found]]:
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
                    table[phrase]["place"].add(_without_rank(meaning.value))
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
            english[stemmed(shown)]["record"].add(name)
    _add_bodies(snapshot, english)
    return _frozen(chinese), _frozen(english)


def _add_bodies(snapshot: Snapshot, english: dict[str, dict[MentionKind, set[str]]]) -> None:
    """The English names of bodies; turned round, where that is no name of another body."""
    for body in snapshot.bodies:
        for name in body.english:
            english[stemmed(name)]["body"].add(body_id(body.id))
    for body in snapshot.bodies:
        for phrase in {stemmed(t) for name in body.english for t in _turned(name)}:
            if "body" not in english[phrase] or body_id(body.id) in english[phrase]["body"]:
                english[phrase]["body"].add(body_id(body.id))


# Names that say what a body is behind what it does: Municipal Science and Technology Bureau.
_OFFICE = re.compile(
    r"(?:(?:[A-Z][\w-]+ )?(?:Municipal|County|City|District|Provincial) )?"
    r"(?P<bare>(?!Municipal|County|City|District|Provincial)[A-Z][\w,&’' -]+?) (?:Bureau|Commission|Department)"
)


def bare_names(snapshot: Snapshot, english: dict[str, Found]) -> dict[str, frozenset[str]]:
    """Stems of what is left of English names without what the body is, where it means nothing else: commerce."""
    found: dict[str, set[str]] = defaultdict(set)
    for body in snapshot.bodies:
        for name in body.english:
            if (match := _OFFICE.fullmatch(name)) and (phrase := stemmed(match["bare"])) not in english:
                found[phrase].add(body_id(body.id))
    return {p: frozenset(ids) for p, ids in found.items()}


_CHINESE_OFFICE = re.compile(r"[市县区]?(?P<bare>[\u3400-\u9fff]{2,10}?)(?:局|委员会|委|办公室|办)")


def bare_chinese_names(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """What is left of Chinese names without 市 and 局: 财政, 工业和信息化."""
    found: dict[str, set[str]] = defaultdict(set)
    for body in snapshot.bodies:
        for name in body.names:
            if match := _CHINESE_OFFICE.fullmatch(name):
                found[match["bare"]].add(body_id(body.id))
    return {p: frozenset(ids) for p, ids in found.items()}


def _turned(name: str) -> Iterator[str]:
    """The same name in other order or by a looser word: Education Bureau, Bureau of Education."""
    if match := _OFFICE.fullmatch(name):
        yield from (f"{head} {of} {match['bare']}" for head in ("Bureau", "Department") for of in ("of", "for"))
        yield f"{match['bare']} Department"


def names_of(kind: MentionKind, chinese: dict[str, Found]) -> dict[str, tuple[str, ...]]:
    """Each body or term with its Chinese names."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase, kinds in chinese.items():
        for i in kinds.get(kind, ()):
            found[i].append(phrase)
    return {i: tuple(names) for i, names in found.items()}


def provinces(snapshot: Snapshot) -> frozenset[str]:
    """The province of each document: the only one that its text names in full."""
    names = {e.name for e in snapshot.entries if e.kind == "place" and e.name.endswith(("省", "自治区"))}
    named = ([n for n in names if n in d.text] for d in snapshot.documents)
    return frozenset(_without_rank(found[0]) for found in named if len(found) == 1)


def body_id(name: str) -> str:
    """The id of a body within all corpora: its own without the document's, in one spelling."""
    return key(name.split("/", 1)[-1]).lstrip("/")


def same_body(one: str, other: str) -> bool:
    """Whether two ids are of one body: 财政局 of no level in particular is 市/财政局."""
    return one == other or (("/" in one) != ("/" in other) and one.rsplit("/", 1)[-1] == other.rsplit("/", 1)[-1])


def _frozen(table: dict[str, dict[MentionKind, set[str]]]) -> dict[str, Found]:
    return {p: {k: frozenset(v) for k, v in kinds.items()} for p, kinds in table.items() if p and kinds}


def _without_rank(place: str) -> str:
    plain = key(place)
    return plain[:-1] if len(plain) > 2 and plain[-1] in "省市县区" and is_han(plain[-1]) else plain
