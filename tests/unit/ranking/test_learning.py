"""Verdicts move what is declared by as much as a Beta prior lets them, and not where they say
nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.indicators import INDICATORS, Breadth, Subject, UnexplainedContact
from custodes.purposes import PURPOSES, Dispatched
from custodes.ranking.learning import (
    LIKE_ALERTS,
    LIKE_PAIRS,
    MOST_WEIGHT,
    NOTHING,
    Learned,
    Lesson,
    belief,
    learned,
    shares,
)

DECLARED = tuple(level.m for level in UnexplainedContact.levels)


def lesson(value, verdict="substantiated", *, of=UnexplainedContact, explained_by=(), chance=1.0):
    return Lesson(of.subject, verdict, {of.id: value}, frozenset(explained_by), chance)


def test_without_verdicts_all_is_as_declared():
    assert shares(UnexplainedContact, []) == DECLARED
    assert belief(Dispatched, []) == Dispatched.belief
    assert learned([], INDICATORS, PURPOSES) == NOTHING


def test_a_substantiated_alert_moves_each_level_towards_what_it_reached():
    # 60 contacts reach the first five levels of six.
    now = shares(UnexplainedContact, [lesson(60)])
    for place, (before, after) in enumerate(zip(DECLARED, now, strict=True)):
        hit = 1 if place < 5 else 0
        expected = (before * LIKE_ALERTS + hit) / (LIKE_ALERTS + 1)
        assert after == pytest.approx(expected, abs=5e-5)


def test_thirty_verdicts_weigh_as_much_as_what_was_declared():
    now = shares(UnexplainedContact, [lesson(0)] * LIKE_ALERTS)
    assert now == pytest.approx([share / 2 for share in DECLARED], abs=5e-5)


@pytest.mark.parametrize("verdict", ["breach", "explained", "wrong_data", "not_enough"])
def test_only_what_was_substantiated_tells_how_the_abused_look(verdict):
    assert shares(UnexplainedContact, [lesson(60, verdict)]) == DECLARED


def test_an_alert_about_something_else_or_that_could_not_hear_it_teaches_nothing():
    other = lesson(60, of=Breadth)
    assert other.subject is Subject.STAFF
    deaf = Lesson(Subject.PAIR, "substantiated", {}, frozenset(), 1.0)
    assert shares(UnexplainedContact, [other, deaf]) == DECLARED


def test_a_pair_drawn_at_random_stands_for_more_but_not_for_all():
    once = shares(UnexplainedContact, [lesson(60, chance=0.5)])
    assert once == shares(UnexplainedContact, [lesson(60)] * 2)
    rare = shares(UnexplainedContact, [lesson(60, chance=0.0001)])
    assert rare == shares(UnexplainedContact, [lesson(60)] * MOST_WEIGHT)


def test_a_purpose_that_explained_what_was_substantiated_is_believed_less():
    false = lesson(0, explained_by=["dispatched"])
    right = lesson(0, "explained", explained_by=["dispatched"])
    assert belief(Dispatched, [false]) == pytest.approx(
        0.95 * LIKE_PAIRS / (LIKE_PAIRS + 1), abs=5e-5
    )
    assert belief(Dispatched, [right]) > Dispatched.belief
    assert belief(Dispatched, [lesson(0, "not_enough", explained_by=["dispatched"])]) == 0.95
    assert belief(Dispatched, [lesson(0)]) == 0.95, "it explained nothing there"


def test_what_was_learned_is_put_in_place_of_what_is_declared():
    told = learned([lesson(60, explained_by=["dispatched"])], INDICATORS, PURPOSES)
    assert set(told.shares) == {"unexplained-contact"} and set(told.beliefs) == {"dispatched"}
    taught = told.indicator(UnexplainedContact)
    assert [level.m for level in taught.levels] == list(told.shares["unexplained-contact"])
    assert taught.id == UnexplainedContact.id and taught(window=30).window == 30
    assert told.purpose(Dispatched).belief == told.beliefs["dispatched"]
    assert told.indicator(Breadth) is Breadth
    assert Learned().purpose(Dispatched) is Dispatched


VALUES = st.floats(0, 1000, allow_nan=False)
CHANCES = st.floats(1e-6, 1)
VERDICTS = st.sampled_from(["substantiated", "breach", "explained", "wrong_data", "not_enough"])
LESSONS = st.lists(
    st.builds(
        lambda value, verdict, chance, by: lesson(
            value, verdict, chance=chance, explained_by=["dispatched"] if by else []
        ),
        VALUES,
        VERDICTS,
        CHANCES,
        st.booleans(),
    ),
    max_size=40,
)


@given(LESSONS, st.randoms())
def test_shares_stay_shares_never_rise_and_the_order_of_verdicts_is_nothing(lessons, draw):
    now = shares(UnexplainedContact, lessons)
    assert all(0 < share < 1 for share in now)
    assert list(now) == sorted(now, reverse=True)
    assert 0 < belief(Dispatched, lessons) < 1
    mixed = draw.sample(lessons, len(lessons))
    assert (shares(UnexplainedContact, mixed), belief(Dispatched, mixed)) == (
        now,
        belief(Dispatched, lessons),
    )
