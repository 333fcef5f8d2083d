"""Every name of a corpus and what it means: the phrases that a question is searched for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from corpus.bodies import Body
from corpus.lexicon import Entry, Lexicon
from corpus.model import Document
from corpus.outline import heading_number
from corpus.records import kind_of
from corpus.text import han_share, is_han, key
from index.fillers import fillers, lexemes
from index.words import stems

_QUOTED = re.compile(r"[“「]([^“”「」\n]{2,14})[”」]")
_STAR_NOTE = re.compile(r"[*＊※★☆]\s*号?的?(?:指标)?(?:为|是|表示|指)([^，。；,;]{2,20})")
_OFFICE = re.compile(
    r"bureau|department|commission|office|administration|committee|government|customs|bank|federation|association|"
    r"university|college|zone|authority|service|court|police|prosecut|station|brigade|detachment|league|union",
    re.IGNORECASE,
)
_KIND_OF_OFFICE = re.compile(r"(.+) (?:Bureau|Department|Administration|Office|Commission)")
_KINDS_OF_OFFICE = ("authority", "authorities", "department", "bureau", "office", "agency")
_SHORT_BODIES = "局委办厅部"
_CATEGORIES = ("property", "deadline", "other")
_INDICATOR = "指标"
_TITLE_ENDING = re.compile(r"名称|事项|内容|清单")
_LOCAL_PLACE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?:县|区|镇|乡)(?![\u4e00-\u9fff]{0,1}级)")
_LISTED_DISTRICTS = re.compile(
    r"(?:[\u4e00-\u9fff]{2}[县区市]、){2,}[\u4e00-\u9fff]{2}[县区市](?![\u4e00-\u9fff]{0,1}级)"
)
_NO_DISTRICT = "园城地市社新片全"  # 园区, 城区, 地区 are nouns
_WHOLE_PROVINCE = ("全省", "我省")
_LEVELS = ("市", "省", "县", "区", "国家")
_EQUAL_KINDS = ("synonym", "term", "indicator", "task", "project", "section", "phase", "organization")


class Meaning(Struct, frozen=True):
    """What a phrase stands for.

    `kind` is body, absent_body, place or term; `value` the id or the proper name. `same` are the ways to say the same.
    """

    kind: str
    value: str
    same: tuple[str, ...] = ()
    same_english: tuple[str, ...] = ()
    document: str | None = None


class Names(Struct, frozen=True):
    """Phrases and their meanings; English ones by their stems.

    `sounds` maps a pinyin to the names it writes, `word_sounds` to the common words of the corpus.

    `words` are the stems of an English dictionary with their frequency there: words that are spelled right.
    `fillers` are Chinese words without content, `lexemes` common ones with it and its weight, `foreign` those of them
    that the corpus does not write.
    """

    chinese: dict[str, tuple[Meaning, ...]]
    english: dict[str, tuple[Meaning, ...]]
    longest: int
    longest_english: int
    sounds: dict[str, tuple[str, ...]]
    pinyin: dict[str, str]
    word_sounds: dict[str, tuple[str, ...]] = {}
    words: dict[str, int] = {}
    fillers: frozenset[str] = frozenset()
    lexemes: dict[str, float] = {}
    foreign: frozenset[str] = frozenset()


def corpus_to_names(
    documents: Sequence[Document],
    lexicon: Lexicon,
    bodies: Sequence[Body],
    words: dict[str, int],
    extra_phrases: Iterable[str] = (),
) -> Names:
    """Collect the names of bodies, places, terms and synonyms. `extra_phrases` get a sound, but no meaning."""
    chinese: dict[str, list[Meaning]] = defaultdict(list)
    english: dict[str, list[Meaning]] = defaultdict(list)
    for phrase, meaning in _meanings(documents, lexicon, bodies):
        table, name = (chinese, key(phrase)) if han_share(phrase) > 0 else (english, " ".join(stems(phrase)))
        if name and meaning not in table[name] and len(name) > 1:
            table[name].append(meaning)
    for term, translations in lexicon.english.items():
        name = " ".join(stems(term))
        english[name].append(Meaning("term", term, tuple(key(t) for t in translations)))
    _drop_absent_where_present(chinese)
    _drop_absent_where_present(english)
    for name in [n for n in english if n in words and all(m.kind == "absent_body" for m in english[n])]:
        del english[name]  # "most" is the most, and no ministry
    pinyin = _pinyin()
    text = key("".join(d.text for d in documents))
    known = lexemes()
    named = (p for p, m in chinese.items() if _may_be_misspelt(p, m, text))
    sounding = [*dict.fromkeys(_LOCAL_PLACE.findall(text)), *named, *extra_phrases]
    return Names(
        chinese={p: tuple(m) for p, m in chinese.items()},
        english={p: tuple(m) for p, m in english.items()},
        longest=max(map(len, chinese), default=1),
        longest_english=max((p.count(" ") + 1 for p in english), default=1),
        sounds=_sounds(sounding, pinyin),
        word_sounds=_sounds([word for word in known if word in text], pinyin),
        pinyin=pinyin,
        words=words,
        fillers=fillers("".join(d.text for d in documents)),
        lexemes=known,
        foreign=frozenset(word for word in known if word not in text),
    )


def _may_be_misspelt(phrase: str, meanings: Sequence[Meaning], text: str) -> bool:
    """Names worth guessing at: those of the corpus, and longer general ones of things that the corpus names."""
    if not 3 <= len(phrase) <= 10:
        return len(phrase) == 2 and any(m.kind == "home" and key(m.value).startswith(phrase) for m in meanings)
    own = any(m.kind == "body" or m.document for m in meanings)
    return own or (len(phrase) >= 4 and any(m.kind == "term" and any(s in text for s in m.same) for m in meanings))


def _meanings(documents: Sequence[Document], lexicon: Lexicon, bodies: Sequence[Body]) -> Iterator[tuple[str, Meaning]]:
    for body in bodies:
        meaning = Meaning("body", body.id, tuple(key(n) for n in body.names), body.english, body.document)
        others = [key(n) for b in bodies if b.id != body.id and b.document == body.document for n in b.names]
        forms = (f for f in body.forms if not any(f in n for n in others))  # 高新区 is a part of three names: a noun
        english = _english_variants(filter(_is_specific, body.english))
        yield from ((p, meaning) for p in (*body.names, *forms, *english))
    known = {b.id.split("/", 1)[1] for b in bodies}
    text = key("".join(d.text for d in documents))
    provinces = Counter({e.name: text.count(key(e.name)) for e in lexicon.of_kind("place") if e.name.endswith("省")})
    province = next((name for name, count in provinces.most_common(1) if count), None)
    places = {key(d.place) for d in documents if d.place}
    homes = [e for entry in lexicon.of_kind("place") if key(entry.name) in places for e in entry.english]
    for entry in lexicon.entries:
        if entry.kind == "organization" and not entry.document:
            yield from _absent(entry, known, text, homes)
        elif entry.kind == "place":
            yield from _place(entry, documents, province)
        if entry.kind in _EQUAL_KINDS and (entry.kind != "organization" or entry.document):
            same = tuple(key(n) for n in entry.names if len(n) > 1)
            meaning = Meaning("term", entry.name, same, entry.english, entry.document)
            yield from ((p, meaning) for p in (*entry.names, *entry.english))
    projects = [e for e in lexicon.of_kind("project") if e.document]
    pinyin = _pinyin()
    yield from _romanized(text, pinyin)
    for document in documents:
        if document.place and key(document.place) not in {key(e.name) for e in lexicon.of_kind("place")}:
            yield _in_letters(key(document.place)[:-1], pinyin), Meaning("home", document.id, (), (), document.id)
        yield from _own_terms(document, [e.names for e in projects if e.document == document.id])


def _romanized(text: str, pinyin: dict[str, str]) -> Iterator[tuple[str, Meaning]]:
    """The counties and towns of the corpus as English writes them: 鹤山市 as Heshan."""
    for place in dict.fromkeys(_LOCAL_PLACE.findall(text)):
        stem = place[:-1]
        yield _in_letters(stem, pinyin), Meaning("term", place, (place, stem))


def _in_letters(name: str, pinyin: dict[str, str]) -> str:
    return "".join(pinyin.get(c, c) for c in name).capitalize()


def _place(entry: Entry, documents: Sequence[Document], province: str | None) -> Iterator[tuple[str, Meaning]]:
    """A place; where it is a document's own, it says nothing and stands for that document.

    Its `province` is the one that the documents name most: 居全省第5 speaks of it.
    """
    phrases = [*(n for n in entry.names if len(n) > 1), *entry.english]
    same = tuple(key(n) for n in entry.names if len(n) > 1)
    meaning = Meaning("place", entry.name, (*same, *_WHOLE_PROVINCE) if entry.name == province else same, entry.english)
    yield from ((p, meaning) for p in phrases)
    for document in documents:
        if document.place and key(document.place) == key(entry.name):
            home = Meaning("home", entry.name, (key(entry.name),), entry.english, document.id)
            yield from ((p, home) for p in phrases)


def _categories(document: Document) -> Iterator[tuple[str, str]]:
    """Values that several records share in a column of few words: 约束性, 持续推进."""
    found = Counter(
        (f.role, f.text) for r in document.records for f in r.fields if f.role in _CATEGORIES and len(f.text) <= 8
    )
    yield from (pair for pair, count in found.items() if count > 1 and not any(c.isdigit() for c in pair[1]))
    yield from dict.fromkeys(("unit", f.text) for r in document.records for f in r.all("unit") if len(f.text) > 1)


def _is_specific(english: str) -> bool:
    """A body's English name, rather than a common noun such as "university" or "research institute"."""
    return english.isupper() or (bool(_OFFICE.search(english)) and " " in english) or len(english.split()) >= 4


