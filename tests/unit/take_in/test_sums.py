"""Rows in = taken + refused + passed over, whatever a file holds."""

import tempfile
from pathlib import Path

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custodes.store.home import Home
from custodes.store.manifests import committed
from lib.take_in_kit import access, facts, taken, write_table

TIMES = st.sampled_from(
    [
        "2026-03-02T09:30:00Z",
        "2026-03-29T01:30:00+00:00",
        "2026-07-01T10:00:00+01:00",
        "31/02/2026",
        "2026-03-02T09:30:00",
        "1066-10-14T09:00:00Z",
        "",
        "now",
    ]
)
ROWS = st.builds(
    access,
    st.integers(0, 6),
    at=TIMES,
    action=st.sampled_from(["view", "print", "peek", ""]),
    login=st.sampled_from(["l-1", "l-2", "union-rep", " ", 'a "quoted", one']),
    person=st.sampled_from(["P-1", "P-9", ""]),
    record=st.sampled_from(["R-1", ""]),
    remote=st.sampled_from(["0", "1", "true", "maybe", ""]),
    reason=st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n"), max_size=8),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    first=st.lists(ROWS, max_size=12),
    second=st.lists(ROWS, max_size=12),
    torn=st.lists(st.sampled_from(["a,b", '"open', "x" * 50]), max_size=2),
)
def test_every_row_is_taken_refused_or_passed_over(first, second, torn):
    with tempfile.TemporaryDirectory() as folder:
        where, home = Path(folder) / "in", Home.create(Path(folder) / "home")
        excluded = [
            {"kind": "login", "value": "Union-Rep", "reason": "union"},
            {"kind": "person", "value": "P-9", "reason": "staff's own kin"},
        ]
        write_table(where, "exclusions", excluded)
        write_table(where, "accesses", first, "accesses/1.csv")
        path = write_table(where, "accesses", second, "accesses/2.csv")
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in torn if not line.startswith('"'))
        report = taken(home, where)
        for file in report.files:
            if file.error is None:
                assert file.rows_in == file.taken + file.refused + sum(file.passed_over.values())
        given_rows = {1: len(first), 2: len(second) + len([t for t in torn if t[0] != '"'])}
        for file in report.files[1:]:
            if file.error is None:
                assert file.rows_in == given_rows[int(file.label[-5])]
        held = facts(home, "accesses")
        assert len(held) == sum(file.taken for file in report.files[1:])
        assert len({row["access"] for row in held}) == len(held)
        assert not [row for row in held if row["login"] == "union-rep" or row["person"] == "P-9"]
        for manifest in committed(home):
            if manifest.refused_rows:
                rows = duckdb.sql(
                    f"SELECT line, reason, text FROM '{home.path / manifest.refused_rows.path}'"
                ).fetchall()
                assert len(rows) == manifest.refused
                assert all(line and reason and text for line, reason, text in rows)
