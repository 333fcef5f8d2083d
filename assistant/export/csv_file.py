"""A table as CSV that Excel opens as it is meant: UTF-8 with its mark, text that starts like a formula disarmed."""

from __future__ import annotations

import csv
import io

from assistant.export.sheet import Cell, Sheet, harmless, shown


def sheet_to_csv(sheet: Sheet) -> bytes:
    """The header, the rows, and below an empty line the provenance."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([harmless(title) for title in sheet.header])
    writer.writerows([_written(cell) for cell in row] for row in sheet.rows)
    writer.writerow([])
    writer.writerows([harmless(line)] for line in (sheet.title, *sheet.provenance))
    return written.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    return harmless(cell) if isinstance(cell, str) else shown(cell)
