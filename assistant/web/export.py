"""A conversation as a file to keep: each question is answered anew, so that what it says is what the plan says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from assistant.answer import Answer, Citation
from assistant.web.blocks import FindDocument
from assistant.web.places import official_quotation, position
from assistant.web.turn import quoted_text
from assistant.web.words import words


class Exported(Struct, frozen=True):
    """A conversation, ready to be written: `language` is that of the words around the answers."""

    name: str
    language: str
    at: datetime
    answers: tuple[Answer, ...]
    find: FindDocument

    def word(self, name: str, **values: object) -> str:
        """A word of the page in the language of the export."""
        word = words()[name].filled(**values)
        return word.en if self.language == "en" else word.zh

    @property
    def heading(self) -> str:
        """The name of the conversation, or that of the program."""
        return " ".join(self.name.split()) or self.word("brand")

    @property
    def preface(self) -> tuple[str, str]:
        """When it was written, and what its labels mean."""
        return self.word("exported", time=f"{self.at:%Y-%m-%d %H:%M}"), self.word("export_note")

    def label(self, answer: Answer) -> str:
        """What an answer is made of: 原文摘录 or AI 生成; nothing where nothing is cited."""
        if not answer.citations:
            return ""
        return self.word("model" if answer.provenance.startswith("model:") else "extract")

    def understood(self, answer: Answer) -> str:
        """How the question was understood, on one line."""
        parts = [f"{p.label}：{p.value}" for p in answer.understood if not p.dropped]
        return f"{self.word('understood')}：{'；'.join(parts)}" if parts else ""

    def sources(self, answer: Answer) -> Iterator[str]:
        """The citations as officials write them, by number, with their lines."""
        for citation in answer.citations:
            yield f"[{citation.number}] {self._quotation(citation)}（{self._position(citation)}）"

    def _quotation(self, citation: Citation) -> str:
        return official_quotation(citation, quoted_text(citation, self.find))

    def _position(self, citation: Citation) -> str:
        place = position(citation)
        return place.en if self.language == "en" else place.zh


Writer = Callable[[Exported], bytes]


def to_markdown(exported: Exported) -> bytes:
    """The conversation as Markdown."""
    parts = [f"# {exported.heading}", "\n".join(f"> {line}" for line in exported.preface)]
    for answer in exported.answers:
        parts += [f"## {' '.join(answer.question.split())}", answer.text, *_below(answer, exported)]
    return ("\n\n".join(parts) + "\n").encode()


def _below(answer: Answer, exported: Exported) -> Sequence[str]:
    """What stands below an answer."""
    sources = "\n".join(f"- {line}" for line in exported.sources(answer))
    label = exported.label(answer)
    found = (exported.understood(answer), f"{exported.word('sources_of')}：\n\n{sources}" if sources else "")
    return [part for part in (*found, f"（{label}）" if label else "") if part]
