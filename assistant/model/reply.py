"""What a model sent, and what of it may be looked at: no reasoning, no tool chatter, nothing cut off or endless."""

from __future__ import annotations

import re

from msgspec import Struct

MOST_CHARACTERS = 4000
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHT_UNOPENED = re.compile(r"^.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)  # by chat templates
# What plain sentences never hold: tags and role tokens, links, images, code, headings, tables, addresses, controls.
_FOREIGN = re.compile(
    r"[<>＜＞`|｜]|\]\s*\(|!\[|https?:|www\.|javascript:|data:\w+/|^\s{0,3}#|\[/?INST\]|[\x00-\x08\x0b-\x1f\x7f-\x9f]"
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]",
    re.IGNORECASE | re.MULTILINE,
)


class Reply(Struct, frozen=True):
    """A whole reply: `finish` is the server's reason to end, empty where the stream was cut; `tokens` where it says."""

    text: str
    finish: str
    called_tool: bool = False
    tokens: int | None = None


class NoDraft(Exception):
    """There is nothing of the model's to show; says why, for the log and the trace."""


def reply_to_text(reply: Reply) -> str:
    """The plain sentences of a reply. Raises `NoDraft`."""
    if reply.called_tool:
        raise NoDraft("the model called a tool")
    if len(reply.text) > MOST_CHARACTERS:
        raise NoDraft(f"longer than {MOST_CHARACTERS} characters")
    if reply.finish != "stop":
        raise NoDraft(f"not finished: {reply.finish or 'the stream was cut'}")
    text = _THOUGHT_UNOPENED.sub("", _THOUGHT.sub("", reply.text)).strip()
    if not text:
        raise NoDraft("empty")
    if foreign := _FOREIGN.search(text):
        raise NoDraft(f"more than plain sentences: {foreign.group()!r}")
    return text
