"""What is printed for partners: the same in both languages, tagged, and naming nobody."""

import io

import pypdf
import pytest

from custodes.web.documents.personal import traces
from custodes.web.partners.materials import LANGUAGES, PRINTED, content_of

PAGES = {"warning-signs": 2, "briefing-pack": 4}


@pytest.mark.parametrize("which", PRINTED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_tagged_pdf_in_its_language_that_says_all_its_words(which, language):
    one = PRINTED[which]
    made = one.document(language)
    book = pypdf.PdfReader(io.BytesIO(made))
    assert len(book.pages) == PAGES[which]
    assert book.trailer["/Root"]["/Lang"].startswith(language)
    assert book.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = "".join("".join(page.extract_text().split()) for page in book.pages)
    for part in one.said[language].parts:
        assert "".join(part.heading.split()) in text, part.heading
    assert one.document(language) == made


@pytest.mark.parametrize("which", PRINTED)
def test_the_two_languages_have_the_same_parts(which):
    english, welsh = (content_of(PRINTED[which].said[key])["parts"] for key in LANGUAGES)
    shape = [
        [(len(p["paragraphs"]), len(p["points"]), len(p["rows"]), p["blank"]) for p in parts]
        for parts in (english, welsh)
    ]
    assert shape[0] == shape[1]
    same = {p["heading"] for p in english} & {p["heading"] for p in welsh}
    assert same == set()


def test_it_names_nobody():
    said = [str(content_of(m)) for one in PRINTED.values() for m in one.said.values()]
    assert traces([("", text) for text in said]) == ()
