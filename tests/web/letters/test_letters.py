"""Letters: the public record, finding by finding; every sentence traced; the same bytes."""

import io
import zipfile
from collections import defaultdict
from dataclasses import replace
from itertools import combinations, product

import pikepdf
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.findings import Finding
from custodes.web.assessment.forms import FindingForm
from custodes.web.assessment.made_up import MADE_UP, made_up_findings
from custodes.web.assessment.public_record import findings_of
from custodes.web.assessment.rounds import ROUND_2017
from custodes.web.letters.letter import (
    check_can_be_issued,
    composed,
    content,
    digest,
    frozen,
    untraced,
    with_sentence,
)
from custodes.web.letters.paper import pdf
from custodes.web.letters.sentences import Origin, Sentence, paragraph, reworded
from custodes.web.letters.template import built_in, check_template, filled
from custodes.web.plan.elements import Element, Qualifier, Status
from custodes.web.plan.forces import BY_NAME

CCU = "review of the capability and capacity of your counter-corruption unit"
MONITORING = "capability to monitor IT systems"
LINKS = "organisations that support vulnerable people"
NOT_REFLECTED = ("strategy", "Your plans do not reflect the national strategy")
NONE = "We were given no information on"
# Force: for each finding on the public record, words that its sentence must hold.
ON_RECORD = {
    "North Yorkshire": [
        NOT_REFLECTED,
        ("ccu", NONE, CCU),
        ("monitoring", NONE, MONITORING),
        (
            "links",
            "plans include",
            LINKS,
            "too little detail",
            "how developed those links are",
        ),
    ],
    "Leicestershire": [
        NOT_REFLECTED,
        ("ccu", NONE, CCU),
        ("monitoring", "include improvements", "had begun before our review"),
        ("links", NONE, LINKS),
    ],
    "Staffordshire": [
        NOT_REFLECTED,
        ("ccu", NONE, CCU),
        ("monitoring", NONE, MONITORING),
        ("links", NONE, LINKS, "had seen links", "2016"),
    ],
    "West Yorkshire": [
        NOT_REFLECTED,
        ("ccu", NONE, CCU),
        ("monitoring", MONITORING, "had not begun"),
    ],
}


def draft(force):
    return composed(BY_NAME[force], ROUND_2017, findings_of(force))


@pytest.fixture(scope="module")
def drafts():
    made = made_up_findings()
    return [composed(BY_NAME[force], MADE_UP, made[force]) for force in made]


@pytest.mark.parametrize("force", ON_RECORD)
def test_the_paragraph_says_what_the_public_record_says(force):
    letter = draft(force)
    by_key = defaultdict(str)
    for sentence in letter.body[letter.own]:
        for key in sentence.findings:
            by_key[key] += f"{sentence.text} "
    assert set(by_key) == {f"{force}/{element}" for element, *_words in ON_RECORD[force]}
    for element, *words in ON_RECORD[force]:
        for word in words:
            assert word in by_key[f"{force}/{element}"]
    whole = " ".join(by_key.values())
    assert ("too little detail" in whole) == (force == "North Yorkshire")
    assert ("before our review" in whole) == (force == "Leicestershire")
    assert ("2016" in whole) == (force == "Staffordshire")


def test_a_letter_with_an_element_unfound_is_refused():
    with pytest.raises(UserError, match=r"West Yorkshire cannot be issued.*Links"):
        frozen(draft("West Yorkshire"))
    check_can_be_issued(draft("North Yorkshire"))


def test_every_sentence_of_all_43_traces_or_is_marked(drafts):
    assert len(drafts) == 43
    for letter in drafts:
        check_can_be_issued(letter)
        assert untraced(letter) == []
        keys = {finding.key for finding in letter.findings}
        assert {key for s in letter.sentences for key in s.findings} == keys
        for part, sentences in enumerate(letter.body):
            wanted = Origin.FINDING if part == letter.own else Origin.STANDING
            assert {s.origin for s in sentences} == {wanted}
        assert all("{" not in s.text for s in letter.sentences)


