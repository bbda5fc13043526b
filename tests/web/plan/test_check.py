"""The check before sending: what the letter of 2017 found, and claims against live figures."""

from dataclasses import replace
from datetime import date

import pytest

from custodes.web.plan.check import Concern, check
from custodes.web.plan.contents import Evidence, Figure, Line, Plan
from custodes.web.plan.criteria import (
    NPCC_2017,
    RECOMMENDATIONS,
    Strategy,
    no_longer_matches,
    not_answered,
)
from custodes.web.plan.elements import ELEMENTS, STATEMENTS, Element, Qualifier, Status, Strand
from custodes.web.plan.remarks import ORDER, WORDS, remarks
from web.plan.north_yorkshire import PLAN

ON = date(2017, 5, 31)


def test_north_yorkshires_submission_gives_exactly_the_findings_of_its_letter():
    checked = check(PLAN, NPCC_2017, on=ON)
    assert [(one.element, one.status, one.qualifiers) for one in checked.elements] == [
        (Element.STRATEGY, Status.NOT_IN_PLAN, ()),
        (Element.CCU, Status.NO_INFORMATION, ()),
        (Element.MONITORING, Status.NO_INFORMATION, ()),
        (Element.LINKS, Status.COMMENCED, (Qualifier.LACK_OF_DETAIL,)),
    ]
    assert checked.doubts == ()
    assert [one.concerns for one in checked.elements] == [()] * 4
    assert checked.elements[3].unanswered == ("how-often", "told", "came-back")


def test_an_empty_plan_gives_no_information_four_times():
    assert check(Plan("x", ""), NPCC_2017, on=ON).nothing_to_find == tuple(Element)


def test_monitoring_that_began_with_no_review_of_the_unit_is_a_concern_and_no_qualifier():
    line = replace(PLAN.lines[0], id="M", element=Element.MONITORING, evidence=())
    plan = replace(PLAN, lines=(line,))
    checked = check(plan, NPCC_2017, on=ON)
    found = checked.elements[2]
    assert (found.qualifiers, found.concerns) == (
        (Qualifier.LACK_OF_DETAIL,),
        (Concern.NOT_REVIEWED,),
    )
    said = {one.what: one for one in remarks(plan, checked, NPCC_2017)}
    assert said["not-reviewed"].element is Element.MONITORING
    assert said["not-reviewed"].words == "Unit not reviewed"
    assert "before-review" not in said
    review = replace(line, id="C", element=Element.CCU)
    found = check(replace(PLAN, lines=(line, review)), NPCC_2017, on=ON).elements[2]
    assert found.concerns == ()


@pytest.mark.parametrize(
    ("element", "claimed", "told"),
    [
        (Element.LINKS, Status.IN_PLACE, "over-stated"),
        (Element.LINKS, Status.NOT_COMMENCED, "under-stated"),
        (Element.LINKS, Status.COMMENCED, None),
        (Element.CCU, Status.COMMENCED, "over-stated"),
        (Element.CCU, Status.NOT_IN_PLAN, None),
        (Element.STRATEGY, Status.NO_INFORMATION, None),
    ],
)
def test_what_the_force_says_of_an_element_is_held_against_the_lines_of_its_plan(
    element, claimed, told
):
    found = remarks(PLAN, check(PLAN, NPCC_2017, on=ON), NPCC_2017, claims={element: claimed})
    said = [one for one in found if one.says.startswith("The force says: ")]
    assert [(one.what, one.element, one.line) for one in said] == (
        [(told, element, "")] if told else []
    )


def test_every_concern_and_qualifier_of_a_check_has_its_words_and_its_place():
    for word in (*Concern, Qualifier.LACK_OF_DETAIL):
        assert word.value in WORDS and word.value in ORDER


@pytest.mark.parametrize(
    ("status", "share", "concern"),
    [
        (Status.IN_PLACE, 0.4, Concern.OVER_STATED),
        (Status.COMMENCED, 0.0, Concern.OVER_STATED),
        (Status.COMMENCED, 0.4, None),
        (Status.IN_PLACE, 0.9, None),
        (Status.NOT_COMMENCED, 0.4, Concern.UNDER_STATED),
        (Status.COMMENCED, 0.95, Concern.UNDER_STATED),
    ],
)
def test_a_claim_is_held_against_the_live_figure(status, share, concern):
    figure = Figure("coverage-systems", Element.MONITORING, "Coverage", share, "share", "run-7", ON)
    line = Line("M", "Monitor", Element.MONITORING, status, "Head", evidence=(Evidence(figure.id),))
    doubts = check(Plan("x", "", (line,), (figure,)), NPCC_2017, on=ON).doubts
    assert [one.concern for one in doubts] == ([concern] if concern else [])


def test_claims_without_evidence_owner_or_date_and_gone_evidence_are_told():
    bare = Line("A", "a", Element.CCU, Status.IN_PLACE, "")
    late = Line("B", "b", Element.CCU, Status.NOT_COMMENCED, "Head", due=date(2017, 5, 30))
    gone = Line("C", "c", Element.CCU, Status.COMMENCED, "Head", evidence=(Evidence("gone"),))
    lost = replace(PLAN.lines[0], id="D")
    doubts = check(Plan("x", "", (bare, late, gone, lost)), NPCC_2017, on=ON).doubts
    assert {(one.line, one.concern) for one in doubts} == {
        ("A", Concern.NO_EVIDENCE),
        ("A", Concern.NO_OWNER),
        ("B", Concern.OVERDUE),
        ("C", Concern.FIGURE_GONE),
        ("D", Concern.DOCUMENT_GONE),
    }


def test_evidence_that_is_gone_answers_nothing():
    found = check(replace(PLAN, documents=()), NPCC_2017, on=ON).elements[3]
    assert "who" in found.unanswered


def test_a_plan_written_to_every_strand_reflects_the_strategy_of_that_version_only():
    lines = tuple(
        Line(s.value, s.value, Element.CCU, Status.COMMENCED, "Head", s, NPCC_2017.id)
        for s in Strand
    )
    plan = Plan("x", NPCC_2017.id, lines)
    assert check(plan, NPCC_2017, on=ON).elements[0].status is Status.COMMENCED
    assert check(plan, NPCC_2017, on=ON).elements[0].qualifiers == ()
    newer = Strategy("npcc-2026", "A newer one", date(2026, 1, 1), {"prevention": "Prevention"})
    assert check(plan, newer, on=ON).elements[0].status is Status.NOT_IN_PLAN
    assert {one.line for one in no_longer_matches(lines, newer)} == {s.value for s in Strand}
    assert no_longer_matches(lines, NPCC_2017) == ()


def test_a_recommendation_that_is_not_in_the_list_is_told_and_the_unanswered_are_listed():
    line = replace(PLAN.lines[0], recommendations=("2016-links", "1999-none"))
    assert len(no_longer_matches((line,), NPCC_2017)) == 1
    assert len(not_answered((line,))) == len(RECOMMENDATIONS) - 1


def test_every_element_and_status_has_a_sentence_and_every_element_points():
    assert set(STATEMENTS) == {(e, s) for e in Element for s in Status}
    assert all(len(looked.points) >= 3 for looked in ELEMENTS.values())


def test_evidence_is_live_or_by_hand():
    with pytest.raises(ValueError, match="either"):
        Evidence()
