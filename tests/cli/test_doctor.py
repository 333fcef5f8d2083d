"""`doctor` and `documents`."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from assistant.check import Check
from assistant.doctor import examine, is_healthy
from assistant.settings import Settings
from index.build import home_of
from tests.cli.conftest import Run


def found(checks: tuple[Check, ...], name: str) -> Check:
    return next(c for c in checks if c.name == name)


def test_a_sound_installation_is_healthy(settings: Settings) -> None:
    checks = examine(settings)
    assert is_healthy(checks)
    assert found(checks, "index").state == "ok"
    assert found(checks, "corpus").found.endswith("jiangmen-2021-2023")


def test_every_check_that_is_not_ok_has_a_remedy(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").write_text("x")
    ill = settings.model_copy(update={"corpus": tmp_path / "none", "data": tmp_path / "file", "embedder": "some/model"})
    checks = examine(ill)
    assert not is_healthy(checks)
    assert {c.name for c in checks if c.state != "ok"} >= {"corpus", "data", "index", "embedder"}
    assert all(c.remedy for c in checks if c.state != "ok")


def test_an_index_of_another_corpus_state_is_stale(settings: Settings) -> None:
    stale = settings.model_copy(update={"embedder": "some/model"})
    assert found(examine(stale), "index").found == "stale"


def test_an_index_with_a_broken_manifest_fails(tmp_path: Path, settings: Settings) -> None:
    own = settings.model_copy(update={"data": tmp_path})
    generation = home_of(tmp_path, settings.corpus) / "generations" / "abc"
    generation.mkdir(parents=True)
    (generation / "manifest.json").write_text("{")
    (generation.parent.parent / "current").write_text("abc")
    assert found(examine(own), "index").state == "fail"


def test_a_taken_port_is_said(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        check = found(examine(settings.model_copy(update={"port": port})), "port")
    assert check.state == "warn"
    assert "in use" in check.found


def test_a_secret_stays_masked(settings: Settings, monkeypatch: pytest.MonkeyPatch, on_plan: Run) -> None:
    monkeypatch.setenv("POLICY_AUTH", "guest:hunter2")
    done = on_plan("doctor")
    assert "POLICY_AUTH" in done.out
    assert "hunter2" not in done.out


def test_a_failed_check_is_negative(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--corpus", str(tmp_path / "none"), "--json")
    assert done.status == 1
    assert any(c["state"] == "fail" for c in json.loads(done.out))


def test_documents_are_listed_with_what_they_hold(run: Run) -> None:
    done = run("documents")
    assert done.status == 0
    assert done.out.startswith("jiangmen-2021-2023\t江门市创建国家创新型城市实施方案")
    assert "29 indicators, 24 tasks" in done.out


def test_documents_are_listed_as_json(run: Run) -> None:
    (document,) = json.loads(run("documents", "--json").out)
    assert document["id"] == "jiangmen-2021-2023"
    assert document["records"]["task"] == 24
    assert document["translated"] is True
