"""Intervals, against a slow plain reference and known answers."""

import numpy as np
import pytest

from custodes.proving.intervals import draws_of, ends, median, ratio, share, share_of


def test_draws_take_as_many_seeds_and_of_each_as_many_offenders():
    draws = draws_of([3, 0, 2], 200)
    assert draws.seeds.sum(axis=1).tolist() == [3.0] * 200
    first, last = draws.offenders[:, :3].sum(axis=1), draws.offenders[:, 3:].sum(axis=1)
    assert (first == 3 * draws.seeds[:, 0]).all()
    assert (last == 2 * draws.seeds[:, 2]).all()


def test_draws_are_the_same_each_time():
    assert (draws_of([4, 5], 50).offenders == draws_of([4, 5], 50).offenders).all()


def test_share_is_that_of_a_plain_reference():
    draws = draws_of([4, 3, 5], 300)
    found = np.array([1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 1], dtype=float)
    counted = np.array([1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1], dtype=float)
    shares = []
    for row in draws.offenders:
        above = sum(f * c * times for f, c, times in zip(found, counted, row, strict=True))
        below = sum(c * times for c, times in zip(counted, row, strict=True))
        shares.append(above / below)
    shares.sort()
    told = share(draws.offenders, found * counted, counted)
    assert told.estimate == pytest.approx(0.6)
    assert told.low == pytest.approx(np.quantile(shares, 0.025))
    assert told.high == pytest.approx(np.quantile(shares, 0.975))


def test_the_interval_widens_with_what_seeds_differ_in():
    alike = np.tile([1.0, 0.0], 20)
    apart = np.repeat([1.0, 0.0, 1.0, 0.0], 10)
    draws = draws_of([10] * 4, 500).offenders
    ones = np.ones(40)
    narrow, wide = share(draws, alike, ones), share(draws, apart, ones)
    assert narrow.estimate == wide.estimate == 0.5
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(1)
    covered = 0
    draws = draws_of([10] * 10, 200).offenders
    for _n in range(200):
        found = (rng.random(100) < 0.4).astype(float)
        told = share(draws, found, np.ones(100))
        covered += told.low <= 0.4 <= told.high
    assert 180 <= covered <= 200


def test_none_found_leaves_an_exact_upper_end():
    draws = draws_of([5, 5], 100).offenders
    told = share_of(draws, np.zeros(10), np.ones(10))
    assert (told.estimate, told.low) == (0.0, 0.0)
    assert told.high == pytest.approx(0.3085, abs=1e-4)
    assert share_of(draws, np.ones(10), np.ones(10)).low == pytest.approx(0.6915, abs=1e-4)


def test_nothing_to_count_is_told_as_nothing():
    told = share(draws_of([0, 0], 10).offenders, np.zeros(0), np.zeros(0))
    assert (told.estimate, told.low, told.high) == (None, None, None)
    assert ends(ratio(np.ones(3), np.zeros(3))) == (None, None)


def test_the_median_leaves_out_what_is_no_number():
    draws = draws_of([3, 2], 200).offenders
    told = median(draws, np.array([1.0, np.nan, 3.0, 10.0, np.nan]))
    assert told.estimate == 3.0
    assert 1.0 <= told.low <= told.high <= 10.0
