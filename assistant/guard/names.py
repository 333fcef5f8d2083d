"""Whether the bodies, places, records and coined terms that a sentence names are in its evidence, in the same role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from assistant.guard.bare import bare_mentions, listed_mentions
from assistant.guard.denials import denied_stretches
from assistant.guard.evidence import Known
from assistant.guard.lexicon import Mention, Words
from assistant.guard.phrases import same_body
from assistant.guard.place import Place
from assistant.guard.spelling import lowered
from assistant.guard.stated import contents
from assistant.guard.terms import terms
from assistant.judgement import Claim, Kind
from corpus.text import is_han, key

_KINDS: dict[str, Kind] = {"body": "body", "place": "place", "term": "term", "record": "term"}
_TAIL = 4
_LEAST_DRAWN = 4  # characters of a term that may be drawn together
_MOST_BETWEEN = 2  # that may be left out between two of them
_CAPITALS_BEFORE = re.compile(r"(?:[A-Z][\w’'-]* )+$")
_LONG = 5  # characters of a name that may stand within a longer one of something else
_AKIN = 4  # characters
_OPEN = re.compile(r"\s?[(（]")
_SEVERAL = re.compile(
    r"(?:县级|[两三四五各个])[市县区]政府$|[两三四五六七八九十几各]个?(?:局|委|办|部|学院|大学|公司|银行)$|[是的该本这那其贵我你您](?:局|委|办|部)$"
)
_GENERAL = ("县级", "地级", "各", "两", "个")
_COUNTED = re.compile(r"\d\s?[个家所座处间]$")  # 1398个办事大厅 are none of that name
_OFFICE_OF = re.compile(r"\b(?:office|bureau|department)s? of (?:the )?(?:[\w]+[’']s )?(?:municipal )?$", re.IGNORECASE)
_PROVINCIAL = re.compile(r"[全本]省|省[内级]|province|provincial")
_ARTICLES = re.compile(r"^(?:(?:the|of|and|for|by|in|both|its|with|under|from|to|all)\s+)+", re.IGNORECASE)


def names(text: str, words: Words) -> tuple[Mention, ...]:
    """The names in a text without general words that also name a body: government, most, 县级市政府."""
    read = words.mentions(text)
    owners = {
        a for a, b in pairwise(read) if a.text.endswith(("'s", "’s")) and b.kind == "body" and b.start - a.end == 1
    }
    found = tuple(m for m in read if m not in owners and not _is_noun(m, text))
    bare = (*bare_mentions(text, found, words.bare), *listed_mentions(text, found, words.bare_chinese))
    return _with_glosses(text, tuple(sorted((*found, *bare), key=lambda m: m.start)) if bare else found)


def name_claims(place: Place, words: Words) -> Iterator[Claim]:
    """A claim for each name."""
    ids = {i for k in place.known for i in k.ids}
    flat = "\n".join(k.flat for k in place.known)
    numbers = tuple(k.number for k in place.known)
    asked = {i for m in place.asked.bodies for i in m.ids}
    denied = denied_stretches(place.whole)
    for mention in place.mentions:
        there = any(f"{mention.kind}:{i}" in ids or i in flat for i in mention.ids) or key(mention.text) in flat
        if not there and mention.kind == "place":
            there = bool(mention.ids & words.homes) or (
                bool(mention.ids & words.provinces) and bool(_PROVINCIAL.search(flat))
            )
        if not there and mention.kind == "body":
            there = bool(mention.ids & asked) and any(s <= mention.start < e for s, e in denied)
        if not there and mention.kind == "body":
            there = any(len(n) >= _LONG and n in flat for i in mention.ids for n in words.body_names.get(i, ()))
        if not there and mention.kind == "term":
            there = _spread(mention.text, place.known) or _otherwise(mention, flat, words)
        yield Claim(
            place.sentence, _KINDS[mention.kind], mention.text, "supported" if there else "contradicted",
            "named in the evidence" if there else "the evidence does not name it", numbers,
        )  # fmt: skip
    yield from _gloss_claims(place)
    for found in (*_unknown_chinese(place, flat), *_unknown_english(place, flat)):
        yield Claim(
            place.sentence, "body", found, "unsupported", "neither the evidence nor the lexicon knows it", numbers
        )


def _is_noun(mention: Mention, text: str) -> bool:
    written = text[mention.start : mention.end]
    if any(map(is_han, written)):
        several = written == "市政府" and text[: mention.start].endswith(_GENERAL)
        return mention.kind == "body" and (several or bool(_COUNTED.search(text, 0, mention.start)))
    if mention.kind == "body" and _OFFICE_OF.search(text, 0, mention.start):
        return True
    plain = written == lowered(written) and mention.kind in ("body", "term")
    return plain and (" " not in written or {*written.split()} <= terms().general)


def _otherwise(mention: Mention, flat: str, words: Words) -> bool:
    """Whether the evidence has a term under another of its names, or written out: 科技惠民 as 科技惠及民生."""
    if any(name in flat for i in mention.ids for name in words.terms.get(i, ())):
        return True
    if not all(map(is_han, mention.text)) or len(mention.text) < _LEAST_DRAWN:
        return False
    longest = len(mention.text) * 3 // 2
    drawn = rf"[\u3400-\u9fff]{{0,{_MOST_BETWEEN}}}?".join(mention.text)
    return any(m.end() - m.start() <= longest for m in re.finditer(drawn, flat))


def _gloss_claims(place: Place) -> Iterator[Claim]:
    """A claim where the brackets behind a body name another one: Commerce Bureau (市财政局)."""
    for one, other in _glosses(place.text, place.mentions):
        if not _same(one, other):
            yield Claim(
                place.sentence, "body", f"{one.text} ({other.text})", "contradicted", "these are two bodies",
                tuple(k.number for k in place.known),
            )  # fmt: skip


def _glosses(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The bodies with what stands in brackets behind them, one of the two in Chinese."""
    for one, other in pairwise([m for m in mentions if m.kind == "body"]):
        between = _OPEN.fullmatch(text, one.end, other.start) and text[other.end : other.end + 1] in (")", "）")
        if between and is_han(one.text[0]) != is_han(other.text[0]):
            yield one, other


