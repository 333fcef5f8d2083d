"""A table as a Word document: a real table, its header repeated on each page, the provenance below it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.export.archive import timeless
from assistant.export.sheet import Sheet, printable, shown

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_HAN_TYPE = "宋体"
_MARGIN_CENTIMETRES = 1.8


def sheet_to_docx(sheet: Sheet) -> bytes:
    """A landscape page with the title, the table and its provenance."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(_MARGIN_CENTIMETRES)
    normal = document.styles["Normal"]
    normal.font.size = Pt(9.5)
    set_types(document, {"Normal": _HAN_TYPE, "Heading 1": _HAN_TYPE})
    document.core_properties.title = printable(sheet.title)
    document.core_properties.author = ""
    document.add_heading(printable(sheet.title), level=1)
    table = document.add_table(rows=1, cols=len(sheet.header), style="Table Grid")
    for cell, title in zip(table.rows[0].cells, sheet.header, strict=True):
        _put(cell.paragraphs[0], title, bold=True)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  # python-docx has no other way
    for row in sheet.rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            _put(cell.paragraphs[0], shown(value))
    document.add_paragraph()
    for line in sheet.provenance:
        _put(document.add_paragraph(), line)
    written = io.BytesIO()
    document.save(written)
    return timeless(written.getvalue())


def set_types(document: Any, han: Mapping[str, str], latin: str | None = None) -> None:
    """Give each style its type for Han characters, which Word looks up under another name than that for Latin ones."""
    from docx.oxml.ns import qn

    for name, han_type in han.items():
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        if latin:
            style.font.name = latin
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), han_type)


def _put(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    paragraph.add_run(printable(text)).bold = bold
