"""Tables as files, opened again by a program: the same cells, nothing that runs, the same bytes each time."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import docx
import openpyxl
import pytest

from assistant.export.csv_file import sheet_to_csv
from assistant.export.docx_file import sheet_to_docx
from assistant.export.sheet import Sheet, harmless
from assistant.export.xlsx_file import sheet_to_xlsx

HOSTILE = ('=HYPERLINK("x")', "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx")
SHEET = Sheet(
    "某/表",
    ("名称", "数"),
    (("甲，“乙”\n丙", 3), ("丁", Decimal("-0.320")), ("", None), *((text, Decimal("1.50")) for text in HOSTILE)),
    ("原文摘录：《某方案》", "语料校验码：abc"),
)


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_holds_the_cells_and_the_provenance() -> None:
    content = sheet_to_csv(SHEET)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = csv_rows(content)
    assert rows[:4] == [["名称", "数"], ["甲，“乙”\n丙", "3"], ["丁", "-0.320"], ["", ""]]
    assert rows[-4:] == [[], ["某/表"], ["原文摘录：《某方案》"], ["语料校验码：abc"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_disarms_what_a_spreadsheet_would_run(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert [f"'{text}", "1.50"] in csv_rows(sheet_to_csv(SHEET))


def test_negative_numbers_stay_numbers_in_csv() -> None:
    assert float(csv_rows(sheet_to_csv(SHEET))[2][1]) == -0.32


def test_xlsx_holds_numbers_as_numbers_and_text_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet_to_xlsx(SHEET, "出处")))
    table, origin = book.worksheets
    assert table.title == "某 表"
    assert origin.title == "出处"
    assert table.freeze_panes == "A2"
    assert [c.value for c in table[1]] == ["名称", "数"]
    assert table["B2"].value == 3
    assert table["B3"].value == -0.32
    assert table["B3"].number_format == "0.000"
    for row, text in enumerate(HOSTILE, start=5):
        assert table.cell(row, 1).data_type == "s"
        assert table.cell(row, 1).value.strip() == text.strip()
    assert [c.value for c in origin["A"]] == ["某/表", *SHEET.provenance]


def test_docx_holds_a_real_table_whose_header_repeats() -> None:
    document = docx.Document(io.BytesIO(sheet_to_docx(SHEET)))
    (table,) = document.tables
    assert [c.text for c in table.rows[0].cells] == ["名称", "数"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert [[c.text for c in row.cells] for row in table.rows[1:3]] == [["甲，“乙”\n丙", "3"], ["丁", "-0.320"]]
    said = [p.text for p in document.paragraphs]
    assert said[0] == "某/表"
    assert said[-2:] == list(SHEET.provenance)


@pytest.mark.parametrize("write", [sheet_to_csv, sheet_to_docx, lambda sheet: sheet_to_xlsx(sheet, "出处")])
def test_the_same_table_gives_the_same_bytes(write: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(write)
    first = write(SHEET)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert write(SHEET) == first


def test_characters_that_no_office_file_can_hold_are_left_out() -> None:
    sheet = Sheet("x\x07", ("a\x00",), (("b\x0b",),), ("c\x1f",))
    assert openpyxl.load_workbook(io.BytesIO(sheet_to_xlsx(sheet, "p"))).worksheets[0]["A2"].value == "b"
    assert docx.Document(io.BytesIO(sheet_to_docx(sheet))).tables[0].rows[1].cells[0].text == "b"
