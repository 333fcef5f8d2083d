"""Prompts: the files in `data/prompts`, filled with evidence and question as data that cannot leave its fence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from assistant.answer import Answer, Fact
from assistant.judgement import Evidence
from assistant.vocabulary import DATA

_FOLDER = DATA / "prompts"
_PARTS = "\n=====\n"
_TOKEN = re.compile(r"<(?=[|｜/!a-zA-Z])|\[(?=/?INST\])")
_LANGUAGES = {"zh": "Chinese (中文)", "en": "English"}


class Prompt(Struct, frozen=True):
    """What is sent: the rules, and the data they are about."""

    system: str
    user: str

    @property
    def digest(self) -> str:
        """Its hash."""
        return hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()


@cache
def _parts(name: str) -> tuple[str, str]:
    system, user = (_FOLDER / f"{name}.md").read_text(encoding="utf-8").split(_PARTS)
    return system.strip(), user.strip()


@cache
def prompts_digest() -> str:
    """The hash of all prompt files."""
    files = sorted(_FOLDER.glob("*.md"))
    return hashlib.sha256(b"\0".join(f.name.encode() + b"\0" + f.read_bytes() for f in files)).hexdigest()


def wording_prompt(answer: Answer, evidence: Sequence[Evidence]) -> Prompt:
    """Ask for the wording of a composed answer, over exactly the evidence it stands on."""
    shown = "\n\n".join(_evidence(e, answer) for e in evidence)
    facts = "\n".join(map(_fact, answer.facts))
    return _filled(
        "wording", {"question": answer.question, "evidence": shown, "facts": facts, "composed": answer.text},
        language=_LANGUAGES[answer.language],
    )  # fmt: skip


def restating_prompt(question: str, history: Sequence[str], language: str, openers: Sequence[str]) -> Prompt:
    """Ask for a plainer way to put a question; `openers` show how questions are put."""
    given = {"question": question, "earlier": "\n".join(history), "examples": "\n".join(openers)}
    return _filled("restating", given, language=_LANGUAGES[language])


def _filled(name: str, data: dict[str, str], language: str) -> Prompt:
    """Fences carry the hash of all that they hold, so that no text can hold the end of its own fence."""
    system, user = _parts(name)
    tag = hashlib.sha256("\0".join(data.values()).encode()).hexdigest()[:12]
    fenced = {part: _fenced(part.upper(), text, tag) for part, text in data.items()}
    return Prompt(system.format(language=language), user.format(language=language, **fenced))


def _fenced(name: str, text: str, tag: str) -> str:
    """Text between two lines of its own; what a server might take for a token of its protocol is taken apart."""
    plain = _TOKEN.sub(lambda m: f"{m.group()} ", text).strip()
    return f"<<<{name} {tag}\n{plain}\n{name} {tag}>>>"


def _evidence(evidence: Evidence, answer: Answer) -> str:
    cited = answer.citations[evidence.number - 1]
    place = [cited.title, *evidence.section, *([cited.cell.column] if cited.cell else [])]
    english = f"\nEnglish: {evidence.translation}" if evidence.translation else ""
    return f"[{evidence.number}] {' › '.join(place)}\n{evidence.quote.strip()}{english}"


def _fact(fact: Fact) -> str:
    value = f"{fact.value}{fact.unit or ''}" if fact.number and not fact.value.endswith(fact.unit or "") else fact.value
    qualifier = f" ({fact.qualifier})" if fact.qualifier else ""
    mark = f" [{fact.citation}]" if fact.citation else ""
    return f"- {fact.subject} | {fact.attribute} | {value}{qualifier}{mark}"
