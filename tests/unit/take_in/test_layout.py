"""Where facts lie: by month, a large month by staff bucket, sorted, and all of them there."""

import duckdb

from custodes.store import pieces
from custodes.store.home import Home
from custodes.store.manifests import committed
from lib.take_in_kit import access, facts, taken, write_table


def test_a_large_month_is_split_by_the_holder_of_the_login(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "BUCKETED_FROM", 50)
    where = tmp_path / "in"
    logins = [
        {"login": f"l-{i}", "system": "rms", "staff": f"S{i // 2}", "from": "2020-01-01"}
        for i in range(8)
    ]
    write_table(where, "logins", logins)
    march = [access(i, login=f"l-{i % 9}", person=f"P-{i % 7}") for i in range(90)]
    may = [access(f"may-{i}", at="2026-05-01T00:00:00+01:00") for i in range(3)]
    write_table(where, "accesses", march + may)
    home = Home.create(tmp_path / "home", buckets=4)
    taken(home, where)
    brought = committed(home)[1].tables["accesses"]
    folders = [p.path.split("/")[2] for p in brought.pieces]
    assert folders == ["month=2026-03"] * 4 + ["month=2026-04"]
    assert sum(p.rows for p in brought.pieces) == brought.rows == len(march) + len(may)
    held_in = {}
    for piece in brought.pieces[:4]:
        rows = duckdb.sql(
            f"SELECT login, person, \"at\", line FROM '{home.path / piece.path}'"
        ).fetchall()
        assert rows == sorted(rows)
        for row in rows:
            held_in.setdefault(row[0], set()).add(piece.path)
    assert all(len(paths) == 1 for paths in held_in.values())
    both = [held_in[i] for i in (1, 2)]
    assert both[0] == both[1], "two logins of one member of staff lie together"
    assert {r["access"] for r in facts(home, "accesses")} == {r["access"] for r in march + may}
