"""`python -m eval.coverage_report`: which cells and which numbers of the narrative no question asks for.

A number counts as asked for when a question wants it (`must`) and names its sentence as evidence; a cell, when a
question wants one of its values and names its row, or when a question made by rule asks for it. Blind sets count.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from assistant.assistant import Assistant
from assistant.settings import read_settings
from corpus.model import Document, Span
from corpus.reader import read_corpus
from corpus.text import line_of
from eval.generated import cell_questions, clause_questions
from eval.numerals import narrative_numbers
from eval.questions import Question, read_questions
from eval.report import result_to_text
from eval.runner import Rate, SetResult, asking, assistant_to_sources, run_questions
from eval.sets import Floor, QuestionSet, own_sets
from eval.sources import Source, folded, numbers_in

_AROUND = 18


class Item(Struct, frozen=True):
    """Something to be asked for: a cell's values or a number, where it stands, and the lines of its row or sentence."""

    kind: str
    span: Span
    values: tuple[str, ...]
    within: Span
    lines: frozenset[int]


class Coverage(Struct, frozen=True):
    """The items of a document, and those nobody asks for."""

    document: Document
    items: tuple[Item, ...]
    written: int
    uncovered: tuple[Item, ...]

    def rate(self, kind: str) -> Rate:
        """How many items of a kind are asked for."""
        total = sum(i.kind == kind for i in self.items)
        return Rate(total - sum(i.kind == kind for i in self.uncovered), total)


def document_to_items(document: Document) -> Iterator[Item]:
    """Every cell with values or text, and every number of the narrative."""
    for record in document.records:
        for field in record.fields if record.table is not None else ():
            values = tuple(v.text for v in field.values) or (field.text,)
            yield Item("cell", field.span, values, record.span, _lines(document, record.span))
    for paragraph in document.paragraphs:
        for sentence in paragraph.sentences:
            for number in narrative_numbers(document, sentence):
                value = number.of(document.text)
                yield Item("number", number, (value,), sentence, _lines(document, sentence))


def _lines(document: Document, span: Span) -> frozenset[int]:
    return frozenset(range(line_of(document.lines, span.start), line_of(document.lines, span.end - 1) + 1))


def cover(document: Document, questions: Sequence[Question]) -> Coverage:
    """Match the questions with what there is to ask for."""
    items = tuple(document_to_items(document))
    source = Source(document.text)
    asked = [(q, _evidence(source, document, q)) for q in questions]
    made = [e for q in cell_questions(document) for group in q.evidence for e in group]
    written = [i for i in items if any(_asks(q, spans, i) for q, spans in asked)]
    by_rule = [i for i in items if i.kind == "cell" and i.span.of(document.text).strip() in made]
    return Coverage(document, items, len(written), tuple(i for i in items if i not in written and i not in by_rule))


def _evidence(source: Source, document: Document, question: Question) -> tuple[Span, ...]:
    """Where the evidence of a question stands: whole where it is verbatim, else its lines."""
    found: list[Span] = []
    for piece in (s for group in question.evidence for s in group):
        at = document.text.find(piece)
        if at >= 0:
            found.append(Span(at, at + len(piece)))
            continue
        starts = (*document.lines, len(document.text) + 1)
        found += [Span(starts[n - 1], starts[n]) for n in source.lines_with(piece)]
    return tuple(found)


def _asks(question: Question, evidence: Sequence[Span], item: Item) -> bool:
    if not any(e.start < item.within.end and item.within.start < e.end for e in evidence):
        return False
    wanted = [s for group in question.must for s in group]
    if item.kind == "number":
        return any(numbers_in(s) & numbers_in(item.values[0]) for s in wanted)
    return any(folded(s) in folded(v) or folded(v) in folded(s) for s in wanted for v in item.values)


def coverage_to_text(name: str, found: Coverage, most: int | None) -> Iterator[str]:
    """The shares, and what is not asked for."""
    cells, numbers = found.rate("cell"), found.rate("number")
    yield (
        f"== {name}: cells {cells.passed}/{cells.total} = {cells.share:.3f}, "
        f"numbers of the narrative {numbers.passed}/{numbers.total} = {numbers.share:.3f} "
        f"({found.written} by written questions)"
    )
    for item in found.uncovered[:most]:
        text = found.document.text
        before = text[max(item.within.start, item.span.start - _AROUND) : item.span.start]
        after = text[item.span.end : min(item.within.end, item.span.end + _AROUND)]
        shown = f"{before}[{item.span.of(text)}]{after}".replace("\n", " ")
        yield f"- {item.kind}, line {line_of(found.document.lines, item.span.start)}: {shown}"


def _ask(corpus: Path, document: Document) -> SetResult:
    """The questions made by rule, one for every cell and every number, asked and judged."""
    assistant = Assistant.open(read_settings(corpus=corpus))
    made = (*cell_questions(document), *clause_questions(document))
    verdicts = run_questions(made, asking(assistant), assistant_to_sources(assistant))
    return SetResult(QuestionSet(f"made for {document.id}", corpus, corpus, Floor(0.0, 0.0, 0)), verdicts)


def main(arguments: list[str] | None = None) -> int:
    """Report on every corpus with questions; 1 where the plan itself is not wholly covered."""
    parser = argparse.ArgumentParser(prog="python -m eval.coverage_report", description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", help="a corpus; all that have questions by default")
    parser.add_argument("--ask", action="store_true", help="ask the questions made by rule, too, and list what fails")
    parser.add_argument("--most", type=int, help="how many uncovered items to list of each")
    options = parser.parse_args(arguments)
    sets = [s for s in own_sets() if s.path.exists()]
    whole = True
    for corpus in options.corpus or dict.fromkeys(s.corpus for s in sets):
        questions = [q for s in sets if s.corpus.resolve() == corpus.resolve() for q in read_questions(s.path)]
        for document in read_corpus(corpus):
            found = cover(document, questions)
            print("\n".join(coverage_to_text(f"{corpus.name}/{document.id}", found, options.most)), flush=True)
            if options.ask:
                print(result_to_text(_ask(corpus, document), options.most), flush=True)
            whole = whole and (corpus.resolve() != sets[0].corpus.resolve() or not found.uncovered)
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
