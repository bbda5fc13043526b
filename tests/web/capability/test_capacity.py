"""The unit's capacity: its waits, its budget, and what a change would do."""

import math
import time
from dataclasses import replace

import pytest

from custodes.web.capability.capacity import (
    Change,
    Stage,
    Unit,
    Work,
    changed,
    posts_short,
    queue_of,
    standing,
    sustainable,
)
from custodes.web.capability.queueing import mean_wait
from custodes.web.capability.register import Device, reconcile

UNIT = Unit(
    posts=6,
    vacancies=1,
    hours=37.0,
    away=0.2,
    work=(
        Work("alerts", 0, (Stage("triage", 1, 0.5), Stage("develop", 5, 1.0, "analyst")), True),
        Work("reports", 4, (Stage("assess", 6, 1.0),), False),
        Work("cases", 0.8, (Stage("inquire", 60, 0.8, "financial"),), False),
    ),
    systems=4,
    alerts_a_system=5,
    budget=10,
    skilled={"analyst": 2, "financial": 1},
)


def test_hours_add_up():
    told = standing(UNIT)
    assert told.hours_needed == pytest.approx(10 * 6 + 4 * 6 + 0.8 * 60)
    assert told.hours_there == pytest.approx(5 * 37 * 0.8)
    assert told.utilisation == pytest.approx(told.hours_needed / told.hours_there)
    assert told.hours_proactive == pytest.approx(60)


def test_the_budget_that_can_be_sustained_has_just_the_longest_wait():
    most = sustainable(UNIT, 1.0)
    at_it = replace(UNIT, budget=most, alerts_a_system=1000)
    assert mean_wait(queue_of(at_it)) == pytest.approx(1.0, rel=1e-3)


def test_no_more_alerts_are_sustained_than_those_with_their_skills_have_hours_for():
    one = replace(UNIT, skilled={"analyst": 1, "financial": 1})
    assert sustainable(one, 1.0) == pytest.approx(37 * 0.8 / 5)
    assert sustainable(replace(UNIT, skilled={}), 1.0) == 0.0
    shared = replace(one.work[1], stages=(Stage("assess", 6, 1.0, "analyst"),))
    busy = replace(one, work=(one.work[0], shared, one.work[2]))
    assert sustainable(busy, 1.0) == pytest.approx((37 * 0.8 - 4 * 6) / 5)
    anybody = changed(one, Change(posts=2))
    assert sustainable(anybody, 1.0) == pytest.approx(37 * 0.8 / 5)
    analysts = changed(one, Change(posts=2, skill="analyst"))
    assert analysts.skilled == {"analyst": 3, "financial": 1}
    assert sustainable(analysts, 1.0) > sustainable(UNIT, 1.0)
    assert changed(one, Change(posts=-2, skill="analyst")).skilled["analyst"] == 0


def test_where_no_work_on_alerts_is_entered_nothing_is_said_of_what_can_be_sustained():
    without = replace(UNIT, work=UNIT.work[1:])
    assert standing(without).budget is None


def test_two_more_posts_shorten_the_wait_and_more_systems_do_not_pass_the_budget():
    now = standing(UNIT)
    assert standing(changed(UNIT, Change(posts=2))).wait < now.wait
    assert changed(UNIT, Change(systems=3)).alerts == UNIT.alerts
    more = standing(changed(UNIT, Change(systems=3, budget=16)))
    assert more.wait > now.wait
    assert standing(changed(UNIT, Change(budget=40, systems=10))).wait == math.inf


def test_work_that_cannot_be_borne_leaves_no_budget():
    busy = replace(UNIT, work=(UNIT.work[0], replace(UNIT.work[1], a_week=100)))
    assert sustainable(busy, 1.0) == 0.0


def test_a_skill_that_is_short_is_told_though_the_unit_as_a_whole_is_not():
    told = standing(UNIT)
    assert told.skills["financial"] == pytest.approx(0.8 * 60 / (37 * 0.8))
    assert told.skills["financial"] > 1 > told.utilisation
    assert standing(replace(UNIT, skilled={})).skills["analyst"] == math.inf


@pytest.mark.parametrize(
    ("change", "people", "systems"),
    [
        (Change(posts=-99), 0, 4),
        (Change(systems=-99), 5, 0),
        (Change(posts=-2, systems=-3), 3, 1),
    ],
)
def test_a_change_leaves_no_fewer_than_none(change, people, systems):
    unit = changed(UNIT, change)
    assert (unit.people, unit.systems) == (people, systems)
    assert unit.alerts >= 0


def test_there_is_nothing_to_reckon_without_people_or_without_work():
    alerts = replace(UNIT, work=UNIT.work[:1])
    assert UNIT.reckons and alerts.reckons
    assert not changed(UNIT, Change(posts=-5)).reckons
    assert not changed(alerts, Change(budget=0)).reckons
    assert not changed(alerts, Change(systems=-4)).reckons


def test_a_load_beyond_all_units_is_reckoned_in_no_time():
    absurd = replace(UNIT, work=(Work("cases", 9999, (Stage("x", 9999, 1.5),), False, 2.0),))
    began = time.monotonic()
    assert standing(absurd).posts_short > 3_000_000
    within = replace(UNIT, work=(Work("cases", 25, (Stage("x", 9999, 1.5),), False, 2.0),))
    assert posts_short(within, 0.1) > 8_000
    assert time.monotonic() - began < 2


def test_a_unit_without_people_is_refused():
    with pytest.raises(ValueError, match="nobody"):
        standing(replace(UNIT, vacancies=6))


def test_devices_are_held_against_the_staff():
    devices = [
        Device("D1", "phone", "S1", True),
        Device("D2", "phone", "", False),
        Device("D3", "laptop", "S9", True),
        Device("D1", "phone", "S2", True),
    ]
    told = reconcile(devices, ["S1", "S2"])
    assert told.no_holder == ("D2",)
    assert told.unknown_holder == ("D3",)
    assert told.no_device == ("S2",)
    assert told.twice == ("D1",)
    assert told.coverage == {"laptop": (1, 1), "phone": (1, 2)}
