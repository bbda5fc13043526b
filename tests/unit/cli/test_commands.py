"""The commands of the contract, run as a user runs them."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from custodes.cli import main

CONTRACT = (
    "alert", "run", "as_of", "rank", "staff", "person", "bits", "families", "pattern", "sentence",
    "reasons", "explanations_tested", "would_explain", "against", "data_quality", "drawn",
    "versions",
)  # fmt: skip


def test_help_names_every_command_and_each_has_an_example(custodes):
    overview = custodes("--help")
    assert overview.code == 0
    for command in (
        "demo", "synth", "take-in", "find", "alerts", "alert", "backtest", "replay", "coverage",
        "backup", "restore", "check",
    ):  # fmt: skip
        assert command in overview.out
        assert "Example" in custodes(command, "--help").out


def test_take_in_reports_sums_and_leaves_with_3_when_something_was_refused(
    custodes, force, tmp_path
):
    ended = custodes(
        "take-in", "--config", force / "force.toml", "--format", "json", home=tmp_path / "home"
    )
    assert ended.code == 3
    files = json.loads(ended.out)
    assert files
    assert any(file["times"] and "T" in file["times"] for file in files)
    for file in files:
        assert file["rows_in"] == file["taken"] + file["refused"] + file["passed_over"], file
    assert sum(file["refused"] for file in files) > 0
    assert "is no time in the form that this feed reads" in ended.err


def test_taking_in_again_adds_nothing(custodes, force, taken):
    before = sorted(p.name for p in (taken / "batches").iterdir())
    ended = custodes("take-in", "--config", force / "force.toml", "--format", "json", home=taken)
    again = json.loads(ended.out)
    assert sum(file["taken"] for file in again) == 0
    assert sorted(p.name for p in (taken / "batches").iterdir()) == before


def test_alerts_in_json_have_what_the_contract_names(custodes, taken):
    ended = custodes("alerts", "--format", "json", home=taken)
    alerts = json.loads(ended.out)
    assert alerts
    for alert in alerts:
        assert set(CONTRACT) <= set(alert)
        for reason in alert["reasons"]:
            assert {"indicator", "family", "bits", "text", "rows"} <= set(reason)
            assert reason["rows"]


def test_alerts_as_csv_open_in_a_spreadsheet(custodes, taken):
    ended = custodes("alerts", "--format", "csv", "--top", "2", home=taken)
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert [row["rank"] for row in rows] == ["1", "2"]


def test_one_alert_is_shown_whole(custodes, taken):
    name = json.loads(custodes("alerts", "--format", "json", home=taken).out)[0]["alert"]
    text = custodes("alert", name, home=taken).out
    for part in (
        "Reasons", "How the bits add up", "Innocent explanations tested",
        "Unexplained is not wrong", "Look-ups and contacts",
    ):  # fmt: skip
        assert part in text
    assert json.loads(custodes("alert", name, "--format", "json", home=taken).out)["alert"] == name


def test_a_run_replays_the_same(custodes, taken):
    ended = custodes("replay", "R0001", home=taken)
    assert (ended.code, ended.out.strip()) == (0, "R0001: same")


def test_backtest_writes_one_object_an_alert(custodes, taken, tmp_path):
    to = tmp_path / "raised.jsonl"
    ended = custodes(
        "backtest", "--from", "2026-03-20", "--to", "2026-03-31", "--every", "7d",
        "--budget", "3", "--out", to, home=taken,
    )  # fmt: skip
    assert ended.code == 0, ended.err
    alerts = [json.loads(line) for line in to.read_text().splitlines()]
    assert {alert["as_of"][:10] for alert in alerts} == {"2026-03-20", "2026-03-27"}
    pairs = [(alert["staff"], alert["person"]) for alert in alerts]
    assert len(alerts) <= 6
    assert len(pairs) == len(set(pairs))


def test_coverage_shows_systems_and_devices(custodes, taken):
    covered = json.loads(custodes("coverage", "--format", "json", home=taken).out)
    kinds = {(row["what"], row["name"]) for row in covered["coverage"]}
    assert {("system", "rms"), ("device", "mobile")} <= kinds


def test_check_finds_a_changed_file(custodes, force, tmp_path):
    home = tmp_path / "home"
    custodes("take-in", "--config", force / "force.toml", home=home)
    assert custodes("check", home=home).code == 0
    piece = next((home / "facts" / "staff").rglob("*.parquet"))
    piece.write_bytes(piece.read_bytes()[:-1] + b"x")
    ended = custodes("check", "--format", "json", home=home)
    assert ended.code == 1
    wrong = [row for row in json.loads(ended.out) if row["result"] != "well"]
    assert [row["check"] for row in wrong] == ["facts"]
    assert piece.name in wrong[0]["text"]


def test_backup_and_restore_bring_the_same_home_back(custodes, taken, tmp_path):
    file, home = tmp_path / "kept.custodes", tmp_path / "restored"
    assert custodes("backup", file, home=taken).code == 0
    assert custodes("restore", file, home=home).code == 0
    assert custodes("replay", "R0001", home=home).out.strip() == "R0001: same"
    assert custodes("restore", file, home=home).code == 1
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "damaged").write_bytes(damaged)
    ended = custodes("restore", tmp_path / "damaged", home=tmp_path / "third")
    assert ended.code == 1
    assert not (tmp_path / "third").exists()


def test_an_empty_home_has_an_empty_queue_that_says_what_to_do(custodes, tmp_path):
    (tmp_path / "exchange").mkdir()
    (tmp_path / "exchange" / "staff.csv").write_text("staff,kind,role,unit,from\n")
    home = tmp_path / "home"
    assert custodes("take-in", tmp_path / "exchange", home=home).code == 0
    assert custodes("find", home=home).code == 0
    ended = custodes("alerts", home=home)
    assert "custodes take-in" in ended.out
    assert json.loads(custodes("alerts", "--format", "json", home=home).out) == []


def test_a_run_of_a_past_day_does_not_take_the_place_of_the_latest(custodes, taken, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(taken, home)
    before = custodes("alerts", "--format", "json", home=home)
    now = json.loads(before.out)[0]["as_of"]
    assert f"Run R0001 as of {now}." in before.err and "made last" not in before.err
    assert custodes("find", "--as-of", "2026-03-20", home=home).code == 0
    again = custodes("alerts", "--format", "json", home=home)
    assert again.out == before.out
    assert f"Run R0001 as of {now}." in again.err
    assert "R0002, made last, is as of 2026-03-20" in again.err
    past = custodes("alerts", "--run", "R0002", "--format", "json", home=home)
    assert {alert["run"] for alert in json.loads(past.out)} <= {"R0002"}
    assert "Run R0002 as of 2026-03-20" in past.err and "made last" not in past.err
    assert custodes("find", home=home).code == 0
    assert f"Run R0003 as of {now}." in custodes("alerts", home=home).err, "of two, the last made"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("alerts",), "take something in first"),
        (("alert", "R0001-01"), "take something in first"),
        (("take-in", "nowhere"), "There is no nowhere"),
        (("find", "--as-of", "31/03/2026"), "take something in first"),
        (("restore", "nowhere"), "is not a backup"),
        (("source", "guess", "nowhere.csv"), "There is no file nowhere.csv"),
        (("synth", "out", "--staff", "3"), "too small"),
    ],
)
def test_a_users_mistake_is_one_sentence_and_code_1(custodes, tmp_path, words, said):
    ended = custodes(*words, home=tmp_path / "none", cwd=tmp_path)
    assert ended.code == 1
    assert said in ended.err
    assert ended.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("find", "--as-of", "31/03/2026"), '"31/03/2026" is not a date: write 2026-03-31'),
        (("find", "--as-of", "9999-12-31"), '"9999-12-31" lies outside the years 1990 to 2100'),
        (("find", "--budget", "0"), "write 1 or more"),
        (("alert", "R0001-99"), "There is no alert"),
        (("alert", "first"), "There is no alert"),
        (("replay", "R9999"), "The last run is"),
        (("replay", "../../etc"), "There is no run"),
        (("backtest", "--from", "2026-03-31", "--to", "2026-03-01"), "turn them round"),
        (("backtest", "--from", "2026-03-01", "--to", "2026-03-31", "--every", "x"), "write 7d"),
        (("backtest", "--from", "2026-03-01", "--to", "2026-03-31", "--every", "²d"), "write 7d"),
        (("backtest", "--from", "2026-03-01", "--to", "2026-03-31", "--every", "400d"), "1 to 366"),
    ],
)
def test_a_mistake_about_a_run_is_one_sentence_and_code_1(custodes, taken, words, said):
    ended = custodes(*words, home=taken)
    assert ended.code == 1
    assert said in " ".join(ended.err.split())


@pytest.mark.parametrize("words", [("find", "--budgt", "3"), ("take-in",), ("nonsense",)])
def test_wrong_usage_is_code_2(custodes, tmp_path, words):
    assert custodes(*words, home=tmp_path / "none").code == 2


def test_a_tampered_alerts_file_is_told(custodes, taken, tmp_path):
    home = tmp_path / "home"
    custodes("backup", tmp_path / "b", home=taken)
    custodes("restore", tmp_path / "b", home=home)
    alerts = home / "runs" / "R0001" / "alerts.jsonl"
    alerts.write_text(alerts.read_text().replace('"rank": 1', '"rank": 7', 1))
    ended = custodes("alerts", home=home)
    assert ended.code == 1
    assert "is not as run R0001 wrote it" in ended.err
    again = custodes("replay", "R0001", home=home)
    assert again.code == 1
    assert again.out.startswith("R0001: different")
    assert (
        "were changed in the home after the run wrote them; made again, the run gives" in again.out
    )
    assert "R0001-01: rank differ" in again.out


def test_the_installed_command_ends_with_its_code_and_no_traceback(tmp_path):
    ended = subprocess.run(
        [Path(sys.executable).with_name("custodes"), "alerts", "--home", tmp_path / "none"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("custodes: There is no home at")
    assert "Traceback" not in ended.stderr


def test_a_fault_of_ours_is_a_sentence_too(monkeypatch, capsys):
    def faulty() -> None:
        raise ZeroDivisionError("P104105 rang 07700 900123")

    monkeypatch.setattr(main, "app", faulty)
    with pytest.raises(SystemExit) as ended:
        main.run()
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "a fault of the program (ZeroDivisionError)" in said
    assert "900123" not in said
