"""Answers from what a document says of itself: its title and years, and the note on its star."""

from __future__ import annotations

from assistant.compose.parts import Citations, Composed, marks
from assistant.compose.voice import Voice
from corpus.text import flat
from index.snapshot import Snapshot


def answer_about(documents: tuple[str, ...], snapshot: Snapshot, voice: Voice) -> Composed:
    """The title of each document, with the years it is for."""
    citations = Citations(snapshot, voice.english)
    lines = []
    for document in snapshot.documents:
        if document.title_span and (not documents or document.id in documents):
            number = citations.cite(document.id, document.title_span)
            lines.append(
                voice.say("about_document", title=flat(document.title_span.of(document.text)), marks=marks([number]))
            )
    if not lines:
        return Composed("declined_not_in_corpus", voice.say("declined_plain"))
    return Composed("answered_quote", "\n".join(lines), (), citations.all)


def answer_star(snapshot: Snapshot, voice: Voice) -> Composed:
    """The notes under the tables that explain the star."""
    citations = Citations(snapshot, voice.english)
    lines = []
    for document in snapshot.documents:
        for note in (n for t in document.tables for n in t.notes):
            number = citations.cite(document.id, note)
            lines.append(voice.say("quote_lead", fact=flat(note.of(document.text)), marks=marks([number])))
    if not lines:
        return Composed("declined_not_in_corpus", voice.say("declined_plain"))
    return Composed("answered_quote", "\n".join(lines), (), citations.all)
