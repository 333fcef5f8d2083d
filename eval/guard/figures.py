"""Corruption of figures: digits, magnitudes, years, units, comparisons, and figures of other subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

from corpus.model import Record
from corpus.text import key
from eval.guard.bases import Base
from eval.guard.drafts import Draft, put, words
from eval.guard.spots import NUMBER, YEAR, characters, matches, numbers_of, sentence_at

_MAGNITUDES = {"万": "亿", "亿": "万", "million": "billion", "billion": "million", "thousand": "million"}
_MAGNITUDE = re.compile(r"(?<=\d)(?:万(?!亿)|亿)|(?<=\d )(?:million|billion|thousand)")
_BOUND = re.compile(r"[不于少超至近约≥≤过到]$|(?:least|most|over|under|than|nearly) $")
_BEHIND = ("以上", "以下", "以内")
_FIGURED = ("base", "target", "amount")


def digits(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """One digit of a number becomes another; a number the evidence also has somewhere is not made."""
    known = numbers_of(characters(base.evidence))
    for match in matches(NUMBER, base):
        if YEAR.fullmatch(match.group()):
            continue
        written = match.group()
        places = [i for i, c in enumerate(written) if c.isdigit()]
        for place in random.sample(places, min(3, len(places))):
            digit = random.choice([d for d in "0123456789" if d != written[place] and (d != "0" or place)])
            new = written[:place] + digit + written[place + 1 :]
            if not _same(new, known):
                yield put("digit", base, match.span(), new)


def _same(new: str, known: frozenset[str]) -> bool:
    plain = new.replace(",", "")
    return float(plain) in {float(k) for k in known if k.replace(".", "", 1).isdigit()}


def magnitudes(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """万 becomes 亿, million billion, and back."""
    text = characters(base.evidence)
    for match in matches(_MAGNITUDE, base):
        new = _MAGNITUDES[match.group()]
        number = re.search(r"[\d,.]+ ?$", base.text[: match.start()])
        if number and number.group() + new not in text:
            yield put("magnitude", base, match.span(), new)


def years(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A year becomes one the evidence does not have, or one it has for another value."""
    text = characters(base.evidence)
    there = {m.group() for m in YEAR.finditer(text)}
    for match in matches(YEAR, base):
        year = int(match.group())
        near = [str(y) for y in range(year - 5, year + 6) if y != year and str(y) not in there]
        for new in random.sample(near, min(2, len(near))):
            yield put("year", base, match.span(), new)