def _english_variants(names: Iterable[str]) -> Iterator[str]:
    """English names of a body, with the words that people use for the kind of office: tax authority, Wuyi Uni."""
    for name in names:
        yield name
        office = _KIND_OF_OFFICE.fullmatch(name)
        if office:
            subject = office.group(1)
            names_of = dict.fromkeys((subject, subject.removesuffix(" Work").removesuffix(" Affairs")))
            yield from (f"{short} {kind}" for short in names_of for kind in _KINDS_OF_OFFICE)
            if office.group(1).endswith(" Regulation"):
                yield from (
                    f"{office.group(1).removesuffix(' Regulation')} {kind}" for kind in ("regulator", "watchdog")
                )
        if "University" in name:
            yield name.replace("University", "Uni")


def _own_terms(document: Document, aliases: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, Meaning]]:
    """What a document itself names: its place, quoted expressions, groups of records, its own title."""
    if document.place:
        meaning = Meaning("home", document.place, (key(document.place),), (), document.id)
        level = document.place[-1]
        own = (f"全{level}", f"我{level}", f"本{level}", f"我们{level}", f"{level}里", f"{level}内")
        yield from ((p, meaning) for p in (document.place, document.place[:-1], *own))
    for quoted in dict.fromkeys(_QUOTED.findall(document.text)):
        yield quoted, Meaning("term", quoted, (key(quoted),), (), document.id)
    for group in dict.fromkeys(r.group for r in document.records if r.group):
        name = group[heading_number(group) :]
        others = next((names for names in aliases if name in names), ())
        for called in dict.fromkeys((name, *others)):
            yield called, Meaning("group", group, (key(name),), (), document.id)
    for role, value in _categories(document):
        for called in (value, value + _INDICATOR) if role == "property" else (value,):
            yield called, Meaning("category", f"{role}={value}", (key(value),), (), document.id)
    for place in _districts(document.text):
        yield place, Meaning("district", place, (key(place),), (), document.id)
    yield from _table_terms(document)
    for title in (document.title, re.sub(r"[（(].*?[）)]$", "", document.title), *document.aliases):
        yield title, Meaning("document", document.id, (), (), document.id)


