"""Two assessors: apart until both are in, their agreement, moderation, and samples."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.agreement import agreement
from custodes.web.assessment.findings import Finding
from custodes.web.assessment.independence import Judgement, differing, moderated, seen_by
from custodes.web.assessment.sampling import drawn, size_for
from custodes.web.plan.elements import Element, Status

FOUND = tuple(Finding("Kent", element, Status.COMMENCED) for element in Element)
OTHER = (replace(FOUND[0], status=Status.IN_PLACE), *FOUND[1:])


def test_kappa_of_a_worked_table():
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.7 observed, 0.5 expected, so 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    made = agreement(
        {n: one for n, (one, _other) in enumerate(pairs)},
        {n: other for n, (_one, other) in enumerate(pairs)},
    )
    assert (made.items, made.agreed) == (50, 35)
    assert made.kappa == pytest.approx(0.4)


def test_kappa_is_unknown_where_one_word_was_used():
    assert agreement({1: "a", 2: "a"}, {1: "a", 2: "a"}).kappa is None


def test_nothing_in_common_is_said():
    with pytest.raises(UserError, match="nothing in common"):
        agreement({1: "a"}, {2: "a"})


@given(st.dictionaries(st.integers(), st.tuples(st.sampled_from("abc"), st.sampled_from("abc"))))
def test_kappa_does_not_depend_on_who_is_first(pairs):
    ones, others = {k: v[0] for k, v in pairs.items()}, {k: v[1] for k, v in pairs.items()}
    if not pairs:
        return
    made = agreement(ones, others)
    assert made == agreement(others, ones)
    assert made.kappa is None or -1 <= made.kappa <= 1


def test_an_assessor_sees_only_their_own_until_both_are_in():
    first, second = Judgement("1", FOUND, True), Judgement("2", OTHER)
    assert seen_by("1", [first, second]) == (first,)
    assert seen_by("2", [first, second]) == (second,)
    assert seen_by("lead", [first, second]) == ()
    done = replace(second, handed_in=True)
    assert seen_by("1", [first, done]) == (first, done)


def test_one_person_twice_is_not_two_assessors():
    both = [Judgement("1", FOUND, True), Judgement("1", OTHER, True)]
    with pytest.raises(UserError, match="Both assessors"):
        moderated(*both, {}, {})


def test_handing_in_needs_every_element():
    with pytest.raises(UserError, match="no finding yet"):
        Judgement("1", FOUND[:3], True)


def test_moderation_settles_each_difference_with_a_reason():
    first, second = Judgement("1", FOUND, True), Judgement("2", OTHER, True)
    assert differing(first, second) == (Element.STRATEGY,)
    with pytest.raises(UserError, match="reason"):
        moderated(first, second, {Element.STRATEGY: OTHER[0]}, {})
    with pytest.raises(UserError, match="reason"):
        moderated(first, second, {}, {Element.STRATEGY: "Page 4 shows it."})
    made = moderated(
        first, second, {Element.STRATEGY: OTHER[0]}, {Element.STRATEGY: "Page 4 shows it."}
    )
    assert made.findings == OTHER
    assert made.reasons == {Element.STRATEGY: "Page 4 shows it."}


def test_a_sample_can_be_drawn_again_and_its_order_does_not_matter():
    everything = [f"A-{n}" for n in range(200)]
    made = drawn(everything, size=20, seed="2026-05")
    assert made == drawn(list(reversed(everything)), size=20, seed="2026-05")
    assert len(set(made.drawn)) == 20
    assert made.drawn != drawn(everything, size=20, seed="2026-06").drawn
    assert "lowest SHA-256" in made.how


@pytest.mark.parametrize(("population", "margin", "size"), [(10**9, 0.05, 385), (200, 0.1, 66)])
def test_the_size_of_a_sample_is_cochrans(population, margin, size):
    assert abs(size_for(population, margin=margin) - size) <= 1


def test_a_sample_without_a_seed_or_of_doubles_is_refused():
    with pytest.raises(UserError, match="seed"):
        drawn(["a"], size=1, seed="")
    with pytest.raises(UserError, match="twice"):
        drawn(["a", "a"], size=1, seed="s")
    with pytest.raises(UserError, match="margin"):
        size_for(10, margin=0)