def swapped_years(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """The year of a figure becomes the other year its row has a figure for; where both are equal it is not made."""
    held = [w for w in (base.plan.words.record_of(e.quote) for e in base.evidence) if w]
    if len(held) != 1:
        return
    values = {f.year: f.text for f in held[0].all(*_FIGURED) if f.year}
    if len(values) < 2 or len({*values.values()}) < len(values):
        return
    for match in matches(YEAR, base):
        sentence = sentence_at(base.text, match.start())
        figures = [m for m in NUMBER.findall(sentence) if not YEAR.fullmatch(m)]
        others = [y for y in values if str(y) != match.group() and str(y) not in sentence]
        if int(match.group()) in values and others and any(f in values[int(match.group())] for f in figures):
            yield put("year", base, match.span(), str(random.choice(others)))


def units(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A unit becomes one of another kind."""
    text = characters(base.evidence).replace(" ", "")
    table: dict[str, list[str]] = words()["units"][base.language]
    either = "|".join(map(re.escape, sorted(table, key=lambda u: -len(u))))
    pattern = re.compile(
        rf"(?<=\d)({either})(?![万亿a-z])" if base.language == "zh" else rf"(?<=\d)(?:%|(?: (?:{either})\b))"
    )
    for match in matches(pattern, base):
        old = match.group()
        number = re.search(r"[\d,.]+$", base.text[: match.start()])
        blank = " " if old.startswith(" ") else ""
        for new in table[old.strip()]:
            if number and f"{number.group()}{new.strip()}" not in text:
                yield put("unit", base, match.span(), blank + new)


def comparisons(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A comparison becomes its opposite."""
    table: dict[str, str] = words()["comparisons"][base.language]
    either = "|".join(
        rf"\b{re.escape(w)}\b" if w[0].isascii() and w[0].isalpha() else re.escape(w)
        for w in sorted(table, key=lambda w: -len(w))
    )
    for match in matches(re.compile(either, re.IGNORECASE), base):
        beside = base.text[match.end() : match.end() + 8] + base.text[max(0, match.start() - 8) : match.start()]
        if match.group() in _BEHIND:
            beside = base.text[max(0, match.start() - 5) : match.start()]
        if "task" in beside or "indicator" in beside:
            continue
        if re.search(r"\d", re.sub(r"\[\d+\]", "", beside)):
            yield put("comparison", base, match.span(), table[match.group().lower()])


def added_comparisons(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """A figure that is exact in the evidence becomes a bound."""
    choice: list[str] = words()["comparisons"]["inserted"][base.language]
    exact = {
        v.number.replace(",", "") for e in base.evidence if (r := base.plan.words.record_of(e.quote))
        for f in r.all(*_FIGURED) for v in f.values if v.number and not v.comparison
    }  # fmt: skip
    for match in matches(NUMBER, base):
        bound = _BOUND.search(base.text[: match.start()])
        if match.group().replace(",", "") in exact and not YEAR.fullmatch(match.group()) and not bound:
            yield put("comparison", base, (match.start(), match.start()), random.choice(choice))


def other_values(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """The figure of another row stands in for this one's."""
    known = numbers_of(characters(base.evidence))
    others = [v for r in base.plan.snapshot.records.values() for v in _values(r) if not _same(v, known)]
    for match in matches(NUMBER, base):
        if re.search(r"(?:第|指标|指標|任务|任務|task|indicator|no\.) ?$", base.text[: match.start()]):
            continue
        if others and match.group().replace(",", "") in known and not YEAR.fullmatch(match.group()):
            for new in random.sample(others, min(2, len(others))):
                yield put("other subject", base, match.span(), new)


def _values(record: Record) -> list[str]:
    return [v.number.replace(",", "") for f in record.all(*_FIGURED) for v in f.values if v.number]


def other_names(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """The name of another row stands over this one's figures and bodies."""
    english = base.plan.snapshot.english
    held = [r for r in (base.plan.words.record_of(e.quote) for e in base.evidence) if r]
    text = characters(base.evidence)
    for record in held:
        rivals = [r for r in base.plan.snapshot.records.values() if r.kind == record.kind and r.name not in text]
        for name, of in (
            (record.name, lambda r: r.name),
            (english.get(key(record.name), ""), lambda r: english.get(key(r.name), "")),
        ):
            at = base.text.find(name) if len(name) > 3 else -1
            usable = [n for n in map(of, rivals) if n]
            if at >= 0 and usable:
                for new in random.sample(usable, min(2, len(usable))):
                    yield put("other subject", base, (at, at + len(name)), new)


def exchanged(base: Base, around: Sequence[Base], random: Random) -> Iterator[Draft]:
    """Two figures of one sentence change places."""
    found = [m for m in matches(NUMBER, base) if not YEAR.fullmatch(m.group())]
    for one, other in pairwise(found):
        between = base.text[one.end() : other.start()]
        if (
            "10,000" in (one.group(), other.group())
            or one.group() == other.group()
            or re.search(r"[。！？\n~～—–-]|\. ", between)
            or re.fullmatch(r"\s?(?:to|and|or|至|到|和|同|、|,|[项号]?(?: and |和|及|、)第)\s?", between)
        ):
            continue
        text = base.text[: one.start()] + other.group() + between + one.group() + base.text[other.end() :]
        yield Draft(
            "other subject",
            base,
            text,
            f"{one.group()!r} ↔ {other.group()!r} in {base.text[one.start() - 15 : other.end() + 10]!r}",
            base.evidence,
        )
