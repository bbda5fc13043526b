"""A run as of a moment: made again the same, blind to what was not yet known."""

import json
from datetime import date, timedelta

import pytest

from custodes.pipeline.find import backtest, find, replay
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.store.runs import alert_lines
from custodes.synthetic import make
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import end_of_day
from unit.pipeline.conftest import LAST_DAY, clock

NOW = end_of_day(LAST_DAY)


class Heard:
    """Progress that remembers what it was told."""

    def __init__(self):
        self.said = []

    def stage(self, name, total):
        self.said.append(name)

    def advance(self, n):
        self.said.append(str(n))

    def message(self, text):
        self.said.append(text)


def test_a_replay_of_a_run_says_the_same(ran):
    home, found = ran
    assert found.record.alerts == len(found.alerts) == 20
    told = replay(home, "R0001")
    assert (told.same, told.differences) == (True, ())


def test_with_little_memory_it_gives_the_same_and_leaves_nothing_behind(ran, home):
    found = find(home, clock=clock, budget=20, memory_mb=200)
    assert alert_lines(found.alerts) == alert_lines(ran[1].alerts)
    assert list(home.spill.iterdir()) == []


def test_what_becomes_known_later_changes_nothing_today_and_something_then(ran, home, told):
    """A purpose known next week, a late access, a late closure, a link, a duty and a post."""
    _, today = ran
    first = next(a for a in today.alerts if a["person"] and a["drawn"] == "ranked")
    staff, person = first["staff"], first["person"]
    login = "planted-login"
    later = "2026-04-07T09:00:00Z"
    told(
        home,
        purposes=[
            {
                "purpose": "PLANTED",
                "kind": "officer_in_case",
                "staff": staff,
                "person": person,
                "start": "2026-01-01T00:00:00Z",
                "made_by": "nobody",
                "made_at": "2026-01-01T00:00:00Z",
                "known_at": later,
            },
            {
                "purpose": "PLANTED-2",
                "kind": "contact_plan",
                "staff": staff,
                "person": person,
                "start": "2026-01-01T00:00:00Z",
                "made_by": "nobody",
                "made_at": "2026-01-01T00:00:00Z",
                "known_at": later,
            },
        ],
        logins=[
            {
                "login": login,
                "system": "rms",
                "staff": staff,
                "from": "2025-01-01T00:00:00Z",
                "known_at": later,
            }
        ],
        accesses=[
            {
                "access": f"planted-{n}",
                "at": f"2026-03-{n + 1:02}T03:00:00Z",
                "system": "rms",
                "login": login,
                "action": "view_contact",
                "record_kind": "person",
                "record": "planted",
                "person": "P-planted",
                "known_at": later,
            }
            for n in range(30)
        ],
        person_links=[
            {"person": person, "other": "P100000", "kind": "same_person", "known_at": later}
        ],
        duties=[
            {
                "staff": staff,
                "start": f"2026-03-{n + 1:02}T00:00:00Z",
                "end": f"2026-03-{n + 1:02}T23:59:00Z",
                "status": "rest",
                "known_at": later,
            }
            for n in range(30)
        ],
    )
    again = find(home, clock=clock, as_of=NOW, budget=20)
    assert again.record.batches != today.record.batches
    assert alert_lines(again.alerts) == alert_lines(today.alerts)
    # In so small a force many pairs of phone contact lie before look-ups alone, so a wide list.
    afterwards = find(home, clock=clock, as_of=end_of_day(date(2026, 4, 7)), budget=80)
    named = {(a["staff"], a["person"]): a for a in afterwards.alerts}
    assert (staff, "P-planted") in named, "thirty look-ups by night, known by now"
    assert (staff, person) not in named
    assert all(
        row["row"] not in json.dumps(again.alerts)
        for row in named[staff, "P-planted"]["timeline"]
        if row["row"].startswith("planted")
    )


def test_what_happens_after_the_moment_is_not_seen(ran, home):
    earlier = find(home, clock=clock, as_of=end_of_day(date(2026, 3, 20)), budget=20)
    assert earlier.alerts
    for alert in earlier.alerts:
        assert all(row["at"] < "2026-03-21" for row in alert["timeline"])
    assert alert_lines(earlier.alerts) != alert_lines(ran[1].alerts)


