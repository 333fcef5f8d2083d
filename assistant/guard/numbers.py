"""Whether the numbers, dates, years and ordinals of a sentence stand in its evidence, of the same thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.compose.voice import qualifier_in_english
from assistant.guard.computed import HARD, LOOSE, Judged, Said, computed
from assistant.guard.counts import ROWS
from assistant.guard.denials import denied_stretches
from assistant.guard.evidence import Stated, contents, stretches
from assistant.guard.lexicon import lowered
from assistant.guard.place import Place
from assistant.guard.quantities import Quantity, text_to_quantities
from assistant.guard.terms import terms
from assistant.judgement import Claim, Kind
from corpus.text import is_han

_OTHER_TIME = "of another time"
_COVERED = 0.5
_MARGIN = 1.0
_TIMES = 1.4
_ALIKE = 3  # words that a sentence shares with evidence that is about the same
_RANGE = re.compile(r"\s?[-~至到]\s?$|\s?(?:to|and|or|-|~|至|到|、|和|或)\s?\d")
_KINDS: dict[str, Kind] = {"number": "number", "year": "date", "date": "date", "ordinal": "ordinal"}


def number_claims(place: Place) -> Iterator[Claim]:
    """A claim for each quantity of the text that is no part of a name; a denial may take up those of the question."""
    stated = tuple(s for k in place.known for s in k.stated)
    numbers = tuple(k.number for k in place.known)
    quantities, masked = _quantities(place)
    yield from _order_claims(place, quantities, numbers, {s.quantity.value for s in stated})
    for quantity, verdict in _judged(place, quantities, masked, stated):
        kind, answer, why = verdict
        if (
            answer != "supported"
            and (quantity.kind, quantity.value, quantity.unit) in place.asked.quantities
            and _taken_up(quantity, place)
        ):
            answer, why = "supported", "taken up from the question to deny or place it"
        elif answer != "supported" and _enumerated(quantity, masked, stated):
            kind, answer, why = "ordinal", "supported", "stands in the evidence"
        elif why.endswith(_OTHER_TIME) and _denied(quantity, place):
            kind, answer, why = "number", "supported", "denied: the evidence says it of something else"
        yield Claim(place.sentence, kind, quantity.written.strip(), answer, why, numbers)


def misplaced(place: Place) -> tuple[Quantity, ...]:
    """The values that the evidence has, but not of what a clause that denies says they are not: 目标不是5038家."""
    if not denied_stretches(place.bare):
        return ()
    stated = tuple(s for k in place.known for s in k.stated)
    judged = _judged(place, *_quantities(place), stated)
    return tuple(q for q, (_, _, why) in judged if why.endswith(_OTHER_TIME) and _denied(q, place))


def _quantities(place: Place) -> tuple[tuple[Quantity, ...], str]:
    """The quantities outside names, and the text with names and ordinals blanked out."""
    names = [m for m in place.mentions if m.kind in ("record", "term")]
    quantities = tuple(q for q in text_to_quantities(place.text) if not any(m.start <= q.start < m.end for m in names))
    masked = place.bare
    for q in quantities:
        if q.kind == "ordinal":
            masked = masked[: q.start] + " " * (q.end - q.start) + masked[q.end :]
    return quantities, masked


def _judged(
    place: Place, quantities: Sequence[Quantity], masked: str, stated: Sequence[Stated]
) -> Iterator[tuple[Quantity, Judged]]:
    values = [q for q in quantities if q.kind == "number"]
    attributes = _attributes(masked) if len(values) == 1 else frozenset()
    alone = _in_one_list(place.text, values)
    for before, quantity, after in stretches(masked, tuple(quantities)):
        yield quantity, _judge(Said(before, quantity, after, masked, attributes, alone), stated, place)


_LISTED = re.compile(r"\s?(?:[（(][^（()）\d]{0,12}[)）])?\s?(?:[、,，;；和与及]|, and|and)\s?")


def _in_one_list(text: str, numbers: Sequence[Quantity]) -> bool:
    """Whether the numbers of a text stand side by side: 40.55%（国家级）、15.77%（省级）."""
    return bool(numbers) and all(_LISTED.fullmatch(text, a.end, b.start) for a, b in pairwise(numbers))


_HIGHER = re.compile(
    r"(?:高于|多于|高出|大于|more than|higher than|above|up from)[^\d,;]{0,12}(?:20\d\d年的?)?$", re.IGNORECASE
)
_LOWER = re.compile(
    r"(?:低于|少于|小于|less than|lower than|below|down from)[^\d,;]{0,12}(?:20\d\d年的?)?$", re.IGNORECASE
)


def _order_claims(
    place: Place, quantities: Sequence[Quantity], numbers: tuple[int, ...], there: set[Decimal]
) -> Iterator[Claim]:
    """Whether the first of two values is on the side of the second that a sentence says: 1.45%，低于2020年的1.77%.

    A period that ends before it begins is no period.
    """
    for one, other in pairwise([q for q in quantities if q.kind in ("date", "year")]):
        if one.kind == other.kind and one.value == other.value and _TWICE.fullmatch(place.text, one.end, other.start):
            yield Claim(place.sentence, "date", one.written, "contradicted", "the same twice is no two", numbers)
        ranged = _RANGE_BETWEEN.fullmatch(place.text, one.end, other.start)
        if ranged and one.kind == other.kind and one.value > other.value > 100:
            yield Claim(
                place.sentence, "date", f"{one.written}-{other.written}", "contradicted",
                "the period ends before it begins", numbers,
            )  # fmt: skip
    values = [q for q in quantities if q.kind == "number"]
    for one, other in pairwise(values):
        if one.unit == other.unit and _moves_wrongly(place.text, one, other):
            yield Claim(
                place.sentence, "comparison", f"{one.written} … {other.written}".strip(), "contradicted",
                "the values move the other way", numbers,
            )  # fmt: skip
        first = next((q for q in reversed(values[: values.index(other)]) if q.unit == other.unit), one)
        between = place.text[max(first.end, other.start - 40) : other.start]
        for pattern, fits in ((_HIGHER, first.value > other.value), (_LOWER, first.value < other.value)):
            if (
                first.value in there
                and other.comparison is None
                and first.unit == other.unit
                and pattern.search(between)
                and not fits
            ):
                yield Claim(
                    place.sentence, "comparison", f"{first.written} … {other.written}".strip(), "contradicted",
                    "the values stand the other way round", numbers,
                )  # fmt: skip


_NAMELY = re.compile(
    r"(?:namely|i\.e\.|that is|即|分别是|就是|(?:tasks?|indicators?|任务|指标)\s?[,，(（]|[:：]):?\s?"
    r"(?:\d{1,3}(?:, and |, | and |、|和|及))*$",
    re.IGNORECASE,
)


_FROM = re.compile(r"(?:由|从|自|\bfrom)\s?(?:CNY )?$", re.IGNORECASE)
_TO = re.compile(r"[^\d,，;；]{0,24}?(?:[到至]|\bto)\s?(?:CNY )?", re.IGNORECASE)
_UP = re.compile(r"提高|增加|增长|上升|提升|增至|升至|increas|\bris|\bup\b|\bgrow|\bclimb|\brais", re.IGNORECASE)
_DOWN = re.compile(r"下降|降低|减少|降至|减至|decreas|\bfall|\bdrop|\bdown\b|declin|\bcut|reduc|lower", re.IGNORECASE)


def _moves_wrongly(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether a value that is said to rise (由9个到20个) falls, or the other way round."""
    between = _TO.fullmatch(text, one.end, other.start)
    if one.value == other.value or not between or not _FROM.search(text, 0, one.start):
        return False
    said = text[max(0, one.start - 24) : one.start] + between.group()
    up, down = bool(_UP.search(said)), bool(_DOWN.search(said))
    return up != down and up != (other.value > one.value)


