"""Documents → what may be changed in them: a number, a unit, a body or a name, each at its places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from corpus.model import Document, Record, Span
from corpus.numbers import NUMBER, canonical
from corpus.text import line_of
from eval.numerals import narrative_numbers

Kind = Literal["number", "share", "unit", "body", "name"]
Place = Literal["table", "narrative"]

_BODIES = ("气象局", "档案局", "审计局", "信访局", "地震局", "园林局", "粮食局", "烟草局", "测绘局", "盐务局")
_BODY = re.compile(r"(?P<place>[市县省区州]).*(?:局|委|办|会|室|中心|分局|科协|院|部|队)$")
_NEW_WORDS = ("航天", "林草", "盐业", "冰雪", "古琴", "测绘", "竹编", "蚕桑", "雨具", "铁艺", "灯塔", "漆器", "茉莉")
_UNITS = {
    "家": "户", "个": "座", "人": "名", "亿元": "万元", "万元": "亿元", "公里": "海里", "平方公里": "公顷",
    "户": "家", "%": "‰", "件": "宗", "座": "处", "处": "座", "万亩": "公顷", "吨": "千克", "万吨": "亿吨",
    "张": "副", "公顷": "亩", "人年": "人月", "元": "美元", "艘": "条", "口": "只", "万人次": "亿人次",
    "项": "桩", "所": "间", "条": "道", "米": "尺",
}  # fmt: skip
_UNIT = re.compile("|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)))
_ROLES = ("lead", "cooperate", "responsible", "monitor")
_QUOTED = re.compile(r"“([\u4e00-\u9fff]{3,10})”")
_MOST_PLACES = 6


class Spot(Struct, frozen=True):
    """Something that may be changed, at all places where the same stands: `old` becomes what `new_value` makes of it.

    `number` is the quantity beside a unit, without which the unit alone would tell nothing.
    """

    kind: Kind
    place: Place
    old: str
    spans: tuple[Span, ...]
    numbers: tuple[str, ...] = ()


def document_to_spots(document: Document) -> tuple[Spot, ...]:
    """Everything in a document that may be changed, each once."""
    found: dict[tuple[str, tuple[Span, ...]], Spot] = {}
    for spot in (*_number_spots(document), *_cell_spots(document), *_name_spots(document), *_unit_spots(document)):
        found.setdefault((spot.kind, spot.spans), spot)
    return tuple(found.values())


def _cells(document: Document) -> Iterator[tuple[Record, Span]]:
    for record in document.records:
        if record.table is not None:
            yield from ((record, v.span) for f in record.fields for v in f.values if v.number is not None)


def _number_spots(document: Document) -> Iterator[Spot]:
    text = document.text
    cells = [
        Span(s.start + m.start(), s.start + m.end())
        for _, s in _cells(document)
        for m in [NUMBER.search(s.of(text))]
        if m is not None
    ]
    told = [n for p in document.paragraphs for s in p.sentences for n in narrative_numbers(document, s)]
    by_value: dict[str, list[Span]] = {}
    for span in dict.fromkeys([*cells, *told]):
        by_value.setdefault(canonical(span.of(text)), []).append(span)
    inside = set(cells)
    for value, spans in by_value.items():
        together = len(value) > 1 and len(spans) <= _MOST_PLACES
        for group in [spans] if together else [[s] for s in spans]:
            shares = any(text[s.end : s.end + 1] in "%％" for s in group)
            yield Spot(
                "share" if shares else "number",
                "table" if inside.intersection(group) else "narrative",
                group[0].of(text),
                tuple(sorted(group)),
            )


def _cell_spots(document: Document) -> Iterator[Spot]:
    for record in document.records:
        place: Place = "table" if record.table is not None else "narrative"
        for field in record.fields:
            if field.role in _ROLES:
                for value in field.values:
                    if _BODY.fullmatch(value.text) and value.span.of(document.text) == value.text:
                        yield Spot("body", place, value.text, (value.span,))


def _unit_spots(document: Document) -> Iterator[Spot]:
    for record in document.records:
        unit = record.first("unit")
        if record.table is not None and unit is not None and unit.text in _UNITS:
            values = tuple(v.text for f in record.fields for v in f.values if v.number is not None)
            if unit.span.of(document.text) == unit.text:
                yield Spot("unit", "table", unit.text, (unit.span,), values)
    for paragraph in document.paragraphs:
        for sentence in paragraph.sentences:
            for number in narrative_numbers(document, sentence):
                match = re.compile(rf"\s*({_UNIT.pattern})").match(document.text, number.end)
                if match is not None:
                    span = Span(match.start(1), match.end(1))
                    yield Spot("unit", "narrative", match.group(1), (span,), (number.of(document.text),))


def _name_spots(document: Document) -> Iterator[Spot]:
    text = document.text
    names = [(r.name, "table") for r in document.records if r.table is not None and r.kind in ("task", "indicator")]
    quoted = [(m.group(1), "narrative") for p in document.paragraphs for m in _QUOTED.finditer(p.span.of(text))]
    for name, place in dict.fromkeys([*names, *quoted]):
        if sum(name in other for other, _ in names) > (place == "table") or len(name) < 3:
            continue
        spans = tuple(Span(m.start(), m.end()) for m in re.finditer(re.escape(name), text))
        if 0 < len(spans) <= _MOST_PLACES:
            yield Spot("name", "table" if place == "table" else "narrative", name, spans)


def new_value(spot: Spot, document: Document, taken: set[str], chance: random.Random) -> str | None:
    """Another value of the same kind and shape that stands nowhere in the document, nor among those taken."""
    if spot.kind == "unit":
        return _UNITS[spot.old]
    makers = {"body": new_body, "name": new_name}
    make = makers.get(spot.kind, _new_number)
    numbers = {canonical(m.group()) for m in NUMBER.finditer(document.text)}
    for _ in range(200):
        new = make(spot.old, chance)
        known = canonical(new) in numbers and len(spot.old) > 1 if make is _new_number else new in document.text
        if not known and new != spot.old and new not in taken:
            taken.add(new)
            return new
    return None


def _new_number(old: str, chance: random.Random) -> str:
    digits = [str(chance.randrange(10)) if c.isdigit() else c for c in old]
    first = next(i for i, c in enumerate(digits) if c.isdigit())
    point = old.find(".")
    if old[first] != "0" or point < 0:
        digits[first] = str(chance.randrange(1, 10))
    last = len(digits) - 1
    digits[last] = str(chance.randrange(1, 10))
    return "".join(digits)


def new_body(old: str, chance: random.Random) -> str:
    """A body of the same place."""
    match = _BODY.fullmatch(old)
    return (match["place"] if match else "市") + chance.choice(_BODIES)


def new_name(old: str, chance: random.Random) -> str:
    """A name with two other characters in it."""
    runs = [i for i in range(len(old) - 1) if re.fullmatch(r"[\u4e00-\u9fff]{2}", old[i : i + 2])]
    at = chance.choice(runs)
    return old[:at] + chance.choice(_NEW_WORDS) + old[at + 2 :]


def lines_of(document: Document, spans: Sequence[Span]) -> frozenset[int]:
    """The lines on which these spans stand."""
    return frozenset(line_of(document.lines, s.start) for s in spans)
