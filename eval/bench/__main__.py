"""`python -m eval.bench`: the same as `policy-assistant eval bench`."""

import sys

from assistant.cli import main

sys.exit(main(["eval", "bench", *sys.argv[1:]]))
