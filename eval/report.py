"""Results → text: a table by category and language, totals against the floor, every failing case explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from eval.runner import Rate, SetResult, Verdict, percentile, rate

_SHOWN = 300


def result_to_text(result: SetResult, fails: int | None = None, show_blind: bool = False) -> str:
    """The report on one set."""
    blind = result.set.blind and not show_blind
    head = f"== {result.set.name}: {result.set.path} on {result.set.corpus}{' (blind)' if result.set.blind else ''}"
    return "\n".join([head, *_table(result), *_totals(result), *_failing(result, fails, blind)])


def _table(result: SetResult) -> Iterator[str]:
    yield f"  {'category':<18} {'all':>9} {'Chinese':>9} {'English':>9}"
    for category in sorted({v.question.category for v in result.verdicts}):
        own = [v for v in result.verdicts if v.question.category == category]
        yield _row(category, own)
    yield _row("all", result.verdicts)


def _row(name: str, verdicts: Sequence[Verdict]) -> str:
    chinese = [v for v in verdicts if v.question.lang != "en"]
    english = [v for v in verdicts if v.question.lang == "en"]
    cells = (_cell(rate(group)) for group in (verdicts, chinese, english))
    return f"  {name:<18} {' '.join(cells)}"


def _cell(found: Rate) -> str:
    return f"{found.passed:>4}/{found.total:<4}" if found.total else f"{'–':>9}"


def _totals(result: SetResult) -> Iterator[str]:
    floor = result.set.floor
    yield f"  right              {_share(result.right)}   floor {floor.right}"
    yield f"  rightly declined   {_share(result.declined)}   floor {floor.declined}"
    yield f"  invented numbers   {result.invented}   at most {floor.invented}"
    answerable = [v for v in result.verdicts if v.question.answerable]
    answered = Rate(sum(v.answer.answered for v in answerable), len(answerable))
    yield f"  answerable and answered {_share(answered)}"
    grounded = Rate(
        sum(all(j.value for j in v.judgements if j.check == "slice") for v in result.verdicts), len(result.verdicts)
    )
    yield f"  every citation a slice of its source {_share(grounded)}"
    times = [v.ms for v in result.verdicts]
    yield f"  ms an answer: p50 {percentile(times, 0.5):.1f}, p99 {percentile(times, 0.99):.1f}"
    yield from (f"  BELOW THE FLOOR: {s}" for s in result.shortfalls)


def _share(found: Rate) -> str:
    return f"{found.passed}/{found.total} = {found.share:.3f}"


def _failing(result: SetResult, fails: int | None, blind: bool) -> Iterator[str]:
    failing = [v for v in result.verdicts if not v.passed]
    if blind:
        yield f"  {len(failing)} failing cases, not shown: the set is not tuned on (--show-blind shows them)"
        return
    shown = failing if fails is None else failing[:fails]
    for verdict in shown:
        question = verdict.question
        asked = " / ".join((*question.history, question.question))
        yield f"- {question.id} [{question.category}] {asked}"
        yield f"    {verdict.answer.outcome}: {_cut(verdict.answer.text)}"
        yield from (f"    {j.check}: {j.explanation}" for j in verdict.failed)
    if len(shown) < len(failing):
        yield f"  … and {len(failing) - len(shown)} more failing cases"


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def results_to_json(results: Sequence[SetResult]) -> bytes:
    """Everything there is to know of a run, for programs."""
    report = [
        {
            "set": r.set.name,
            "questions": str(r.set.path),
            "right": r.right.share,
            "declined": r.declined.share,
            "invented": r.invented,
            "shortfalls": r.shortfalls,
            "p50_ms": percentile([v.ms for v in r.verdicts], 0.5),
            "p99_ms": percentile([v.ms for v in r.verdicts], 0.99),
            "verdicts": [{"passed": v.passed, **msgspec.to_builtins(v)} for v in r.verdicts],
        }
        for r in results
    ]
    return msgspec.json.format(msgspec.json.encode(report), indent=1)