def _districts(text: str) -> tuple[str, ...]:
    """The districts and counties that a plan lists (包括望津区、苍澜区、岚桥市): one of them is not all."""
    listed = (place for run in _LISTED_DISTRICTS.findall(text) for place in run.split("、"))
    return tuple(dict.fromkeys(p for p in listed if p[1] not in _NO_DISTRICT))


def without_ending(title: str) -> str:
    """What the column of names is called without the word for names: 试点 of 试点名称, 改革 of 改革事项."""
    return _TITLE_ENDING.sub("", title)


def sorts_named(documents: Sequence[Document]) -> tuple[tuple[str, str], ...]:
    """What tables call their tasks and indicators in the title of the names, with their kind: 改革 are tasks."""
    titled = ((key(c.title), kind_of(t)) for d in documents for t in d.tables for c in t.columns if c.role == "name")
    named = ((without_ending(title), kind) for title, kind in titled if kind in ("task", "indicator"))
    return tuple(dict.fromkeys((stem, kind) for stem, kind in named if len(stem) > 1))


def _table_terms(document: Document) -> Iterator[tuple[str, Meaning]]:
    """What a document's tables call their groups, and what their star stands for."""
    for table in document.tables:
        for column in table.columns:
            if column.role == "group" and len(column.title) >= 3:
                yield column.title, Meaning("grouping", kind_of(table), (), (), document.id)
        for note in table.notes:
            for explained in _STAR_NOTE.findall(note.of(document.text)):
                for called in dict.fromkeys((explained, explained.removesuffix(_INDICATOR))):
                    yield called, Meaning("starred", explained, (), (), document.id)