def test_a_pair_that_a_run_raised_stays_quiet_in_the_next_unless_it_has_more_to_say(home):
    first = find(home, clock=clock, as_of=end_of_day(date(2026, 3, 24)), budget=10)
    second = find(home, clock=clock, as_of=NOW, budget=10)
    assert second.record.follows == (first.record.run,)
    raised = {(a["staff"], a["person"]): set(a["families"]) for a in first.alerts}
    again = [a for a in second.alerts if (a["staff"], a["person"]) in raised]
    assert all(set(a["families"]) - raised[a["staff"], a["person"]] for a in again)
    assert len(second.alerts) == 10
    assert replay(home, second.record.run).same


def test_a_backtest_keeps_pairs_quiet_and_nothing_in_the_ledger(home):
    days = {"first": date(2026, 3, 17), "last": LAST_DAY, "every": timedelta(days=14)}
    alerts = list(backtest(home, **days, budget=5))
    assert [a["run"] for a in alerts[::5]] == ["backtest-2026-03-17", "backtest-2026-03-31"]
    spoke: dict = {}
    for alert in alerts:
        pair = alert["staff"], alert["person"]
        assert pair not in spoke or set(alert["families"]) - spoke[pair]
        spoke[pair] = spoke.get(pair, set()) | set(alert["families"])
    assert list((home.path / "runs").iterdir()) == []


def test_what_it_says_while_it_works_names_nobody(ran, home, force):
    heard = Heard()
    find(home, clock=clock, budget=3, progress=heard)
    people = {row["person"] for row in force.rows("persons")}
    people |= {row["staff"] for row in force.rows("staff")}
    assert len(heard.said) > 10
    words = {word.strip(",.:") for said in heard.said for word in said.split()}
    assert words & people == set()


def test_an_empty_home_gives_no_alerts(tmp_path):
    home = Home.create(tmp_path / "home")
    found = find(home, clock=clock)
    assert found.alerts == []
    assert found.record.as_of == "2026-04-01T22:59:59.999999Z"


def test_a_home_with_registers_alone_gives_no_alerts(tmp_path, told):
    home = Home.create(tmp_path / "home")
    post = {"staff": "A-1", "kind": "officer", "role": "response", "unit": "north"}
    told(home, staff=[post | {"from": "2025-01-01T00:00:00Z"}])
    assert find(home, clock=clock).alerts == []


def test_a_budget_of_nothing_is_refused(home):
    with pytest.raises(UserError, match="write 1 or more"):
        find(home, clock=clock, budget=0)


def test_a_forces_own_limits_are_used_and_kept_with_the_run(home):
    (home.path / "settings.toml").write_text("[indicators.unexplained-look-ups]\nwindow = 7\n")
    found = find(home, clock=clock, budget=20)
    assert found.record.limits == {"unexplained-look-ups": {"window": 7}}
    rows = {
        row
        for alert in found.alerts
        for reason in alert["reasons"]
        if reason["indicator"] == "unexplained-look-ups"
        for row in reason["rows"]
    }
    when = {row["row"]: row["at"] for alert in found.alerts for row in alert["timeline"]}
    assert all(when[row] >= "2026-03-24T23" for row in rows)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[indicators.unexplained-look-up]\nwindow = 7", "closest present: unexplained-look-ups"),
        ("[indicators.breadth]\nwindows = 7", 'no limit "windows"; the closest present: window'),
        ("[indicators.breadth]\nwindow = 0", "write a whole number from 1 on"),
        ("[indicators.breadth]\nwindow = true", "write a whole number from 1 on"),
        ("[indicator.breadth]\nwindow = 7", "is not a setting"),
        ("window =", "cannot be read as TOML"),
        ("[indicators]\nbreadth = 7", "breadth"),
    ],
)
def test_wrong_limits_get_a_sentence(tmp_path, written, said):
    home = Home.create(tmp_path / "home")
    (home.path / "settings.toml").write_text(written)
    with pytest.raises(UserError) as told:
        find(home, clock=clock)
    assert said in str(told.value)
    assert "settings.toml" in str(told.value)


def test_a_timeline_holds_every_row_that_its_reasons_count(tmp_path):
    """Also one that is a row of another pair, of the same member of staff, which is raised too."""
    make(tmp_path, staff=60, days=45, seed=3, last=LAST_DAY)
    home = Home.create(tmp_path / "home")
    take_in(home, tmp_path / "exchange", clock=clock)
    for alert in find(home, clock=clock, budget=100).alerts:
        held = {row["row"] for row in alert["timeline"]}
        for reason in alert["reasons"]:
            assert set(reason["rows"]) <= held, (alert["alert"], reason["indicator"])
