"""The words the guard looks for, from `data/guard.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from re import Pattern
from typing import Any

from msgspec import Struct

from corpus.text import is_han

DATA = Path(__file__).parent.parent / "data" / "guard.toml"


class Terms(Struct, frozen=True):
    """Compiled patterns; each is explained where it stands in `guard.toml`."""

    longest_text: int
    longest_sentence: int
    most_sentences: int
    longest_evidence: int
    form: tuple[tuple[str, Pattern[str]], ...]
    units: dict[str, str]
    unit: Pattern[str]
    counting: frozenset[str]
    conversions: dict[tuple[str, str], int]
    before: tuple[tuple[str, Pattern[str]], ...]
    after: tuple[tuple[str, Pattern[str]], ...]
    moved: Pattern[str]
    computed: dict[str, Pattern[str]]
    role: Pattern[str]
    role_of: dict[str, str]
    attribute: Pattern[str]
    attribute_of: dict[str, str]
    particle: Pattern[str]
    particle_of: dict[str, str]
    light: Pattern[str]
    empty: frozenset[str]
    negation: Pattern[str]
    innocent: Pattern[str]
    qualitative: Pattern[str]
    one_body: Pattern[str]
    alone: Pattern[str]
    sole: Pattern[str]
    measured: Pattern[str]
    measure_asked: Pattern[str]
    changed: Pattern[str]
    body: Pattern[str]
    not_bodies: tuple[str, ...]
    english_body: Pattern[str]
    not_english_bodies: frozenset[str]
    general: frozenset[str]
    behind_bodies: frozenset[str]
    lead_in: Pattern[str]


@cache
def terms() -> Terms:
    """The words of the guard."""
    data: dict[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))
    units = {word.lower(): family for family, words in data["units"].items() for word in words}
    between = f"(?:\\s{{0,2}}(?:{_either(data['between']['words'])})){{0,2}}(?:{data['between']['of']})?\\s{{0,2}}$"
    compared = data["comparisons"]
    return Terms(
        longest_text=data["bounds"]["longest_text"],
        longest_sentence=data["bounds"]["longest_sentence"],
        most_sentences=data["bounds"]["most_sentences"],
        longest_evidence=data["bounds"]["longest_evidence"],
        form=tuple((name, re.compile(p, re.IGNORECASE | re.MULTILINE)) for name, p in data["form"].items()),
        units=units,
        unit=re.compile(rf"\s?({_either(units)})", re.IGNORECASE),
        counting=frozenset(data["unit_families"]["counting"]),
        conversions={(large, small): times for large, small, times in data["conversions"]["of"]},
        before=tuple((c, re.compile(f"({_either(w['before'])}){between}", re.IGNORECASE)) for c, w in compared.items()),
        after=tuple(
            (c, re.compile(rf"\s?({_either(w['after'])})(?!\s?[\d一二三四五六七八九十两出])", re.IGNORECASE))
            for c, w in compared.items()
            if w["after"]
        ),
        moved=re.compile(data["movement"]["up_to"], re.IGNORECASE),
        computed={
            kind: re.compile(f"(?:{_either(words)})(?!值)", re.IGNORECASE) for kind, words in data["computed"].items()
        },
        role=_all(data["roles"]),
        role_of=_owners(data["roles"]),
        attribute=_all(data["attributes"]),
        attribute_of=_owners(data["attributes"]),
        particle=re.compile(rf"(?<![占同环对])(?:{_all(data['particles']).pattern})[\s了的]{{0,2}}$", re.IGNORECASE),
        particle_of=_owners(data["particles"]),
        empty=frozenset(data["light"]["en"]),
        light=re.compile(_either(data["light"]["zh"])),
        negation=re.compile(_either([*data["negations"]["zh"], *data["negations"]["en"]]), re.IGNORECASE),
        innocent=re.compile(
            f"{_either(data['negations']['innocent'])}|{data['negations']['innocent_bounds']}", re.IGNORECASE
        ),
        qualitative=re.compile(_either(data["negations"]["qualitative"]), re.IGNORECASE),
        one_body=re.compile(_either(data["bodies"]["one"]), re.IGNORECASE),
        alone=re.compile(_either(data["negations"]["alone"]), re.IGNORECASE),
        sole=re.compile(_either(data["negations"]["sole"]), re.IGNORECASE),
        measured=re.compile("|".join(data["negations"]["measured"]), re.IGNORECASE),
        measure_asked=re.compile(_either(data["negations"]["asked"]), re.IGNORECASE),
        changed=re.compile("|".join(data["negations"]["changed"]), re.IGNORECASE),
        body=re.compile(data["bodies"]["zh"]),
        not_bodies=tuple(data["bodies"]["not_zh"]),
        english_body=re.compile(data["bodies"]["en"]),
        not_english_bodies=frozenset(data["bodies"]["not_en"]),
        general=frozenset(data["bodies"]["general_en"]),
        behind_bodies=frozenset(data["bodies"]["behind_en"]),
        lead_in=re.compile(data["counts"]["lead_in"]),
    )


def _either(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; Latin ones stand alone."""
    return "|".join(map(_whole, sorted(set(words), key=lambda w: (-len(w), w))))


def _whole(word: str) -> str:
    start = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
    end = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return start + re.escape(word) + end


def _all(groups: dict[str, dict[str, list[str]]]) -> Pattern[str]:
    return re.compile(_either(w for g in groups.values() for w in (*g["zh"], *g["en"])), re.IGNORECASE)


def _owners(groups: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    return {w.lower(): owner for owner, g in groups.items() for w in (*g["zh"], *g["en"])}


def spoken(word: str) -> bool:
    """Whether a word is Chinese."""
    return any(map(is_han, word))
