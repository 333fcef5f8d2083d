"""Numbers as official texts write them: 2,200, 3.78%, 1900 万, 二十四, 第三."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
HAN_NUMBER = "零〇一二两三四五六七八九十百千"
NUMBER = re.compile(r"\d[\d,，]*(?:[.．]\d+)?")
YEAR = re.compile(  # 2000间 are rooms
    r"(?<!\d)((?:19|20)\d\d)(?!\d|[余多]?\s*(?:间|家|个(?!月)|万|亿|亩|元|人|户|名|吨|套|件|台|公里|平方|张|辆|座|项|米|所|处|条|株|盏|床|册|公顷))"
)


def han_to_int(text: str) -> int | None:
    """二十四 → 24; None when the text is not a Chinese numeral."""
    if not text or any(c not in HAN_NUMBER for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total, digit = total + (digit or 1) * _TENS[char], 0
    return total + digit


def to_int(text: str) -> int | None:
    """Read "17", "１７" or "十七" → 17; None when it is neither."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return int(plain) if plain.isascii() and plain.isdigit() else han_to_int(plain)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text in one spelling: "2,200" → "2200", "16.00" → "16"."""
    plain = unicodedata.normalize("NFKC", text)
    return tuple(canonical(m.group()) for m in NUMBER.finditer(plain))


def canonical(number: str) -> str:
    """One spelling for one number: no thousands marks, no zeros after the point."""
    plain = unicodedata.normalize("NFKC", number).replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def difference(later: str, earlier: str) -> str:
    """Later less earlier, exactly, in plain decimal writing."""
    return format(Decimal(later) - Decimal(earlier), "f")


def years(text: str) -> tuple[int, ...]:
    """The years of a text, each once, in order of appearance; "2021—2023" names its two ends."""
    return tuple(dict.fromkeys(int(y) for y in YEAR.findall(unicodedata.normalize("NFKC", text))))
