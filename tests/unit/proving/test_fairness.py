"""Fairness: ratios by hand, groups that are treated alike and not, biased verdicts, victims."""

import numpy as np
import pytest

from custodes.proving.fairness import (
    Cell,
    Judged,
    Offended,
    alert_ratios,
    label_bias,
    ratio,
    victim_coverage,
    victim_groups,
)
from custodes.proving.sealed import Member, Sealed, sealed


def staff_of(seed, count=400, role="response"):
    members = [
        Member(f"S-{n}", "officer", role, "Response Moor team A", 30.0 + n % 10, (n % 7) / 10)
        for n in range(count)
    ]
    return sealed(members, seed)


def judged(table, alerted):
    return Judged(table, frozenset(one.staff for one in table), frozenset(alerted))


def of(rows, attribute, group):
    [row] = [row for row in rows if (row.attribute, row.group) == (attribute, group)]
    return row


def test_one_table_gives_the_ratio_of_shares_and_its_known_interval():
    middle, low, high = ratio([Cell(20, 100, 10, 100)])
    assert middle == pytest.approx(2.0)
    # The logarithm's variance is 1/20 - 1/100 + 1/10 - 1/100 = 0.13.
    assert (low, high) == pytest.approx(
        (2 * np.exp(-1.959964 * 0.13**0.5), 2 * np.exp(1.959964 * 0.13**0.5)), rel=1e-6
    )


def test_strata_are_compared_within_themselves():
    # In each stratum the ratio is 1; poured together it would be far from it.
    strata = [Cell(45, 90, 5, 10), Cell(1, 10, 9, 90)]
    assert ratio(strata)[0] == pytest.approx(1.0)
    assert ratio([Cell(46, 100, 14, 100)])[0] > 3


def test_a_side_on_which_nobody_is_alerted_has_a_wide_interval_and_an_empty_one_none():
    middle, low, high = ratio([Cell(0, 50, 8, 100)])
    assert 0 < low < middle < 1 < high
    assert ratio([Cell(0, 0, 8, 100)]) is None
    assert ratio([]) is None


def test_the_innocent_alone_are_counted():
    table = staff_of(1)
    women = [one.staff for one in table if one.groups["sex"] == "F"]
    everyone = frozenset(one.staff for one in table)
    offends = frozenset(women[:20])
    rows = alert_ratios([Judged(table, everyone - offends, offends)])
    assert of(rows, "sex", "F").alerted == 0
    assert of(rows, "sex", "F").staff == len(women) - 20


def test_a_group_that_is_alerted_twice_as_often_is_outside_and_chance_is_inside():
    seeds = []
    for seed in range(6):
        table = staff_of(seed)
        rng = np.random.default_rng(seed)
        double = [0.2 if one.groups["hours"] == "part-time" else 0.1 for one in table]
        chosen = [o.staff for o, p in zip(table, double, strict=True) if rng.random() < p]
        seeds.append(judged(table, chosen))
    rows = alert_ratios(seeds)
    part_time = of(rows, "hours", "part-time")
    assert part_time.low > 1.25 and part_time.inside is False
    within = of(rows, "hours, within roles", "part-time")
    assert within.ratio == pytest.approx(part_time.ratio, rel=0.05)
    assert of(rows, "sex", "F").inside is True


def test_a_role_that_is_alerted_more_drops_out_within_roles():
    seeds = []
    for seed in range(8):
        table = staff_of(seed, 200) + [
            Sealed(f"D-{one.staff}", {**one.groups, "role": "desk", "hours": "part-time"})
            for one in staff_of(seed + 50, 100)
        ]
        rng = np.random.default_rng(seed)
        chance = {"desk": 0.4, "response": 0.1}
        chosen = [one.staff for one in table if rng.random() < chance[one.groups["role"]]]
        seeds.append(judged(table, chosen))
    rows = alert_ratios(seeds)
    assert of(rows, "hours", "part-time").ratio > 2
    assert 0.7 < of(rows, "hours, within roles", "part-time").ratio < 1.4


