"""What a scripted model reads from a prompt: the parts inside their fences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_PART = re.compile(r"<<<(?P<name>[A-Z]+) (?P<tag>\w+)\n(?P<text>.*?)\n(?P=name) (?P=tag)>>>", re.DOTALL)
_MARKS = re.compile(r"(?:\s?\[\d{1,3}\])+")
_FIELD = re.compile(r"- (?P<label>[^：:]+)[：:]\s?(?P<value>.+)")
_ITEM = re.compile(r"\d{1,3}\. (?P<item>.+)")
_LISTED = re.compile(r"[，,]\s?(?:已全部列出|all listed)")


class Seen(Struct, frozen=True):
    """A prompt, read: `composed` is empty where the question is to be restated."""

    question: str
    composed: str = ""
    evidence: str = ""

    @property
    def english(self) -> bool:
        """Whether the composed answer is English."""
        return not re.search(r"[\u4e00-\u9fff]", _bracketless(self.composed or self.question))

    @property
    def first_mark(self) -> str:
        """The first evidence number of the composed answer."""
        found = _MARKS.search(self.composed)
        return found.group().strip() if found else "[1]"


def prompt_to_seen(user: str) -> Seen:
    """The user's message of a prompt, taken apart."""
    parts = {m["name"]: m["text"] for m in _PART.finditer(user)}
    return Seen(parts.get("QUESTION", ""), parts.get("COMPOSED", ""), parts.get("EVIDENCE", ""))


def truthful(seen: Seen) -> str:
    """The composed answer as flowing sentences: what a good model would make of it."""
    sentences = list(_sentences(seen))
    opening = "According to the plan, " if seen.english else "根据方案，"
    return opening + (" " if seen.english else "").join(sentences) if sentences else ""


def _sentences(seen: Seen) -> Iterator[str]:
    heading, items = "", list[str]()
    lines = [_plain(line) for line in seen.composed.splitlines() if line.strip() and not line.startswith(">")]
    for line in lines:
        field, item = _FIELD.fullmatch(line), _ITEM.fullmatch(line)
        if item:
            items.append(item["item"])
        elif field and heading:
            yield (
                _ended(f"the {field['label']} of {heading} is {field['value']}", seen)
                if seen.english
                else _ended(f"{heading}的{field['label']}为{field['value']}", seen)
            )
        elif line.endswith(("：", ":")):
            heading = _LISTED.sub("", line[:-1])
        else:
            yield _ended(line.removeprefix("- "), seen)
    if items:
        listed = ", ".join(items) if seen.english else "、".join(items)
        yield _ended(f"{heading}: {listed}" if seen.english else f"{heading}，分别是{listed}", seen)


def _plain(line: str) -> str:
    return line.replace("**", "").strip()


def _ended(sentence: str, seen: Seen) -> str:
    """A sentence with the marks it holds at its end, before the full stop."""
    marks = "".join(dict.fromkeys("".join(_MARKS.findall(sentence)).replace("]", "] ").split())) or seen.first_mark
    bare = _MARKS.sub("", sentence).rstrip(" 。.；;，,")
    return f"{bare} {marks}." if seen.english else f"{bare}{marks}。"


def _bracketless(text: str) -> str:
    """Without original names in brackets and titles, which are Chinese in English answers too."""
    return re.sub(r"[（(《][^（()）《》]*[)）》]", "", text)