def _with_glosses(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The names, each body also with the meaning of the branch or office of its own that its brackets name."""
    wider = {a.start: a.ids | b.ids for a, b in _glosses(text, mentions) if not _same(a, b) and _akin(a, b)}
    if not wider:
        return mentions
    return tuple(replace(m, ids=wider[m.start]) if m.kind == "body" and m.start in wider else m for m in mentions)


def _akin(one: Mention, other: Mention) -> bool:
    """Whether two bodies share so many characters that the one is a part of the other: 人民银行江门中心支行."""
    return any(i[k : k + _AKIN] in j for i in one.ids for j in other.ids for k in range(len(i) - _AKIN + 1))


def _same(one: Mention, other: Mention) -> bool:
    return any(same_body(i, j) for i in one.ids for j in other.ids)


def _spread(text: str, known: Sequence[Known]) -> bool:
    """Whether every pair of characters (or word) of a term is somewhere in the evidence: a term in other order."""
    parts = contents(text)
    content = frozenset(c for k in known for c in k.content)
    return bool(parts) and parts <= content


def _unknown_chinese(place: Place, flat: str) -> Iterator[str]:
    known = terms()
    covered = [(m.start, m.end) for m in place.mentions]
    for match in known.body.finditer(place.text):
        if any(s < match.end() <= e for s, e in covered):
            continue
        start = match.start()
        while start > max(0, match.start() - _TAIL) and is_han(place.text[start - 1]):
            start -= 1
        name = place.text[start : match.end()]
        if any(name == n or (len(n) > len(match.group()) and name.endswith(n)) for n in known.not_bodies):
            continue
        if _SEVERAL.search(name):
            continue
        if key(name) not in flat and not _any_tail(name, len(match.group()), flat):
            yield name


def _any_tail(name: str, suffix: int, flat: str) -> bool:
    """Whether the name as far as it can be told from the words before it stands in the evidence."""
    return any(key(name[i:]) in flat for i in range(len(name) - suffix - 2)) and len(name) - suffix > 3


def _in_longer(text: str, name: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether an English name goes on to the left: the Trading Office of the Carbon Sink Trading Office."""
    before = _CAPITALS_BEFORE.search(text, 0, name.start)
    if before is None or any(m is not name and m.end > before.start() and m.start < name.start for m in mentions):
        return False
    begins = not text[: before.start()].strip()  # the first word of a sentence has a capital anyhow
    return any(w.lower() not in (*terms().general, "the") for w in before.group().split()[begins:])


def _unknown_english(place: Place, flat: str) -> Iterator[str]:
    known = terms()
    text = place.text
    for m in place.mentions:
        longer = m.kind == "body" and _in_longer(place.text, m, place.mentions)
        if m.kind != "place" and not any(map(is_han, m.text)) and not longer:
            text = text[: m.start] + "|" * (m.end - m.start) + text[m.end :]
    for match in known.english_body.finditer(text):
        name = _ARTICLES.sub("", match.group().strip())
        if name in known.not_english_bodies or key(name) in flat:
            continue
        yield name
