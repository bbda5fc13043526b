"""Findings, classes, the made-up round and what is on the public record."""

from collections import Counter
from dataclasses import replace

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.classes import RULE, ForceClass, classed
from custodes.web.assessment.findings import Finding, by_element, missing
from custodes.web.assessment.made_up import made_up_findings
from custodes.web.assessment.public_record import COUNTS, LATER, findings_of
from custodes.web.design.pictures.tile_map import FORCES as TILES
from custodes.web.plan.elements import Element, Qualifier, Status
from custodes.web.plan.forces import FORCES

N, O, P, C, D = list(Status)  # noqa: E741 - as short as the table below


def found(*statuses):
    return [Finding("Kent", e, s) for e, s in zip(Element, statuses, strict=True)]


def test_the_43_forces_are_those_of_the_map():
    assert {force.name for force in FORCES} == set(TILES)
    assert len(FORCES) == 43


@pytest.mark.parametrize(
    ("statuses", "gives"),
    [
        ((D, D, D, D), ForceClass.ALL_IN_PLACE),
        ((C, D, D, D), ForceClass.COMMENCED),
        ((O, N, N, C), ForceClass.INSUFFICIENT),
        ((D, N, O, D), ForceClass.INSUFFICIENT),
        ((N, N, P, C), ForceClass.COMMENCED),
        ((C, N, P, P), ForceClass.NOT_COMMENCED),
        ((P, P, P, P), ForceClass.NOT_COMMENCED),
    ],
)
def test_the_class_follows_the_declared_rule(statuses, gives):
    made = classed(found(*statuses))
    assert made.force_class is made.by_rule is gives
    assert made.because in {step.words for step in RULE}


def test_another_class_takes_a_reason_and_both_are_kept():
    with pytest.raises(UserError, match="write the reason"):
        classed(found(P, P, P, P), override=ForceClass.COMMENCED)
    made = classed(found(P, P, P, P), override=ForceClass.COMMENCED, reason="Seen on the visit.")
    assert made.overridden
    assert (made.force_class, made.by_rule) == (ForceClass.COMMENCED, ForceClass.NOT_COMMENCED)


def test_without_a_finding_there_is_no_class():
    with pytest.raises(UserError, match="no finding yet"):
        classed(found(P, P, P, P)[:3])


def test_a_qualifier_must_fit_its_status():
    with pytest.raises(UserError, match="cannot be qualified"):
        Finding("Kent", Element.CCU, N, frozenset({Qualifier.LACK_OF_DETAIL}))
    with pytest.raises(UserError, match="cannot be qualified"):
        Finding("Kent", Element.CCU, Status.NOT_IN_PLAN, frozenset({Qualifier.LACK_OF_DETAIL}))
    with pytest.raises(UserError, match="cannot be qualified"):
        Finding("Kent", Element.CCU, P, frozenset({Qualifier.BEFORE_REVIEW}))


def test_findings_of_two_forces_or_twice_on_one_element_are_refused():
    mixed = found(P, P, P, P)
    with pytest.raises(UserError, match="several forces"):
        by_element([mixed[0], replace(mixed[1], force="Essex")])
    with pytest.raises(UserError, match="two findings"):
        by_element([*mixed, mixed[0]])


def test_the_made_up_round_has_every_force_and_the_counts_of_2017():
    made = made_up_findings()
    assert set(made) == {force.name for force in FORCES}
    classes = Counter(classed(findings).force_class for findings in made.values())
    assert classes == COUNTS
    assert made == made_up_findings()
    assert made != made_up_findings(seed=2)


def test_what_is_not_on_the_public_record_is_left_out():
    assert missing(findings_of("West Yorkshire")) == (Element.LINKS,)
    assert findings_of("Kent") == ()
    assert all(f.references for force in TILES for f in findings_of(force))
    assert [(later.force, later.year) for later in LATER] == [
        ("North Yorkshire", 2019),
        ("North Yorkshire", 2025),
    ]
