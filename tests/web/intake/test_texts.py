"""What reporters read: plain enough for a child of eleven, and all of it in Welsh too."""

import gettext
import re
from pathlib import Path

import custodes.web.intake
from web.intake.texts import texts

CATALOGUE = Path(custodes.web.intake.__file__).parent / "locale/cy/LC_MESSAGES"
GRADE = 5.5
"""School grade of Flesch and Kincaid, American: a child of ten to eleven."""
HARDEST = 11.0
"""Of any one text of eight words or more; a name of an office cannot be made easier."""
NAMES = ("The Independent Office for Police Conduct", "the Independent Office for Police Conduct")
FILL = re.compile(r"%\(\w+\)[sd]")


def catalogue():
    with (CATALOGUE / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def syllables(word):
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    if word.lower().endswith("e") and not word.lower().endswith(("le", "ee")) and found > 1:
        found -= 1
    if re.search(r"[^td]ed$", word.lower()) and found > 1:
        found -= 1
    return max(1, found)


def grade(text):
    """0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others, 1975)."""
    for name in NAMES:
        text = text.replace(name, "the IOPC")
    text = re.sub(r"[0-9][0-9 ]*", "", FILL.sub("it", text))
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)", text)))
    words = re.findall(r"[A-Za-z']+", text)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def sentences():
    return [text for text in texts() if len(text.split()) >= 8]


def test_the_measure_tells_easy_from_hard():
    assert grade("The cat sat on the mat. It was warm.") < 2
    assert (
        grade("Notwithstanding considerable organisational uncertainty, deliberation continues.")
        > 15
    )


def test_the_whole_reads_at_the_age_of_ten_or_eleven():
    assert (
        grade(" ".join(text if text.endswith((".", "?", ":")) else f"{text}." for text in texts()))
        < GRADE
    )


def test_no_text_is_hard():
    hard = {text: round(grade(text), 1) for text in sentences() if grade(text) > HARDEST}
    assert hard == {}


def test_no_sentence_is_long():
    long = [s for text in texts() for s in re.split(r"(?<=[.?!:])\s", text) if len(s.split()) > 27]
    assert long == []


def test_every_text_has_its_welsh():
    found = catalogue()
    same = {"Problem: ", "For example, 7K2M-0QXZ-4RTB."}
    without = [text for text in texts() if found.gettext(text) == text and text not in same]
    assert without == []


def test_what_is_filled_in_is_filled_in_in_welsh_too():
    found = catalogue()
    for text in texts():
        assert sorted(FILL.findall(text)) == sorted(FILL.findall(found.gettext(text))), text


def test_the_compiled_catalogue_is_what_the_text_of_it_says():
    source = (CATALOGUE / "django.po").read_text("utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', source, re.MULTILINE)
    plain = {_plain(a): _plain(b) for a, b in pairs}
    assert set(plain) == set(texts())
    compiled = {k: v for k, v in catalogue()._catalog.items() if k}
    assert compiled == plain


def _plain(text):
    return text.replace('\\"', '"').replace("\\\\", "\\")
