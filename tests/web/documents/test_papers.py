"""The documents: read for what stands in them, whatever way it is written."""

import zipfile
from io import BytesIO

import pytest
from pypdf import PdfWriter

from custodes.vocabulary.errors import UserError
from custodes.web.documents.papers import pages
from custodes.web.submission.personal import traces


def _box(**parts: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as box:
        for name, text in parts.items():
            box.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return held.getvalue()


def test_a_number_that_word_has_cut_into_runs_is_found():
    runs = "<w:p><w:r><w:t>Ring 07700</w:t></w:r><w:r><w:t> 900123</w:t></w:r></w:p>"
    (text,) = pages("plan.docx", _box(word__document_xml=runs))
    assert [one.kind for one in traces([("plan", text)])] == ["a telephone number"]


def test_a_number_in_a_note_below_the_page_is_found():
    content = _box(word__document_xml="<w:p/>", word__footnotes_xml="<w:t>07700 900123</w:t>")
    assert traces([("plan", pages("plan.docx", content)[0])])


def test_a_workbook_is_not_taken_for_a_letter():
    with pytest.raises(UserError, match="not what its name says"):
        pages("plan.docx", _box(xl__workbook_xml="<workbook/>"))


def test_a_pdf_is_read_page_by_page():
    writer, held = PdfWriter(), BytesIO()
    for _page in range(2):
        writer.add_blank_page(100, 100)
    writer.write(held)
    assert pages("plan.pdf", held.getvalue()) == ("", "")


def test_a_locked_pdf_is_refused():
    writer, held = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(held)
    with pytest.raises(UserError, match="locked"):
        pages("plan.pdf", held.getvalue())
