"""A retro-hunt tells what a new or changed indicator adds to past lists and takes from them."""

from datetime import date, timedelta

import pytest

from custodes.pipeline.find import find
from custodes.pipeline.limits import indicators_with
from custodes.pipeline.retro_hunt import PUSHED_OUT, RAISED, retro_hunt
from custodes.vocabulary.times import end_of_day
from unit.pipeline.conftest import clock

LAST = date(2026, 3, 31)
WEEKS = {"first": LAST - timedelta(days=14), "last": LAST, "every": timedelta(days=14)}
ALL = indicators_with({})


def hunt(home, before, after, **more):
    return list(retro_hunt(home, before=before, after=after, budget=10, **(WEEKS | more)))


def test_the_same_indicators_make_no_difference(home):
    assert hunt(home, ALL, ALL) == []
    assert list((home.path / "runs").iterdir()) == []


def test_where_all_is_new_nothing_was_raised_before(home):
    rows = hunt(home, [], ALL, first=LAST)
    assert rows
    assert {row["change"] for row in rows} == {RAISED}


@pytest.fixture
def found(home):
    without = [one for one in ALL if one.family != "contacts"]
    return hunt(home, without, ALL)


def test_what_is_new_raises_some_pairs_and_pushes_others_out(home, found):
    changes = {row["change"] for row in found}
    assert {RAISED, PUSHED_OUT} <= changes
    family = {one.id: one.family for one in ALL}
    assert any(family[row["because"]] == "contacts" for row in found if row["change"] == RAISED)
    for row in found:
        if row["change"] == PUSHED_OUT:
            assert family[row["because"]] != "contacts"
        else:
            assert row["bits_after"] != row["bits_before"]


def test_the_list_after_is_that_which_a_run_ranks(home, found):
    first = str(WEEKS["first"])
    ran = find(home, clock=clock, as_of=end_of_day(WEEKS["first"]), budget=10)
    ranked = {(a["staff"], a["person"]): a["bits"] for a in ran.alerts if a["drawn"] == "ranked"}
    here = [row for row in found if row["as_of"].startswith(first)]
    assert here
    for row in here:
        pair = (row["staff"], row["person"])
        assert (pair in ranked) == (row["change"] != PUSHED_OUT)
        if pair in ranked:
            assert row["bits_after"] == ranked[pair]


def test_a_changed_limit_is_held_against_the_force_s_own(home):
    narrow = indicators_with({one.id: {"window": 7} for one in ALL})
    assert {row["change"] for row in hunt(home, ALL, narrow, first=LAST)}
