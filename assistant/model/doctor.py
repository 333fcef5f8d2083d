"""Whether a model is set, switched on, reachable, and how much of today's budget is left: for `doctor` and `model`."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator

from assistant.check import Check
from assistant.model.budget import Budget
from assistant.model.state import read_breaker
from assistant.model.switch import is_on, switch_of
from assistant.settings import Settings

_SECONDS = 3
_MOST_NAMES = 5
_LARGEST_LIST = 1_000_000


def examine_model(settings: Settings) -> Iterator[Check]:
    """The checks. A model that fails is a warning: answers do not need it."""
    if settings.llm is None:
        yield Check("model", "ok", "none is set (POLICY_LLM); answers are quoted from the source")
        return
    if settings.llm_base_url is None:
        yield Check("model", "fail", f"{settings.llm}: POLICY_LLM_BASE_URL is not set", "give its server's address")
        return
    if is_on(settings.data):
        yield Check("model switch", "ok", "on")
    else:
        yield Check("model switch", "warn", f"off: {switch_of(settings.data)}", "policy-assistant model on")
    yield _server(settings, settings.llm_base_url)
    used, daily = Budget(settings.data, settings.llm_daily_tokens).used(), settings.llm_daily_tokens
    spent = Check("model budget", "ok", f"{used} of {daily} tokens of today used")
    if used + settings.llm_max_tokens > daily:
        spent = Check(
            "model budget", "warn", spent.found, "it is renewed at 0:00 UTC, or raise POLICY_LLM_DAILY_TOKENS"
        )
    yield spent
    if breaker := read_breaker(settings.data):
        found = f"{breaker.state}, as a server noted at {breaker.at}"
        remedy = f"look at the model's server; it is asked again every {settings.llm_pause:.0f} s"
        yield (
            Check("model breaker", "warn", found, remedy)
            if breaker.state == "open"
            else Check("model breaker", "ok", found)
        )


def _server(settings: Settings, address: str) -> Check:
    """Ask the server which models it has; all that speak the protocol can say."""
    url = f"{address.rstrip('/')}/models"
    name = (settings.llm or "").partition(":")[2]
    headers = {"Authorization": f"Bearer {settings.llm_api_key.get_secret_value()}"} if settings.llm_api_key else {}
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310  # the settings admit http and https only
        with _opener().open(request, timeout=_SECONDS) as response:
            found = json.loads(response.read(_LARGEST_LIST))
        names = [str(model["id"]) for model in found["data"]]
    except urllib.error.HTTPError as error:
        remedy = "check POLICY_LLM_API_KEY" if error.code in (401, 403) else "check POLICY_LLM_BASE_URL (mostly …/v1)"
        return Check("model", "warn", f"{url} says {error.code}", remedy)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Check("model", "warn", f"{url} cannot be asked: {error}", "start the server, or check the address")
    if name not in names:
        known = ", ".join(names[:_MOST_NAMES]) or "none"
        return Check("model", "warn", f"{address} does not list {name}; it has {known}", "check the name in POLICY_LLM")
    return Check("model", "ok", f"{name} at {address}")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another host."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirect)
