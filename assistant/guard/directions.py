"""Whether an indicator moves the way that a sentence without figures says: the ratio is planned to fall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.guard.denials import denials
from assistant.guard.place import Place
from assistant.guard.quantities import text_to_quantities
from assistant.judgement import Claim
from corpus.model import Record

_UP = re.compile(
    r"(?:计划|预计|要|将|会|呈|是|目标是|持续|逐步|有所|在)?(?:上升|提高|增加|增长|升高|变大|变高|走高)(?:的|了|趋势)?$"
    r"|\b(?:increases?|rises?|grows?|climbs?|goes? up|go(?:ing)? up|increasing|rising|growing|higher|up)$",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"(?:计划|预计|要|将|会|呈|是|目标是|持续|逐步|有所|在)?(?:下降|降低|减少|变小|变低|走低|回落)(?:的|了|趋势)?$"
    r"|\b(?:decreases?|falls?|drops?|declines?|goes? down|go(?:ing)? down|decreasing|falling|dropping|declining|lower"
    r"|down)$",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\s*(?:to |going to |会|要|将)?(?:(?P<up>上升|提高|增加|增长|升高|increas|ris|grow|climb|go up|going up)"
    r"|下降|降低|减少|decreas|fall|drop|declin|go down|going down)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^，。；;,!?！？\n:：.]+")


def direction_claims(place: Place) -> Iterator[Claim]:
    """A claim for each clause without a figure that ends in a rise or fall, over one row with a base and a target."""
    yield from _sides(place)
    rows = [k.record for k in place.known if k.record]
    way = _way(rows[0]) if len(rows) == 1 == len(place.known) else 0
    if not way or any(q.kind == "number" for q in text_to_quantities(place.bare)):
        return
    for clause in (m.group().strip() for m in _CLAUSE.finditer(place.bare)):
        up, down = bool(_UP.search(clause)), bool(_DOWN.search(clause))
        if up == down or denials(clause):
            continue
        right = up == (way > 0)
        yield Claim(
            place.sentence, "computed", clause[-40:], "supported" if right else "contradicted",
            "from base to target it does" if right else "from base to target it goes the other way",
            tuple(k.number for k in place.known),
        )  # fmt: skip


_SIDE = re.compile(
    r"(?:20\d\d年)?目标值?(?:都|均|也)?(?:(?P<above>高于|大于|超过)|低于|小于)(?:20\d\d年|其?(?:基数|基期|基准|现状))"
    r"|\btargets? (?:(?:is|are|that is|that are|lies?) )?(?:(?P<over>above|higher than|over)|below|lower than|under) "
    r"(?:its |their |the )?(?:20\d\d )?(?:base|20\d\d)",
    re.IGNORECASE,
)


def _sides(place: Place) -> Iterator[Claim]:
    """A claim where all rows cited are said to have their target above or below their base."""
    said = _SIDE.search(place.text)
    ways = {k.number: _way(k.record) for k in place.known if k.record}
    if said is None or not any(ways.values()) or denials(place.text):
        return
    above = 1 if said["above"] or said["over"] else -1
    wrong = tuple(n for n, way in ways.items() if way == -above)
    yield Claim(
        place.sentence, "comparison", said.group(), "contradicted" if wrong else "supported",
        "the evidence has it the other way" if wrong else "so it is in the evidence", wrong or tuple(ways),
    )  # fmt: skip


def goes_otherwise(place: Place, denied: str) -> bool:
    """Whether what is denied begins with a rise or fall that the row cited does not have: it is not to climb."""
    rows = [k.record for k in place.known if k.record]
    moved = _MOVES.match(denied)
    if not moved or len(rows) != 1 or not _way(rows[0]):
        return False
    return bool(moved["up"]) != (_way(rows[0]) > 0)


def _way(record: Record) -> int:
    """1 where a row's target is above its base, -1 where below, 0 where neither can be said."""
    base, target = record.first("base"), record.first("target")
    values = [f.values[0].number for f in (base, target) if f is not None and len(f.values) == 1]
    if len(values) < 2 or not all(values):
        return 0
    one, other = (Decimal((v or "").replace(",", "")) for v in values)
    return (other > one) - (other < one)
