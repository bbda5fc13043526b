"""The offenders of a hard force: at the declared shares, over the days, and not by their volume."""

import csv
from collections import Counter, defaultdict
from datetime import datetime

import pytest

from custodes.synthetic import make
from custodes.synthetic.offenders import STYLES
from custodes.synthetic.offenders.hard import wanted_offenders
from custodes.synthetic.parameters import given, instead
from custodes.synthetic.truth import EVASIONS, FEEDS

MANY = 48


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    # More offenders than any force has, so that shares can be counted.
    out = tmp_path_factory.mktemp("hard") / "force"
    return make(out, staff=240, days=200, seed=4, given={"offenders_least": MANY}).where


@pytest.fixture(scope="module")
def pairs(hard):
    return rows_of(hard / "truth/offenders.csv")


@pytest.fixture(scope="module")
def offenders(pairs):
    """The first pair of each offender."""
    first = {}
    for row in pairs:
        first.setdefault(row["staff"], row)
    return list(first.values())


@pytest.fixture(scope="module")
def events(hard):
    return rows_of(hard / "truth/events.csv")


@pytest.fixture(scope="module")
def acts(events):
    """For each case how many acts it has in each table, and how many of them are covered."""
    counts = defaultdict(Counter)
    for event in events:
        counts[event["case"]][event["table"]] += 1
        counts[event["case"]]["covered"] += event["covered"] == "1"
    return counts


def share(rows, column, value):
    return sum(row[column] == value for row in rows) / len(rows)


def test_there_are_as_many_as_asked_and_no_member_of_staff_twice(offenders, hard):
    assert len(offenders) == MANY
    assert {p["name"]: p["value"] for p in rows_of(hard / "truth/parameters.csv")}[
        "offenders_least"
    ] == str(MANY)


def test_the_number_follows_the_prevalence_and_never_falls_under_the_least():
    assert wanted_offenders(3_000, 365) == 6
    assert wanted_offenders(100, 100) == given("offenders_least") == 4
    with instead({"offenders_a_thousand_a_year": 6}):
        assert wanted_offenders(3_000, 365) == 18


def test_shares_are_as_declared(offenders):
    for word in FEEDS:
        assert share(offenders, "feeds", word) == pytest.approx(given(f"feeds_{word}"), abs=0.03)
    assert share(offenders, "off_duty", "0") == pytest.approx(given("never_off_duty"), abs=0.1)
    assert share(offenders, "first_contact", "genuine") >= 0.8
    assert {row["evasion"] for row in offenders} == set(EVASIONS)
    assert {row["victim"] for row in offenders} == {"woman", "man", "same_sex", "staff"}
    complained = sum(bool(row["complaint"]) for row in offenders) / len(offenders)
    assert complained == pytest.approx(given("complained_of"), abs=0.03)
    assert 0.3 < share(offenders, "vulnerable", "1") < 0.95


def test_nearly_every_style_and_typology_occurs(offenders):
    styles = {row["style"] for row in offenders}
    assert styles <= {style.name for style in STYLES}
    assert len(styles) >= 12
    typologies = set(" ".join(row["typology"] for row in offenders).split())
    assert len(typologies) >= 12


