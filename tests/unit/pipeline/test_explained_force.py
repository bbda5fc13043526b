"""A force in which everything has a purpose."""

from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from custodes.pipeline.find import find
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from unit.pipeline.conftest import clock

STAFF, PEOPLE_EACH, LOOKS_EACH = 100, 50, 20
LOOK_UPS = STAFF * PEOPLE_EACH * LOOKS_EACH


@pytest.fixture
def exchange(tmp_path):
    """A hundred thousand look-ups, each within a case of which its maker is the officer."""
    pair = np.arange(STAFF * PEOPLE_EACH)
    look = np.arange(LOOK_UPS)
    of_pair = look // LOOKS_EACH
    staff = np.char.add("A-", (pair // PEOPLE_EACH).astype(str))
    person = np.char.add("P-", pair.astype(str))
    # Each pair's look-ups lie three days apart, from the first of February on.
    at = np.datetime64("2026-02-01T08:00:00") + (
        (look % LOOKS_EACH) * 3 * 86_400 + (look * 7919) % 36_000
    ).astype("timedelta64[s]")
    everybody = np.array([f"A-{n}" for n in range(STAFF)])
    logins = np.char.replace(everybody, "A-", "l-")
    began = ["2025-01-01T00:00:00Z"] * STAFF

    def moments(values):
        return np.char.add(np.datetime_as_string(values, unit="s"), "Z")

    def same(value, count):
        return [value] * count

    tables = {
        "staff": {
            "staff": everybody,
            "kind": same("officer", STAFF),
            "role": same("response", STAFF),
            "unit": same("north", STAFF),
            "from": began,
        },
        "logins": {
            "login": logins,
            "system": same("rms", STAFF),
            "staff": everybody,
            "from": began,
        },
        "purposes": {
            "purpose": np.char.add("R-", pair.astype(str)),
            "kind": same("officer_in_case", len(pair)),
            "staff": staff,
            "person": person,
            "start": same("2026-01-31T00:00:00Z", len(pair)),
            "made_by": same("S-1", len(pair)),
        },
        "accesses": {
            "access": np.char.add("a-", look.astype(str)),
            "at": moments(at),
            "system": same("rms", LOOK_UPS),
            "login": np.char.replace(staff[of_pair], "A-", "l-"),
            "action": same("view", LOOK_UPS),
            "record_kind": same("person", LOOK_UPS),
            "record": person[of_pair],
            "person": person[of_pair],
        },
    }
    folder = tmp_path / "exchange"
    folder.mkdir()
    for name, columns in tables.items():
        arrays = {column: pa.array(list(values)) for column, values in columns.items()}
        pq.write_table(pa.table(arrays), folder / f"{name}.parquet")
    return folder


def test_a_hundred_thousand_look_ups_with_everything_explained_give_no_alert(exchange, tmp_path):
    home = Home.create(tmp_path / "home")
    report = take_in(home, exchange, clock=clock)
    assert sum(f.taken for f in report.files if f.label.startswith("accesses")) == 100_000
    found = find(home, clock=clock, as_of=datetime(2026, 4, 1), budget=20)
    assert found.record.figures["pairs"] == STAFF * PEOPLE_EACH
    assert found.alerts == []


def test_where_everybody_does_the_same_without_a_purpose_nobody_stands_out(exchange, tmp_path):
    (exchange / "purposes.parquet").unlink()
    home = Home.create(tmp_path / "home")
    take_in(home, exchange, clock=clock)
    found = find(home, clock=clock, as_of=datetime(2026, 4, 1), budget=20)
    # What is drawn at random is all there is.
    assert {alert["drawn"] for alert in found.alerts} == {"random"}
    assert found.record.figures["pairs_with_anything_unexplained"] == STAFF * PEOPLE_EACH
