"""PDF: tagged and titled, in its language, marked and numbered, and words never become markup."""

import io
import unicodedata
from pathlib import Path

import pypdf
import pytest

from custodes.web.documents.pdf import digest, pdf
from custodes.web.documents.signs import SHOWN, showable

TEMPLATE = Path(__file__).with_name("page.typ")
CONTENT = {
    "heading": "Findings",
    "text": "#panic() *not bold* $x$ <script> = no heading",
    "columns": ["Element", "Status"],
    "rows": [[f"Element {n}", "no information"] for n in range(80)],
    "facts": [["Force", "Northshire"], ["Sent", "3 March 2026"]],
}
SAID = {"marking": "OFFICIAL-SENSITIVE", "run": "R0001", "title": "A page"}


def read(content=CONTENT, **more):
    return pypdf.PdfReader(io.BytesIO(pdf(TEMPLATE, content, **(SAID | more))))


def flat(page):
    return " ".join(page.extract_text().split())


def test_a_screen_reader_has_what_it_needs():
    read_back = read()
    root = read_back.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read_back.metadata.title == "A page"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert {"/Table", "/TH", "/TD", "/H1"} <= kinds(root["/StructTreeRoot"])


def kinds(node):
    """The kinds of structure below a node."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return {kind for one in node for kind in kinds(one)}
    if not isinstance(node, dict):
        return set()
    own = {str(node["/S"])} if "/S" in node else set()
    return own | (kinds(node["/K"]) if "/K" in node else set())


def test_each_page_is_marked_numbered_and_tied_to_its_content():
    pages = read().pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        shown = flat(page)
        assert f"Page {number} of {len(pages)}" in shown
        assert shown.count("OFFICIAL-SENSITIVE") == 2
        assert digest(CONTENT) in shown
        assert "Run: R0001" in shown


def test_words_are_never_markup():
    shown = flat(read().pages[0])
    assert "#panic() *not bold* $x$ <script> = no heading" in shown


def test_welsh_is_welsh():
    read_back = read(language="cy", run="")
    assert read_back.trailer["/Root"]["/Lang"].startswith("cy")
    assert f"Tudalen 1 o {len(read_back.pages)}" in flat(read_back.pages[0])
    assert "Rhediad" not in flat(read_back.pages[0])
    with pytest.raises(KeyError):
        read(language="fr")


def test_its_fonts_come_with_it_and_from_nowhere_else():
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in read().pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("+Libertinus" in font for font in fonts), fonts


def test_the_same_content_is_the_same_file_and_another_is_another():
    assert pdf(TEMPLATE, CONTENT, **SAID) == pdf(TEMPLATE, dict(reversed(CONTENT.items())), **SAID)
    assert digest(CONTENT) != digest(CONTENT | {"heading": "Finding"})


def test_every_sign_that_is_said_to_be_shown_has_a_shape():
    """Typst refuses a document with a sign that no font of its own has."""
    text = "".join(
        chr(n)
        for first, last in SHOWN
        for n in range(first, last + 1)
        if unicodedata.category(chr(n)) not in ("Cn", "Cf")
    )
    assert len(text) > 2_000
    assert showable(text) == text
    assert len(read(CONTENT | {"text": " ".join(text)}).pages) > 1


def test_a_sign_without_a_shape_is_named_and_one_that_turns_the_text_too():
    shown = flat(read(CONTENT | {"text": "a\x00b \U0001f600 \u202ereversed \u4e2d"}).pages[0])
    assert "a[U+0000]b [U+1F600] [U+202E]reversed [U+4E2D]" in shown
