"""Both layouts are taken in whole: nothing but the planted faults is refused."""

import csv
from collections import Counter
from datetime import UTC, datetime

from custodes.pipeline.take_in import take_in
from custodes.store.home import Home

# Ibis 12 still calls a method that DuckDB has renamed.


def clock():
    return datetime(2026, 4, 1, tzinfo=UTC)


def test_the_exchange_folder_is_taken_but_for_what_is_excluded(exchange, tmp_path):
    home = Home.create(tmp_path / "home")
    report = take_in(home, exchange.where / "exchange", clock=clock)
    assert not report.refused_anything
    assert not report.off
    by_file = {file.label: file for file in report.files}
    for table, rows in exchange.rows.items():
        file = by_file[f"{table}.csv"]
        excluded = file.passed_over.get("excluded", 0)
        assert (file.rows_in, file.taken) == (rows, rows - excluded)
        assert bool(excluded) == (table in ("accesses", "contacts"))


def test_of_the_exports_only_the_planted_faults_are_refused(exports, tmp_path):
    home = Home.create(tmp_path / "home")
    report = take_in(home, exports.where / "force.toml", clock=clock)
    with (exports.where / "truth/faults.csv").open(encoding="utf-8", newline="") as file:
        faults = list(csv.DictReader(file))
    expected = Counter()
    for fault in faults:
        if fault["fault"].startswith("refused: "):
            expected[f"exports/{fault['file']}"] += int(fault["rows"])
    assert {f.label: f.refused for f in report.files if f.refused} == expected
    hopeless = [f["file"] for f in faults if f["fault"].startswith("refused whole")]
    assert [f.label for f in report.files if f.error] == [f"exports/{name}" for name in hopeless]
    for file in report.files:
        assert file.rows_in == file.taken + file.refused + sum(file.passed_over.values())
        held = exports.rows.get(file.label.removeprefix("exports/"), 0)
        assert file.rows_in == held or file.error
    repeated = sum(f.duplicates for f in report.files)
    listed = [f for f in faults if f["fault"].startswith("passed over")]
    assert repeated == sum(int(f["rows"]) for f in listed)
    assert not report.off
    assert not report.unnamed
    assert not report.empty_feeds
