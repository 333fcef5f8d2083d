"""`check`: a text against its evidence, in this process and as one of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import assistant.cli.check
from assistant.checking import LARGEST_INPUT, LARGEST_NUMBER, MOST_EVIDENCE, MOST_FACTS
from tests.cli.conftest import Done, Run, Start

SPENDING = "到2023年，全社会研发经费达到100亿元。"


def written(text: object = "全社会研发经费达到100亿元。[1]", evidence: object = (SPENDING,), **more: object) -> bytes:
    return json.dumps({"text": text, "evidence": evidence, **more}, ensure_ascii=False).encode()


def failed(done: Done) -> list[tuple[str, str, str]]:
    claims: list[dict[str, Any]] = json.loads(done.out)["claims"]
    return [(c["kind"], c["value"], c["answer"]) for c in claims if c["answer"] != "supported"]


def fact(value: str) -> dict[str, str]:
    return {"subject": "全社会研发经费", "attribute": "目标", "value": value}


@pytest.mark.parametrize("question", ["第17项谁牵头", "孵化器的目标是多少", "which bureau leads task 17"])
def test_an_answer_passes_by_its_own_citations(start: Start, question: str) -> None:
    answer, _ = start("ask", question, "--json").communicate(timeout=60)
    checking = start("check", "--answer", "-")
    out, err = checking.communicate(answer, timeout=60)
    assert out.decode().startswith("passed: ")
    assert (checking.returncode, err) == (0, b"")


@pytest.mark.parametrize(
    ("question", "right", "wrong", "kind"),
    [
        ("孵化器的目标是多少", "350家", "450家", "number"),
        ("第17项谁牵头", "**市科技局", "**市财政局", "role"),
        ("第17项谁牵头", "第17项", "第18项", "ordinal"),
        ("what is the target for incubators", "350", "530", "number"),
    ],
)
def test_one_thing_changed_in_an_answer_does_not_pass(
    on_plan: Run, question: str, right: str, wrong: str, kind: str
) -> None:
    answer = json.loads(on_plan("ask", question, "--json").out)
    assert right in answer["text"]
    changed = json.dumps({**answer, "text": answer["text"].replace(right, wrong)}).encode()
    done = on_plan("check", "--answer", "-", "--json", stdin=changed)
    assert done.status == 1
    assert kind in [k for k, _, _ in failed(done)]
    assert any(value.partition(":")[0] in wrong for _, value, _ in failed(done))


def test_a_draft_passes_by_the_evidence_sent_along(on_plan: Run, tmp_path: Path) -> None:
    file = tmp_path / "草稿.json"
    file.write_bytes(b"\xef\xbb\xbf" + written())
    done = on_plan("check", "--answer", str(file))
    assert done.status == 0
    assert "supported    number     100亿元" in done.out


def test_what_people_read_names_the_claim_and_shows_its_evidence(on_plan: Run) -> None:
    done = on_plan("check", "--answer", "-", stdin=written("全社会研发经费达到108亿元。[1]"))
    assert done.status == 1
    assert done.out.startswith("not passed: 1 of 2 claims not supported\n\n全社会研发经费达到108亿元。\n")
    assert "contradicted number     108亿元 – " in done.out
    assert done.out.endswith(f"\n[1] {SPENDING}\n")


@pytest.mark.parametrize(
    ("evidence", "mark"),
    [
        (["别的。", SPENDING], 2),
        ([{"quote": SPENDING, "number": 7}, "别的。"], 7),
        ([{"quote": "R&D spending", "translation": SPENDING}], 1),
        ([{"quote": "附件1", "facts": [fact("100亿元")]}], 1),
    ],
    ids=["place", "number", "translation", "facts"],
)
def test_evidence_is_found_by_its_number_or_its_place(on_plan: Run, evidence: list[object], mark: int) -> None:
    text = f"全社会研发经费达到100亿元。[{mark}]"
    assert on_plan("check", "--answer", "-", stdin=written(text, evidence)).status == 0


@pytest.mark.parametrize(
    ("text", "evidence", "kind"),
    [
        ("全社会研发经费达到100亿元。", [SPENDING], "citation"),
        ("全社会研发经费达到100亿元。[2]", [SPENDING], "citation"),
        ("全社会研发经费达到100亿元。[1]", [], "citation"),
        ("全社会研发经费达到100亿元。[1]", [{"quote": SPENDING, "number": 2}], "citation"),
        ("", [SPENDING], "form"),
        (" \n", [SPENDING], "form"),
        ("长" * 20_001, [SPENDING], "form"),
        ("全社会研发经费达到100亿元。[1]", ["长" * 200_001], "form"),
    ],
    ids=["no mark", "no such", "none sent", "other number", "empty", "blank", "20,001 characters", "much evidence"],
)
def test_a_text_without_support_is_judged_not_refused(
    on_plan: Run, text: str, evidence: list[object], kind: str
) -> None:
    done = on_plan("check", "--answer", "-", "--json", stdin=written(text, evidence))
    assert done.status == 1
    assert [k for k, _, _ in failed(done)] == [kind]


def test_hostile_text_does_not_pass_and_does_not_reach_the_terminal(on_plan: Run) -> None:
    hostile = "\x1b[2J\x1b]0;title\x07<script>alert(1)</script> \u202e红\u200b ![x](http://elsewhere.example/?q=1) [1]"
    done = on_plan("check", "--answer", "-", stdin=written(hostile, ["\x1b[31m红\x9b1m"]))
    assert done.status == 1
    assert all(c.isprintable() or c == "\n" for c in done.out)
    assert "markup in a draft" in done.out
    assert "address in a draft" in done.out


BAD = {
    "nothing": b"",
    "no JSON": b"no json",
    "no UTF-8": b"\xff\xfe{}",
    "half a pair": b'{"text": "\\ud800", "evidence": []}',
    "a list": b"[]",
    "an empty object": b"{}",
    "two objects": written() + b"\n" + written(),
    "no text": b'{"evidence": []}',
    "no evidence": b'{"text": "x"}',
    "text a number": written(17),
    "text null": written(None),
    "evidence a string": written(evidence="x"),
    "evidence numbers": written(evidence=[1]),
    "evidence null": written(evidence=[None]),
    "no quote": written(evidence=[{"number": 1}]),
    "number a string": written(evidence=[{"quote": "x", "number": "1"}]),
    "number a fraction": written(evidence=[{"quote": "x", "number": 1.5}]),
    "number 0": written(evidence=[{"quote": "x", "number": 0}]),
    "number negative": written(evidence=[{"quote": "x", "number": -1}]),
    "number too large": written(evidence=[{"quote": "x", "number": LARGEST_NUMBER + 1}]),
    "number huge": written(evidence=[{"quote": "x", "number": 10**30}]),
    "number twice": written(evidence=[{"quote": "x", "number": 3}, {"quote": "y", "number": 3}]),
    "number of another's place": written(evidence=[{"quote": "x", "number": 2}, "y"]),
    "section a string": written(evidence=[{"quote": "x", "section": "y"}]),
    "facts not facts": written(evidence=[{"quote": "x", "facts": ["y"]}]),
    "question null": written(question=None),
    "question too long": written(question="问" * 2001),
    "unknown field": written(sources=[]),
    "unknown field of evidence": written(evidence=[{"quote": "x", "fact": []}]),
    "too many pieces": written(evidence=["x"] * (MOST_EVIDENCE + 1)),
    "too many facts": written(evidence=[{"quote": "x", "facts": [fact("1")] * (MOST_FACTS + 1)}]),
    "too long facts": written(evidence=[{"quote": "x", "facts": [fact("1" * 50_001)]}]),
    "half an answer": b'{"text": "x", "citations": []}',
    "answer and evidence": written(citations=[]),
    "nested": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "too large": written("x" * LARGEST_INPUT),
    "a hostile field": b'{"text": "x", "evidence": [], "\\u001b[2J\\n\\u202e": 1}',
}


@pytest.mark.parametrize("raw", BAD.values(), ids=BAD)
def test_what_cannot_be_checked_is_one_line_of_given_expected_remedy(run: Run, raw: bytes) -> None:
    done = run("check", "--answer", "-", stdin=raw)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("policy-assistant: given ")
    assert "; expected " in done.err
    assert done.err.rstrip("\n").isprintable()
    assert len(done.err) < 600


def test_a_number_given_twice_is_named(run: Run) -> None:
    assert "evidence number 3 2 times" in run("check", "--answer", "-", stdin=BAD["number twice"]).err


@pytest.mark.parametrize("name", ["nowhere.json", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_bad_input(run: Run, name: str) -> None:
    done = run("check", "--answer", name)
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "readable file of JSON" in done.err


def test_the_answer_has_to_be_named(run: Run) -> None:
    done = run("check")
    assert done.status == 2
    assert "--answer" in done.err


def test_a_failure_inside_is_told_from_a_negative_judgement(on_plan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(assistant.cli.check, "open_assistant", broken)
    done = on_plan("check", "--answer", "-", stdin=written())
    assert (done.status, done.err.count("\n")) == (3, 1)


def test_two_runs_give_the_same_bytes(start: Start) -> None:
    runs = [
        start("check", "--answer", "-", "--json", PYTHONHASHSEED=seed).communicate(written(), timeout=60)[0]
        for seed in ("1", "2")
    ]
    assert json.loads(runs[0])["passed"]
    assert runs[0] == runs[1]
