"""The command line `policy-assistant`. Results go to stdout, everything else to stderr."""

from assistant.cli.entry import main

__all__ = ["main"]
