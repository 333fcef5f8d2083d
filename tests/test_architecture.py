"""The shape of the code: who imports whom, where vendors live, what serving loads, what code may name."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.bodies import BodyNames, documents_to_bodies
from corpus.lexicon import read_lexicon
from corpus.model import Document
from tests.conftest import DOCUMENTS, ROOT

LAYERS = ("corpus", "index", "assistant", "app")

VENDORS = (
    "chromadb", "docx", "fastapi", "gradio", "httpx2", "langchain", "langchain_chroma", "langchain_core",
    "langchain_openai", "langsmith", "openai", "openpyxl", "pybreaker", "sentence_transformers", "starlette", "torch",
    "transformers", "uvicorn",
)  # fmt: skip

# The files that may import a vendor, and why each does.
ADAPTERS = {
    "index/embedding.py": "opens a pretrained sentence-transformers model where one is configured",
    "index/store.py": "keeps vectors in Chroma, through langchain_chroma",
    "index/training.py": "trains the small sentence-transformers model",
    "assistant/model/chat.py": "asks a model through LangChain's OpenAI client",
    "assistant/model/gate.py": "leaves a failing model alone, with pybreaker",
    "assistant/retriever.py": "is a LangChain retriever",
    "assistant/runnable.py": "is a LangChain Runnable",
    "assistant/serve.py": "starts the web server, uvicorn",
    "assistant/web/*.py": "shows the chat in Gradio, mounted in FastAPI",
    "assistant/export/docx_file.py": "writes Word documents",
    "assistant/export/xlsx_file.py": "writes Excel workbooks",
    "assistant/api/*.py": "serves programs over HTTP with FastAPI",
    "eval/bench/bare_chat.py": "is a bare Gradio chat, to be compared with",
    "eval/bench/tutorial.py": "is the usual tutorial stack, to be compared with",
}


def sources() -> list[str]:
    """The code of the product, as paths from the root."""
    packages = (p for layer in (*LAYERS, "eval") for p in (ROOT / layer).rglob("*.py"))
    return sorted(p.relative_to(ROOT).as_posix() for p in [*packages, *ROOT.glob("app.py")])


@cache
def syntax(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imports(path: str, *, at_run_time: bool = False) -> Iterator[str]:
    """The modules a file imports; those under TYPE_CHECKING do not run."""
    for node in _walk(syntax(path), skip_type_checking=at_run_time):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""


def _walk(node: ast.AST, *, skip_type_checking: bool) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if skip_type_checking and isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child
        yield from _walk(child, skip_type_checking=skip_type_checking)


@pytest.mark.parametrize("path", sources())
def test_imports_run_from_corpus_to_index_to_assistant_to_app(path: str) -> None:
    layer = path.partition("/")[0].removesuffix(".py")
    imported = {module.partition(".")[0] for module in imports(path)}
    if layer == "eval":
        assert "tests" not in imported
        return
    above = {*LAYERS[LAYERS.index(layer) + 1 :], "eval", "tests"}
    assert not imported & above, f"{path} imports {imported & above}, which stands above {layer}"


@pytest.mark.parametrize("path", sources())
def test_vendors_are_imported_in_adapter_files_only(path: str) -> None:
    vendors = {module.partition(".")[0] for module in imports(path, at_run_time=True)} & {*VENDORS}
    assert not vendors or any(fnmatch(path, a) for a in ADAPTERS), f"{path} imports {vendors}; move that to an adapter"


@pytest.mark.parametrize("pattern", ADAPTERS)
def test_each_adapter_listed_imports_a_vendor(pattern: str) -> None:
    found = [p for p in sources() if fnmatch(p, pattern)]
    assert found, f"{pattern} is gone; take it off the list"
    assert any(module.partition(".")[0] in VENDORS for path in found for module in imports(path))


def test_asking_loads_neither_torch_nor_transformers(data_folder: Path) -> None:
    loaded = _modules_after(
        f"""
        from pathlib import Path
        from assistant.assistant import Assistant
        from assistant.settings import Settings
        where = {{"corpus": Path({str(DOCUMENTS)!r}), "data": Path({str(data_folder)!r})}}
        assistant = Assistant.open(Settings(_env_file=None, **where))
        assert assistant.answer("第17项谁牵头").answered
        assert assistant.library.dense_scores("孵化器", 5).any()
        """
    )
    assert not loaded & {"torch", "transformers", "sentence_transformers", "tensorflow"}
    assert not loaded & {"langchain_openai", "openai", "langchain"}, "no model is set"


def test_the_command_line_starts_light() -> None:
    loaded = _modules_after("import assistant.cli")
    assert not loaded & {*VENDORS, "numpy", "bm25s", "model2vec", "pydantic", "scipy"}


def _modules_after(code: str) -> set[str]:
    """The top-level modules a fresh interpreter holds after running some code."""
    lines = [line.strip() for line in code.strip().splitlines()]
    program = "\n".join([*lines, "import sys", "print(*{name.partition('.')[0] for name in sys.modules})"])
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_no_code_names_what_only_the_corpus_may_know(document: Document) -> None:
    known = names_of(document)
    assert {"江门", "市科技局", "科技局", "科技进步贡献率", "构建现代产业体系"} <= known
    files = [p for p in sources() if not p.startswith("eval/")]
    tables = sorted(p.relative_to(ROOT).as_posix() for layer in LAYERS for p in (ROOT / layer).rglob("*.toml"))
    tables = [t for t in tables if not t.startswith("corpus/documents/")]
    found = [
        f"{path}: {name}"
        for path, texts in [*((p, code_strings(p)) for p in files), *((t, toml_strings(t)) for t in tables)]
        for text in texts
        for name in known
        if name in text.casefold()
    ]
    assert not found


def names_of(document: Document) -> set[str]:
    """The names that stand in this document and in few others: its place, its bodies, indicators and tasks."""
    bodies = documents_to_bodies([document], BodyNames(read_lexicon(DOCUMENTS)))
    written = {name for body in bodies for name in body.names}
    units = {n.removeprefix("市") for n in written if len(n) >= 4} | written
    records = {r.name for r in document.records if r.kind != "phase"}
    assert document.place
    return units - {"各市（区）政府"} | records | {document.place.removesuffix("市"), "jiangmen"}


def code_strings(path: str) -> Iterator[str]:
    """The strings and identifiers of a Python file; docstrings and comments, which give examples, are no code."""
    tree = syntax(path)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value
        elif isinstance(node, ast.Name):
            yield node.id


def toml_strings(path: str) -> Iterator[str]:
    """The keys and strings of a TOML file."""
    yield from _strings_in(tomllib.loads((ROOT / path).read_text(encoding="utf-8")))


def _strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings_in(inner)
    elif isinstance(value, str):
        yield value
