"""The parts of a made-up force keep to the rates that its parameters declare."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from custodes.synthetic.days import DAY, Days, from_wall, to_wall
from custodes.synthetic.duties import DUTY, OVERTIME, SICK, recorded_columns
from custodes.synthetic.faults import clocks
from custodes.synthetic.force import make_force
from custodes.synthetic.parameters import given, instead
from custodes.synthetic.purposes import WORDS
from custodes.synthetic.rows import NONE, Rows
from custodes.synthetic.workforce import ROLES, SYSTEM
from custodes.vocabulary.times import LONDON


@pytest.fixture(scope="module")
def force():
    return make_force(120, 120, 3, date(2026, 3, 31))


@generated(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)))
def test_wall_clocks_agree_with_the_zone_files(moment):
    seconds = int(moment.replace(tzinfo=UTC).timestamp())
    there = datetime.fromtimestamp(seconds, LONDON)
    wall = int(there.replace(tzinfo=UTC).timestamp())
    assert to_wall(np.array([seconds]))[0] == wall
    back = int(from_wall(np.array([wall]))[0])
    # Autumn's repeated hour is read as its second passing.
    assert back - seconds == (3600 if there.fold == 0 and _repeated(there) else 0)


def _repeated(there):
    return there.utcoffset() != there.replace(fold=1).utcoffset()


def test_a_span_of_days_ends_at_midnight_in_london():
    days = Days(date(2026, 3, 31), 3)
    assert (days.start, days.end) == (1774742400, 1774998000)
    assert days.end - days.start == 3 * DAY - 3600
    assert days.weekday(np.array([0, 1]))[0] == 6


def test_nobody_is_in_two_shifts_at_once(force):
    hours = force.scene.hours
    same = hours.staff[1:] == hours.staff[:-1]
    assert (hours.start[1:][same] >= hours.end[:-1][same]).all()


def test_the_roster_is_wrong_as_often_as_declared(force):
    hours = force.scene.hours
    roster = recorded_columns(hours)
    shown = np.isin(roster["status"], [DUTY, OVERTIME])
    wide = 1 << 34
    spans = np.sort(roster["staff"][shown].astype(np.int64) * wide + roster["start"][shown])
    real = hours.staff * wide + hours.start
    kept = np.isin(real, spans)
    # Swaps move the start of a shift; unrecorded overtime leaves it.
    swapped = given("unrecorded_duty") * given("unrecorded_swap")
    assert abs((~kept).mean() - swapped) < 0.03
    assert (roster["status"] == SICK).sum() > 50


def test_purposes_are_missing_at_rates_of_the_role_and_the_feed(force):
    rows = force.scene.rows.gathered()
    lost = rows["recorded"] == 0
    assert abs(lost.mean() - given("purpose_missing")) < 0.03
    staffed = rows["staff"] != NONE
    role = force.scene.force.role[rows["staff"]]
    rates = {}
    for kind in np.unique(rows["kind"]):
        for one in range(len(ROLES)):
            mine = lost[staffed & (rows["kind"] == kind) & (role == one)]
            if len(mine) > 300:
                rates[WORDS[kind], ROLES[one].word] = mine.mean()
    least, most = given("purpose_missing_least"), given("purpose_missing_most")
    assert all(least - 0.03 < rate < most + 0.06 for rate in rates.values()), rates
    assert min(rates.values()) < 0.08 < 0.3 < max(rates.values())
    assert rates["call_taking", "control room"] < rates["intelligence", "intelligence"]
    late = (force.purposes["known_at"] != NONE).mean()
    assert abs(late - given("purpose_late")) < 0.02


def test_a_declared_mean_of_missing_purposes_may_be_another():
    with instead({"purpose_missing": 0.3}):
        rows = make_force(60, 60, 3, date(2026, 3, 31)).scene.rows.gathered()
    assert (rows["recorded"] == 0).mean() > 0.2


def test_duplicate_references_are_as_many_as_declared_and_linked(force):
    people = force.scene.people
    twins = (people.twin != NONE).sum() / 2
    assert 0.02 < twins / (len(people) - twins) < 0.04


def test_reopening_is_as_frequent_as_declared(force):
    events = force.scene.events
    investigated = events.investigated & (events.opened < force.scene.days.end - 60 * DAY)
    share = (events.reopened[investigated] != NONE).mean()
    assert 0.03 < share < 0.09


def test_people_are_met_by_a_power_law(force):
    seen = np.sort(np.bincount(force.scene.events.involvements.gathered()["person"]))[::-1]
    assert seen[: len(seen) // 20].sum() > 0.2 * seen.sum()


def test_one_clock_is_fast_and_one_forgets_the_summer():
    winter, summer = 1_769_000_000, 1_774_900_000
    rows = {
        "at": np.array([winter, winter, summer, summer]),
        "system": np.array([SYSTEM[s] for s in ("custody", "rms", "intel", "custody")]),
    }
    clocks(rows)
    assert list(rows["at"]) == [winter + 420, winter, summer - 3600, summer + 420]


def test_rows_refuse_a_column_that_was_not_declared():
    rows = Rows(at=np.int64)
    with pytest.raises(KeyError, match="when"):
        rows.add(when=1)
    rows.add(at=[1, 2])
    rows.add(at=3)
    assert len(rows) == 3
    assert list(rows.gathered()["at"]) == [1, 2, 3]


def test_a_naive_join_explains_most_look_ups_but_not_all(default):
    from custodes.store.engines.duckdb import connect

    backend = connect()
    folder = default.where / "exchange"
    tables = "accesses purposes involvements logins staff"
    for table in tables.split():
        backend.raw_sql(
            f"CREATE TABLE {table} AS SELECT * FROM "
            f"read_csv('{folder}/{table}.csv', header = true, all_varchar = true)"
        )
    backend.raw_sql("""
        CREATE TABLE used AS SELECT a.access, a."at", a.person, a.incident,
            s.staff, s.role, s.unit
        FROM accesses a LEFT JOIN logins l USING (login, system) LEFT JOIN staff s USING (staff);
        CREATE TABLE reasons AS
        SELECT staff, role, unit, incident, NULL AS person, start, coalesce("end", '9') AS until
        FROM purposes WHERE incident IS NOT NULL
        UNION ALL
        SELECT p.staff, p.role, p.unit, NULL, v.person, p.start, coalesce(p."end", '9')
        FROM purposes p JOIN involvements v USING (incident)
        UNION ALL
        SELECT staff, role, unit, NULL, person, start, coalesce("end", '9')
        FROM purposes WHERE person IS NOT NULL""")
    forms = [
        f"SELECT access FROM used u JOIN reasons r ON u.{who} = r.{who} AND u.{what} = r.{what} "
        'WHERE u."at" BETWEEN r.start AND r.until'
        for who in ("staff", "role", "unit")
        for what in ("incident", "person")
    ]
    share = backend.raw_sql(
        f"SELECT (SELECT count(*) FROM ({' UNION '.join(forms)})) / (SELECT count(*) FROM used)"
    ).fetchone()[0]
    backend.disconnect()
    assert 0.75 <= share <= 0.92
