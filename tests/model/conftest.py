"""A scripted model on a free port, and assistants over the plan that ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import copy
from pathlib import Path

import pytest
from msgspec.structs import replace

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
            made, made_chain = copy(assistant), copy(assistant.chain)  # to build a chain anew takes a fifth of a second
            made.settings, made.model, made.chain = own, Model(Chat(own), own), made_chain
            made_chain.receipt = replace(assistant.chain.receipt, settings=own.digest())
            opened.callback(made.close)
            return made

        yield make
