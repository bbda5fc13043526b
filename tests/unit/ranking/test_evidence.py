"""Evidence in bits: how much more often a finding is seen when the position is abused."""

import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.indicators import UnexplainedLookUps
from custodes.indicators.base import Level, Subject
from custodes.measures.measured import Measured
from custodes.ranking.evidence import (
    FEWEST,
    LEAST_GROUP,
    SHRINK,
    findings,
    ordinary_shares,
    peer_groups,
)
from custodes.store.workbench import Workbench, small_table

LEVELS = (Level(2, 0.8), Level(4, 0.6), Level(8, 0.4), Level(16, 0.2))


def test_the_share_of_a_group_is_drawn_towards_that_of_the_force_worked_by_hand():
    # 1,000 pairs of response, 9,000 others; 40 and 60 reach the one level.
    shares = ordinary_shares(LEVELS[:1], {("response", 0): 40, ("other", 0): 60}, {
        "response": 1000,
        "other": 9000,
    }, 200)  # fmt: skip
    of_force = 100.5 / 10001
    assert shares["response", 0] == pytest.approx((40 + 200 * of_force) / 1200)
    assert shares["other", 0] == pytest.approx((60 + 200 * of_force) / 9200)
    assert of_force < shares["response", 0] < 0.04


def test_reaching_a_level_is_reaching_all_below_it():
    shares = ordinary_shares(LEVELS, {("a", 0): 70, ("a", 1): 20, ("a", 2): 10}, {"a": 1000}, 0)
    assert shares["a", 0] == pytest.approx(0.1)
    assert shares["a", 1] == pytest.approx(0.03)
    assert shares["a", 2] == pytest.approx(0.01)


def test_a_level_too_rare_to_count_follows_the_line_of_the_two_below():
    # 1 in 10 reaches 2 and 1 in 100 reaches 4: a power law puts 1 in 1,000 at 8.
    reached = {("a", 0): 9_000, ("a", 1): 1_000, ("a", 2): FEWEST - 1}
    shares = ordinary_shares(LEVELS[:3], reached, {"a": 100_000}, 10**9)
    counted = (FEWEST - 1 + 0.5) / 100_001
    assert shares["a", 2] == pytest.approx(counted, rel=1e-3), "never above the count"
    few = ordinary_shares(LEVELS[:3], {("a", 0): 90, ("a", 1): 9, ("a", 2): 1}, {"a": 1000}, 10**9)
    first, second = 100.5 / 1001, 10.5 / 1001
    assert few["a", 2] == pytest.approx(second * second / first, rel=1e-3)


def test_a_group_without_anybody_at_a_level_has_a_share_above_nothing():
    shares = ordinary_shares(LEVELS, {}, {"a": 50}, 200)
    assert all(0 < share < 0.05 for share in shares.values())


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abc"), st.integers(0, 3)), st.integers(0, 60), max_size=12
    ),
    st.integers(0, 500),
)
def test_shares_lie_between_nothing_and_all_and_never_rise_with_the_level(reached, shrink):
    sizes = dict.fromkeys("abc", 300)
    shares = ordinary_shares(LEVELS, reached, sizes, shrink)
    for group in sizes:
        mine = [shares[group, step] for step in range(len(LEVELS))]
        assert all(0 <= share <= 1 for share in mine)
        assert mine == sorted(mine, reverse=True)


def test_roles_that_too_few_hold_are_compared_with_the_other_small_ones_of_their_kind(engine):
    posts = [
        {"staff": f"R-{n}", "role": "response", "unit": "u", "kind": "officer"}
        for n in range(LEAST_GROUP)
    ]
    posts += [
        {"staff": f"D-{n}", "role": "dog handler", "unit": "u", "kind": "officer"}
        for n in range(LEAST_GROUP - 1)
    ]
    posts += [{"staff": "K-1", "role": "clerk", "unit": "u", "kind": "staff"}]
    table = small_table(posts, dict.fromkeys(("staff", "role", "unit", "kind"), "string"))
    groups = {row["staff"]: row for row in Workbench(engine).rows(peer_groups(table))}
    assert (groups["R-1"]["peers"], groups["R-1"]["peer_staff"]) == ("response", 20)
    assert (groups["D-1"]["peers"], groups["D-1"]["peer_staff"]) == (
        "smaller roles of kind officer",
        19,
    )
    assert (groups["K-1"]["peers"], groups["K-1"]["peer_staff"]) == (
        "smaller roles of kind staff",
        1,
    )


def test_the_bits_of_a_finding_are_those_worked_by_hand(engine):
    as_of = datetime(2026, 4, 1)
    day = (as_of - datetime(1970, 1, 1)).days - 5
    at = datetime(2026, 3, 27, 10)
    # A-0 opened P-0 eight times; 199 colleagues each opened somebody once.
    rows = [("A-0", "P-0")] * 8 + [(f"A-{n}", f"P-{n}") for n in range(1, 200)]
    looks = small_table(
        [
            {"access": f"a{n}", "staff": s, "person": p, "day": day, "at": at, "q": 1.0,
             "word": "unexplained"}
            for n, (s, p) in enumerate(rows)
        ],
        {"access": "string", "staff": "string", "person": "string", "day": "int64",
         "at": "timestamp", "q": "float64", "word": "string"},
    )  # fmt: skip
    days = looks.select("staff", "person", "day").distinct()
    posts = small_table(
        [{"staff": f"A-{n}", "role": "r", "unit": "u", "kind": "officer"} for n in range(200)],
        dict.fromkeys(("staff", "role", "unit", "kind"), "string"),
    )
    measured = Measured(as_of, looks, looks, days, posts, posts)
    bench = Workbench(engine)
    groups = bench.keep("peers", peer_groups(posts))
    found = bench.rows(findings(measured, groups, [UnexplainedLookUps()], Subject.PAIR, bench))
    assert len(found) == 1
    base = 1.5 / 201
    u = (min(1, 200 * base) + SHRINK[Subject.PAIR] * base) / 400
    # Eight reach the level of eight, where m is 0.40; one pair of 200 reaches it and those below,
    # and a level that equals the one below keeps its share.
    assert found[0]["u"] == pytest.approx(u)
    assert found[0]["bits"] == pytest.approx(round(math.log2(0.40 / u), 2))
    assert (found[0]["value"], found[0]["rows"], found[0]["peers"]) == (8, 8, "r")
