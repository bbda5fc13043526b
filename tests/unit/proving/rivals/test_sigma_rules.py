"""Sigma rules on SQLite, against counts worked out by hand."""

from datetime import datetime, timedelta

import pytest

from custodes.proving.rivals.sigma_rules import POINTS, RULES, SigmaRules, rules

NOON = datetime(2026, 3, 30, 12)
OFF = {"duty": "off"}


def told(table):
    return {(row["staff"], row["person"]): row["score"] for row in table.to_pylist()}


def test_every_file_is_one_rule_with_a_level_of_known_points():
    made = rules()
    assert len(made) == len(list(RULES.glob("*.yml"))) >= 10
    assert {rule.level for rule in made} <= set(POINTS)
    assert all(rule.groups[0] == "staff" for rule in made)


def test_a_rule_fires_from_its_condition_on_and_more_is_more(step):
    known = step(calls=[(1, 10, NOON, 3, OFF), (2, 10, NOON, 6, OFF), (3, 10, NOON, 2, OFF)])
    assert told(SigmaRules().scores(known)) == {("S1", "P10"): 4.0, ("S2", "P10"): 8.0}


def test_a_window_is_as_long_as_the_rule_says(step):
    spread = [(1, 10, NOON - timedelta(days=14 * n), 1, OFF) for n in range(3)]
    close = [(2, 10, NOON - timedelta(days=13 * n), 1, OFF) for n in range(3)]
    known = step(calls=[*spread, *close])
    assert set(told(SigmaRules().scores(known))) == {("S1", "P10"), ("S2", "P10")}
    apart = [(1, 10, NOON - timedelta(days=15 * n), 1, OFF) for n in range(3)]
    assert told(SigmaRules().scores(step(calls=apart))) == {}


def test_an_old_alert_is_no_longer_told(step):
    known = step(calls=[(1, 10, NOON - timedelta(days=9), 3, OFF)])
    assert told(SigmaRules().scores(known)) == {}


def test_a_look_then_a_contact_within_the_hour_in_that_order(step):
    looks = [(1, 10, NOON, 1), (2, 10, NOON, 1)]
    calls = [
        (1, 10, NOON + timedelta(minutes=30), 1),
        (2, 10, NOON - timedelta(minutes=30), 1),
    ]
    assert told(SigmaRules().scores(step(looks=looks, calls=calls))) == {("S1", "P10"): 2.0}


def test_many_people_count_for_the_member_of_staff_alone(step):
    looks = [(1, 100 + n, NOON - timedelta(hours=n), 1) for n in range(40)]
    assert told(SigmaRules().scores(step(looks=looks))) == {("S1", None): pytest.approx(2.0)}


def test_what_is_explained_fires_nothing(step):
    looks = [(1, 10, NOON, 40, {"word": "explained", "q": 0.0})]
    assert told(SigmaRules().scores(step(looks=looks))) == {}