def _absent(entry: Entry, known: set[str], text: str, homes: Sequence[str]) -> Iterator[tuple[str, Meaning]]:
    """A body of the general lexicon, on every level on which the corpus does not have it.

    The first part of its name, where the corpus writes it, is a noun: 高新区 is a zone, 高新区管委会 a body.
    """
    nouns = {n for n in entry.names if n != entry.name and entry.name.startswith(n) and key(n) in text}
    for level in ("", *_LEVELS):
        if f"{level}/{key(entry.name)}" in known:
            continue
        meaning = Meaning("absent_body", level + entry.name, tuple(key(level + n) for n in entry.names), entry.english)
        for name in entry.names:
            if name in nouns:
                continue
            if len(level + name) > 2 or name[-1] in _SHORT_BODIES:  # 大学 and 学校 are nouns, 财局 is a body
                yield level + name, meaning
    for phrase in [*filter(_is_specific, entry.english), *(f"{home} {e}" for home in homes for e in entry.english)]:
        yield phrase, Meaning("absent_body", entry.name, tuple(key(n) for n in entry.names), entry.english)


def _drop_absent_where_present(table: dict[str, list[Meaning]]) -> None:
    for phrase, meanings in table.items():
        present = [m for m in meanings if m.kind != "absent_body"]
        if any(m.kind == "body" for m in meanings):
            table[phrase] = [m for m in present if m.kind == "body"]
        elif len(meanings) > 1 and all(m.kind == "absent_body" for m in meanings):
            table[phrase] = meanings[:1]


@cache
def _pinyin() -> dict[str, str]:
    """Toneless pinyin of the common characters; built once, so that asking needs no pinyin library."""
    from pypinyin import lazy_pinyin

    common = (chr(c) for c in range(0x4E00, 0x9FA6))
    return {c: p for c in common if (p := lazy_pinyin(c)[0]) != c and _is_gb2312(c)}


def _is_gb2312(char: str) -> bool:
    return len(char.encode("gb2312", errors="ignore")) == 2


def _sounds(phrases: Iterable[str], pinyin: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in dict.fromkeys(phrases):
        if all(map(is_han, phrase)) and all(c in pinyin for c in phrase):
            found[" ".join(pinyin[c] for c in phrase)].append(phrase)
    return {sound: tuple(written) for sound, written in found.items()}
