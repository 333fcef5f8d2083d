"""`serve`: the web chat and the API."""

from __future__ import annotations

from argparse import Namespace

from assistant.settings import Settings


def run(_: Namespace, settings: Settings) -> int:
    """Serve until stopped."""
    from assistant.serve import serve

    return serve(settings)
