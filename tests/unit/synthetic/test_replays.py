"""Published cases are re-enacted at the sizes at which they were published."""

import csv
from collections import Counter

import pytest

from custodes.synthetic import make
from custodes.synthetic.replays import REPLAYS


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def replayed(tmp_path_factory):
    return make(
        tmp_path_factory.mktemp("replays") / "force", staff=120, days=200, plot="replays"
    ).where


@pytest.fixture(scope="module")
def counts(replayed):
    return Counter((e["style"], e["table"]) for e in rows_of(replayed / "truth/events.csv"))


@pytest.mark.parametrize("replay", REPLAYS, ids=lambda r: r.name)
def test_each_case_is_there_with_its_source(replay, replayed, counts):
    mine = [r for r in rows_of(replayed / "truth/offenders.csv") if r["style"] == replay.name]
    assert mine
    assert {row["typology"] for row in mine} == {replay.typology}
    assert len({row["staff"] for row in mine}) == 1
    assert replay.source
    assert sum(count for (style, _), count in counts.items() if style == replay.name) >= 3


def test_published_sizes_are_kept(counts):
    assert counts["five hundred and forty", "contacts"] == 540
    assert counts["seventeen calls", "contacts"] == 60
    assert counts["eight visits", "presences"] == 8


def test_years_of_checks_keep_their_rate(counts, replayed):
    # 170 checks in 1,200 days are 19 in 133.
    looks = counts["checks over years", "accesses"]
    assert 15 <= looks <= 20
    persons = {
        r["person"] for r in rows_of(replayed / "truth/offenders.csv")
        if r["style"] == "checks over years"
    }  # fmt: skip
    assert len(persons) >= 15


def test_another_seed_takes_other_pairs(replayed, tmp_path):
    other = make(tmp_path / "x", staff=120, days=200, seed=9, plot="replays").where
    one, two = (
        {(r["staff"], r["person"]) for r in rows_of(where / "truth/offenders.csv")}
        for where in (replayed, other)
    )
    assert not one & two
