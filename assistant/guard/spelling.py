"""One spelling for texts that are compared: full-width and traditional forms, blanks, letters' case, stems."""

from __future__ import annotations

import re
import unicodedata

from assistant.guard.remembered import remembered
from assistant.screen import to_simplified
from index.words import stems

_HAN = r"[\u3400-\u9fff]"

_BLANKS = re.compile(r"[ \t\u3000\u00a0]+")

_AROUND_HAN = re.compile(rf"(?<={_HAN}) | (?={_HAN})")

_ANY_HAN = re.compile(_HAN)

LATIN = re.compile(r"[a-z0-9]+(?:[.&+'’-][a-z0-9]+)*")

_FOLD = str.maketrans(dict.fromkeys("～—–―", "-") | {"・": "·"})


@remembered
def normal(text: str) -> str:
    """One spelling that keeps letters' case and words apart: NFKC, simplified, no blank beside a Chinese character."""
    plain = _AROUND_HAN.sub("", _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).translate(_FOLD)).strip()
    return to_simplified(plain) if _ANY_HAN.search(plain) else plain


def lowered(text: str) -> str:
    """Lower case, character by character, so that positions stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def stemmed(text: str) -> str:
    """The stems of the English words of a text."""
    return " ".join(s for m in LATIN.finditer(lowered(normal(text))) for s in stems(m.group()))
