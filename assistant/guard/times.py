"""Which value of a row a sentence speaks of: the base or the target, of which year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.said import Said
from assistant.guard.stated import Stated
from assistant.guard.terms import terms


def called_rightly(said: Said, year: int, stated: Sequence[Stated]) -> bool:
    """Whether the year of a base or target is that of the evidence: 2023年目标."""
    called = terms().attribute.match(said.text, said.quantity.end + (said.text[said.quantity.end :][:1] in " 的"))
    years = {(s.attribute, y) for s in stated if s.attribute in ("base", "target") for y in s.years}
    return not called or not years or (terms().attribute_of[called.group().lower()], year) in years


def attributes_in(text: str) -> frozenset[str]:
    """The attributes that a text names."""
    known = terms()
    return frozenset(known.attribute_of[m.group().lower()] for m in known.attribute.finditer(text))


def same_attribute(said: Said, stated: Stated) -> bool:
    """Whether what the sentence calls a number (base, target, of a year) is what the evidence calls it."""
    known = terms()
    particle = known.particle.search(said.before)
    if particle and particle.group().strip().lower() == "to" and _AMOUNTS.search(said.text):
        particle = None
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


_AMOUNTS = re.compile(r"\b(?:came|comes?|amount(?:s|ed)?|add(?:s|ed)? up) to\b", re.IGNORECASE)  # nothing moves
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


# Behind a year and a clause of its own, what a number is called tells its time: 478 in 2020, and the target is 550.
_ANEW = re.compile(
    rf"20\d\d(?:年)?(?:\s?[,，;；]| and\b)[^\d]*(?:{terms().attribute.pattern})[^\d,，;；]*$", re.IGNORECASE
)


def _year_before(said: Said, own_only: bool) -> re.Match[str] | None:
    """The last year said before a number, unless it is that of the number before it."""
    if _ANEW.search(said.before):
        return None
    years = list(_YEAR.finditer(said.text, 0, said.quantity.start))
    if not years or (own_only and not _YEAR.search(said.before)):
        return None
    return years[-1] if _YEAR.search(said.before) or not terms().attribute.search(said.before) else None