def _enumerated(quantity: Quantity, text: str, stated: Sequence[Stated]) -> bool:
    """Whether a bare number lists an ordinal of the evidence: leads two, namely 6 and 11."""
    if quantity.kind != "number" or quantity.unit or quantity.comparison or not _NAMELY.search(text, 0, quantity.start):
        return False
    return any(s.quantity.kind == "ordinal" and s.quantity.value == quantity.value for s in stated)


_RANGE_BEFORE = re.compile(r"[\d月年日初底末]\s?[-~至到]\s?$|(?:\d{4}|(?!not\b)\b[A-Za-z]{3,9}) to\s$")
_RANGE_AFTER = re.compile(r"\s?[-~至到]\s?\d|\sto\s")
_TWICE = re.compile(r"\s?(?:and|to|or|和|与|及|、|至|到|-|~)\s?", re.IGNORECASE)
_RANGE_BETWEEN = re.compile(r"\s?(?:开始|起)?[,，]?\s?(?:[-~至到]|to|until|through)\s?", re.IGNORECASE)


def _denied(quantity: Quantity, place: Place) -> bool:
    return any(start <= quantity.start < end for start, end in denied_stretches(place.bare))


def _taken_up(quantity: Quantity, place: Place) -> bool:
    """Whether the clause denies the quantity, or it is a date within a phase that is cited."""
    if quantity.kind == "date":
        if _RANGE_BEFORE.search(place.text, 0, quantity.start) or _RANGE_AFTER.match(place.text, quantity.end):
            return False  # an end of a range is not a date within it
        periods = [k.record.period for k in place.known if k.record and k.record.period]
        dates = [int(s.quantity.value) for k in place.known for s in k.stated if s.quantity.kind == "date"]
        periods += [(min(dates), max(dates))] if len(dates) > 1 else []
        if any(start <= int(quantity.value) <= end for start, end in periods):
            return True
    return _denied(quantity, place)


