"""The guard on a seeded sample of wrong drafts, and on right ones."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from eval.guard.bases import Base, Plan, open_plan, paraphrase_to_base, read_paraphrases, set_to_bases
from eval.guard.corrupt import KINDS, corrupt
from eval.guard.denials import plan_to_denials
from eval.guard.report import Caught, Passed, below, caught_to_text, misses_to_text, passed_to_text, share
from eval.guard.run import judge_right, judge_wrong
from eval.sets import own_sets

pytestmark = pytest.mark.xdist_group("eval-guard")
_SETS = ("dev-zh", "dev-en")
_DRAFTS = 500


@pytest.fixture(scope="module")
def plan(assistant: Assistant) -> Plan:
    return open_plan(assistant)


@pytest.fixture(scope="module")
def composed(plan: Plan) -> tuple[Passed, ...]:
    bases = [b for s in own_sets() if s.name in _SETS for b in set_to_bases(s, plan)]
    return judge_right(bases)


@pytest.fixture(scope="module")
def wrong(composed: tuple[Passed, ...]) -> tuple[Caught, ...]:
    return judge_wrong(composed, (), _DRAFTS, seed=7)


def test_composed_answers_pass(composed: tuple[Passed, ...]) -> None:
    assert len(composed) > 300
    assert share([p.passed for p in composed]) >= 0.97, [p.why for p in composed if not p.passed]


def test_paraphrases_pass(plan: Plan) -> None:
    written = [p for p in read_paraphrases() if not p.heldout]
    if not written:
        pytest.skip("no paraphrases are written yet")
    found = judge_right(paraphrase_to_base(p, plan) for p in written[::4])
    assert share([p.passed for p in found]) >= 0.95, [p.why for p in found if not p.passed]


def test_denials_pass_and_are_missed_when_taken_away(plan: Plan) -> None:
    denials = judge_right(plan_to_denials(plan))
    assert share([p.passed for p in denials]) >= 0.95, [p.why for p in denials if not p.passed]
    taken = judge_wrong((), denials, 200, seed=7)
    assert {c.draft.kind for c in taken} == {"negation removed"}
    assert share([c.caught for c in taken]) >= 0.98, list(misses_to_text(taken))


def test_wrong_drafts_are_caught(wrong: tuple[Caught, ...]) -> None:
    assert len(wrong) >= _DRAFTS * 0.9
    assert sum(not c.caught for c in wrong) <= len(wrong) * 0.01, list(misses_to_text(wrong))


def test_every_kind_is_made_of_some_answer(wrong: tuple[Caught, ...]) -> None:
    assert {c.draft.kind for c in wrong} == {*KINDS}


def test_the_same_seed_makes_the_same_drafts(composed: tuple[Passed, ...]) -> None:
    bases = [p.base for p in composed[:60]]
    texts = [[d.text for d in corrupt(bases, (), 80, seed)] for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


def test_a_draft_differs_from_its_base_in_text_or_evidence(wrong: tuple[Caught, ...]) -> None:
    assert all(c.draft.text != c.draft.base.text for c in wrong)


def test_the_report_names_kind_language_and_miss(wrong: tuple[Caught, ...]) -> None:
    missed = [Caught(wrong[0].draft, False), *wrong[1:]]
    assert any(line.startswith(wrong[0].draft.kind) for line in caught_to_text(missed))
    assert any(wrong[0].draft.base.id in line for line in misses_to_text(missed))
    assert below([Caught(c.draft, False) for c in wrong])


def test_held_out_failures_are_not_shown(composed: tuple[Passed, ...]) -> None:
    base: Base = composed[0].base
    shown = "\n".join(passed_to_text("held-out", [Passed(base, False, "secret", 1.0, heldout=True)]))
    assert "secret" not in shown
    assert base.id not in shown
