"""The metrics on two small seeds whose every figure can be worked out by hand.

Origins lie a week apart, from day 100 to day 170. In each seed ten staff, of whom S0 and S1
offend. A quiet time of 28 days is a gap of four origins.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from custodes.proving.intervals import draws_of
from custodes.proving.metrics import Panel, Scores, Seed
from custodes.proving.protocol import Protocol
from custodes.proving.truth import Act, Offender, Truth

STAFF = tuple(f"S{n}" for n in range(10))
MOMENTS = np.arange(100.0, 171.0, 7.0)
PROTOCOL = Protocol(10, 110, 2, last=date(2026, 3, 31), warm_up=36, budgets=(50,))
"""Ten staff for 11 weeks are 0.0257 thousand staff months: one false alert is a rate of 38.96."""


def offender(staff, onset, **more):
    given = {"people": frozenset({"P1"}), "typologies": ("T2", "T16"), "styles": ("back",)}
    return Offender(staff, onset, **(given | {"complaint": None, "vulnerable": False} | more))


def seed(number, rows, offenders, people=None, evidence=None):
    scores = np.full((10, 11), -np.inf)
    about = np.full((10, 11), -1, dtype=np.int32)
    for (staff, origin), score in rows.items():
        scores[staff, origin] = score
        about[staff, origin] = (people or {}).get((staff, origin), -1)
    truth = Truth(tuple(offenders), {"dip_sampler": frozenset({"S2", "S3"})})
    return Seed(
        number, STAFF, ("P1", "P2"), MOMENTS, truth, {"product": Scores(scores, about)},
        evidence or {},
    )  # fmt: skip


@pytest.fixture
def panel():
    one = seed(
        1,
        # S0 passes three weeks after onset at day 110; S1 before its onset at day 150 only.
        {(0, 5): 10, (1, 2): 8, (2, 0): 4, (2, 1): 4, (2, 6): 4, (3, 3): 3},
        [offender("S0", 114.0, complaint=160.0), offender("S1", 150.0, typologies=("T3",))],
        people={(0, 5): 0},
        evidence={5: frozenset({("S0", "accesses", "a1"), ("S0", "contacts", "c9")})},
    )
    acts = (
        Act("accesses", "a1", "P1", 114.0, False),
        Act("accesses", "a2", "P1", 120.0, False),
        Act("accesses", "a3", "P1", 121.0, True),
        Act("accesses", "a4", "P1", 136.0, False),
        Act("accesses", "a5", "P2", 120.0, False),
    )
    first = replace(one.truth.offenders[0], acts=acts)
    one = replace(one, truth=replace(one.truth, offenders=(first, one.truth.offenders[1])))
    two = seed(
        2,
        {(0, 1): 9, (1, 10): 9, (4, 4): 9, (5, 7): 2},
        [offender("S0", 101.0), offender("S1", 110.0, complaint=150.0)],
        people={(0, 1): 1},
    )
    return Panel(PROTOCOL, [one, two], draws_of([2, 2], 200))


def test_rates_count_an_origin_for_the_week_before_it(panel):
    assert len(PROTOCOL.origins) == 11
    assert panel.exposure.tolist() == pytest.approx([10 / 1000 * 77 / 30] * 2)


def test_thresholds_are_those_of_the_other_seed(panel):
    # 50 a month allow one false alert in a seed (38.96), not two.
    raised = panel.raised("product", 50)
    # Seed 2's false scores are 9 and 2; seed 1's are 8, 4 (twice, 42 days apart) and 3.
    assert 2 < raised.thresholds[0] <= 9.00001
    assert 4 < raised.thresholds[1] <= 8.00001


def test_alerts_before_onset_are_false(panel):
    raised = panel.raised("product", 50)
    assert raised.false.tolist() == [0.0, 1.0]
    assert raised.day[0] == 135.0
    assert np.isnan(raised.day[1])
    assert raised.day[2:].tolist() == [107.0, 170.0]


def test_recall_counts_whom_a_window_leaves_room_for(panel):
    # Within 14 days: onsets 114, 150, 101, 110 all count; only S0 of seed 2 was raised after 6.
    told, many = panel.recall("product", 50, 14)
    assert (told.estimate, many) == (0.25, 4)
    # Within 30 days: onset 150 is too late; 21 and 6 days are in time, 60 days are not.
    told, many = panel.recall("product", 50, 30)
    assert (told.estimate, many) == (pytest.approx(2 / 3), 3)
    told, many = panel.recall("product", 50, 60)
    assert (told.estimate, many) == (1.0, 2)


def test_an_onset_before_the_test_does_not_count(panel):
    assert panel.counts(14).tolist() == [1.0, 1.0, 1.0, 1.0]
    early = seed(3, {}, [offender("S0", 92.0), offender("S1", 94.0)])
    alone = Panel(PROTOCOL, [early], draws_of([2], 10))
    assert alone.counts(14).tolist() == [0.0, 1.0]


def test_precision_is_restated_and_stays_under_its_ceiling(panel):
    told = panel.precision("product", 50, 2.0)
    new, false = 2 * 30 / 365, 1 / (2 * 10 / 1000 * 77 / 30)
    assert told.estimate == pytest.approx(0.75 * new / (0.75 * new + false))
    assert told.ceiling == pytest.approx(new / (new + false))
    assert told.low <= told.estimate <= told.high
    assert panel.precision("product", 50, 20.0).estimate > told.estimate


def test_lead_is_from_the_alert_to_the_complaint(panel):
    told = panel.lead("product", 50)
    # 160 - 135 = 25 days ahead; 150 - 170 = 20 days late.
    assert (told.median, told.raised, told.before, told.offenders) == (2.5, 2, 0.5, 2)


def test_whom_an_alert_names_is_counted_apart(panel):
    told = panel.right_person("product", 50)
    assert (told.right, told.wrong, told.unnamed) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_evidence_is_asked_of_uncovered_acts_with_that_person_before_the_alert(panel):
    told = panel.evidence_rows("product", 50)
    # Of a1 and a2 one is counted; a3 was covered, a4 came later, a5 is of somebody else.
    assert (told.estimate, told.rows) == (0.5, 2)


def test_innocent_staff_ever_alerted_are_restated_to_a_year(panel):
    told = panel.innocent_alerted("product", 50)
    assert told.in_test == pytest.approx(1 / 16)
    assert told.a_year == pytest.approx(1 - (15 / 16) ** (365 / 77))


def test_false_alerts_are_told_by_kind_of_innocent(panel):
    rows = {row.kind: row for row in panel.by_innocent_kind("product", 50)}
    assert (rows["dip_sampler"].staff, rows["dip_sampler"].alerted) == (4, 0.0)
    assert (rows["ordinary"].staff, rows["ordinary"].of_false) == (12, 1.0)


def test_recall_is_told_by_typology(panel):
    rows = {row.typology: row for row in panel.by_typology("product", 50, 14)}
    assert list(rows) == ["T2", "T3", "T16"]
    assert (rows["T2"].estimate, rows["T2"].offenders) == (pytest.approx(1 / 3), 3)
    assert (rows["T3"].estimate, rows["T3"].offenders) == (0.0, 1)


def test_a_detector_differs_by_nothing_from_itself(panel):
    told = panel.difference("product", "product", 50, 30)
    assert (told.estimate, told.low, told.high, told.ratio) == (0.0, 0.0, 0.0, 1.0)


def test_calibration_sets_what_was_promised_beside_what_came(panel):
    one, two = panel.calibration("product", 50)
    assert (one.expected, one.counted) == (pytest.approx(1.0), 0)
    assert (two.expected, two.counted) == (pytest.approx(1.0), 1)


def test_stability_is_the_share_that_the_next_origin_keeps():
    rows = {(staff, origin): 1.0 for staff in range(4) for origin in range(11)}
    steady = Panel(PROTOCOL, [seed(1, rows, [])], draws_of([0], 10))
    assert steady.stability("product").estimate == 1.0
    turns = {(origin % 2, origin): 1.0 for origin in range(11)}
    assert Panel(PROTOCOL, [seed(1, turns, [])], draws_of([0], 10)).stability(
        "product"
    ).estimate == pytest.approx(0.0)


def test_a_run_without_offenders_has_no_recall():
    empty = Panel(PROTOCOL, [seed(1, {(2, 3): 5}, [])], draws_of([0], 10))
    made = empty.detector("product", "Custodes", "product", "this program")
    assert [row.estimate for row in made.recall] == [None] * 4
    assert made.false_rate[0].measured is not None
