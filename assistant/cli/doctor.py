"""`doctor`: the checks on stdout; exit status 1 if one failed."""

from __future__ import annotations

from argparse import Namespace

import msgspec

from assistant.cli.entry import DONE, NEGATIVE
from assistant.cli.show import show_checks
from assistant.doctor import examine, is_healthy
from assistant.settings import Settings


def run(options: Namespace, settings: Settings) -> int:
    """Show every check with its remedy."""
    checks = examine(settings)
    if options.json:
        print(msgspec.json.encode(checks).decode())
    else:
        print("\n".join(show_checks(checks)))
    return DONE if is_healthy(checks) else NEGATIVE
