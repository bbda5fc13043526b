"""Innocents are as loud as offenders in any single count, and leave what their kind leaves."""

import csv
from collections import Counter, defaultdict
from datetime import date

import numpy as np
import pytest

from custodes.synthetic.force import make_force
from custodes.synthetic.innocents import BREACH, INNOCENTS
from custodes.synthetic.parameters import given, instead
from custodes.synthetic.phone import IN
from custodes.synthetic.rows import NONE

LAST = date(2026, 3, 31)


@pytest.fixture(scope="module")
def force():
    return make_force(300, 120, 5, LAST)


@pytest.fixture(scope="module")
def acts(force):
    """Look-ups and contacts of each case of the truth."""
    counts = defaultdict(Counter)
    for table in ("accesses", "contacts"):
        marks = getattr(force, table)["mark"]
        cases = [force.truth.marks[mark][0] for mark in marks[marks != NONE]]
        for case, number in Counter(cases).items():
            counts[table][case] = number
    return counts


def of_kind(force, *kinds):
    return [
        number
        for number, case in enumerate(force.truth.cases)
        if not case.offends and case.kind in kinds
    ]


@pytest.mark.parametrize("innocent", INNOCENTS, ids=lambda i: i.name)
def test_each_kind_is_planted_at_its_rate(innocent, force):
    if innocent.name == "leaver":
        pytest.skip("as many leave as the workforce has leaving")
    planted = len(of_kind(force, innocent.kind))
    same = [other for other in INNOCENTS if other.kind == innocent.kind]
    wanted = sum(other.many(300, 120) for other in same)
    assert 0.6 * wanted <= planted <= wanted


def test_a_rate_may_be_another_for_one_force():
    quiet = {innocent.name: 0.0 for innocent in INNOCENTS}
    with instead(quiet):
        assert all(innocent.many(3_000, 300) == 1 for innocent in INNOCENTS)
    assert sum(innocent.many(3_000, 300) for innocent in INNOCENTS) > 2_000


def test_no_innocent_is_an_offender(force):
    guilty = set(force.truth.offenders())
    assert guilty
    for case in force.truth.cases:
        assert case.offends or case.staff not in guilty


def test_some_innocents_talk_more_than_most_offenders(force, acts):
    offend = [acts["contacts"][n] for n, case in enumerate(force.truth.cases) if case.offends]
    loud = of_kind(
        force, "victim_who_rings", "family_liaison", "victims_contact_plan",
        "declared_relationship", "old_friendship",
    )  # fmt: skip
    innocent = [acts["contacts"][number] for number in loud]
    assert np.quantile(innocent, 0.75) > np.median(offend)
    assert max(innocent) > 100


def test_some_innocents_look_more_than_most_offenders(force, acts):
    offend = [acts["accesses"][n] for n, case in enumerate(force.truth.cases) if case.offends]
    loud = of_kind(force, "analyst_untasked", "probationer", "secondment", "audit_staff")
    assert np.median([acts["accesses"][number] for number in loud]) > np.median(offend)


def test_she_who_rings_rings_first(force):
    rings = of_kind(force, "victim_who_rings")
    rows = force.contacts
    mine = np.isin(rows["mark"], [m for m, (c, _) in enumerate(force.truth.marks) if c in rings])
    assert (rows["direction"][mine] == IN).mean() > 0.5


def test_own_address_and_neighbours_are_called_a_breach(force):
    assert len(of_kind(force, BREACH)) >= 2
    households = force.scene.people.household
    for number in of_kind(force, BREACH):
        case = force.truth.cases[number]
        home = force.scene.force.household[case.staff]
        assert abs(households[case.person] - home) <= 3


def test_purposes_of_innocents_may_be_lost_like_any_other(force):
    rows = force.scene.rows.gathered()
    people = [force.truth.cases[n].person for n in of_kind(force, "victims_contact_plan")]
    plans = np.isin(rows["person"], people)
    assert plans.any()
    assert (rows["mark"][plans] == NONE).any()


@pytest.mark.parametrize(("name", "more"), [("log_gap", False), ("log_replay", True)])
def test_a_gap_takes_rows_away_and_a_replay_adds_some(name, more):
    rows = []
    for rate in (0.0, 3_000.0):
        with instead({name: rate}):
            rows.append(len(make_force(60, 40, 2, LAST).accesses["at"]))
    assert rows[1] > rows[0] if more else rows[1] < rows[0]


def test_the_truth_of_innocents_names_the_kinds(default):
    with (default.where / "truth/innocents.csv").open(encoding="utf-8", newline="") as file:
        kinds = {row["kind"] for row in csv.DictReader(file)}
    assert kinds == {innocent.kind for innocent in INNOCENTS}
    assert given("victim_who_rings") > 0
