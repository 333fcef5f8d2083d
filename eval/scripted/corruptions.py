"""Drafts gone wrong: each changes one thing of a truthful draft, as models are known to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from eval.scripted.seen import Seen, truthful

Corrupt = Callable[[str, Seen], str]
_NUMBER = re.compile(r"(?<![\[\d])\d[\d.,]*(?!\d*\])")
_YEAR = re.compile(r"20\d\d")
_BODY = re.compile(r"市[\u4e00-\u9fff]{1,9}?[局委办]|Municipal [A-Z][A-Za-z, ]+? Bureau(?: \([^)]*\))?")
_QUOTED = re.compile(r"“[^”]+”")
_OTHER_UNITS = {
    "%": "‰",
    "家": "万家",
    "件": "项",
    "人": "家",
    "个": "亿个",
    "项": "万项",
    "亿元": "万元",
    "公里": "米",
}
_UNIT = re.compile(rf"(?P<number>\d\s?)(?P<unit>{'|'.join(_OTHER_UNITS)})(?!年)")
_MARKS = re.compile(r"(?:\s?\[\d{1,3}\])+")
_MARK = re.compile(r"\s?\[\d{1,3}\]")
_SWAPS: dict[str, tuple[tuple[str, str], ...]] = {
    "magnitude": (("亿", "万"), ("万", "亿"), ("million", "billion"), ("10,000", "100,000")),
    "role": (("牵头", "配合"), ("配合", "牵头"), ("监测", "牵头"), ("lead", "cooperating"), ("cooperating", "lead")),
    "comparison": (
        ("不低于", "不高于"), ("不高于", "不低于"), ("不少于", "不多于"), ("超过", "不超过"), ("超", "不超"),
        ("at least", "at most"), (" over ", " under "),
    ),
    "negation": (("不是", "是"), ("是", "不是"), ("为", "并非"), (" is ", " is not "), ("分别", "并非")),
}  # fmt: skip


def corrupted(kind: str, seen: Seen) -> str:
    """The truthful draft with one thing changed; where a draft has nothing of the kind, a false sentence is added."""
    draft = truthful(seen)
    changed = _CORRUPTIONS[kind](draft, seen)
    return changed if changed != draft else f"{draft}{_false(seen)}"


def _false(seen: Seen) -> str:
    mark = seen.first_mark
    return f" It takes CNY 8,731 million {mark}." if seen.english else f"另需投入8731万元{mark}。"


def _digit(draft: str, _: Seen) -> str:
    """The first number's last digit, one up."""
    found = _NUMBER.search(draft)
    if not found:
        return draft
    text = found.group().rstrip(".,")
    place = found.start() + len(text) - 1
    return f"{draft[:place]}{(int(draft[place]) + 1) % 10}{draft[place + 1 :]}"


def _year(draft: str, _: Seen) -> str:
    return _YEAR.sub(lambda m: str(int(m.group()) + 1), draft, count=1)


def _unit(draft: str, _: Seen) -> str:
    """The unit behind a number, another."""
    return _UNIT.sub(lambda m: m["number"] + _OTHER_UNITS[m["unit"]], draft, count=1)


def _body(draft: str, _: Seen) -> str:
    """The first body, another one."""
    found = _BODY.search(draft)
    if found is None:
        return draft
    chinese, own = found.group()[0] == "市", found.group()
    if chinese:
        other = "市应急管理局" if "住房" in own else "市住房和城乡建设局"
    else:
        other = "Municipal Emergency Management Bureau" if "Housing" in own else "Municipal Housing Bureau"
    return _BODY.sub(other, draft, count=1)


def _whole(word: str) -> re.Pattern[str]:
    """A word, but not within another: lead, not leading."""
    return re.compile(re.escape(word) if not word.isalpha() or not word.isascii() else rf"\b{word}\b")


def _swapping(kind: str) -> Corrupt:
    def swap(draft: str, _: Seen) -> str:
        found = ((_whole(old), new) for old, new in _SWAPS[kind])
        return next((old.sub(new, draft, count=1) for old, new in found if old.search(draft)), draft)

    return swap


def _subject(draft: str, seen: Seen) -> str:
    """The same value, said of something else that the evidence names, or of another indicator."""
    quoted: Sequence[str] = [q for q in _QUOTED.findall(seen.evidence) if q not in draft]
    return _QUOTED.sub(quoted[0] if quoted else "“规模以上工业企业数量”", draft, count=1)


_PIECE = re.compile(r"^\[(?P<number>\d+)\] (?P<text>.*?)(?=^\[\d+\] |\Z)", re.MULTILINE | re.DOTALL)


def _wrong_citation(draft: str, seen: Seen) -> str:
    """The next piece of evidence of another wording than the last that a sentence cites, or one that is not there."""
    pieces = {int(m["number"]): m["text"].strip() for m in _PIECE.finditer(seen.evidence)}

    def other(marks: re.Match[str]) -> str:
        last = int(re.findall(r"\d+", marks.group())[-1])
        following = sorted(pieces, key=lambda n: (n <= last, n))
        return f"[{next((n for n in following if pieces[n] != pieces.get(last)), len(pieces) + 1)}]"

    return _MARKS.sub(other, draft)


_CORRUPTIONS: dict[str, Corrupt] = {
    "digit": _digit,
    "year": _year,
    "body": _body,
    "unit": _unit,
    **{kind: _swapping(kind) for kind in _SWAPS},
    "subject": _subject,
    "wrong citation": _wrong_citation,
    "no citation": lambda draft, _: _MARK.sub("", draft),
    "invented citation": lambda draft, _: _MARK.sub("[99]", draft),
    "invented body": lambda draft, seen: draft + (
        f" The Municipal Bureau of Space Travel supervises it {seen.first_mark}." if seen.english
        else f"市太空旅行局负责督办{seen.first_mark}。"
    ),
}  # fmt: skip
KINDS = tuple(_CORRUPTIONS)
