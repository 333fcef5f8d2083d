"""The check of a draft: sentence by sentence, each claim in it compared with the evidence it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guard.carried import with_carried_ordinal
from assistant.guard.counts import countable
from assistant.guard.dated import told_off
from assistant.guard.directions import direction_claims
from assistant.guard.evidence import Known, evidence_to_known
from assistant.guard.exchange import exchange_claims
from assistant.guard.form import form_claims
from assistant.guard.lexicon import Mention, Words
from assistant.guard.names import name_claims, names
from assistant.guard.negations import negation_claims
from assistant.guard.numbers import number_claims
from assistant.guard.phrases import same_body
from assistant.guard.place import Asked, Place, question_to_asked
from assistant.guard.quantities import text_to_quantities
from assistant.guard.quotations import gloss_claims, quotation_claims
from assistant.guard.roles import role_claims, spoken_roles
from assistant.guard.sentences import Sentence, text_to_sentences
from assistant.guard.short import with_full_years
from assistant.guard.spelling import normal
from assistant.guard.stated import contents
from assistant.guard.terms import terms
from assistant.guard.titled import rate_claims, title_claims
from assistant.guard.worded import worded_claims
from assistant.judgement import Claim, Evidence, Judgement

_SHOWN = 200
_LONGEST_QUESTION = 1000
_LETTER = re.compile(r"[^\W_]")
_FEW = 3
_ABOUT = 0.25


def check(text: str, evidence: Sequence[Evidence], question: str, words: Words) -> Judgement:
    """Judge a draft by its evidence alone; pure. It passes where every claim of every sentence is supported.

    `text` cites its evidence by marks such as [1]. The question lends only the bodies that it names to a sentence
    that names none. A text beyond the bounds of `guard.toml` is not read: that itself fails.
    """
    if too_long := _beyond(text, evidence):
        return Judgement(False, (Claim(text[:_SHOWN], "form", too_long, "unsupported", "more than the guard reads"),))
    known = {e.number: evidence_to_known(e, words) for e in evidence}
    flat = "\n".join(k.flat for k in known.values())
    claims = [*form_claims(text, flat)]
    sentences = text_to_sentences(text)
    if len(sentences) > terms().most_sentences or any(len(s.text) > terms().longest_sentence for s in sentences):
        claims.append(Claim(text[:_SHOWN], "form", "length", "unsupported", "too many or too long sentences"))
    elif not sentences:
        claims.append(Claim("", "form", "", "unsupported", "there is no sentence"))
    elif not any(c.answer != "supported" for c in claims):
        asked = question_to_asked(question[:_LONGEST_QUESTION], words)
        context, lent, series = asked.bodies, frozenset[str](), told_off(normal(text))
        for sentence in sentences:
            lent = lent if sentence.bullet else frozenset()
            found, context, spoken = _sentence_claims(sentence, known, words, asked, context, lent, series)
            claims += found
            if sentence.kind == "lead_in":
                lent = spoken if len(spoken) == 1 else frozenset()
    return Judgement(all(c.answer == "supported" for c in claims), tuple(claims))


def _beyond(text: str, evidence: Sequence[Evidence]) -> str | None:
    bounds = terms()
    size = sum(len(e.quote) + len(e.translation or "") + sum(map(len, e.section)) for e in evidence)
    if len(text) > bounds.longest_text:
        return f"{len(text)} characters"
    return f"{size} characters of evidence" if size > bounds.longest_evidence else None


def _sentence_claims(
    sentence: Sentence, known: dict[int, Known], words: Words, asked: Asked, context: tuple[Mention, ...],
    lent: frozenset[str], series: int,
) -> tuple[list[Claim], tuple[Mention, ...], frozenset[str]]:  # fmt: skip
    """The claims of a sentence, the bodies it leaves to the next one, and the roles it has words for."""
    shown = sentence.text[:_SHOWN]
    spoken: frozenset[str] = frozenset()
    invented = [n for n in sentence.cited if n not in known]
    if invented:
        unknown = (Claim(shown, "citation", f"[{n}]", "unsupported", "there is no such evidence") for n in invented)
        return [*unknown], context, spoken
    if not sentence.cited:
        if sentence.kind in ("heading", "row", "lead_in") and not _checkable(sentence.text, words):
            return [], context, spoken
        if _tells_one_body(normal(sentence.text), words):
            return [Claim(shown, "body", shown, "supported", "the lexicon has them as one")], context, spoken
        return [Claim(shown, "citation", "", "unsupported", "the sentence cites no evidence")], context, spoken
    marks = "".join(f"[{n}]" for n in sentence.cited)
    claims = [Claim(shown, "citation", marks, "supported", "evidence there is", sentence.cited)]
    text = ""
    for piece, cited in sentence.pieces:
        evidence = tuple(known[n] for n in cited)
        text = with_carried_ordinal(with_full_years(normal(piece), evidence), text)
        mentions = names(text, words)
        counts = countable(sentence, text, mentions, evidence, words)
        place = Place(shown, text, evidence, mentions, counts, asked, series)
        claims += number_claims(place)
        claims += worded_claims(place)
        claims += exchange_claims(place)
        claims += direction_claims(place)
        claims += title_claims(place, words)
        claims += rate_claims(place)
        claims += name_claims(place, words)
        claims += role_claims(place, context, lent, sentence.kind == "lead_in")
        claims += negation_claims(place, context)
        claims += quotation_claims(place, piece, sentence.kind == "quote", words)
        claims += gloss_claims(place)
        spoken |= spoken_roles(text, mentions)
        context = tuple(m for m in mentions if m.kind == "body") or context
    about = sentence.kind in ("plain", "row")
    if about and len(claims) == 1 and not _grounded(sentence, known, asked):
        claims.append(Claim(shown, "subject", "", "unsupported", "the evidence speaks of nothing like it"))
    return claims, context, spoken


def _grounded(sentence: Sentence, known: dict[int, Known], asked: Asked) -> bool:
    """Whether a sentence that claims nothing by itself is at least about what its evidence is about."""
    mine = contents(normal(sentence.text))
    about = contents(asked.text).union(*(known[n].content for n in sentence.cited))
    return len(mine) < _FEW or len(mine & about) >= _ABOUT * len(mine)


def _tells_one_body(text: str, words: Words) -> bool:
    """Whether a note says nothing but that names are those of one body, as the lexicon has them."""
    bodies = [m for m in words.mentions(text) if m.kind == "body"]
    rest = text
    for mention in sorted(bodies, key=lambda m: -m.start):
        rest = rest[: mention.start] + rest[mention.end :]
    same = len(bodies) > 1 and all(any(same_body(i, j) for i in bodies[0].ids for j in m.ids) for m in bodies[1:])
    return same and bool(terms().one_body.search(rest)) and not _LETTER.search(terms().one_body.sub("", rest))


def _checkable(text: str, words: Words) -> bool:
    plain = normal(text)
    return bool(text_to_quantities(plain) or words.mentions(plain) or terms().negation.search(plain))
