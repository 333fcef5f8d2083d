"""`python -m corpus.sums FOLDER`: note that the translations of a corpus belong to their sources as they stand now."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.reader import find_documents, read_document
from corpus.translation import SUMS, document_to_sums


def write_sums(folder: Path) -> tuple[Path, ...]:
    """Write the fingerprints beside every translation of a corpus folder; the files written."""
    written: list[Path] = []
    for name, source in find_documents(folder):
        document = read_document(name, source)
        if document.translation:
            path = source.parent / SUMS
            path.write_text("\n".join(document_to_sums(document)) + "\n", encoding="utf-8")
            written.append(path)
    return tuple(written)


if __name__ == "__main__":
    write_sums(Path(sys.argv[1]))
