"""All settings, in one frozen object, read from the environment (prefix POLICY_) or `.env`, in this one place."""

from __future__ import annotations

import difflib
import hashlib
import os
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.embedding import TRAINED

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "POLICY_"


class SettingsError(Exception):
    """A setting that cannot be used: says what was given, what was expected, and what to do."""


class Settings(BaseSettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", frozen=True, extra="ignore")

    # What is asked about, and where the index lives
    corpus: Path = Field(ROOT / "corpus" / "documents", description="folder of documents")
    data: Path = Field(ROOT / ".data", description="folder for indexes and feedback")

    # Retrieval
    embedder: str = Field(TRAINED, description='"trained", or a sentence-transformers model by name or folder')

    # The optional language model: off unless it is named
    llm: str | None = Field(None, description="provider:model, such as openai:qwen3, to word answers; none by default")
    llm_base_url: str | None = Field(None, pattern=r"^https?://\S+$", description="address of its server, up to /v1")
    llm_api_key: SecretStr | None = Field(None, description="its key, where it asks for one")
    llm_timeout: float = Field(20.0, gt=0, le=600, description="seconds for a whole draft, retries included")
    llm_retries: int = Field(2, ge=0, le=10, description="how often a busy or failing server is asked again")
    llm_max_tokens: int = Field(800, ge=16, description="longest reply, in tokens")
    llm_daily_tokens: int = Field(2_000_000, ge=0, description="tokens a day (UTC) for prompts and replies; 0 is none")
    llm_concurrency: int = Field(4, ge=1, description="how many drafts are written at once")
    llm_failures: int = Field(5, ge=1, description="failures in a row after which the model is left alone")
    llm_pause: float = Field(60.0, gt=0, description="seconds for which it is left alone")

    # The web chat and the API
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(7860, ge=1, le=65535, description="port to listen on")
    root_path: str = Field("", description="path prefix behind a reverse proxy, such as /assistant")
    frame_ancestors: str = Field("'self'", description="who may show the chat in a frame (a CSP source list)")
    auth: SecretStr | None = Field(None, description="user:password asked of every visitor")
    log_level: str = Field("info", pattern="(?i)^(debug|info|warning|error)$", description="how much is logged")

    def digest(self) -> str:
        """The hash, for receipts, of the settings that answers depend on."""
        parts = [f"embedder={self.embedder}"]
        if self.llm:
            from assistant.model.prompts import prompts_digest

            parts += [f"llm={self.llm}", f"llm_max_tokens={self.llm_max_tokens}", f"prompts={prompts_digest()}"]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def read_settings(**overrides: Any) -> Settings:
    """Read the settings; `overrides` (command-line options) win, None means not given. Raises `SettingsError`."""
    _check_names()
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError(_explain(error)) from error


def _check_names() -> None:
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in [*os.environ, *dotenv_values(".env")]:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            nearest = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.0)[0]
            raise SettingsError(f"{name}: no such setting; expected one of POLICY_…; did you mean {nearest}?")


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    name = PREFIX + str(first["loc"][0]).upper()
    return f"{name}: given {first['input']!r}; {first['msg'].lower()}; correct it in the environment or .env"
