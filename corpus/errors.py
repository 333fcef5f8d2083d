"""What can be wrong with a corpus. Each message says what was given, what was expected, and what to do."""


class CorpusError(Exception):
    """A corpus that cannot be read."""


def unreadable(path: object, error: OSError) -> CorpusError:
    """The error for a file of a corpus that the system does not hand out."""
    return CorpusError(f"{path}: cannot be read ({error.strerror}); expected a readable file; check its permissions")
