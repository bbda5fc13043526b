"""A made-up force is the same for the same seed, has the contract's columns, and is big enough."""

import csv
from datetime import date, datetime

import pytest

from custodes.schema import BY_NAME, TABLES, Kind
from custodes.synthetic import make
from custodes.synthetic.parameters import PARAMETERS
from custodes.vocabulary.errors import UserError

SMALL = {"staff": 60, "days": 35}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.mark.parametrize("layout", ["exchange", "exports"])
def test_the_same_seed_gives_the_same_bytes_and_another_does_not(layout, tmp_path, bytes_of):
    made = [
        make(tmp_path / name, **SMALL, seed=seed, layout=layout)
        for name, seed in (("one", 5), ("again", 5), ("other", 6))
    ]
    one, again, other = (bytes_of(m.where) for m in made)
    assert one == again
    assert one.keys() - {"truth/faults.csv"} == other.keys() - {"truth/faults.csv"}
    biggest = sorted(one, key=lambda name: len(one[name]))[-8:]
    assert all(one[name] != other[name] for name in biggest)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_exchange_file_is_as_the_schema_has_it(table, exchange):
    rows = list(rows_of(exchange.where / "exchange" / f"{table.name}.csv"))
    assert len(rows) == exchange.rows[table.name] > 0
    assert set(rows[0]) <= set(table.columns)
    keys = [tuple(row[c] for c in table.key) for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        for name, value in row.items():
            column = BY_NAME[table.name].columns[name]
            assert value or not column.required, (name, row)
            if value and column.kind is Kind.WORD:
                assert value in column.allowed, (name, row)
            if value and column.kind is Kind.TIME:
                date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
                assert len(value) == 10 or value.endswith("Z")
            if value and column.kind in (Kind.WHOLE, Kind.NUMBER):
                assert column.least is None or float(value) >= column.least
        for group in table.one_of:
            assert sum(bool(row.get(c)) for c in group) == 1, row
        if table.spans:
            start, end = (row.get(c) for c in table.spans)
            assert not end or start <= end, row


def test_no_event_is_after_the_last_day_by_more_than_a_clock_s_error(exchange):
    for table, column in (("accesses", "at"), ("contacts", "at"), ("logged_contacts", "at")):
        last = max(row[column] for row in rows_of(exchange.where / f"exchange/{table}.csv"))
        assert "2026-03-31T12" < last < "2026-03-31T23:08"


def test_every_purpose_kind_occurs_at_the_default_size(default):
    seen = {row["kind"] for row in rows_of(default.where / "exchange/purposes.csv")}
    assert seen == set(BY_NAME["purposes"].columns["kind"].allowed)


def test_the_days_may_end_elsewhere(tmp_path):
    made = make(tmp_path / "x", **SMALL, last=date(2025, 11, 9))
    first = min(row["at"] for row in rows_of(made.where / "exchange/accesses.csv"))
    last = max(row["at"] for row in rows_of(made.where / "exchange/accesses.csv"))
    assert (first[:10], last[:10]) == ("2025-10-06", "2025-11-09")


def test_accesses_grow_with_the_staff_and_the_days(exchange, default):
    assert 15_000 < exchange.rows["accesses"] < 40_000
    assert 110_000 < default.rows["accesses"] < 220_000


@pytest.mark.parametrize("asked", [{"staff": 39}, {"days": 34}, {"layout": "parquet"}])
def test_what_cannot_be_made_is_refused_in_a_sentence(asked, tmp_path):
    with pytest.raises(UserError, match=r"too small|not a layout"):
        make(tmp_path / "x", **asked)
    assert not (tmp_path / "x").exists()


def test_a_force_is_not_written_over_another(exchange):
    with pytest.raises(UserError, match="already holds"):
        make(exchange.where, **SMALL)


def test_progress_ends_where_it_says(tmp_path):
    told = []
    make(tmp_path / "x", **SMALL, progress=lambda *step: told.append(step))
    assert told[-1] == ("written", 1, 1)
    assert all(0 <= done <= total for _, done, total in told)


def test_every_parameter_says_its_unit_and_its_source():
    assert len({p.name for p in PARAMETERS}) == len(PARAMETERS)
    assert all(p.unit and p.source for p in PARAMETERS)
