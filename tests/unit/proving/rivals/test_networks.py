"""Rivals on the network of who opened whom, and on the stream, against answers by hand."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from custodes.proving.rivals.communities import Cads, deviation
from custodes.proving.rivals.factors import FactorResidual
from custodes.proving.rivals.midas import Midas, bursts
from custodes.proving.rivals.outliers import Copod, Ecod, IsolationForest
from custodes.proving.rivals.specialised import Snad, gains

NOON = datetime(2026, 3, 30, 12)


def two_teams(staff_of_each=5, people=8):
    """Two teams, each of which opens its own people."""
    return [
        (staff + team * staff_of_each, 100 * (team + 1) + person, NOON, 1)
        for team in (0, 1)
        for staff in range(1, staff_of_each + 1)
        for person in range(people)
    ]


def test_who_opens_another_teams_person_stands_out_of_that_network(step):
    known = step(looks=[*two_teams(), (1, 200, NOON, 1)])
    first = Snad().scores(known).to_pylist()[0]
    assert (first["staff"], first["person"]) == ("S1", "P200")


def test_gain_is_the_rise_of_mean_likeness_without_one():
    alike = np.array([[1.0, 0.8, 0.1], [0.8, 1.0, 0.3], [0.1, 0.3, 1.0]], dtype=np.float32)
    # One record of users 0, 1 and 2, and one of two users, from which nobody can be left out.
    place, gain = gains(alike, np.array([0, 3, 5]), np.array([0, 1, 2, 0, 1]))
    mean = (0.8 + 0.1 + 0.3) / 3
    assert place.tolist() == [0, 1, 2]
    assert gain == pytest.approx([0.3 - mean, 0.1 - mean, 0.8 - mean], abs=1e-6)


def test_deviation_is_the_spread_of_the_neighbours_radii():
    points = np.array([[0.0], [1.0], [2.0], [10.0]])
    # Nearest one: 0 -> 1 (radius 1), 1 -> 0 or 2 (1), 2 -> 1 (1), 10 -> 2 (8).
    assert deviation(points, 1) == pytest.approx([0, 0, 0, 3.5])


def test_a_user_between_communities_is_odd(step):
    mixed = [(11, 100 * (n % 2 + 1) + n % 8, NOON, 1) for n in range(6)]
    mixed += [(11, 900 + n, NOON, 1) for n in range(6)]
    said = Cads().scores(step(looks=[*two_teams(), *mixed])).to_pylist()
    assert len(said) == 11
    assert all(row["person"] is None for row in said)


def test_what_the_factors_do_not_account_for(step):
    loud = (1, 205, NOON, 60)
    known = step(looks=[*two_teams(staff_of_each=6, people=30), loud])
    first = FactorResidual().scores(known).to_pylist()[0]
    assert np.isfinite(first["score"])
    assert FactorResidual().scores(known).num_rows == 12


def test_bursts_are_the_published_chi_squared():
    key, tick = np.array([1, 1, 1]), np.array([1, 2, 4])
    score = bursts(key, tick, np.array([2.0, 2.0, 6.0]), fading=0.0)
    assert score == pytest.approx([0, 0, (6 - 10 / 4) ** 2 * 16 / (10 * 3)])


def test_counts_of_the_days_before_fade():
    key, tick = np.array([1, 1]), np.array([2, 3])
    (_first, second) = bursts(key, tick, np.array([4.0, 4.0]), fading=0.5)
    # a = 4 + 0.5 * 4 = 6, s = 8, t = 3.
    assert second == pytest.approx((6 - 8 / 3) ** 2 * 9 / (8 * 2))


def test_a_sudden_pair_is_the_highest_burst(step):
    steady = [(n, 10 + n, NOON - timedelta(days=d), 2) for n in range(1, 6) for d in range(80)]
    known = step(looks=[*steady, (3, 77, NOON, 25)])
    first = Midas().scores(known).to_pylist()[0]
    assert (first["staff"], first["person"]) == ("S3", "P77")


@pytest.mark.parametrize("kind", [IsolationForest, Ecod, Copod])
def test_the_oddest_user_week_is_first(kind, step):
    days = [NOON - timedelta(days=7 * week) for week in range(10)]
    rng = np.random.default_rng(5)
    looks = [
        (staff, 10 + person, day, int(rng.integers(1, 4)))
        for staff in range(1, 13)
        for day in days
        for person in range(3)
    ]
    loud = [(7, 90 + n, NOON, 20) for n in range(25)]
    calls = [(7, 90, NOON, 40, {"duty": "off"})]
    known = step(looks=[*looks, *loud], calls=calls)
    assert kind().scores(known).to_pylist()[0]["staff"] == "S7"
