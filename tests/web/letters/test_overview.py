"""The overview: sums that hold over any assessments, the figures of 2017, small numbers."""

import io
from dataclasses import replace

import pikepdf
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.classes import ForceClass, classed
from custodes.web.assessment.findings import Finding
from custodes.web.assessment.made_up import MADE_UP, made_up_findings
from custodes.web.documents.small_numbers import without_small
from custodes.web.letters import overview
from custodes.web.letters.figures import check_sums, figures, in_words, share
from custodes.web.letters.paper import pdf
from custodes.web.plan.elements import Element, Status
from custodes.web.plan.forces import FORCES

NAMES = [force.name for force in FORCES]
STATUSES = st.tuples(*[st.sampled_from(list(Status))] * 4)


def found(force, statuses):
    return [Finding(force, e, s) for e, s in zip(Element, statuses, strict=True)]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), STATUSES))
def test_the_sums_hold_over_any_assessments(assessed):
    made = figures({force: found(force, statuses) for force, statuses in assessed.items()})
    whole = len(assessed)
    assert sum(f.value for f in made.classes.values()) == made.assessed.value == whole
    for element in Element:
        counted = made.elements[element]
        assert sum(f.value for f in counted.values()) == whole
        for status, figure in counted.items():
            place = list(Element).index(element)
            assert set(figure.forces) == {f for f, s in assessed.items() if s[place] is status}
    classes = [f.value for f in made.classes.values()]
    assert made.progress.value == classes[2] + classes[3]
    assert made.with_plan.value == whole - classes[0]


def test_the_counts_of_2017_and_their_words():
    made = figures(made_up_findings())
    assert [f.value for f in made.classes.values()] == [11, 15, 15, 2]
    assert made.assessed.value == 43
    summary = overview.content(MADE_UP, made)["summary"]
    assert summary[1].startswith("Seventeen ")
    assert summary[2].startswith("32 of 43 (about three quarters)")


@pytest.mark.parametrize(
    ("forces", "status", "says"),
    [
        (["Kent"], Status.IN_PLACE, ("1 force was assessed:", "One had made progress.")),
        (["Kent"], Status.NO_INFORMATION, ("1 force was", "None had made progress.")),
        (["Kent", "Essex"], Status.NOT_COMMENCED, ("2 forces were", "None had made")),
    ],
)
def test_few_forces_and_none_are_said_as_people_say_them(forces, status, says):
    made = figures({force: found(force, [status] * 4) for force in forces})
    summary = overview.summary(made)
    assert all(line.startswith(words) for line, words in zip(summary, says, strict=False))


def test_a_force_left_out_or_counted_twice_is_refused():
    given_ = made_up_findings()
    made = figures(given_)
    short = replace(made.assessed, forces=made.assessed.forces[1:])
    with pytest.raises(UserError, match="come to 43, and 42"):
        check_sums(replace(made, assessed=short))
    twice = replace(made.classes[ForceClass.ALL_IN_PLACE], forces=("Kent", "Kent"))
    with pytest.raises(UserError, match="cannot be made"):
        check_sums(replace(made, classes={**made.classes, ForceClass.ALL_IN_PLACE: twice}))
    with pytest.raises(UserError, match="do not add up"):
        check_sums(replace(made, progress=short))
    classes = {force: classed(f) for force, f in given_.items() if force != "Kent"}
    with pytest.raises(UserError, match="Kent"):
        figures(given_, classes)


def test_a_force_with_an_element_unfound_is_refused():
    lacking = {"Kent": found("Kent", [Status.IN_PLACE] * 4)[:3]}
    with pytest.raises(UserError, match="no finding yet"):
        figures(lacking)


def test_the_overview_of_43_forces_fits_on_two_pages_and_says_its_themes_plainly():
    made = figures(made_up_findings())
    said = overview.content(MADE_UP, made)
    assert said["themes"] and all(line.count("(") < 2 for line in said["themes"])
    assert all(" in " in line and line.endswith((".", ").")) for line in said["themes"])
    with pikepdf.open(io.BytesIO(pdf("overview.typ", said, title=said["title"]))) as paper:
        assert len(paper.pages) == 2


def test_a_class_that_was_set_by_hand_is_named_in_the_overview_with_what_the_rule_gave():
    given_ = made_up_findings()
    classes = {force: classed(f) for force, f in given_.items()}
    classes["Kent"] = classed(
        given_["Kent"], override=ForceClass.NOT_COMMENCED, reason="A secret of the inspectorate."
    )
    said = overview.content(MADE_UP, figures(given_, classes), classes=classes)
    assert said["by_hand"] == [["Kent", "plan commenced", "plan, not commenced"]]
    assert "secret" not in str(said)
    paper = Document(io.BytesIO(overview.word(said)))
    assert [cell.text for cell in paper.tables[-1].rows[1].cells] == said["by_hand"][0]
    made = PdfReader(io.BytesIO(pdf("overview.typ", said, title=said["title"])))
    text = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    assert "An inspector set another class than the rule gives:" in text
    assert len(made.pages) == 2


def test_the_overview_in_word_holds_the_map_with_its_words_and_is_the_same_twice():
    said = overview.content(MADE_UP, figures(made_up_findings()))
    made = overview.word(said)
    assert overview.word(said) == made
    paper = Document(io.BytesIO(made))
    (drawn,) = paper.inline_shapes
    assert drawn._inline.docPr.get("descr") == said["map_said"]
    assert drawn.width < paper.sections[0].page_width
    assert drawn.height > drawn.width / 2


def test_a_good_example_is_of_a_force_assessed():
    made = figures({"Kent": found("Kent", [Status.IN_PLACE] * 4)})
    named = overview.GoodExample("Kent", "Looks ahead.", "Force plan, page 3")
    assert overview.content(MADE_UP, made, examples=[named])["examples"]
    with pytest.raises(UserError, match="Essex"):
        overview.content(MADE_UP, made, examples=[replace(named, force="Essex")])


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no"), (17, "seventeen"), (20, "twenty"), (43, "forty-three")]
)
def test_numbers_in_words(number, words):
    assert in_words(number) == words


def test_a_share_is_called_what_it_is_near_and_nothing_else():
    assert share(32, 43) == "32 of 43 (about three quarters)"
    assert share(30, 43) == "30 of 43"
    assert share(0, 0) == "0 of 0"


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40)))
def test_no_small_number_is_shown_or_follows_from_the_total(counts):
    shown = without_small(counts)
    hidden = [name for name, n in shown.items() if n is None]
    assert all(n is None or n == counts[name] for name, n in shown.items())
    assert all(n is None or n == 0 or n >= 5 for n in shown.values())
    others = [name for name, n in shown.items() if n]
    if hidden and others:
        assert len(hidden) > 1
        assert sum(counts[name] for name in hidden) >= 5
