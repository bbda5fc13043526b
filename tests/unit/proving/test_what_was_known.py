"""A walk knows nothing before it was known: a fact that is told late changes nothing earlier."""

import csv
import shutil
from datetime import UTC, date, datetime

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from custodes.pipeline.take_in import take_in
from custodes.proving.forces import ForceOf, force
from custodes.proving.ground import Walk, walk
from custodes.store.home import Home

BEFORE, AFTER = date(2026, 3, 20), date(2026, 3, 31)
TOLD_AT = "2026-03-25T09:00:00Z"


def clock():
    return datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.soak
def test_a_fact_that_was_told_late_changes_no_score_before_it(tmp_path):
    plain = tmp_path / "plain"
    force(plain, ForceOf(40, 45, 1), 1_000)
    late = tmp_path / "late"
    shutil.copytree(plain, late)
    scores = {"plain": walked(plain, tmp_path / "plain-walk")}
    # The login of the weakest pair opens that person's contact details at night for a fortnight,
    # all of it before the first origin, and the system tells of it only after.
    added = tmp_path / "added"
    added.mkdir()
    with (added / "accesses.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            ["access", "at", "login", "system", "action", "record_kind", "person", "known_at"]
        )
        login, system, person = _weakest(plain, scores["plain"])
        for n in range(60):
            at = f"2026-03-{5 + n % 14:02d}T02:{n % 60:02d}:00Z"
            rows.writerow(
                [f"late-{n}", at, login, system, "view_contact", "person", person, TOLD_AT]
            )
    report = take_in(Home.open(late / "home"), added, clock=clock, memory_mb=1_000)
    assert [file.taken for file in report.files] == [60]
    scores["late"] = walked(late, tmp_path / "late-walk")

    def of(name, origin):
        table = scores[name]
        return table.filter(pc.equal(table["origin"], origin))

    assert of("plain", BEFORE).num_rows
    assert of("plain", BEFORE).equals(of("late", BEFORE))
    assert not of("plain", AFTER).equals(of("late", AFTER))


def walked(folder, out):
    out.mkdir()
    walk(folder, Walk(1, (BEFORE, AFTER), 60), out, lambda _n: None, 1_000)
    return pq.read_table(out / "scores.parquet")


def _weakest(folder, scores):
    """A login, with its system, of the staff of the last pair that was scored, and its person."""
    home = folder / "home"

    def texts(name):
        entries = pq.read_table(home / "dictionaries" / name)
        return dict(zip(entries["id"].to_pylist(), entries["value"].to_pylist(), strict=True))

    last = [row for row in scores.to_pylist() if row["origin"] == AFTER and row["person"]][-1]
    held = pq.read_table(
        home / "facts" / "logins", columns=["login", "staff", "system"]
    ).to_pylist()
    staff = texts("staff")
    mine = next(row for row in held if staff.get(row["staff"]) == last["staff"])
    return texts("login")[mine["login"]], mine["system"], last["person"]
