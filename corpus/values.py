"""Cells → typed values, and responsibility cells → roles with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.genre import genre
from corpus.model import Span, Value
from corpus.numbers import NUMBER, canonical
from corpus.text import flat, trim, without_page_ends

_PARTS = re.compile(r"[;；]")
_BRACKETED = re.compile(r"[（(]([^（()）]*)[）)]")
_LEVELS = re.compile(r"([\u4e00-\u9fff]{1,3}?)级?(?:和|及|、|与)([\u4e00-\u9fff]{1,2})级")
_IN_BRACKETS_LAST = re.compile(r"[（(]([^（()）]+)[）)]$")
_LISTED = re.compile(r"[;；、]")
_MEASURE = re.compile(r"[\u4e00-\u9fff]{2,}[率数量额比度例值长积]$")
_NUMERALS = "一二三四五六七八九"
_SHARE_UNITS = ("%", "％", "‰")


def cell_to_values(text: str, span: Span, name: str, unit: str | None) -> tuple[Value, ...]:
    """The values of a number cell: "169; 320" under 国家和省级… is two, each with its qualifier; so is "家; %"."""
    parts = list(_pieces(text, span, _PARTS))
    units: list[str | None] = [u.strip() for u in _PARTS.split(unit)] if unit else [None]
    qualifiers = _qualifiers(name, len(parts), units)
    return tuple(
        _value(text, part, units[i] if len(units) == len(parts) else units[0], qualifiers[i])
        for i, part in enumerate(parts)
    )


def _qualifiers(name: str, count: int, units: list[str | None]) -> list[str | None]:
    if count == 1:
        return [None]
    if len(units) == count and len(set(units)) == count:
        return ["占比" if u in _SHARE_UNITS else "数量" for u in units]
    levels = _LEVELS.search(name)
    if levels and count == 2:
        return [f"{levels.group(1)}级", f"{levels.group(2)}级"]
    return [*_parts_of_name(name, count)] or [f"其{_NUMERALS[i]}" for i in range(count)]


def _parts_of_name(name: str, count: int) -> list[str]:
    """What of a name its values belong to: 标准（集中供养; 散居）, measures (覆盖率、占比); none where none fit."""
    bracket = _IN_BRACKETS_LAST.search(name)
    listed = [p.strip() for p in _LISTED.split(bracket.group(1))] if bracket else []
    measures = [p.strip() for p in _LISTED.split(_BRACKETED.sub("", name))]
    if len(listed) == count:
        return listed
    return measures if len(measures) == count and all(_MEASURE.search(p) for p in measures) else []


def _value(text: str, span: Span, unit: str | None, qualifier: str | None) -> Value:
    written = span.of(text)
    bracket = _BRACKETED.search(written)
    plain = _BRACKETED.sub("", written).strip() if bracket else written
    number = NUMBER.search(plain)
    comparison = genre().comparison.search(plain)
    if number and not unit:
        quantity = genre().quantity.search(plain)
        unit = quantity.group(2) or None if quantity else None
    return Value(
        text=plain,
        span=span,
        number=canonical(number.group()) if number else None,
        unit=unit,
        qualifier=qualifier,
        comparison=comparison.group() if comparison else None,
        note=bracket.group(1) if bracket and number else None,
    )


def cell_to_units(text: str, span: Span) -> tuple[Value, ...]:
    """The bodies a responsibility cell lists: separated by 、，；, 会同 or blanks, without 等 at the end."""
    marks = "".join(map(re.escape, genre().separators))
    outside = rf"(?:[{marks}]|{genre().joiner})(?![^（(]{{0,20}}[）)])"
    plain = without_page_ends(text, span)
    found = (_without_tail(plain, piece) for piece in _pieces(plain, span, re.compile(outside)))
    return tuple(Value(flat(piece.of(plain)), piece) for piece in found if piece.end > piece.start)


def _without_tail(text: str, span: Span) -> Span:
    tail = genre().tail.search(span.of(text))
    return trim(text, Span(span.start, span.start + tail.start())) if tail else span


def split_roles(text: str, span: Span) -> tuple[tuple[str, Span], ...]:
    """Cut "牵头单位：甲；配合单位：乙" into (role, span of what follows); nothing where no role is written."""
    labels = sorted(
        (m.start(), m.end(), role)
        for role, pattern in genre().role_labels
        for m in pattern.finditer(text, span.start, span.end)
    )
    ends = [*(start for start, _, _ in labels), span.end][1:]
    return tuple((role, trim(text, Span(end, stop))) for (_, end, role), stop in zip(labels, ends, strict=True))


def _pieces(text: str, span: Span, mark: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for match in [*mark.finditer(text, span.start, span.end), None]:
        piece = trim(text, Span(start, match.start() if match else span.end))
        if piece.end > piece.start:
            yield piece
        start = match.end() if match else span.end
