"""Restating: which questions a model may put more plainly, and which of its restatements are the same question.

Nothing here knows what a question means. A restatement counts as the same where it names the same numbers, years,
ordinals, bodies and places, asks for the same attribute, keeps every word of the question that the corpus knows, and
is answered from evidence that the question itself touches.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from assistant.answer import Answer, Citation, Understood
from assistant.chain import Chain
from assistant.choices import AskBack, Choice, Decline
from assistant.compose.voice import Voice
from assistant.decide import Case
from assistant.link import link
from assistant.model.reply import NoDraft
from assistant.reading import Reading
from assistant.request import Request
from assistant.screen import to_traditional
from assistant.selection import UNIT_ROLES
from assistant.vocabulary import vocabulary
from corpus.numbers import numbers
from corpus.text import key
from index.coverage import Segment, shares
from index.units import Unit
from index.words import stems

LONGEST = 120
_UNTOLD = frozenset({"declined_missing", "declined_subject", "declined_plain"})
_NONE = "none"
_TELLING, _KNOWN, _COMMON = 0.5, 0.99, 0.1
_LEAST, _AHEAD = 0.5, 0.02
_NEGATION = re.compile(r"[不没未无非](?!同|断|少)|\b(?:not?|never|without|except|neither)\b|n't", re.IGNORECASE)
_WHO = re.compile(
    r"[谁誰]|[哪边邊](?:个|個|家|些)?(?:局|单位|單位|部门|部門|机构|機構)"
    r"|\bwho(?:m|se)?\b|\b(?:which|what) (?:bureau|unit|body|bodies|department|agency|office)",
    re.IGNORECASE,
)
_COMPUTING = frozenset({"count", "most", "least", "sum"})


def may_be_restated(answer: Answer) -> bool:
    """Whether an answer says that nothing was found, or asks which is meant; `is_restatable` looks more closely."""
    return answer.outcome in ("declined_not_in_corpus", "asked_back")


def is_restatable(case: Case, choice: Choice) -> bool:
    """Whether other words could find what a question asks: nothing definite, such as a year or a person, is missing."""
    reading = case.reading
    if isinstance(choice, AskBack):
        return not reading.ordinals
    if not isinstance(choice, Decline) or choice.reason not in _UNTOLD or reading.ordinals or reading.years:
        return False
    words = vocabulary()
    unsaid = any(s.hard or s.text in words.to_be_said or s.text in words.persons for s in reading.content)
    return not unsaid and not reading.places


def answer_restated(chain: Chain, case: Case, asked: Request, restatement: str) -> Answer:
    """The answer that the deterministic way gives to a restatement. Raises `NoDraft` where it is another question."""
    spelt = to_traditional(restatement) if case.reading.traditional else restatement
    restated = chain.case(spelt, (), asked.documents)
    if restated is None:
        raise NoDraft("the restatement is more than one question")
    question = " ".join((*asked.history, asked.question))
    if what := changed(case, restated, question, restatement):
        raise NoDraft(f"the restatement changes {what}")
    found = chain.answer(spelt, (), asked.documents, asked.id)
    if not found.outcome.startswith("answered_") or found.language != case.reading.language:
        raise NoDraft("the restatement is not answered either")
    if why := unsupported(case, restated, found):
        raise NoDraft(f"the restatement is another question: {why}")
    return found


def as_answer(restated: Answer, asked: Answer, restatement: str, voice: Voice) -> Answer:
    """The answer to a restatement as the answer to the question that was asked; it shows the restatement."""
    shown = Understood("restated", voice.say("understood_restated"), restatement)
    return replace(restated, question=asked.question, standalone=restatement, understood=(shown, *restated.understood))


def text_to_restatement(text: str, question: str) -> str:
    """The one question of a reply. Raises `NoDraft`."""
    found = text.strip()
    if key(found).strip(".。!") == _NONE:
        raise NoDraft("the question cannot be restated")
    if "\n" in found or len(found) > LONGEST:
        raise NoDraft("the restatement is more than one question")
    if key(found) == key(question):
        raise NoDraft("the restatement is the question itself")
    return found


def changed(asked: Case, restated: Case, question: str, restatement: str) -> str:
    """What a restatement changes of a question, in a word for the log; empty where it changes nothing."""
    before, after = asked.reading, restated.reading
    new = {*numbers(restatement)} - {*numbers(question)} - {*before.numbers, *map(str, before.ordinals)}
    checks = (
        ("a number", bool(new)),
        ("an ordinal", after.ordinals != before.ordinals),
        ("a date", (after.years, after.months) != (before.years, before.months)),
        ("a place", after.places != before.places),
        ("a body", _bodies(after) != _bodies(before)),
        ("a document", {*after.documents} != {*before.documents}),
        ("an attribute", _attributes_differ(before, after)),
        ("what is asked for", bool({*after.attributes} & {*UNIT_ROLES}) and not _asks_who(before, question)),
        ("a computation", bool(({*after.operations} ^ {*before.operations}) & _COMPUTING - {"count"})),
        ("the question by leaving words out", _only_leaves_out(before, after)),
        ("a negation", bool(_NEGATION.search(question)) != bool(_NEGATION.search(restatement))),
    )
    return next((name for name, differs in checks if differs), "")


def _bodies(reading: Reading) -> set[tuple[str, ...]]:
    return {b.ids or (key(b.written),) for b in reading.bodies}


def _only_leaves_out(before: Reading, after: Reading) -> bool:
    """Whether a restatement only drops what the question could not be answered with."""
    new = [s for s in after.content if not _is_said(s.text, before)]
    return not new and {*after.attributes} <= {*before.attributes}


def _asks_who(before: Reading, question: str) -> bool:
    """Whether a question asks for whom it concerns: a body with a role is no answer to others."""
    return bool({*before.attributes} & {*UNIT_ROLES} or _WHO.search(question))


def _attributes_differ(before: Reading, after: Reading) -> bool:
    """An attribute that was named stays named, and no role takes the place of another."""
    roles = {*UNIT_ROLES}
    one, other = {*before.attributes}, {*after.attributes}
    return not one <= other or bool(one & roles and (other & roles) - one) or bool(one and other - one - roles)


def known(case: Case) -> tuple[Segment, ...]:
    """The pieces of a question that tell something the corpus holds: in some units, not in every tenth."""
    telling = [s for s in case.reading.content if s.mass >= _TELLING and len(s.text) > 1]
    if not telling:
        return ()
    holders = (case.coverage.hits(telling) >= _KNOWN).sum(axis=1)
    return tuple(s for s, n in zip(telling, holders, strict=True) if 0 < n <= _COMMON * len(case.coverage.units))


def unsupported(asked: Case, restated: Case, answer: Answer) -> str:
    """Why the evidence of an answer is not what was asked for at first; empty where it is.

    Of all records, or all sentences, it has to hold most of the telling words of the question; one that neither it nor
    the restatement holds is lost.
    """
    telling = known(asked)
    cited = [i for i, unit in enumerate(asked.coverage.units) if _is_cited(unit, answer.citations)]
    if not telling or not cited:
        return "nothing of the question stands in the evidence"
    units, table = asked.coverage.units, asked.coverage.hits(telling)
    records = {record for i in cited if (record := units[i].record)}
    told = [*cited, *(int(i) for r in records for i in asked.snapshot.told.get(r, ()))]
    share = shares(table, (s.mass for s in telling))
    elsewhere = max((float(share[i]) for i, unit in enumerate(units) if unit.kind == "sentence"), default=0.0)
    if float(share[told].max()) < max(_LEAST, elsewhere - _AHEAD):
        return "other evidence holds more of the question"
    scores = {c.record.id: c.asked for c in link(asked.reading, asked.snapshot, asked.coverage, telling)}
    rival = max((score for r, score in scores.items() if r not in records), default=0.0)
    if records and max(scores.get(r, 0.0) for r in records) < max(_LEAST, rival + _AHEAD):
        return "another record holds as much of the question"
    lost = [s.text for s, hits in zip(telling, table[:, told], strict=True) if hits.max() < _KNOWN]
    gone = [text for text in lost if not _is_said(text, restated.reading)]
    return f"lost {', '.join(gone)}" if gone else ""


def _is_said(text: str, reading: Reading) -> bool:
    ways = {key(w) for s in reading.segments for w in (s.text, *s.chinese)}
    return key(text) in key(reading.text) or {*text.split()} <= {*stems(reading.text)} or key(text) in ways


def _is_cited(unit: Unit, citations: Sequence[Citation]) -> bool:
    return any(unit.document == c.document and unit.span.start < c.end and c.start < unit.span.end for c in citations)
