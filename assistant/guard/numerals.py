"""Written numbers → their values: Chinese, English, scaled."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from corpus.numbers import HAN_NUMBER, han_to_int

SCALES = {
    "万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "trillion": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6,
    "thousand": 10**3, "ten thousand": 10**4, "hundred million": 10**8, "hundred": 100,
}  # fmt: skip
SCALE = "|".join(re.escape(s) for s in sorted(SCALES, key=lambda s: -len(s)))
WORDS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    w: 10 * i
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
WORDS |= {"dozen": 12}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
NUMBER_WORD = "|".join(sorted(WORDS, key=lambda w: -len(w)))
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,12})?|\d{1,20}(?:\.\d{1,12})?"
HAN = f"[{HAN_NUMBER}]"


def plain_number(text: str) -> Decimal:
    """二十四 or 2,200.5 → its value; -1 where it is none."""
    whole, _, rest = text.replace(",", "").partition("点")
    if rest:
        return Decimal(f"{han_to_int(whole)}.{han_to_int(rest) if len(rest) == 1 else _digits(rest)}")
    number = han_to_int(text) if text and text[0] in HAN_NUMBER else None
    try:
        return Decimal(number) if number is not None else Decimal(text.replace(",", ""))
    except InvalidOperation:
        return Decimal(-1)


def _digits(han: str) -> str:
    return "".join(str(han_to_int(c)) for c in han)


def small(text: str) -> int:
    """A month or day: 7 or 七."""
    return int(text) if text.isdigit() else han_to_int(text) or 0


def year_of(text: str) -> int:
    """2023 or 二〇二三."""
    return int(text) if text.isdigit() else int(_digits(text))


def scaled(written: str) -> tuple[Decimal | None, Decimal | None]:
    """1900万 → 19000000 and 1900."""
    match = re.match(rf"({DIGITS})\s?({SCALE})?", written, re.IGNORECASE)
    if match is None:
        return None, None
    plain = Decimal(match.group(1).replace(",", ""))
    return plain * SCALES.get((match.group(2) or "").lower(), 1), plain


def han(written: str) -> tuple[Decimal | None, Decimal | None]:
    """一亿二千万 → 120000000."""
    total = Decimal(0)
    for part, scale in re.findall(rf"({HAN}+(?:点{HAN}+)?)(万亿|亿|万)?", written):
        number = plain_number(part)
        if number < 0:
            return None, None
        total += number * SCALES.get(scale, 1)
    return total, total


def spelt(written: str) -> tuple[Decimal | None, Decimal | None]:
    """Three hundred and fifty-five → 355."""
    total, part = 0, 0
    for word in re.split(r"[\s-]+", written.lower()):
        if word in ("a", "an"):
            part = 1
        elif word == "dozen":
            part = (part or 1) * 12
        elif word in WORDS:
            part += WORDS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0
    return Decimal(total + part), Decimal(total + part)
