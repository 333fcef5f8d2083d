"""A question as programs send it: one JSON object, the same on a batch line and over HTTP."""

from __future__ import annotations

import msgspec

from assistant.answer import Part

_SHOWN = 60


class Request(msgspec.Struct, frozen=True):
    """A question with what goes with it; `without` leaves parts of how it is read out. Other fields are ignored."""

    question: str
    id: str | None = None
    history: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    without: tuple[Part, ...] = ()


class BadRequest(Exception):
    """A request that cannot be read: what was given, what was expected, what to do."""

    def __init__(self, given: str, expected: str, remedy: str):
        super().__init__(f"given {given}; expected {expected}; {remedy}")
        self.given, self.expected, self.remedy = given, expected, remedy


def parse_request(raw: bytes) -> Request:
    """Bytes → request. Raises `BadRequest`."""
    try:
        return msgspec.json.decode(raw, type=Request)
    except msgspec.ValidationError as error:
        raise BadRequest(
            shown(raw),
            'an object like {"id": "q1", "question": "…", "history": ["…"], "documents": ["…"]}',
            f"correct it: {str(error)[:1].lower()}{str(error)[1:]}",
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRequest(shown(raw), "one JSON object in UTF-8", f"correct it: {error}") from error
    except RecursionError as error:
        raise BadRequest(shown(raw), "one JSON object in UTF-8", "correct it: it is nested too deeply") from error


def check_documents(asked: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Raise `BadRequest` for a document that the corpus does not hold."""
    for document in asked:
        if document not in known:
            raise BadRequest(f"document {document!r}", f"one of {', '.join(known)}", "see: policy-assistant documents")


def shown(raw: bytes) -> str:
    """The start of what was sent, as an error quotes it."""
    text = raw.decode("utf-8", "replace").strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
