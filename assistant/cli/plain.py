"""Text that others wrote, made harmless for a terminal."""

from __future__ import annotations


def plain(text: str) -> str:
    """The text with every character that is not shown, but moves the cursor or hides others, written as an escape."""
    return "".join(c if c.isprintable() or c in "\n\u3000" else ascii(c)[1:-1] for c in text)
