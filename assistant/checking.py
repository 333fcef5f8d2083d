"""What the guard is given to check by people and programs: JSON → a text with its numbered evidence; pure."""

from __future__ import annotations

from collections import Counter

import msgspec
from msgspec import Struct

from assistant.answer import Answer, Fact
from assistant.judgement import Evidence, evidence_of
from assistant.request import BadRequest, shown

LARGEST_INPUT = 4 * 1024 * 1024
MOST_EVIDENCE = 1000
MOST_FACTS = 1000
LONGEST_FACTS = 50_000
LONGEST_QUESTION = 2000
LARGEST_NUMBER = 999_999
_MARK = b"\xef\xbb\xbf"
_DRAFT = 'an object like {"text": "… [1]", "evidence": ["a quotation"], "question": "…"}'
_EXPECTED = f"{_DRAFT}, or an answer as `ask --json` writes it"


class GivenEvidence(Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of evidence as it is sent; without a number it has that of its place in the list, from 1."""

    quote: str
    number: int | None = None
    translation: str | None = None
    section: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class Draft(Struct, frozen=True, forbid_unknown_fields=True):
    """A text that cites its evidence by marks such as [1]; a bare string is a quotation alone.

    The question lends only the bodies that it names to a sentence that names none.
    """

    text: str
    evidence: tuple[str | GivenEvidence, ...]
    question: str = ""


class Checkable(Struct, frozen=True):
    """What `check` takes: no two pieces of evidence share a number."""

    text: str
    evidence: tuple[Evidence, ...]
    question: str


def parse_checkable(raw: bytes) -> Checkable:
    """Bytes → what can be checked: a draft with its evidence, or an answer with its citations and facts.

    An object with `citations` is an answer, any other a draft. Raises `BadRequest` for what is neither, for numbers
    that are out of range or given twice, and beyond the bounds above. Lengths that the guard bounds are left to it.
    """
    raw = raw.removeprefix(_MARK)
    if len(raw) > LARGEST_INPUT:
        raise BadRequest(f"{len(raw)} bytes or more", f"at most {LARGEST_INPUT}", "shorten the text or its evidence")
    try:
        fields = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        if "citations" in fields and "evidence" not in fields:
            found = _answer_to_checkable(msgspec.json.decode(raw, type=Answer))
        else:
            found = _draft_to_checkable(msgspec.json.decode(raw, type=Draft))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRequest(shown(raw), _EXPECTED, f"correct it: {str(error)[:1].lower()}{str(error)[1:]}") from error
    except RecursionError as error:
        raise BadRequest(shown(raw), _EXPECTED, "correct it: it is nested too deeply") from error
    _bound(found)
    return found


def _answer_to_checkable(answer: Answer) -> Checkable:
    return Checkable(answer.text, evidence_of(answer), answer.standalone or answer.question)


def _draft_to_checkable(draft: Draft) -> Checkable:
    numbered = (_evidence(place, given) for place, given in enumerate(draft.evidence, start=1))
    return Checkable(draft.text, tuple(numbered), draft.question)


def _evidence(place: int, given: str | GivenEvidence) -> Evidence:
    if isinstance(given, str):
        return Evidence(place, given)
    number = place if given.number is None else given.number
    return Evidence(number, given.quote, given.translation, given.section, given.facts)


def _bound(found: Checkable) -> None:
    """Raise `BadRequest` for numbers that cannot be cited, and for more than a text has use for."""
    for number, times in Counter(e.number for e in found.evidence).items():
        if not 1 <= number <= LARGEST_NUMBER:
            raise BadRequest(
                f"evidence number {number}", f"1 to {LARGEST_NUMBER}", "number the evidence as the text cites it"
            )
        if times > 1:
            raise BadRequest(
                f"evidence number {number} {times} times", "each number once",
                "number the evidence anew, or leave the numbers out",
            )  # fmt: skip
    facts = [f for e in found.evidence for f in e.facts]
    amounts = (
        ("pieces of evidence", len(found.evidence), MOST_EVIDENCE),
        ("facts", len(facts), MOST_FACTS),
        ("characters of facts", sum(len(f.subject) + len(f.attribute) + len(f.value) for f in facts), LONGEST_FACTS),
        ("characters of question", len(found.question), LONGEST_QUESTION),
    )
    for name, amount, most in amounts:
        if amount > most:
            raise BadRequest(f"{amount} {name}", f"at most {most}", "send only what the text is to be checked against")
