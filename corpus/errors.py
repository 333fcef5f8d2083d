"""What can be wrong with a corpus. Each message says what was given, what was expected, and what to do."""


class CorpusError(Exception):
    """A corpus that cannot be read."""
