"""The words of asking, from `data/vocabulary.toml`: what marks an attribute, a kind, an operation, small talk."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import Pattern
from typing import Any

from bm25s.stopwords import STOPWORDS_EN_PLUS
from msgspec import Struct

from corpus.text import key
from index.words import stems

DATA = Path(__file__).parent / "data"
Tag = tuple[str, str]
_SHORT_ROLES = ("牵头", "配合", "监测")


class Vocabulary(Struct, frozen=True):
    """Phrases → tags such as ("attribute", "lead"); Chinese phrases by `corpus.text.key`, English ones by stems."""

    chinese: dict[str, tuple[Tag, ...]]
    english: dict[str, tuple[Tag, ...]]
    expected: dict[str, tuple[str, ...]]
    expected_english: dict[str, tuple[str, ...]]
    small_talk: dict[str, str]
    light: frozenset[str]
    asking: tuple[str, ...]
    asking_english: tuple[str, ...]
    patterns: dict[str, Pattern[str]]
    operation_patterns: dict[str, Pattern[str]]
    quantities: tuple[tuple[Pattern[str], Pattern[str], Pattern[str]], ...]
    names: tuple[tuple[Pattern[str], Pattern[str]], ...]
    columns: tuple[tuple[Pattern[str], Pattern[str]], ...]
    qualifiers: dict[str, tuple[str, ...]]
    to_be_said: frozenset[str]
    persons: frozenset[str]
    posts: frozenset[str]
    asides: tuple[Pattern[str], ...]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, compiled."""
    data: dict[str, Any] = tomllib.loads((DATA / "vocabulary.toml").read_text(encoding="utf-8"))
    chinese: dict[str, list[Tag]] = defaultdict(list)
    english: dict[str, list[Tag]] = defaultdict(list)
    groups = {"attribute": data["attributes"], "kind": data["kinds"], "operation": data["operations"]}
    groups |= {"generic": {"": data["generic"]}}
    groups |= {"function": {"": data["function"]}, "follow_up": {"": data["follow_up"]}}
    for category, members in groups.items():
        for value, words in members.items():
            for phrase in words["zh"]:
                chinese[key(phrase)].append((category, value))
            for phrase in words["en"]:
                english[" ".join(stems(phrase))].append((category, value))
    for word in STOPWORDS_EN_PLUS:
        english[" ".join(stems(word))].append(("function", ""))
    for name in ("definition", "truth"):
        for phrase in data["expected"][name]["zh"]:
            chinese[key(phrase)].append(("function", ""))
        for phrase in data["expected"][name]["en"]:
            english[" ".join(stems(phrase))].append(("function", ""))
    talk = {squashed(p): name for name, words in data["small_talk"].items() for p in (*words["zh"], *words["en"])}
    expected = data["expected"]
    return Vocabulary(
        chinese={p: tuple(t) for p, t in chinese.items()},
        english={p: tuple(t) for p, t in english.items()},
        expected={name: tuple(map(key, words["zh"])) for name, words in expected.items()},
        expected_english={name: tuple(" ".join(stems(w)) for w in words["en"]) for name, words in expected.items()},
        small_talk=talk,
        light=frozenset(data["function"]["light"]),
        asking=tuple(map(key, data["asking"]["zh"])),
        asking_english=tuple(" ".join(stems(w)) for w in data["asking"]["en"]),
        operation_patterns={name: re.compile(pattern) for name, pattern in data["operation_patterns"].items()},
        patterns={name: re.compile(pattern) for name, pattern in data["patterns"].items()},
        quantities=tuple(
            (re.compile(asked), re.compile(rf"\d[^，。；]{{0,3}}?(?:{units})|(?:1/|[:：])\d"), re.compile(units))
            for asked, units in data["quantities"].items()
        ),
        names=tuple((re.compile(asked), re.compile(named)) for asked, named in data["names"].items()),
        columns=tuple((re.compile(asked), re.compile(title)) for asked, title in data["columns"].items()),
        qualifiers={name: tuple(words) for name, words in data["qualifiers"].items()},
        to_be_said=frozenset(_names(data["to_be_said"])),
        posts=frozenset(data["to_be_said"]["posts"]),
        persons=frozenset(" ".join(stems(p)) if p.isascii() else key(p) for p in data["to_be_said"]["persons"]),
        asides=tuple(map(re.compile, data["asides"]["patterns"])),
    )


def _names(words: dict[str, list[str]]) -> Iterator[str]:
    yield from map(key, words["zh"])
    yield from (" ".join(stems(w)) for w in words["en"])


def squashed(text: str) -> str:
    """Letters and digits only, in one spelling: how small talk is compared."""
    return "".join(c for c in key(text) if c.isalnum())


def misspelt_words() -> tuple[str, ...]:
    """Words of asking worth guessing at when only their sound fits: the roles and fields of records."""
    roles = {("attribute", r) for r in ("lead", "cooperate", "monitor")}
    phrases = vocabulary().chinese.items()
    return tuple(
        p
        for p, tags in phrases
        if any(c == "attribute" for c, _ in tags) and (len(p) >= 4 or (p in _SHORT_ROLES and roles & {*tags}))
    )
