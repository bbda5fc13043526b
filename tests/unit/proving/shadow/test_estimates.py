"""Estimates: held against sums done by hand, and against what really was there in trials."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.proving.shadow.estimates import (
    Estimate,
    Stratum,
    beta_below,
    chapman,
    darroch,
    share,
    total,
)


def at_least(found: int, of: int, chance: float) -> float:
    """The chance of so many or more, added up term by term."""
    terms = (math.comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(found, of + 1))
    return sum(terms)


def test_none_of_twenty_may_still_be_one_in_six():
    none = share(0, 20)
    assert (none.value, none.low) == (0, 0)
    assert none.high == pytest.approx(1 - 0.025 ** (1 / 20))
    every = share(20, 20)
    assert (every.low, every.high) == (pytest.approx(0.025 ** (1 / 20)), 1)


@given(st.integers(1, 60), st.integers(0, 60))
def test_both_ends_of_a_share_leave_a_fortieth(of, found):
    found = min(found, of)
    told = share(found, of)
    if found:
        assert at_least(found, of, told.low) == pytest.approx(0.025, abs=1e-9)
    if found < of:
        assert 1 - at_least(found + 1, of, told.high) == pytest.approx(0.025, abs=1e-9)


def test_the_incomplete_beta_function_where_it_is_known():
    assert beta_below(0.3, 1, 1) == pytest.approx(0.3)
    assert beta_below(0.3, 2, 1) == pytest.approx(0.09)
    assert beta_below(0.5, 40, 40) == pytest.approx(0.5)
    # The arcsine law.
    assert beta_below(0.2, 0.5, 0.5) == pytest.approx(2 / math.pi * math.asin(math.sqrt(0.2)))
    assert (beta_below(0, 2, 3), beta_below(1, 2, 3)) == (0, 1)


def test_two_lists_by_chapmans_own_sum():
    told = chapman(200, 150, 30)
    value = 201 * 151 / 31 - 1
    variance = 201 * 151 * 170 * 120 / (31**2 * 32)
    unseen = value - 320
    spread = math.exp(1.959964 * math.sqrt(math.log(1 + variance / unseen**2)))
    assert told.value == pytest.approx(value)
    assert (told.low, told.high) == pytest.approx((320 + unseen / spread, 320 + unseen * spread))


def test_lists_that_name_the_same_leave_nobody_out():
    assert chapman(12, 12, 12) == Estimate(12.0, 12.0, 12.0)


def test_lists_that_share_nobody_are_bounded_from_below_alone():
    told = darroch([5, 4], 9)
    assert told.high is None
    assert told.low == told.value > 9


def test_darroch_agrees_with_lincoln_and_petersen_on_two_large_lists():
    assert darroch([2000, 1500], 3200).value == pytest.approx(2000 * 1500 / 300, rel=0.002)


@pytest.mark.parametrize("lists", [2, 3])
def test_the_intervals_hold_the_number_that_there_is_as_often_as_they_say(lists):
    rng, really, held = np.random.default_rng(5), 60, 0
    for _ in range(300):
        named = rng.random((lists, really)) < np.array([[0.5], [0.4], [0.45]])[:lists]
        seen, sizes = int(named.any(axis=0).sum()), [int(n) for n in named.sum(axis=1)]
        if lists == 2:
            told = chapman(sizes[0], sizes[1], int(named.all(axis=0).sum()))
        else:
            told = darroch(sizes, seen)
        held += told.low <= really <= (told.high or math.inf)
    assert 0.92 <= held / 300 <= 1


def test_a_sample_stands_for_its_part():
    told = total([Stratum("a", 100, 10, 1), Stratum("b", 40, 20, 5)])
    assert told.value == 100 * 1 / 10 + 40 * 5 / 20
    assert 6 <= told.low < 20 < told.high <= 140


def test_the_interval_of_a_total_is_that_of_a_share_of_the_effective_size():
    told = total([Stratum("a", 100, 10, 5), Stratum("b", 10, 5, 1)])
    p = 52 / 110
    variance = (100 / 110) ** 2 * 0.9 * 0.25 / 9 + (10 / 110) ** 2 * 0.5 * 0.16 / 4
    size = p * (1 - p) / variance
    assert size == pytest.approx(11.968, abs=0.001)
    interval = share(p * size, size)
    assert (told.low, told.high) == pytest.approx((110 * interval.low, 110 * interval.high))


def test_whoever_is_judged_whole_is_known():
    told = total([Stratum("a", 10, 10, 3), Stratum("b", 5, 5, 0)])
    assert told == Estimate(3.0, 3.0, 3.0)


def test_finding_nothing_says_how_much_there_may_be():
    told = total([Stratum("a", 1_000, 50, 0), Stratum("b", 1_000, 50, 0)])
    assert (told.value, told.low) == (0, 0)
    assert told.high == pytest.approx(2_000 * (1 - 0.025 ** (1 / 100)))


def test_a_part_of_which_nobody_was_judged_is_left_out():
    told = total([Stratum("a", 10, 10, 3), Stratum("b", 500, 0, 0)])
    assert told.value == 3
    assert total([Stratum("b", 500, 0, 0)]).high is None


def test_totals_hold_what_there_is_as_often_as_they_say():
    rng, held = np.random.default_rng(11), 0
    parts = [(400, 40, 30), (100, 20, 5), (900, 40, 20)]
    really = sum(so for _holds, _judged, so in parts)
    for _ in range(300):
        strata = [
            Stratum(str(n), holds, judged, int(rng.hypergeometric(so, holds - so, judged)))
            for n, (holds, judged, so) in enumerate(parts)
        ]
        told = total(strata)
        held += told.low <= really <= told.high
    assert 0.93 <= held / 300 <= 1
