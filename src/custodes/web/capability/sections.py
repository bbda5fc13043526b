"""A review or an assessment in sections: the same on its page, in the PDF, in Word and in Excel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.http import HttpResponse
from docx import Document
from docx.shared import Pt

from custodes.web.design.pictures.drawing import Picture
from custodes.web.documents.pdf import pdf
from custodes.web.documents.tables import Sheet, xlsx_sheets_response
from custodes.web.documents.word import written

MARKING = "OFFICIAL-SENSITIVE"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_COLUMNS = 6
"""Columns of a table whose words fit at the size of the text."""


@dataclass(frozen=True)
class Table:
    """A table: its name, columns with whether each holds numbers, and rows of text and numbers."""

    caption: str
    columns: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[float] = ()

    @property
    def heads(self) -> list[dict[str, Any]]:
        """The columns as the component of the page takes them."""
        return [{"text": text, "numeric": numeric} for text, numeric in self.columns]

    @property
    def classes(self) -> str:
        """How the component is to look: of many columns smaller, so that no word is broken."""
        return "govuk-!-font-size-16 custodes-words" if len(self.columns) > MOST_COLUMNS else ""


@dataclass(frozen=True)
class Section:
    """One section. `change` is where it is changed, `otherwise` what is said when it is empty."""

    key: str
    heading: str
    text: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    tables: Sequence[Table] = ()
    pictures: Sequence[Picture] = ()
    otherwise: str = ""
    change: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it but what is said instead."""
        return not (self.text or self.facts or self.tables or self.pictures)


def paper_of(sections: Iterable[Section], *, title: str, lines: Sequence[str]) -> dict[str, Any]:
    """The sections as plain JSON: what a document is made of, and what is frozen when it is signed.

    All of it is text, so that it can be written in one way only.
    """
    return {
        "title": title,
        "lines": list(lines),
        "sections": [
            {
                "heading": one.heading,
                "text": [*one.text, *([one.otherwise] if one.empty and one.otherwise else [])],
                "facts": [[str(key), str(value)] for key, value in one.facts],
                "tables": [_plain(table) for table in one.tables if table.rows],
                "pictures": [
                    {"svg": shown.svg, "said": f"{shown.title}. {shown.description}",
                     "title": shown.title}
                    for shown in one.pictures
                ],
            }
            for one in sections
        ],
    }  # fmt: skip


def _plain(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [text for text, _numeric in table.columns],
        "numeric": [numeric for _text, numeric in table.columns],
        "widths": [f"{width:g}" for width in (table.widths or [1] * len(table.columns))],
        "rows": [[said(cell) for cell in row] for row in table.rows],
    }


def said(cell: Any) -> str:
    """A cell as text: of a link its words."""
    if isinstance(cell, dict):
        return str(cell["text"])
    return "" if cell is None else str(cell)


def pdf_of(paper: dict[str, Any], *, draft: bool, run: str, marking: str = MARKING) -> bytes:
    """The paper as a tagged PDF; one that was not signed says so on each page."""
    template = files("custodes.web.capability") / "typst" / "paper.typ"
    marked = f"{marking}: DRAFT" if draft else marking
    return pdf(template, paper, marking=marked, run=run, title=paper["title"])


def word_of(paper: dict[str, Any], *, draft: bool) -> bytes:
    """The paper as a Word document; the same paper gives the same bytes."""
    made = Document()
    made.core_properties.title = paper["title"]
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(10.5)
    made.sections[0].header.paragraphs[0].text = f"{MARKING}: DRAFT" if draft else MARKING
    made.add_heading(paper["title"], level=0)
    for line in paper["lines"]:
        made.add_paragraph(line)
    for section in paper["sections"]:
        made.add_heading(section["heading"], level=1)
        for line in section["text"]:
            made.add_paragraph(line)
        if section["facts"]:
            _grid(made, ["", ""], section["facts"], header=False)
        for table in section["tables"]:
            made.add_paragraph(table["caption"]).runs[0].bold = True
            _grid(made, table["columns"], table["rows"])
        for shown in section["pictures"]:
            made.add_paragraph(shown["said"])
    return written(made)


def _grid(
    made: Any, columns: Sequence[str], rows: Sequence[Sequence[str]], header: bool = True
) -> None:
    grid = made.add_table(rows=int(header), cols=len(columns), style="Light Grid Accent 1")
    if header:
        for cell, text in zip(grid.rows[0].cells, columns, strict=True):
            cell.text = text
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    made.add_paragraph("")


def excel_of(name: str, sections: Iterable[Section], *, marking: str = MARKING) -> HttpResponse:
    """Every table of the sections as a sheet of one Excel file."""
    sheets = [
        Sheet(table.caption, [text for text, _n in table.columns], [
            [cell["text"] if isinstance(cell, dict) else cell for cell in row]
            for row in table.rows
        ])
        for section in sections
        for table in section.tables
    ]  # fmt: skip
    facts = [(one.heading, key, value) for one in sections for key, value in one.facts]
    if facts:
        sheets.insert(0, Sheet("Figures", ["Section", "What", "Figure"], facts))
    return xlsx_sheets_response(name, sheets, marking=marking)
