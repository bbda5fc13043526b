"""Features of pairs and of staff, and the ceiling that is grown on them."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from custodes.indicators.base import Subject
from custodes.proving.ceiling import Origin, ceiling
from custodes.proving.features import KEPT, names, pair_features, staff_features
from custodes.proving.truth import Offender, Truth

NOON = datetime(2026, 3, 30, 12)


def test_counts_of_a_pair(step):
    ended = {"core_ended": NOON - timedelta(days=50)}
    known = step(
        looks=[
            (1, 10, NOON, 2, {"use": "details", **ended}),
            (1, 10, NOON - timedelta(days=40), 3, {"duty": "off", "q": 0.5, "word": "partly"}),
        ],
        calls=[(1, 10, NOON - timedelta(days=2), 4, {"logged": False, "direction": "in"})],
    )
    (row,) = pair_features(known).to_pylist()
    expected = {
        "staff": "S1", "person": "P10", "looks": 5, "looks_28": 2, "unexplained": 3.5,
        "unexplained_28": 2, "look_days": 2, "look_span": 41, "details": 2, "off_duty_looks": 3,
        "after_end": 2, "contacts": 4, "contacts_28": 4, "contacts_out": 0, "contact_days": 1,
        "not_logged": 4, "vulnerable": 0, "bits": 0,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_what_the_product_found_stands_beside_the_counts(step):
    finding = {"indicator": "off-duty-look-ups", "value": 3.0, "bits": 4.5}
    weighed = SimpleNamespace(
        staff=1, person=10, findings=[finding], fused=SimpleNamespace(bits=4.0)
    )
    known = step(looks=[(1, 10, NOON, 3)], weighed=[weighed])
    (row,) = pair_features(known).to_pylist()
    assert row["off-duty-look-ups value"] == 3
    assert row["off-duty-look-ups bits"] == 4.5
    assert row["bits"] == 4


def test_of_each_member_of_staff_the_most_unexplained_pairs_are_kept(step):
    known = step(looks=[(1, 10 + n, NOON, 1 + n) for n in range(KEPT + 3)])
    rows = pair_features(known).to_pylist()
    assert [row["person"] for row in rows] == [f"P{10 + n}" for n in range(3, KEPT + 3)]


def test_features_of_staff_add_their_pairs_up(step):
    known = step(looks=[(1, 10, NOON, 2), (1, 11, NOON, 3), (2, 10, NOON, 1)])
    rows = staff_features(known).to_pylist()
    assert [(r["staff"], r["pairs"], r["looks"], r["look_span"]) for r in rows] == [
        ("S1", 2, 5, 1),
        ("S2", 1, 1, 1),
    ]


def rows_of(seed, day, guilty):
    """Made-up rows in which those who offend have more unexplained contacts."""
    rng = np.random.default_rng([seed, day.toordinal()])
    columns = {name: rng.normal(size=40).astype(np.float32) for name in names(Subject.PAIR)}
    columns["unexplained_contacts"] = np.array(
        [9 if n in guilty else 1 for n in range(40)], dtype=np.float32
    )
    texts = {"staff": [f"S{n}" for n in range(40)], "person": [f"P{n}" for n in range(40)]}
    return Origin(day, pa.table(texts | columns))


def truth_of(guilty):
    offenders = [
        Offender(f"S{n}", 0.0, frozenset({f"P{n}"}), ("T3",), ("shark",), None, False)
        for n in guilty
    ]
    return Truth(tuple(offenders), {})


@pytest.fixture(scope="module")
def seeds():
    guilty = {seed: {seed, seed + 10, seed + 20} for seed in (1, 2, 3)}
    days = [date(2026, 3, 1) + timedelta(days=7 * n) for n in range(4)]
    origins = {seed: [rows_of(seed, day, guilty[seed]) for day in days] for seed in guilty}
    return origins, guilty


def test_the_ceiling_finds_what_other_seeds_taught(seeds):
    origins, guilty = seeds
    scores = ceiling(origins, {seed: truth_of(guilty[seed]) for seed in guilty}, trees=15)
    for seed, table in scores.items():
        first = table.filter(pa.compute.equal(table["origin"], date(2026, 3, 1)))
        assert set(first["staff"].to_pylist()[:3]) == {f"S{n}" for n in guilty[seed]}


def test_a_seeds_own_truth_changes_nothing_of_its_scores(seeds):
    origins, guilty = seeds
    truths = {seed: truth_of(guilty[seed]) for seed in guilty}
    lied = truths | {1: truth_of({5, 6})}
    assert ceiling(origins, truths, trees=5)[1].equals(ceiling(origins, lied, trees=5)[1])


def test_one_seed_alone_teaches_nobody(seeds):
    origins, guilty = seeds
    assert ceiling({1: origins[1]}, {1: truth_of(guilty[1])}) == {}
