"""Documents → questions made by rule: one for every table cell, one for every number of the narrative.

They are asked as plainly as can be, and judged like written ones: what a cell holds has to be shown and cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Document, Field, Record, Span
from corpus.numbers import canonical
from corpus.text import clauses, squeeze
from eval.numerals import narrative_numbers
from eval.questions import Category, Question

_NOTE = re.compile(r"\s*[(（](?:如|注).*?[)）]")
_MARKS = "。；;，, "
_NUMBERING = re.compile(r"^[（(][一二三四五六七八九十]+[）)]\s*")
_TOO_SHORT = 10
_YEAR = re.compile(r"(?:到|截至)?\s?20\d\d\s?年底?")
_NOUNS = {"indicator": "指标", "task": "任务"}
_LABELS = {
    "lead": "牵头单位", "cooperate": "配合单位", "responsible": "责任单位", "content": "主要内容", "period": "起止时间",
    "definition": "定义",
}  # fmt: skip
_CATEGORIES: dict[str, Category] = {
    "lead": "task-lead", "cooperate": "task-coop", "responsible": "task-lead", "content": "task-content",
    "base": "indicator-base", "target": "indicator-target", "year": "indicator-target", "unit": "indicator-unit",
    "monitor": "indicator-monitor", "period": "timeline", "definition": "definition",
}  # fmt: skip


def cell_questions(document: Document) -> Iterator[Question]:
    """A question for every field of every record, by the name of the record, and by its ordinal where it has one."""
    names = [r.name for r in document.records]
    for record in document.records:
        subjects = [f"“{record.name}”"] if names.count(record.name) == 1 else []
        if record.ordinal and record.kind in _NOUNS:
            subjects.append(f"第{record.ordinal}项{_NOUNS[record.kind]}")
        for subject in subjects:
            yield from (
                question
                for position, field in enumerate(record.fields)
                if (question := _field_question(document, record, field, subject, position))
            )


def _field_question(document: Document, record: Record, field: Field, subject: str, position: int) -> Question | None:
    label = squeeze(field.label) or _LABELS.get(field.role, "")
    if not label or not field.text.strip(_MARKS):
        return None
    by = "name" if subject.startswith("“") else "ordinal"
    return Question(
        id=f"{document.id}-{record.kind}-{record.id}-{position}-by-{by}",
        lang="zh",
        category=_CATEGORIES.get(field.role, "task-content"),
        question=f"{subject}属于哪个{label}？" if field.role == "group" else f"{subject}的{label}是什么？",
        answerable=True,
        must=tuple((part,) for part in _parts(field)),
        evidence=(_carriers(document, record, field),),
    )


def _carriers(document: Document, record: Record, field: Field) -> tuple[str, ...]:
    """What may be cited for a field: its cell; for a group, which is filled down, also the row it is filled into."""
    own = field.span.of(document.text).strip()
    return (own, record.span.of(document.text).strip()) if field.role == "group" else (own,)


def _parts(field: Field) -> tuple[str, ...]:
    values = tuple(v.text for v in field.values) or (field.text,)
    return tuple(p for v in values if (p := _NUMBERING.sub("", _NOTE.sub("", v)).strip(_MARKS)))


def clause_questions(document: Document) -> Iterator[Question]:
    """A question for every number of the narrative: its clause with 多少 in its place.

    A clause too short to tell what it is about is asked together with the one before it; the year of the sentence goes
    before it. Where a table has the same number, its row may be cited too.
    """
    rows = _rows_by_number(document)
    for paragraph in document.paragraphs:
        for sentence in paragraph.sentences:
            parts = clauses(document.text, sentence)
            for number in narrative_numbers(document, sentence):
                own = next(i for i, c in enumerate(parts) if c.start <= number.start < c.end)
                clause = parts[own]
                told = clause.end - clause.start - (number.end - number.start)
                asked = parts[own - 1].cover(clause) if own and told < _TOO_SHORT else clause
                before, after = Span(asked.start, number.start), Span(number.end, clause.end)
                year = _YEAR.findall(document.text, sentence.start, asked.start)
                ending = after.of(document.text).strip(_MARKS + "：:")
                words = f"{'，'.join(year[-1:])}{before.of(document.text).strip()}多少{ending}？"
                yield Question(
                    id=f"{document.id}-clause-{number.start}",
                    lang="zh",
                    category="narrative-number",
                    question=squeeze(words).replace("\n", ""),
                    answerable=True,
                    must=((number.of(document.text),),),
                    evidence=((clause.of(document.text), *rows.get(canonical(number.of(document.text)), ())),),
                )


def _rows_by_number(document: Document) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for record in document.records:
        for value in (v for f in record.fields for v in f.values if v.number is not None):
            rows.setdefault(canonical(value.number or ""), []).append(record.span.of(document.text).strip())
    return rows