def _judge(said: Said, stated: Sequence[Stated], place: Place) -> Judged:
    if said.quantity.kind != "number":
        return _dated(said, stated, place)
    found = _stands(said, stated, place)
    if found[1] == "supported":
        return found
    again = computed(said, stated, place)
    return again if again[1] == "supported" else found


def _stands(said: Said, stated: Sequence[Stated], place: Place) -> Judged:
    quantity = said.quantity
    same = [s for s in stated if s.quantity.kind == "number" and s.quantity.value == quantity.value]
    if quantity.unit in ("piece", "any") and ROWS.match(place.text, quantity.start):
        same = [s for s in same if s.record is None]  # 共9项指标 counts rows: the 9 of a cell is none of these
    if not same:
        values = any(s.quantity.kind == "number" for s in stated)
        return "number", "contradicted" if values else "unsupported", "not in the evidence, and not computed from it"
    units = _same_unit(quantity, same, place.text)
    if not units:
        return "unit", "contradicted", f"the evidence has {same[0].quantity.written}"
    compared = [s for s in units if s.quantity.comparison == quantity.comparison]
    if not compared:
        return "comparison", "contradicted", f"the evidence says {_compared(units[0])}"
    if difference := _meant_as_difference(said, compared, place):
        return "subject", "contradicted", difference
    timed = [s for s in compared if _same_attribute(said, s)]
    if not timed:
        told = compared[0].attribute or "value"
        return "subject", "contradicted", f"in the evidence it is the {told} {_OTHER_TIME}"
    other = _other_subject(said, timed, stated, place)
    return ("subject", "contradicted", other) if other else ("number", "supported", "stands in the evidence")


_CHANGE = re.compile(
    r"(?:差|增加|增长|提高|提升|上升|下降|减少|降低|净增|[高低多少])[了约有近]{0,2}$"
    r"|\badd(?:s|ed|ing)? (?:about )?$"
    r"|\b(?:increase|rise|gain|growth|drop|fall|decrease|difference|gap|change)s? of (?:about )?$"
    r"|\b(?:increase|rise|grow|climb|go up|drop|fall|decrease)(?:s|es|d|ed|ing)? by (?:about )?$",
    re.IGNORECASE,
)
_CHANGE_BEHIND = re.compile(r"\s?(?:[a-z-]+ ){0,3}(?:more|fewer|less|higher|lower) than\b")
_CHANGING = re.compile(r"[增减降升长差速]|growth|increase|rise|change", re.IGNORECASE)


def _meant_as_difference(said: Said, same: Sequence[Stated], place: Place) -> str | None:
    """Why a number said to be a change is none: in its row it is the value itself, of a name that tells no change."""
    rows = [k.record for k in place.known if k.record and any(s.record == k.record.id for s in same)]
    change = _CHANGE.search(said.before) or _CHANGE_BEHIND.match(said.text, said.quantity.end)
    if not rows or not change or any(_CHANGING.search(r.name) for r in rows):
        return None
    return "in the evidence it is the value, not a change of it"