@pytest.mark.parametrize("element", Element)
@pytest.mark.parametrize("status", Status)
def test_each_element_and_status_has_its_words(element, status):
    rest = [Finding("Kent", e, Status.IN_PLACE) for e in Element if e is not element]
    letter = composed(BY_NAME["Kent"], ROUND_2017, [Finding("Kent", element, status), *rest])
    said = [s.text for s in letter.body[letter.own] if f"Kent/{element.value}" in s.findings]
    assert len(said) == 1
    assert said[0].endswith(".")


def saved(element, status, qualifiers=(), earlier=""):
    """The finding that an assessor's form saves; None where it saves none."""
    year = "2016" if earlier else ""
    form = FindingForm(
        {
            "status": status.value,
            "qualifiers": [one.value for one in qualifiers],
            "earlier": earlier,
            "earlier_year": year,
        }
    )
    if not form.is_valid():
        return None
    try:
        return form.finding("Kent", element)
    except UserError:
        return None


QUALIFIED = [
    frozenset(some) for n in range(len(Qualifier) + 1) for some in combinations(Qualifier, n)
]
NAMED = ("", "legitimacy inspection", "a " * 29 + "a")
EVERY = {
    element: [
        found
        for status in Status
        for qualifiers in QUALIFIED
        for earlier in NAMED
        if (found := saved(element, status, qualifiers, earlier))
    ]
    for element in Element
}


def reads_well(findings):
    said = [s.text for s in paragraph(findings, strategy=ROUND_2017.strategy)]
    for text in said:
        assert text.lower().count("although") < 2, text
        assert len(text.split()) <= 45, text
        assert text[0].isupper() and text.endswith(".") and text.count(". ") == 0, text
    return said


@pytest.mark.parametrize("element", Element)
def test_every_finding_that_a_form_saves_makes_sentences_that_can_be_read(element):
    assert len(EVERY[element]) == 3 * (1 + 1 + 2 + 4 + 4)
    for found in EVERY[element]:
        whole = " ".join(reads_well([found]))
        absent = found.status in (Status.NO_INFORMATION, Status.NOT_IN_PLAN)
        assert not (absent and "too little detail" in whole), whole
        assert not (absent and "before our review" in whole), whole
        begun = found.status in (Status.COMMENCED, Status.IN_PLACE)
        assert not (begun and "Yet we had seen" in whole), whole
        assert ("2016" in whole) == bool(found.earlier)


@settings(max_examples=300, deadline=None)
@given(st.tuples(*(st.sampled_from(EVERY[element]) for element in Element)))
def test_any_four_findings_make_sentences_that_can_be_read(findings):
    reads_well(findings)


def test_all_four_elements_of_which_nothing_was_said_make_sentences_that_can_be_read():
    for statuses in product(Status, repeat=4):
        reads_well([saved(e, s) for e, s in zip(Element, statuses, strict=True)])


def test_an_inspection_whose_name_is_a_story_is_not_saved():
    assert saved(Element.LINKS, Status.IN_PLACE, earlier="x" * 61) is None


def test_words_with_braces_stay_as_they_were_typed():
    odd = Finding("Kent", Element.CCU, Status.COMMENCED, text="We saw {strategy} written.")
    texts = [s.text for s in composed(BY_NAME["Kent"], ROUND_2017, [odd]).sentences]
    assert "We saw {strategy} written." in texts


def test_the_same_findings_in_any_order_give_the_same_bytes():
    found = findings_of("North Yorkshire")
    one = composed(BY_NAME["North Yorkshire"], ROUND_2017, found)
    other = composed(BY_NAME["North Yorkshire"], ROUND_2017, reversed(found))
    assert frozen(one) == frozen(other)
    assert filled(built_in(), content(one)) == filled(built_in(), content(other))
    title = one.heading
    assert pdf("letter.typ", content(one), title=title) == pdf(
        "letter.typ", content(other), title=title
    )


