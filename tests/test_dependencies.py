"""Dependencies: what is imported is declared, what is declared is explained and pinned, what is pinned is installed."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions, version

import pytest

from tests.conftest import ROOT

OWN = {"app", "assistant", "corpus", "docs", "eval", "index", "tests"}
READ_AS_DATA = {"jieba"}  # its dictionary is a file; to import it would run old code
BY_NAME = {"langchain-openai"}  # `init_chat_model` imports it by the name of its provider


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def declared() -> dict[str, set[str]]:
    """The names in pyproject.toml: what the product needs, and what its makers need as well."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = {canonical(re.split(r"[<>=!~\[; ]", d)[0]) for d in project["dependencies"]}
    dev = {canonical(re.split(r"[<>=!~\[; ]", d)[0]) for d in project["optional-dependencies"]["dev"]}
    return {"runtime": runtime, "dev": dev}


@cache
def pinned() -> dict[str, str]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonical(name): number for name, number in pins}


def imported(*folders: str, but: str = "") -> set[str]:
    """The distributions that the code of these folders imports."""
    known = packages_distributions()
    found: set[str] = set()
    for path in (p for folder in folders for p in (ROOT / folder).rglob("*.py") if not but or but not in p.as_posix()):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [n.name for n in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules = [node.module]
            found |= {m.partition(".")[0] for m in modules}
    others = found - sys.stdlib_module_names - OWN
    return {canonical(known[module][0]) for module in others}


def test_what_the_product_imports_is_declared() -> None:
    assert imported("corpus", "index", "assistant", "eval", but="eval/bench") <= declared()["runtime"]


def test_what_tests_and_benchmarks_import_is_declared() -> None:
    assert imported("tests", "docs", "eval/bench") <= declared()["runtime"] | declared()["dev"]


def test_nothing_is_declared_in_vain() -> None:
    used = imported("corpus", "index", "assistant") | READ_AS_DATA | BY_NAME
    assert declared()["runtime"] - used == set()


@pytest.mark.parametrize("name", sorted(declared()["runtime"] | declared()["dev"]))
def test_each_dependency_is_pinned_and_explained(name: str) -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert name in pinned()
    assert re.search(rf"^\| \[?`?{re.escape(name)}`?", page, re.MULTILINE | re.IGNORECASE), f"{name} has no line"


def test_the_page_explains_nothing_that_is_gone() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = {canonical(name) for name in re.findall(r"^\| `([^`]+)`", page, re.MULTILINE)}
    assert explained == declared()["runtime"] | declared()["dev"]


def test_pins_are_exact_and_portable() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!]+", line) for line in pins)
    assert "torch==2.13.0" in pins


def test_what_is_pinned_is_what_runs() -> None:
    wrong = {name: version(name) for name, number in pinned().items() if version(name).partition("+")[0] != number}
    assert wrong == {}
