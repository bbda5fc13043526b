"""Alerts and thresholds, against cases worked out by hand and a slow plain reference."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from custodes.proving.thresholds import (
    NOTHING,
    Scored,
    alerts,
    cross_fitted,
    false_alerts,
    threshold_for,
    untied,
)

GAP = 4
GRIDS = arrays(np.float64, (5, 9), elements=st.sampled_from([-np.inf, 1.0, 2.0, 3.0, 4.0, 5.0]))
MARKS = arrays(np.bool_, (5, 9))


def all_innocent(scores):
    return Scored(scores, np.ones(scores.shape, dtype=bool), 1.0)


def test_nobody_is_alerted_again_within_the_gap():
    scores = np.array([[5.0, 5.0, 5.0, 5.0, 5.0, 1.0, 5.0, -np.inf, 5.0]])
    raised = alerts(scores, 3.0, GAP)
    assert np.flatnonzero(raised[0]).tolist() == [0, 4, 8]


def test_what_was_never_said_never_passes():
    assert not alerts(np.array([[-np.inf, -np.inf]]), NOTHING, GAP).any()


@given(GRIDS, st.sampled_from([1.0, 2.5, 4.0]))
def test_alerts_are_those_of_a_plain_loop(scores, threshold):
    expected = np.zeros(scores.shape, dtype=bool)
    for staff, row in enumerate(scores):
        last = None
        for origin, score in enumerate(row):
            if score >= threshold and (last is None or origin - last >= GAP):
                expected[staff, origin] = True
                last = origin
    assert (alerts(scores, threshold, GAP) == expected).all()


@given(GRIDS, MARKS)
def test_a_lower_threshold_never_gives_fewer_false_alerts(scores, innocent):
    counts = [false_alerts(Scored(scores, innocent, 1.0), t, GAP) for t in (1, 2, 3, 4, 5, 6)]
    assert counts == sorted(counts, reverse=True)


@given(GRIDS, st.integers(0, 8))
def test_the_threshold_is_the_lowest_within_the_budget(scores, budget):
    seed = all_innocent(scores)
    threshold, rate = threshold_for([seed], budget, GAP)
    assert rate == false_alerts(seed, threshold, GAP) <= budget
    lower = [t for t in np.unique(scores) if np.isfinite(t) and t < threshold]
    assert all(false_alerts(seed, t, GAP) > budget for t in lower)


def test_a_seed_has_no_part_in_its_own_threshold():
    quiet, loud = np.full((2, 1), 1.0), np.full((2, 1), 9.0)
    fitted = cross_fitted([all_innocent(quiet), all_innocent(loud)], 0.5, GAP)
    assert fitted[0][0] > 9.0
    assert 1.0 < fitted[1][0] < 9.0


def test_one_seed_alone_has_its_own_best_threshold():
    ((threshold, rate),) = cross_fitted([all_innocent(np.array([[1.0], [2.0], [3.0]]))], 2, GAP)
    assert (threshold, rate) == (2.0, 2.0)


def test_ties_are_broken_so_that_a_count_can_spend_its_budget():
    scores = np.full((100, 3), 7.0)
    drawn = untied(scores, 1)
    _threshold, rate = threshold_for([all_innocent(drawn)], 30, GAP)
    assert rate == 30
    assert (drawn[:, 0] == drawn[:, 2]).all()
    assert drawn == pytest.approx(scores, rel=1e-5)
    assert threshold_for([all_innocent(scores)], 30, GAP)[1] == 0
