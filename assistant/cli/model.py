"""`model`: switch the language model off and on without a restart, and see how it stands."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.entry import DONE, NEGATIVE
from assistant.cli.show import show_checks
from assistant.model.doctor import examine_model
from assistant.model.switch import turn
from assistant.settings import Settings


def run(options: Namespace, settings: Settings) -> int:
    """Turn it, and show its checks; exit status 1 where it is set and would not be asked."""
    if options.action != "status":
        turn(settings.data, on=options.action == "on")
    checks = tuple(examine_model(settings))
    print("\n".join(show_checks(checks)))
    wanted = options.action != "off" and settings.llm is not None
    return NEGATIVE if wanted and any(c.state != "ok" for c in checks) else DONE
