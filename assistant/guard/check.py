"""The check of a draft: sentence by sentence, each claim in it compared with the evidence it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.guard.counts import countable
from assistant.guard.evidence import Known, evidence_to_known
from assistant.guard.form import form_claims
from assistant.guard.lexicon import Mention, Words, normal
from assistant.guard.names import name_claims, role_claims
from assistant.guard.negations import negation_claims
from assistant.guard.numbers import Place, number_claims
from assistant.guard.quantities import text_to_quantities
from assistant.guard.quotations import quotation_claims
from assistant.guard.sentences import Sentence, text_to_sentences
from assistant.guard.terms import terms
from assistant.judgement import Claim, Evidence, Judgement

_SHOWN = 200


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
        context = tuple(m for m in words.mentions(normal(question[:1000])) if m.kind == "body")
        for sentence in sentences:
            found, context = _sentence_claims(sentence, sentences, known, words, context)
            claims += found
    return Judgement(all(c.answer == "supported" for c in claims), tuple(claims))


def _beyond(text: str, evidence: Sequence[Evidence]) -> str | None:
    bounds = terms()
    size = sum(len(e.quote) + len(e.translation or "") + sum(map(len, e.section)) for e in evidence)
    if len(text) > bounds.longest_text:
        return f"{len(text)} characters"
    return f"{size} characters of evidence" if size > bounds.longest_evidence else None


def _sentence_claims(
    sentence: Sentence, sentences: tuple[Sentence, ...], known: dict[int, Known], words: Words,
    context: tuple[Mention, ...],
) -> tuple[list[Claim], tuple[Mention, ...]]:  # fmt: skip
    shown = sentence.text[:_SHOWN]
    invented = [n for n in sentence.cited if n not in known]
    if invented:
        return [
            Claim(shown, "citation", f"[{n}]", "unsupported", "there is no such evidence") for n in invented
        ], context
    if not sentence.cited:
        if sentence.kind in ("heading", "row", "lead_in") and not _checkable(sentence.text, words):
            return [], context
        return [Claim(shown, "citation", "", "unsupported", "the sentence cites no evidence")], context
    claims = [
        Claim(
            shown,
            "citation",
            "".join(f"[{n}]" for n in sentence.cited),
            "supported",
            "evidence there is",
            sentence.cited,
        )
    ]
    before = ""
    for piece, cited in sentence.pieces:
        text = normal(piece)
        mentions = words.mentions(text)
        bodies = tuple(m for m in mentions if m.kind == "body")
        evidence = tuple(known[n] for n in cited)
        place = Place(shown, text, evidence, mentions, countable(sentence, text, mentions, evidence, words))
        claims += number_claims(place)
        claims += name_claims(place, words)
        claims += role_claims(place, bodies or context, sentence.kind == "lead_in", bool(bodies))
        claims += negation_claims(place)
        claims += quotation_claims(place, piece, sentence.kind == "quote", words)
        before += text
        context = bodies or context
    return claims, context


def _checkable(text: str, words: Words) -> bool:
    plain = normal(text)
    return bool(text_to_quantities(plain) or words.mentions(plain) or terms().negation.search(plain))


def failures(judgement: Judgement) -> Iterator[str]:
    """Each failed claim in a line."""
    for claim in judgement.failed:
        yield f"{claim.kind}: {claim.value}: {claim.explanation}"
