"""The figures that the plan draws: each with its unit, its source and its day; none made up."""

from datetime import date

import pytest

from custodes.web.capability.queries import live_figures
from web.accounts.people import AT
from web.capability.units import people, reading

pytestmark = pytest.mark.django_db


def figures(by, where):
    return {one.id: one for one in live_figures(by.user, compartment=where.key, at=AT)}


def test_what_nobody_has_measured_gives_no_figure():
    owner, _reviewer, _chief, where = people()
    told = figures(owner, where)
    assert set(told) == {"reviews-done", "threat-assessments-done"}
    assert {one.value for one in told.values()} == {0}


def test_coverage_is_that_of_the_last_reading_with_its_run_and_day():
    owner, _reviewer, _chief, where = people()
    reading(where, owner)
    told = figures(owner, where)
    systems, devices = told["coverage-systems"], told["coverage-devices"]
    assert (systems.value, systems.unit, systems.run) == (0.5, "share", "R0007")
    assert devices.value == 0.4
    assert systems.on == date(2026, 6, 1)
    assert told["systems-proactive"].value == 0