def test_a_changed_finding_changes_the_digest():
    one = draft("North Yorkshire")
    found = list(findings_of("North Yorkshire"))
    found[3] = replace(found[3], qualifiers=frozenset())
    other = composed(BY_NAME["North Yorkshire"], ROUND_2017, found)
    assert digest(frozen(one)) != digest(frozen(other))
    assert Qualifier.LACK_OF_DETAIL in one.findings[3].qualifiers


def test_an_editors_words_keep_their_link_or_are_marked_as_their_own():
    letter = draft("North Yorkshire")
    first = letter.body[letter.own][0]
    kept = reworded(first, "The national strategy is not in your plans.", keeps_link=True)
    own = reworded(first, "I was glad to meet your team.", keeps_link=False)
    assert (kept.origin, kept.findings) == (Origin.FINDING, first.findings)
    assert (own.origin, own.findings) == (Origin.OWN, ())
    assert reworded(first, first.text, keeps_link=False) is first
    changed = with_sentence(letter, letter.own, 0, kept)
    assert changed.body[letter.own][0] == kept
    with pytest.raises(UserError, match="no longer"):
        with_sentence(letter, letter.own, 99, kept)


def test_a_sentence_linked_to_another_forces_finding_is_refused():
    loose = Sentence("Something else.", Origin.FINDING, ("Kent/ccu",))
    letter = with_sentence(draft("North Yorkshire"), 0, 0, loose)
    with pytest.raises(UserError, match="does not come from"):
        check_can_be_issued(letter)
    with pytest.raises(UserError, match="names, or is marked"):
        Sentence("Of nothing.", Origin.FINDING)


def test_another_forces_finding_cannot_stand_in_a_letter():
    with pytest.raises(UserError, match="cannot stand"):
        composed(BY_NAME["Kent"], ROUND_2017, findings_of("Staffordshire"))


def test_the_letter_says_whom_to_ask():
    assert "contact point" in draft("Staffordshire").sentences[-1].text


def test_the_word_letter_holds_every_sentence_and_the_copy():
    letter = draft("Staffordshire")
    paper = Document(io.BytesIO(filled(built_in(), content(letter))))
    said = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert all(sentence.text in said for sentence in letter.sentences)
    assert letter.quotation in said
    assert "Copied to: Police and Crime Commissioner" in said
    assert "{" not in said


def template_of(*lines):
    paper, out = Document(), io.BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(out)
    return out.getvalue()


ALL = "{{ addressee }} {{ dated }} {{ heading }} {{ greeting }} {{ parts }} {{ quotation }}"


@pytest.mark.parametrize(
    ("template", "says"),
    [
        (b"not a document", "not a Word document"),
        (template_of("{{ parts }}"), "leaves out: addressee"),
        (template_of(ALL, "{{ settings }}"), "asks for what no letter has: settings"),
        (template_of(ALL, "{% if %}"), "mistake in its fields"),
    ],
)
def test_a_bad_template_is_refused_in_one_sentence(template, says):
    with pytest.raises(UserError, match=says):
        check_template(template)


def test_a_template_cannot_reach_the_program():
    sly = template_of(ALL, "{{ parts.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(UserError, match="cannot be filled"):
        filled(sly, content(draft("Staffordshire")))


def test_a_zip_that_is_no_document_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "a")
    with pytest.raises(UserError, match="not a Word document"):
        check_template(out.getvalue())


def test_the_pdf_is_tagged_titled_and_in_english():
    letter = draft("Leicestershire")
    made = pdf("letter.typ", content(letter), title=letter.heading)
    with pikepdf.open(io.BytesIO(made)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in paper.Root
        assert str(paper.Root.Lang) == "en-GB"
        with paper.open_metadata() as told:
            assert told["dc:title"] == letter.heading
            assert told["pdfuaid:part"] == "1"
