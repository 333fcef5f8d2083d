"""Feedback over HTTP: kept as it was sent, refused with a problem where it cannot be, bounded, nobody's in person."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.feedback import Feedback, FeedbackFull, FeedbackStore
from tests.api.test_problems import assert_problem

GIVEN: dict[str, Any] = {
    "answer": "t1",
    "question": "第17项谁牵头",
    "verdict": "down",
    "reason": "incomplete",
    "text": "少了一个单位\n=1+1",
    "receipt": {"corpus": "c", "index": "i", "settings": "s", "version": "v"},
}

ClientOf = Callable[..., httpx.Client]


def lines(folder: Path) -> list[Any]:
    return [json.loads(line) for file in FeedbackStore(folder).files() for line in file.read_bytes().splitlines()]


def test_a_verdict_is_kept_as_it_was_sent_and_nothing_else(client_of: ClientOf, tmp_path: Path) -> None:
    client = client_of(data=tmp_path)
    assert client.post("/api/feedback", json=GIVEN).status_code == 204
    (kept,) = lines(tmp_path / "feedback")
    assert kept["feedback"] == GIVEN
    assert set(kept) == {"at", "feedback"}
    assert kept["at"].endswith("+00:00")


def test_it_survives_a_restart(client_of: ClientOf, tmp_path: Path) -> None:
    for verdict in ("up", "down"):
        client_of(data=tmp_path).post("/api/feedback", json={"question": "q", "verdict": verdict})
    assert [k["feedback"]["verdict"] for k in lines(tmp_path / "feedback")] == ["up", "down"]


@pytest.mark.parametrize(
    ("changed", "status", "kind"),
    [
        ({"verdict": "sideways"}, 422, "bad-request"),
        ({"verdict": None}, 422, "bad-request"),
        ({"reason": "mood"}, 422, "bad-request"),
        ({"question": "  "}, 422, "bad-request"),
        ({"question": "问" * 2001}, 422, "bad-request"),
        ({"text": "字" * 2001}, 422, "bad-request"),
        ({"answer": "x" * 101}, 422, "bad-request"),
        ({"receipt": "none"}, 422, "bad-request"),
        ({"text": "x" * 20_000}, 413, "too-large"),
        ({"text": "x" * 300_000}, 413, "too-large"),
    ],
)
def test_what_cannot_be_used_is_a_problem(
    client_of: ClientOf, tmp_path: Path, changed: dict[str, Any], status: int, kind: str
) -> None:
    assert_problem(client_of(data=tmp_path).post("/api/feedback", json=GIVEN | changed), status, kind)
    assert lines(tmp_path / "feedback") == []


@pytest.mark.parametrize("form", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_site_cannot_send_it_unasked(client: httpx.Client, form: str) -> None:
    response = client.post("/api/feedback", content=json.dumps(GIVEN), headers={"Content-Type": form})
    assert_problem(response, 415, "not-json")


def test_it_is_described(client: httpx.Client) -> None:
    assert "/api/feedback" in client.get("/openapi.json").json()["paths"]
    assert "Feedback" in client.get("/openapi.json").json()["components"]["schemas"]
    assert client.get("/api/feedback").status_code == 405


def test_full_files_are_put_aside_and_their_number_is_bounded(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path, largest=400, most=3)
    for _ in range(6):
        store.add(Feedback("q" * 40, "up"))
    with pytest.raises(FeedbackFull):
        store.add(Feedback("q" * 40, "up"))
    assert [f.name for f in store.files()] == ["feedback-00001.jsonl", "feedback-00002.jsonl", "feedback.jsonl"]
    assert all(f.stat().st_size <= 400 for f in store.files())
    assert len(lines(tmp_path)) == 6


def test_a_line_that_a_crash_cut_spoils_no_other(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    store.add(Feedback("one", "up"))
    with (tmp_path / "feedback.jsonl").open("ab") as file:
        file.write(b'{"at": "20')
    FeedbackStore(tmp_path).add(Feedback("two", "down"))
    first, cut, last = (tmp_path / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["feedback"]["question"] == "one"
    assert cut == '{"at": "20'
    assert json.loads(last)["feedback"]["question"] == "two"


def test_many_at_once_each_keep_their_line(tmp_path: Path) -> None:
    stores = [FeedbackStore(tmp_path, largest=4000) for _ in range(4)]  # as four processes would
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: stores[n % 4].add(Feedback(f"q{n}", "up")), range(120)))
    assert {k["feedback"]["question"] for k in lines(tmp_path)} == {f"q{n}" for n in range(120)}
