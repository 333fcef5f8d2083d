"""Whether two figures of a sentence have changed places: 铁路205公里、高速公路591公里 told the other way round."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from msgspec import Struct

from assistant.guard.evidence import Known
from assistant.guard.place import Place
from assistant.guard.quantities import text_to_quantities
from assistant.guard.quantity import Quantity
from assistant.guard.spelling import lowered
from assistant.guard.terms import terms
from assistant.judgement import Claim
from corpus.text import is_han
from index.words import stems

_TOKEN = re.compile(r"[a-z]+(?:[-&][a-z]+)*|(?<!\d)20\d\d(?!\d)|[\u3400-\u9fff]|[,，;；。:：、.!?！？]")
_FADE = 0.8  # what a word counts for less with each word between it and the number
_SIDED = 0.5  # what a word counts for by its side of the number
_ASIDE = 0.3  # what the words count for that a number does not belong with: 37家孵化器, 孵化器37家
_GOES_ON = re.compile(
    r"\s?(?!(?:and|while|with|or|to|but|in|by|at|from|than)\b|[和与及同或])[a-z\u3400-\u9fff]", re.IGNORECASE
)
_CUT = {
    "and": 0.5,
    "while": 0.5,
    "with": 0.7,
    "、": 0.7,
    "。": 0.05,
    ".": 0.05,
    "!": 0.05,
    "?": 0.05,
    "；": 0.3,
    ";": 0.3,
    "，": 0.5,
    ",": 0.5,
    "：": 0.9,
    ":": 0.9,
}
_PAST_NUMBER = 0.3
_FAR = 0.02
_NUMBER = "#"
_LIST_MARK = 1.0
_BETTER, _CLEARLY = 1.25, 0.4
_JOINED = re.compile(r"\s?(?:[、,，:：和与及]|, and|and)\s?")
_MEMBERS = re.compile(r"、|，|, and |, |和|与|及|\band\b")
_MARKER = re.compile(r"[(（]\d{1,2}[)）]")
_LETTERS = 4  # of an English stem, so that rail is railway
_MOST = 40  # numbers of one text

Words = Mapping[str, float]


class Around(Struct, frozen=True):
    """A number with the words around it, each by how near it stands, from 1 down."""

    quantity: Quantity
    words: Words


def exchange_claims(place: Place) -> Iterator[Claim]:
    """A claim for each two numbers whose words fit the evidence clearly better when the numbers are exchanged."""
    mine = numbers_around(place.text)
    if len({a.quantity.value for a in mine}) < 2:
        return
    numbers = tuple(k.number for k in place.known)
    for text in dict.fromkeys(t for k in place.known for t in _prose(k)):
        for one, other in _exchanged(mine, numbers_around(text)):
            yield Claim(
                place.sentence, "subject", f"{one.written} … {other.written}", "contradicted",
                "in the evidence the one is said of the other", numbers,
            )  # fmt: skip


def _prose(known: Known) -> tuple[str, ...]:
    """Its running text; the cells of a row are told apart by their column."""
    return () if known.row else known.prose


def _exchanged(mine: Sequence[Around], there: Sequence[Around]) -> Iterator[tuple[Quantity, Quantity]]:
    by_value = defaultdict[Decimal, list[Around]](list)
    for around in there:
        by_value[around.quantity.value].append(around)
    mine = [m for m in mine if m.quantity.value in by_value]
    spread = Counter(c for t in there for c in t.words)
    fit = {(id(m), v): _best(m, found, spread) for m in mine for v, found in by_value.items()}
    for one, other in combinations(mine, 2):
        a, b = one.quantity.value, other.quantity.value
        own = fit[id(one), a] + fit[id(other), b]
        turned = fit[id(one), b] + fit[id(other), a]
        if a != b and turned > own * _BETTER and turned > own + _CLEARLY:
            yield one.quantity, other.quantity


def _best(mine: Around, there: Sequence[Around], spread: Mapping[str, int]) -> float:
    """How well the words of a number fit those of one there; words that stand around many numbers tell little."""
    return max(sum(min(w, t.words[c]) / spread[c] for c, w in mine.words.items() if c in t.words) for t in there)


@lru_cache(maxsize=256)
def numbers_around(text: str) -> tuple[Around, ...]:
    """The numbers of a text, each with its words."""
    quantities = text_to_quantities(text)
    numbers = [q for q in quantities if q.kind == "number" and not _MARKER.match(text, max(0, q.start - 1))][:_MOST]
    if not numbers:
        return ()
    tokens = _tokens(text, quantities)
    runs = {id(q): (run, i) for run in _runs(text, numbers) for i, q in enumerate(run)}
    return tuple(_around(q, text, tokens, runs.get(id(q))) for q in numbers)


def _around(
    q: Quantity, text: str, tokens: Sequence[tuple[str, int, int]], run: tuple[list[Quantity], int] | None
) -> Around:
    words: dict[str, float] = {}
    first = run[0][0].start if run else q.start
    last = run[0][-1].end if run else q.end
    begin = bisect_left(tokens, last, key=lambda t: t[1])
    end = bisect_left(tokens, first, key=lambda t: t[1])
    behind = bool(_GOES_ON.match(text, last))
    member = _member(text[:first], len(run[0]), run[1]) if run else ""
    if not member:
        _fade((tokens[i] for i in range(end - 1, -1, -1)), words, "<", _ASIDE if behind else 1.0)
    _fade((tokens[i] for i in range(begin, len(tokens))), words, ">", 1.0 if behind else _ASIDE)
    if run:
        numbers, at = run
        for word, _, _ in _tokens(member, ()):
            words[f"member {word}"] = words[word] = _LIST_MARK
        if not member:
            words[f"place {at}"] = _LIST_MARK
        own = text[q.start : numbers[at + 1].start if at + 1 < len(numbers) else q.end]
        for word, _, _ in _tokens(own, ()):
            words[word] = max(words.get(word, 0.0), 0.1)
    return Around(q, words)


def _fade(tokens: Iterator[tuple[str, int, int]], words: dict[str, float], side: str, share: float) -> None:
    """Put in the words of one side, nearest first; `share` is what they count for whatever side they stand on."""
    weight = 1.0
    for token, _, _ in tokens:
        if token in _CUT:
            weight *= _CUT[token]
        elif token == _NUMBER:
            weight *= _PAST_NUMBER
        else:
            words[side + token] = max(words.get(side + token, 0.0), weight * _SIDED * share)
            words[token] = max(words.get(token, 0.0), weight * share)
            weight *= _FADE
        if weight < _FAR:
            return


def _tokens(text: str, quantities: Sequence[Quantity]) -> list[tuple[str, int, int]]:
    """Pairs of Chinese characters, stems of English words, years, marks between clauses, and # for each number."""
    low = lowered(text)
    inside = {i for q in quantities if q.kind == "number" for i in range(q.start, q.end)}
    found: list[tuple[str, int, int]] = [(_NUMBER, q.start, q.end) for q in quantities if q.kind == "number"]
    for match in _TOKEN.finditer(low):
        token, start, end = match.group(), match.start(), match.end()
        if start in inside:
            continue
        if is_han(token[0]):
            if end < len(low) and is_han(low[end]) and end not in inside:
                found.append((low[start : end + 1], start, end + 1))
        elif token[0].isalpha():
            found += [
                (s if s in _CUT else s[:_LETTERS], start, end)
                for s in stems(token)
                if token not in terms().empty or token in _CUT
            ]
        else:
            found.append((token, start, end))
    return sorted(found, key=lambda t: t[1])


def _runs(text: str, numbers: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Numbers that stand side by side in a list: 15.9%、7.5%和7.5%."""
    run: list[Quantity] = []
    for q in numbers:
        if run and not _JOINED.fullmatch(text, run[-1].end, q.start):
            if len(run) > 1:
                yield run
            run = []
        run.append(q)
    if len(run) > 1:
        yield run


_BEFORE_LIST = re.compile(r"[^。；;.!?]*$")


def _member(before: str, size: int, at: int) -> str:
    """Of the list that stands before a run of as many numbers, the member that the number at this place belongs to."""
    match = _BEFORE_LIST.search(before)
    parts = _MEMBERS.split(match.group() if match else "")
    return parts[-size:][at] if len(parts) >= size and any(p.strip() for p in parts[-size:]) else ""
