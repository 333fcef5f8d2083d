"""`python -m assistant.cli`: the same command line without an installed script."""

import sys

from assistant.cli.entry import main

sys.exit(main())
