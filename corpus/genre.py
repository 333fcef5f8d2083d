"""The genre's conventions, read from `genre.toml` and compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from re import Pattern
from typing import Any

from msgspec import Struct


class Genre(Struct, frozen=True):
    """Compiled conventions; the names are those of `genre.toml`, where each is explained."""

    numbering: tuple[Pattern[str], ...]
    annex: Pattern[str]
    annex_list: Pattern[str]
    contents: Pattern[str]
    page_number: Pattern[str]
    note: Pattern[str]
    longest_title: int
    column_roles: tuple[tuple[str, Pattern[str]], ...]
    project_column: Pattern[str]
    measure_roles: tuple[str, ...]
    unit_roles: tuple[str, ...]
    qualitative: str
    totals: Pattern[str]
    part_of_row: Pattern[str]
    unit_of_money: Pattern[str]
    unit_in_brackets: Pattern[str]
    unit_name: Pattern[str]
    quantity: Pattern[str]
    comparison: Pattern[str]
    role_labels: tuple[tuple[str, Pattern[str]], ...]
    prose_lead: Pattern[str]
    prose_cooperate: Pattern[str]
    separators: str
    joiner: str
    tail: Pattern[str]
    dates: Pattern[str]
    term: Pattern[str]
    glossary: Pattern[str]
    glossary_entry: Pattern[str]
    told_in_note: Pattern[str]
    roles_in_note: dict[str, str]
    phase: Pattern[str]
    phase_after: Pattern[str]
    phase_heading: Pattern[str]
    phase_word: Pattern[str]
    roles_alone: Pattern[str]
    bracket_lead: Pattern[str]
    bracket_cooperate: Pattern[str]
    bracket_responsible: Pattern[str]
    phase_column: Pattern[str]
    past_section: Pattern[str]
    place_in_title: Pattern[str]
    letter: Pattern[str]
    plan_title: Pattern[str]
    title_years: Pattern[str]


@cache
def genre() -> Genre:
    """The conventions of the genre."""
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "genre.toml").read_text(encoding="utf-8"))
    outline, units, roles = data["numbering"], data["units"], data["roles"]
    longest_first = "|".join(sorted(map(re.escape, units["known"].split("|")), key=len, reverse=True))
    return Genre(
        numbering=tuple(re.compile(rf"\s*\**{style}\s*") for style in outline["styles"]),
        annex=re.compile(outline["annex"]),
        annex_list=re.compile(outline["annex_list"]),
        contents=re.compile(outline["contents"]),
        page_number=re.compile(outline["page_number"]),
        note=re.compile(outline["note"]),
        longest_title=outline["longest_title"],
        column_roles=_patterns(data["columns"]["roles"]),
        project_column=re.compile(data["columns"]["project_column"]),
        measure_roles=tuple(data["columns"]["measure_roles"]),
        unit_roles=tuple(data["columns"]["unit_roles"]),
        qualitative=data["columns"]["qualitative"],
        totals=re.compile(data["columns"]["totals"]),
        part_of_row=re.compile(data["columns"]["part"]),
        unit_of_money=re.compile(units["of_money"]),
        unit_in_brackets=re.compile(units["in_brackets"]),
        unit_name=re.compile(longest_first),
        quantity=re.compile(rf"(\d[\d,]*(?:[.．]\d+)?)\s*((?:{longest_first})?)"),
        comparison=re.compile(units["comparison"]),
        role_labels=_patterns(roles["labels"]),
        prose_lead=re.compile(roles["prose_lead"]),
        prose_cooperate=re.compile(roles["prose_cooperate"]),
        separators=roles["separators"],
        joiner=roles["joiner"],
        tail=re.compile(roles["tail"]),
        dates=re.compile(_dates(data["dates"])),
        term=re.compile(data["definitions"]["term"]),
        glossary=re.compile(data["definitions"]["glossary"]),
        glossary_entry=re.compile(data["definitions"]["entry"]),
        told_in_note=re.compile(roles["told_in_note"]),
        roles_in_note=roles["in_note"],
        phase=re.compile(data["dates"]["phase"]),
        phase_after=re.compile(data["dates"]["phase_after"]),
        roles_alone=re.compile(roles["alone"]),
        bracket_lead=re.compile(roles["bracket_lead"]),
        bracket_cooperate=re.compile(roles["bracket_cooperate"]),
        bracket_responsible=re.compile(roles["bracket_responsible"]),
        phase_heading=re.compile(data["dates"]["phase_heading"]),
        phase_word=re.compile(data["dates"]["phase_word"], re.IGNORECASE),
        phase_column=re.compile(data["dates"]["phase_column"]),
        past_section=re.compile(data["sections"]["past"]),
        place_in_title=re.compile(data["place"]["title"]),
        letter=re.compile(data["title"]["letter"]),
        plan_title=re.compile(data["title"]["plan"]),
        title_years=re.compile(data["title"]["years"]),
    )


def _patterns(rows: list[list[str]]) -> tuple[tuple[str, Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in rows)


def _dates(data: dict[str, str]) -> str:
    """A date, or a range of two: the second has a year, or only a part of one."""
    second = re.sub(r"\?P<(\w+)>", r"?P<\1_to>", f"(?:{data['year']})?{data['part']}")
    return f"{data['year']}{data['part']}(?:{data['separator']}{data['second']}{second})?{data['before']}"
