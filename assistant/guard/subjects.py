"""Whether a true value stands under its own subject: told by the words around it, and by its qualifier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.compose.voice import qualifier_in_english
from assistant.guard.place import Place
from assistant.guard.quantity import Quantity
from assistant.guard.said import Said
from assistant.guard.spelling import lowered
from assistant.guard.stated import Stated, contents
from assistant.guard.terms import terms
from corpus.text import is_han

_FIGURE = re.compile(r"[\W_]*")
_COVERED = 0.5
_MARGIN = 1.0
_TIMES = 1.4
_ALIKE = 3  # words that a sentence shares with evidence that is about the same


def other_subject(said: Said, true: Sequence[Stated], stated: Sequence[Stated], place: Place) -> str | None:
    """Why the number stands under another subject than in the evidence, or None."""
    before, quantity, after = said.before, said.quantity, said.after
    near = _content(before) | _content(after)
    if not near:
        return _answers_other(quantity, true, place)
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


def _answers_other(quantity: Quantity, true: Sequence[Stated], place: Place) -> str | None:
    """Why a bare figure (26.) answers another question than it is asked, or None."""
    asked = _content(place.asked.text)
    if not asked or not _FIGURE.fullmatch(place.text.replace(quantity.written.strip(), "", 1)):
        return None
    language = "zh" if any(map(is_han, place.asked.text)) else "en"
    there = [s for s in true if s.language in (language, "any")]
    around = frozenset(c for k in place.known for c in k.content)
    if len(there) < len(true) or asked & around:
        return None
    return "the evidence does not say it of what is asked"


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
