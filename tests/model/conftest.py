"""A scripted model on a free port, and assistants over the plan that ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.model.chat import Chat
from assistant.model.model import Model
from assistant.settings import Settings
from eval.scripted.server import MODEL, ScriptedModel, scripted_model
from tests.api.conftest import client_of

__all__ = ["client_of"]

Asking = Callable[..., Assistant]


@pytest.fixture(scope="session")
def listening() -> Iterator[ScriptedModel]:
    """A scripted model for all tests of a worker."""
    with scripted_model() as found:
        yield found


@pytest.fixture
def server(listening: ScriptedModel) -> ScriptedModel:
    """The scripted model, truthful and quick until it is told otherwise."""
    listening.begin()
    return listening


@pytest.fixture
def asking(server: ScriptedModel, assistant: Assistant, settings: Settings, tmp_path: Path) -> Iterator[Asking]:
    """Makes assistants that ask the scripted model, each with a data folder of its own, and closes them."""
    with ExitStack() as opened:

        def make(**changed: object) -> Assistant:
            given = {
                "data": tmp_path, "llm": f"openai:{MODEL}", "llm_base_url": server.address, "llm_retries": 0,
                "llm_timeout": 10.0, "llm_failures": 1000,
            }  # fmt: skip
            own = settings.model_copy(update={**given, **changed})
            made = Assistant(own, assistant.library, Model(Chat(own), own))
            opened.callback(made.close)
            return made

        yield make