def _dated(said: Said, stated: Sequence[Stated], place: Place) -> Judged:
    quantity = said.quantity
    kind = _KINDS[quantity.kind]
    if quantity.kind == "ordinal":
        ordinals = [s for s in stated if s.quantity.kind == "ordinal"]
        if not _OF_SECTION.match(place.text, quantity.end) and not _SECTION_OF.search(place.text, 0, quantity.start):
            ordinals = [s for s in ordinals if s.attribute != "section"]
        if any(s.quantity.value == quantity.value for s in ordinals):
            return kind, "supported", "stands in the evidence"
        return kind, "unsupported", "no such ordinal in the evidence"
    dates = {int(s.quantity.value) for s in stated if s.quantity.kind == "date"}
    years = {int(s.quantity.value) for s in stated if s.quantity.kind == "year"} | {d // 100 for d in dates if d > 100}
    value = int(quantity.value)
    if quantity.kind == "date":
        fits = any(
            int(d.value) == value or (value < 100 and int(d.value) % 100 == value)
            for d in (s.quantity for s in stated)
            if d.kind == "date" and (quantity.unit is None or d.unit == quantity.unit)
        )
    else:
        numbers = {s.quantity.value for s in stated if s.quantity.kind == "number"}
        fits = value in years or (quantity.value in numbers and not re.search(r"年", quantity.written))
    if fits and quantity.kind == "year" and not _called_rightly(said, value, stated):
        return kind, "contradicted", "in the evidence it is the year of the other value"
    return kind, "supported" if fits else "unsupported", "stands in the evidence" if fits else "not in the evidence"


_OF_SECTION = re.compile(
    r"[大个]?(?:部分|[章节篇条款点类阶]|方面|段)|\s(?:part|section|chapter|phase|stage|group)", re.IGNORECASE
)
_SECTION_OF = re.compile(r"(?:part|section|chapter|phase|stage|group)s?\s?$", re.IGNORECASE)


def _called_rightly(said: Said, year: int, stated: Sequence[Stated]) -> bool:
    """Whether the year of a base or target is that of the evidence: 2023年目标."""
    called = terms().attribute.match(said.text, said.quantity.end + (said.text[said.quantity.end :][:1] in " 的"))
    years = {(s.attribute, y) for s in stated if s.attribute in ("base", "target") for y in s.years}
    return not called or not years or (terms().attribute_of[called.group().lower()], year) in years


def _same_unit(quantity: Quantity, same: Sequence[Stated], text: str) -> list[Stated]:
    """Those whose unit fits; evidence that says no unit counts only where no other says one."""
    said = [s for s in same if s.quantity.unit]
    if quantity.unit is None and quantity.value == 0:
        return list(same)  # nought is nought in any unit
    if quantity.unit is None:
        soft = [s for s in same if s.quantity.unit not in HARD]
        if not soft and _RANGE.match(text, quantity.end):
            return list(same)
        return soft
    if quantity.unit == "piece" and not said:
        return list(same)
    fitting = [s for s in said if _fits(quantity.unit, s.quantity.unit or "")]
    if fitting or said:
        return fitting
    return [s for s in same if quantity.unit in LOOSE]


def _fits(draft: str, evidence: str) -> bool:
    counting = terms().counting
    return draft == evidence or (draft in counting and evidence in counting and "any" in (draft, evidence))


def _compared(stated: Stated) -> str:
    return f"{(stated.quantity.comparison or 'no comparison').replace('_', ' ')} with {stated.quantity.written}"


def _attributes(text: str) -> frozenset[str]:
    known = terms()
    return frozenset(known.attribute_of[m.group().lower()] for m in known.attribute.finditer(text))


def _same_attribute(said: Said, stated: Stated) -> bool:
    """Whether what the sentence calls a number (base, target, of a year) is what the evidence calls it."""
    known = terms()
    particle = known.particle.search(said.before)
    called = _CALLED.match(said.text, said.quantity.end)
    called = known.attribute.match(said.text, called.end()) if called else None
    if called and stated.attribute in ("base", "target"):
        return known.attribute_of[called.group().lower()] == stated.attribute
    after = _year_behind(said)
    year = after or _year_before(said, bool(particle)) or _only_year(said)
    if year and stated.years:
        if int(year.group("year")) not in stated.years:
            return False
        called = known.attribute.match(said.text, year.end())
        if called and stated.attribute in ("base", "target"):
            return known.attribute_of[called.group().lower()] == stated.attribute
        return True
    if stated.attribute not in ("base", "target"):
        return True
    before = said.text[: said.quantity.start] if _RATHER.fullmatch(said.before) else said.before
    words = [known.attribute_of[m.group().lower()] for m in known.attribute.finditer(before)]
    if particle:
        meant = known.particle_of[particle.group().lower().strip(" 了的")]
        return stated.attribute in (meant, *words[-1:])
    if words:
        return words[-1] == stated.attribute
    behind = known.attribute.search(said.after)
    if behind:
        return known.attribute_of[behind.group().lower()] == stated.attribute
    if len(said.attributes) == 1 and not known.particle.findall(said.text):
        return stated.attribute in said.attributes
    return True


_RATHER = re.compile(r"[，,\s]*(?:而是|而为|but|but rather|rather)\s?(?:at least |at most )?", re.IGNORECASE)
_YEAR_BEHIND = re.compile(
    r"(?:(?!\b(?:and|to|but|from|than|while|versus|against|up|down)\b|[和与到至比较由从或])"
    r"(?:(?:CNY )?10,000|[^\d,，;；。:：、|!?！？])){0,160}?"
    r"(?P<year>20\d\d)(?!\d|\s?[家人个亿万%件项户名])(?:年)?(?:的|底|\s)?",
    re.IGNORECASE,
)
_CALLED = re.compile(r"的|\s(?:as\s)?(?:the\s)?(?=target|base|goal)")
_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)(?!\d|\s?[家人个亿万%])(?:年)?(?:的|底|\s)?")


