"""Live coverage as figures of the plan, and the check that holds a claim against them."""

from datetime import date

from custodes.pipeline.coverage import Covered
from custodes.web.plan.check import BEARS, Concern, check
from custodes.web.plan.contents import Evidence, Line, Plan
from custodes.web.plan.criteria import NPCC_2017
from custodes.web.plan.elements import Element, Status
from custodes.web.plan.live import coverage_figures

ON = date(2026, 6, 1)
COVERED = [
    Covered("system", "records", 100, 90, "2026-05-31T10:00:00Z"),
    Covered("system", "custody", 50, 0, None),
    Covered("system", "old", 0, 0, None),
    Covered("device", "phone", 30, 10, None),
    Covered("device", "laptop", 10, 10, None),
]


def test_coverage_becomes_figures_with_their_run_and_day():
    told = coverage_figures(COVERED, run="R0007", on=ON)
    assert [(one.id, one.value, one.run) for one in told] == [
        ("coverage-systems", 0.5, "R0007"),
        ("coverage-devices", 0.5, "R0007"),
    ]
    assert {one.id for one in told} <= {one.figure for one in BEARS}


def test_what_the_force_holds_none_of_gives_no_figure():
    assert coverage_figures(COVERED[2:3], run="R", on=ON) == ()


def test_a_claim_that_monitoring_is_in_place_is_held_against_live_coverage():
    figures = coverage_figures(COVERED, run="R0007", on=ON)
    evidence = (Evidence("coverage-systems", answers=("covered",)),)
    line = Line("M", "Watch all", Element.MONITORING, Status.IN_PLACE, "Head", evidence=evidence)
    (doubt,) = check(Plan("x", "", (line,), figures), NPCC_2017, on=ON).doubts
    assert doubt.concern is Concern.OVER_STATED
    assert "50%" in doubt.because
    assert "R0007" in doubt.because
