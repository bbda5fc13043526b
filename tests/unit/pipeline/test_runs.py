"""The ledger of runs: whole or not at all, and not to be changed unseen."""

import json
from dataclasses import asdict
from hashlib import sha256

import pytest

from custodes.pipeline.find import replay
from custodes.store import runs as ledger
from custodes.store.home import Home
from custodes.store.runs import (
    RunRecord,
    alert_lines,
    alerts_of,
    keep_run,
    next_run,
    run_named,
    runs,
)
from custodes.vocabulary.errors import UserError


@pytest.fixture
def empty(tmp_path):
    return Home.create(tmp_path / "home")


def record(name, alerts=()):
    return RunRecord(
        run=name,
        as_of="2026-03-31T22:59:59Z",
        budget=10,
        batches=("b1",),
        follows=(),
        limits={},
        versions={},
        figures={},
        made_at="2026-04-01T09:00:00+00:00",
        alerts=len(alerts),
        alerts_sha256=sha256(alert_lines(list(alerts))).hexdigest(),
    )


ALERTS = [{"alert": "R0001-01", "staff": "A-1", "text": "Ürsula's"}]


def test_a_run_is_read_as_it_was_kept(empty):
    assert next_run(empty) == "R0001"
    keep_run(empty, record("R0001", ALERTS), ALERTS)
    assert runs(empty) == [run_named(empty, "R0001")] == [record("R0001", ALERTS)]
    assert alerts_of(empty, "R0001") == ALERTS
    assert next_run(empty) == "R0002"


@pytest.mark.parametrize("name", ["R0002", "R1", "../R0001", "", "R0001/../R0001", "R0001\n"])
def test_a_run_that_is_not_there_is_told_with_those_that_are(empty, name):
    with pytest.raises(UserError, match="No run has been made: `custodes find`"):
        run_named(empty, name)
    keep_run(empty, record("R0001", ALERTS), ALERTS)
    with pytest.raises(UserError, match="The last run is R0001"):
        run_named(empty, name)


def test_changed_alerts_are_told(empty):
    keep_run(empty, record("R0001", ALERTS), ALERTS)
    path = empty.path / "runs" / "R0001" / "alerts.jsonl"
    path.write_text(path.read_text().replace("A-1", "A-2"))
    with pytest.raises(UserError, match="is not as run R0001 wrote it") as told:
        alerts_of(empty, "R0001")
    assert "`custodes replay R0001`" in str(told.value)


def test_alerts_that_are_gone_are_told(empty):
    keep_run(empty, record("R0001", ALERTS), ALERTS)
    (empty.path / "runs" / "R0001" / "alerts.jsonl").unlink()
    with pytest.raises(UserError, match="cannot be read"):
        alerts_of(empty, "R0001")


@pytest.mark.parametrize("written", ["", "[]", "{", '{"run": "R0001"}', "\xff"])
def test_a_damaged_record_is_told(empty, written):
    keep_run(empty, record("R0001"), [])
    (empty.path / "runs" / "R0001" / "run.json").write_bytes(written.encode("latin-1"))
    with pytest.raises(UserError, match="restore the home from a backup"):
        run_named(empty, "R0001")


def test_a_run_is_there_whole_or_not_at_all(empty, monkeypatch):
    written = ledger.write_whole

    def full_disk(path, content):
        if path.name == "run.json":
            raise OSError(28, "No space left on device")
        written(path, content)

    monkeypatch.setattr(ledger, "write_whole", full_disk)
    with pytest.raises(OSError, match="No space left"):
        keep_run(empty, record("R0001", ALERTS), ALERTS)
    assert runs(empty) == []
    assert next_run(empty) == "R0001"
    monkeypatch.undo()
    keep_run(empty, record("R0001", ALERTS), ALERTS)
    assert alerts_of(empty, "R0001") == ALERTS


def test_equal_alerts_are_equal_bytes_whatever_the_order_of_their_keys():
    assert alert_lines([{"a": 1, "b": [2]}]) == alert_lines([{"b": [2], "a": 1}])
    assert alert_lines([{"a": 1}]) != alert_lines([{"a": 2}])


def test_a_replay_says_what_differs_where_a_run_was_made_up(ran, home):
    _made, found = ran
    false = [dict(alert) for alert in found.alerts]
    false[2] |= {"bits": 99.0, "sentence": "Somebody else."}
    fields = json.loads(json.dumps(asdict(found.record)))
    fields |= {"batches": found.record.batches, "follows": ()}
    fields["alerts_sha256"] = record("R0001", false).alerts_sha256
    keep_run(home, RunRecord(**fields), false)
    told = replay(home, "R0001")
    assert not told.same
    assert told.differences == (f"{false[2]['alert']}: bits, sentence differ",)


def test_a_run_whose_batches_are_gone_cannot_be_replayed_and_says_so(empty):
    keep_run(empty, record("R0001"), [])
    with pytest.raises(UserError, match="restore a backup that does"):
        replay(empty, "R0001")