def _year_behind(said: Said) -> re.Match[str] | None:
    """The year said right after a number: 54% in 2023, 54%（2023年）."""
    return _YEAR_BEHIND.match(said.text, said.quantity.end)


_SINCE = re.compile(r"(?:than|from|since|against|with|over|[比较自从由])\s?$", re.IGNORECASE)


def _only_year(said: Said) -> re.Match[str] | None:
    """The year of a text that has one year and one number or list of them, unless the number is compared with it."""
    years = list(_YEAR.finditer(said.text)) if said.alone else []
    return years[0] if len(years) == 1 and not _SINCE.search(said.text, 0, years[0].start()) else None


def _year_before(said: Said, own_only: bool) -> re.Match[str] | None:
    """The last year said before a number, unless it is that of the number before it."""
    years = list(_YEAR.finditer(said.text, 0, said.quantity.start))
    if not years or (own_only and not _YEAR.search(said.before)):
        return None
    return years[-1] if _YEAR.search(said.before) or not terms().attribute.search(said.before) else None


def _other_subject(said: Said, true: Sequence[Stated], stated: Sequence[Stated], place: Place) -> str | None:
    """Why the number stands under another subject than in the evidence, or None."""
    before, quantity, after = said.before, said.quantity, said.after
    near = _content(before) | _content(after)
    if not near:
        return None
    wrong = _other_qualifier(before + " " + after, true, stated)
    if wrong:
        return f"in the evidence it is {wrong}"
    texts = [s for s in true if s.attribute is None and s.near]
    if len(texts) < len(true):
        return None
    language = "zh" if any(map(is_han, before + after)) else "en"
    texts = [s for s in texts if s.language in (language, "any")]
    if not texts:
        return None
    rivals = [s for s in stated if s.quantity.kind == "number" and s.near and s.quantity.value != quantity.value]
    rivals = [s for s in rivals if s.language in (language, "any") and s.quantity.unit == true[0].quantity.unit]
    covered = max(_coverage(near, s) for s in texts)
    if covered >= _COVERED and covered >= max((_coverage(near, s) for s in rivals), default=0.0):
        return None
    spread = Counter(c for s in {*texts, *rivals} for c in s.near)
    own = max(_weight(near & s.near, spread) for s in texts)
    best = max((_weight(near & s.near, spread) for s in rivals), default=0.0)
    if best > own + _MARGIN and best > own * _TIMES:
        return "in the evidence it is said of something else"
    around = near | _content(place.text)
    shared = any(around & s.near for s in texts) or any(len(around & k.content) >= _ALIKE for k in place.known)
    if not shared and len(near) >= 2 and not _named(place):
        return "the evidence does not say it of this"
    return None


def _coverage(near: frozenset[str], stated: Stated) -> float:
    return len(near & stated.near) / len(stated.near)


def _named(place: Place) -> bool:
    ids = {i for k in place.known for i in k.ids}
    return any(m.kind in ("record", "term") and any(f"{m.kind}:{i}" in ids for i in m.ids) for m in place.mentions)


def _content(text: str) -> frozenset[str]:
    return contents(terms().negation.sub(" ", terms().light.sub(" ", text)))


def _weight(shared: frozenset[str], spread: Counter[str]) -> float:
    return sum(1.0 / spread[c] for c in shared)


def _other_qualifier(near: str, true: Sequence[Stated], stated: Sequence[Stated]) -> str | None:
    """A double value under the other one's qualifier: the national figure called provincial."""
    qualifiers = {s.qualifier for s in true}
    if None in qualifiers or not qualifiers:
        return None
    low = lowered(near)
    words = {w for q in qualifiers if q for w in _written(q)}
    rows = {s.record for s in true if s.record}
    beside = {s.qualifier for s in stated if s.qualifier and (s.record in rows or not rows)}
    others = {w for q in beside - qualifiers if q for w in _written(q)}
    if any(w in low for w in others) and not any(w in low for w in words):
        return "/".join(sorted(q for q in qualifiers if q))
    return None


def _written(qualifier: str) -> tuple[str, ...]:
    extra = {"占比": ("比重", "比例", "占"), "数量": ("count",), "国家级": ("国家",), "省级": ("全省",)}.get(
        qualifier, ()
    )
    return (qualifier, qualifier_in_english(qualifier).lower(), *extra)