def test_the_sealed_table_is_the_same_for_the_same_seed_and_goes_with_the_roster():
    assert staff_of(3) == staff_of(3) != staff_of(4)
    table = [one for seed in range(10) for one in staff_of(seed, 1000)]
    part_time = [one.groups["hours"] == "part-time" for one in table]
    assert np.mean(part_time) == pytest.approx(0.10, abs=0.02)
    # Hours of 30 and 31, and half of 32, are the lowest quarter of ten kinds of hours.
    short = [int(one.staff[2:]) % 10 < 2 for one in table]
    ratio_of = np.mean([p for p, s in zip(part_time, short, strict=True) if s]) / np.mean(
        [p for p, s in zip(part_time, short, strict=True) if not s]
    )
    assert ratio_of > 2
    assert {one.groups["rank"] for one in table} == {"constable"}


def test_a_model_that_learns_the_group_carries_bias_over_and_one_that_cannot_does_not():
    seeds, offenders = [], []
    for seed in range(6):
        table = staff_of(seed)
        rng = np.random.default_rng(seed)
        alerted = {one.staff for one in table if rng.random() < 0.3}
        seeds.append(judged(table, alerted))
        offenders.append(frozenset())

    def learns(verdicts):
        """Scores a group by how often its staff were substantiated."""
        rates = {}
        for group in ("part-time", "full-time"):
            mine = [
                (one.staff in said)
                for said, of_seed in zip(verdicts, seeds, strict=True)
                for one in of_seed.sealed
                if one.groups["hours"] == group and one.staff in of_seed.alerted
            ]
            rates[group] = float(np.mean(mine))
        return [
            {
                one.staff: rates[one.groups["hours"]] + np.random.default_rng(n).random() * 0.2
                for n, one in enumerate(of_seed.sealed)
            }
            for of_seed in seeds
        ]

    def blind(verdicts):
        return [
            {one.staff: np.random.default_rng(n).random() for n, one in enumerate(s.sealed)}
            for s in seeds
        ]

    asked = {"attribute": "hours", "group": "part-time", "more": 4.0, "seed": 7}
    carried = label_bias(seeds, offenders, learns, **asked)
    assert carried.amplified is True and carried.after > 1.5 * carried.before
    unmoved = label_bias(seeds, offenders, blind, **asked)
    assert unmoved.amplified is False and unmoved.after == unmoved.before


def test_verdicts_on_offenders_stay_right_whatever_the_bias():
    seen = []
    table = staff_of(1)
    seeds = [judged(table, {one.staff for one in table[:100]})]

    def remember(verdicts):
        seen.append(verdicts[0])
        return [{}]

    asked = {"attribute": "sex", "group": "F", "more": 3.0, "seed": 1}
    label_bias(seeds, [frozenset({"S-399"})], remember, **asked)
    fair, biased = seen
    assert "S-399" in fair and fair < biased
    women = {one.staff for one in table if one.groups["sex"] == "F"}
    assert biased - fair <= women


def test_victims_are_counted_by_who_they_are():
    man = victim_groups(victim_sex="M", staff_sex="M", staff_kind="pcso", vulnerable=True)
    assert man == ("the person is a man", "of the same sex", "by a PCSO", "flagged as vulnerable")
    nobody = victim_groups(victim_sex=None, staff_sex="F", staff_kind="officer", vulnerable=False)
    assert nobody[0] == "the person's sex is not recorded"
    cases = [Offended(man, True), Offended(man, False), Offended(nobody, True)]
    rows = {row.group: row for row in victim_coverage(cases, budget=5, within=60)}
    assert (rows["of the same sex"].estimate, rows["of the same sex"].offenders) == (0.5, 2)
    assert rows["by an officer"].estimate == 1
    assert rows["by an officer"].low == pytest.approx(0.025)