def test_onsets_are_spread_over_the_days_and_never_before_the_first_act(pairs, offenders, events):
    days = sorted(
        (datetime.fromisoformat(row["onset"]) - datetime.fromisoformat("2025-09-13T00:00Z")).days
        for row in offenders
    )
    assert days[0] < 30
    assert 80 < days[len(days) // 2] < 130
    for third in range(3):
        assert sum(third * 67 <= day < third * 67 + 67 for day in days) > MANY / 5
    first = {}
    for event in events:
        if event["table"] != "purposes":
            first[event["case"]] = min(first.get(event["case"], "9"), event["at"])
    assert set(first) == {row["case"] for row in pairs}
    for row in pairs:
        # The clock of the intelligence system is an hour slow in summer.
        assert first[row["case"]][:10] >= row["onset"][:10] or row["evasion"] == "other_system"


def test_who_leaves_traces_on_the_phone_only_opens_nothing(pairs, acts):
    for row in pairs:
        looks, contacts = acts[row["case"]]["accesses"], acts[row["case"]]["contacts"]
        if row["feeds"] == "phone_only" and row["style"] != "no result":
            assert looks == 0
        if row["feeds"] == "look_ups":
            assert contacts == 0


def test_about_the_declared_share_of_acts_has_a_real_explanation(acts):
    covered = sum(count["covered"] for count in acts.values())
    every = sum(count["accesses"] + count["contacts"] for count in acts.values())
    assert given("covered_least") < covered / every < given("covered_most")


def test_a_covered_act_lies_in_a_purpose_of_the_pair_that_another_made(hard, events, pairs):
    purposes = rows_of(hard / "exchange/purposes.csv")
    involved = defaultdict(set)
    for row in rows_of(hard / "exchange/involvements.csv"):
        involved[row["incident"]].add(row["person"])
    own = {event["id"] for event in events if event["table"] == "purposes"}
    spans = defaultdict(list)
    for row in purposes:
        if row["purpose"] not in own:
            for person in involved[row["incident"]] | {row["person"]}:
                spans[row["staff"], person].append((row["start"], row["end"] or "9"))
    person = {row["case"]: row["person"] for row in pairs}
    found, calls = 0, [e for e in events if e["covered"] == "1" and e["table"] == "contacts"]
    for event in calls:
        at = event["at"]
        found += any(s <= at < e for s, e in spans[event["staff"], person[event["case"]]])
    # Purposes are lost and late like everybody's, so some covers are not in any file.
    assert 0.5 < found / len(calls) <= 1


def test_volumes_run_from_three_acts_to_many_and_most_are_small(acts, pairs):
    of_staff = Counter()
    for row in pairs:
        of_staff[row["staff"]] += acts[row["case"]]["accesses"] + acts[row["case"]]["contacts"]
    volumes = sorted(of_staff.values())
    assert volumes[0] <= 6
    assert 8 <= volumes[len(volumes) // 2] <= 40
    assert volumes[-1] > 60


def test_most_volumes_lie_inside_those_of_everybody_else(hard, events, pairs):
    """No threshold on a pair's number of contacts or look-ups tells offenders from the rest."""
    staff_of = {row["login"]: row["staff"] for row in rows_of(hard / "exchange/logins.csv")}
    looks = Counter(
        (staff_of.get(row["login"]), row["person"])
        for row in rows_of(hard / "exchange/accesses.csv")
        if row["person"]
    )
    bad = {(row["staff"], row["person"]) for row in pairs}
    others = sorted((n for pair, n in looks.items() if pair not in bad), reverse=True)
    # As many of the others as one false alert for each hundred staff.
    bar = others[3]
    assert sum(looks[pair] > bar for pair in bad) / len(bad) < 0.2


def test_a_colleague_s_login_is_used_and_the_truth_names_the_offender(hard, events, pairs):
    staff_of = {
        (row["login"], row["system"]): row["staff"] for row in rows_of(hard / "exchange/logins.csv")
    }
    looks = {row["access"]: row for row in rows_of(hard / "exchange/accesses.csv")}
    evasion = {row["case"]: row["evasion"] for row in pairs}
    borrowed = Counter()
    for event in events:
        if event["table"] == "accesses":
            row = looks[event["id"]]
            other = staff_of[row["login"], row["system"]] != event["staff"]
            borrowed[evasion[event["case"]], other] += 1
            assert row["at"] == event["at"]
    assert borrowed["colleagues_terminal", True] > 0
    assert not any(count for (kind, other), count in borrowed.items()
                   if other and kind != "colleagues_terminal")  # fmt: skip


def test_self_made_tasks_are_made_by_the_offender(hard, events):
    purposes = {row["purpose"]: row for row in rows_of(hard / "exchange/purposes.csv")}
    tasks = [purposes[event["id"]] for event in events if event["table"] == "purposes"]
    assert tasks
    assert all(row["made_by"] == row["staff"] for row in tasks)


def test_an_easy_force_shouts(tmp_path):
    out = make(tmp_path / "easy", staff=60, days=60, plot="easy").where
    rows = rows_of(out / "truth/offenders.csv")
    assert len(rows) == 4
    counts = Counter(e["case"] for e in rows_of(out / "truth/events.csv"))
    assert min(counts.values()) > 150
    assert sum(e["covered"] == "1" for e in rows_of(out / "truth/events.csv")) == 0
