"""What `doctor` and `model` say of a model: set, switched on, reachable, budget, breaker."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.check import Check
from assistant.doctor import examine, is_healthy
from assistant.model.doctor import examine_model
from assistant.model.switch import is_on
from assistant.settings import Settings
from eval.scripted.server import MODEL, ScriptedModel
from tests.cli.conftest import Run, elsewhere, run
from tests.model.conftest import Asking

__all__ = ["elsewhere", "run"]


@pytest.fixture
def own(settings: Settings, server: ScriptedModel, tmp_path: Path) -> Settings:
    changed = {"llm": f"openai:{MODEL}", "llm_base_url": server.address, "data": tmp_path}
    return settings.model_copy(update=changed)


def found(settings: Settings, name: str = "model") -> Check:
    return next(c for c in examine_model(settings) if c.name == name)


def test_no_model_is_fine(settings: Settings) -> None:
    (check,) = examine_model(settings)
    assert check.state == "ok"


def test_a_model_that_answers_is_fine(own: Settings, settings: Settings) -> None:
    assert {c.state for c in examine_model(own)} == {"ok"}
    assert found(own).found == f"{MODEL} at {own.llm_base_url}"
    assert is_healthy(examine(own.model_copy(update={"data": settings.data})))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"llm": "openai:other"}, "does not list other; it has scripted"),
        ({"llm_base_url": "http://127.0.0.1:9/v1"}, "cannot be asked"),
        ({"llm_base_url": None}, "is not set"),
        ({"llm_daily_tokens": 10}, "of 10 tokens"),
    ],
)
def test_what_is_wrong_is_said_with_a_remedy(changed: dict[str, object], said: str, own: Settings) -> None:
    wrong = [c for c in examine_model(own.model_copy(update=changed)) if c.state != "ok"]
    assert len(wrong) == 1
    assert said in wrong[0].found
    assert wrong[0].remedy


def test_an_open_breaker_is_told_to_other_processes(asking: Asking, server: ScriptedModel) -> None:
    assistant = asking(llm_failures=1)
    server.behaviour = "broken"
    assistant.answer("第17项谁牵头")
    assert found(assistant.settings, "model breaker").state == "warn"


def test_the_command_switches_off_and_on(
    run: Run, own: Settings, server: ScriptedModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLICY_LLM", str(own.llm))
    monkeypatch.setenv("POLICY_LLM_BASE_URL", server.address)
    where = ("--data", str(tmp_path))
    assert run("model", "off", *where).status == 0
    assert not is_on(tmp_path)
    done = run("model", "status", *where)
    assert done.status == 1
    assert "off:" in done.out
    assert run("model", "on", *where).status == 0
    assert is_on(tmp_path)
    assert run("model", "status", *where).status == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("POLICY_LLM", "ollama:qwen3", "openai:qwen3"),
        ("POLICY_LLM", "qwen3", "openai:qwen3"),
        ("POLICY_LLM_BASE_URL", "127.0.0.1:8000", "POLICY_LLM_BASE_URL"),
        ("POLICY_LLM_TIMEOUT", "0", "POLICY_LLM_TIMEOUT"),
        ("POLICY_LLM_TIMEOUTS", "1", "POLICY_LLM_TIMEOUT"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_line(
    name: str, value: str, said: str, run: Run, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_LLM", "openai:x")
    monkeypatch.setenv(name, value)
    done = run("ask", "第17项谁牵头", "--data", str(data_folder))
    assert done.status == 2
    assert said in done.err
    assert done.err.count("\n") == 1


def test_the_key_stays_masked(run: Run, monkeypatch: pytest.MonkeyPatch, own: Settings, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICY_LLM", "openai:x")
    monkeypatch.setenv("POLICY_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("POLICY_LLM_API_KEY", "sk-hunter2")
    done = run("doctor", "--data", str(tmp_path))
    assert "POLICY_LLM_API_KEY" in done.out
    assert "hunter2" not in done.out + done.err


def test_no_key_of_the_environment_is_sent(
    asking: Asking, server: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-somebody-elses")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    asking().answer("第17项谁牵头")
    assert server.keys[-1] == "Bearer none"
