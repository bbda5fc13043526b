"""Two runs at once get two names, and registers told again count as told last."""

from custodes.pipeline.reconcile import reconciliation
from custodes.store.engines.duckdb import connect
from custodes.store.home import Home
from custodes.store.runs import claimed_run, next_run
from lib.take_in_kit import access, taken, write_table


def test_two_runs_at_once_get_two_names(tmp_path):
    home = Home.create(tmp_path / "home")
    with claimed_run(home) as first, claimed_run(home) as second:
        assert (first, second) == ("R0001", "R0002")
    assert list((home.path / "runs").iterdir()) == []
    (home.path / "runs" / "R0001").mkdir()
    (home.path / "runs" / ".R0002.claim").touch()
    (home.path / "runs" / "R0001").rmdir()
    assert next_run(home) == "R0001"
    with claimed_run(home) as again:
        assert again == "R0001"


def test_a_register_counts_as_it_was_told_last(tmp_path):
    home = Home.create(tmp_path / "home")
    post = {"staff": "A-1", "kind": "officer", "role": "r", "unit": "u", "from": "2025-01-01"}
    login = {"login": "l-1", "system": "rms", "staff": "A-1", "from": "2025-01-01"}
    device = {"device": "M-1", "kind": "mobile", "staff": "A-2", "from": "2025-01-01"}
    first = tmp_path / "first"
    write_table(first, "staff", [post])
    write_table(first, "logins", [login])
    write_table(first, "devices", [device])
    write_table(first, "accesses", [access(1)])
    assert not taken(home, first).refused_anything
    before = reconciliation(home, connect(home.spill))
    assert before.unknown_logins.rows == 0
    assert before.staff_without_device.listed == ("A-1",)
    ended = {"to": "2026-02-01", "known_at": "2026-02-02T09:00:00Z"}
    write_table(tmp_path / "second", "logins", [login | ended])
    write_table(tmp_path / "second", "staff", [post | ended])
    assert not taken(home, tmp_path / "second").refused_anything
    after = reconciliation(home, connect(home.spill))
    assert after.unknown_logins.listed == ("l-1",)
    assert after.staff_without_device.references == 0
