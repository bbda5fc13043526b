"""Registers and feeds held against each other: unknown, missing, silent, contradictory, skewed."""

import random
from datetime import datetime, timedelta

import pytest

from custodes.pipeline.reconcile import reconciliation
from custodes.store.home import Home
from lib.take_in_kit import access, taken, write_table


def iso(moment):
    return moment.isoformat(timespec="seconds") + "Z"


def work_in_two_systems(dice, *, fast_minutes):
    """Thirty staff over 28 days, each with five people a day: look-ups in both systems within some
    minutes of one another, and now and then again later, more of these in `custody` and towards
    the end of the duty; the clock of `custody` is ahead."""
    logins = [
        {
            "login": f"{system}-{member}",
            "system": system,
            "staff": f"S{member}",
            "from": "2020-01-01",
        }
        for member in range(30)
        for system in ("rms", "custody")
    ]
    rows = []
    for member in range(30):
        for day in range(28):
            start = datetime(2026, 3, 1 + day, dice.choice([6, 14, 22]))
            for job in range(5):
                begun = start + timedelta(minutes=dice.uniform(0, 400))
                times = [
                    (s, begun + timedelta(minutes=dice.gauss(0, 4))) for s in ("rms", "custody")
                ]
                if dice.randrange(2):
                    again = begun + timedelta(minutes=dice.triangular(0, 120, 60))
                    times.append((dice.choice(["rms", "custody", "custody"]), again))
                for n, (system, at) in enumerate(times):
                    ahead = timedelta(minutes=fast_minutes if system == "custody" else 0)
                    rows.append(
                        access(
                            f"{member}-{day}-{job}-{n}",
                            at=iso(at + ahead),
                            system=system,
                            login=f"{system}-{member}",
                            person=f"P-{member}-{day}-{job}",
                        )
                    )
    return logins, rows


@pytest.mark.parametrize(("fast", "found"), [(7, True), (-7, True), (60, True), (0, False)])
def test_a_clock_off_in_one_system_is_found(tmp_path, engine, fast, found):
    logins, rows = work_in_two_systems(random.Random(5), fast_minutes=fast)
    for table, given in [("logins", logins), ("accesses", rows)]:
        write_table(tmp_path / "in", table, given)
    home = Home.create(tmp_path / "home")
    assert not taken(home, tmp_path / "in").refused_anything
    skew = reconciliation(home, engine).skew
    if not found:
        assert skew == ()
        return
    (only,) = skew
    assert (only.system, only.against) == ("custody", "rms")
    assert abs(only.minutes - fast) < 3 * only.error_minutes < 7


def test_registers_that_do_not_agree(tmp_path, engine):
    where = tmp_path / "in"
    write_table(
        where,
        "staff",
        [
            {"staff": s, "kind": "officer", "role": "r", "unit": "u", "from": "2020-01-01"}
            for s in ("S1", "S2")
        ],
    )
    held = {"system": "rms", "from": "2020-01-01"}
    write_table(
        where,
        "logins",
        [
            held | {"login": "l-1", "staff": "S1"},
            held | {"login": "l-2", "staff": "S2", "to": "2026-01-01"},
            held | {"login": "l-3", "staff": "S-GONE"},
        ],
    )
    write_table(
        where,
        "devices",
        [
            {"device": "d-1", "kind": "mobile", "number": "07700900001", "from": "2020-01-01"},
            {"device": "d-2", "kind": "mobile", "staff": "S2", "from": "2020-01-01"},
        ],
    )
    write_table(
        where,
        "duties",
        [
            {"staff": "S1", "start": "2026-03-01T09:00:00Z", "end": "2026-03-01T17:00:00Z"}
            | {"status": "duty"},
            {"staff": "S1", "start": "2026-03-01", "end": "2026-03-02", "status": "sick"},
            {"staff": "S2", "start": "2026-03-01", "end": "2026-03-02", "status": "rest"},
        ],
    )
    write_table(
        where,
        "accesses",
        [access(1), access(2, login="l-2"), access(3, login="l-9"), access(3, login="l-9")],
    )
    call = {"at": "2026-03-01T10:00:00Z", "direction": "out", "channel": "call"}
    write_table(
        where,
        "contacts",
        [
            call | {"contact": f"c-{d}", "device": d, "other": "07700900123"}
            for d in ("d-1", "+447700900001", "d-9")
        ],
    )
    home = Home.create(tmp_path / "home")
    taken(home, where)
    found = reconciliation(home, engine)
    assert found.duplicates == 1
    assert found.unknown_logins.listed == ("l-2", "l-9")
    assert found.unknown_devices.listed == ("d-9",)
    assert found.devices_without_holder.listed == ("d-1",)
    assert found.staff_without_device.listed == ("S1",)
    assert found.logins_without_staff.listed == ("l-3",)
    assert found.overlapping_duties.listed == ("S1",)
    assert found.overlapping_duties.rows == 1


def test_a_silent_feed_and_a_gap(tmp_path, engine):
    first = datetime(2026, 3, 1)
    rows = [
        access(f"{day}-{hour}-{n}", at=iso(first + timedelta(days=day, hours=hour, minutes=n)))
        for day in range(28)
        for hour in range(24)
        for n in range(4)
        if not (day == 20 and 8 <= hour < 18)
    ]
    write_table(tmp_path / "in", "accesses", rows)
    call = {"device": "d", "other": "999", "direction": "out", "channel": "call"}
    write_table(tmp_path / "in", "contacts", [call | {"contact": "c", "at": iso(first)}])
    home = Home.create(tmp_path / "home")
    taken(home, tmp_path / "in")
    found = reconciliation(home, engine)
    (gap,) = found.gaps
    assert (gap.start, gap.end) == (datetime(2026, 3, 21, 8), datetime(2026, 3, 21, 18))
    assert 25 <= gap.expected <= 40
    (silent,) = found.silent
    assert (silent.feed, silent.table, silent.last) == ("exchange.contacts", "contacts", first)


def test_an_empty_home_agrees_with_itself(tmp_path, engine):
    found = reconciliation(Home.create(tmp_path / "home"), engine)
    assert found.unknown_logins.rows == 0
    assert not (found.silent or found.gaps or found.skew)
