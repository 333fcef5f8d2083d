"""Choice → answer: one way of composing for each kind of evidence."""

from __future__ import annotations

from msgspec.structs import replace

from assistant.choices import AboutDocument, AskBack, Asked, Choice, Decline, Sentences, StarNote
from assistant.compose.about import answer_about, answer_star
from assistant.compose.declines import answer_ask_back, answer_decline
from assistant.compose.fields import answer_fields
from assistant.compose.parts import Composed, merged
from assistant.compose.quotes import answer_children, answer_quotes
from assistant.compose.sets import answer_set
from assistant.compose.voice import Voice
from assistant.headings import Children
from assistant.reading import Reading
from assistant.selection import Query
from index.snapshot import Snapshot


def compose(choice: Choice, reading: Reading, snapshot: Snapshot, voice: Voice) -> Composed:
    """Word the answer that a choice of evidence gives."""
    match choice:
        case Asked():
            fields = answer_fields(choice, snapshot, voice)
            if not choice.also:
                return fields
            return replace(merged(fields, answer_quotes(choice.also, reading, snapshot, voice)), focus=fields.focus)
        case Query():
            return answer_set(choice, snapshot, voice)
        case Sentences():
            return answer_quotes(choice.passages, reading, snapshot, voice)
        case Children():
            return answer_children(choice.section, choice.document, snapshot, voice)
        case AboutDocument():
            return answer_about(choice.documents, snapshot, voice)
        case StarNote():
            return answer_star(snapshot, voice)
        case Decline():
            return answer_decline(choice, snapshot, voice)
        case AskBack():
            return answer_ask_back(choice, voice)
