"""What comes to be known later changes no past run; what is said while at work names nobody."""

import json
import re
import shutil

from custodes.store.engines.duckdb import connect
from custodes.store.facts import committed, dictionary_query
from custodes.store.home import Home
from lib.take_in_kit import write_table


def test_a_run_replays_the_same_after_more_was_told(custodes, taken, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(taken, home)
    first = json.loads(custodes("alerts", "--run", "R0001", "--format", "json", home=home).out)
    raised = next(a for a in first if a["person"] and a["drawn"] == "ranked")
    purpose = {
        "purpose": "TOLD-LATER",
        "kind": "officer_in_case",
        "staff": raised["staff"],
        "person": raised["person"],
        "start": "2026-01-01T00:00:00Z",
        "made_by": "nobody",
        "known_at": "2026-04-05T09:00:00Z",
    }
    write_table(tmp_path / "told", "purposes", [purpose])
    assert custodes("take-in", tmp_path / "told", home=home).code == 0
    assert custodes("find", "--as-of", "2026-04-07", home=home).code == 0
    assert custodes("replay", "R0001", home=home).out.strip() == "R0001: same"
    day = raised["as_of"][:10]
    again = custodes("find", "--as-of", day, "--format", "json", home=home)
    assert json.loads(re.sub("R0003", "R0001", again.out)) == first


def test_messages_and_progress_name_nobody(custodes, force, tmp_path):
    home = tmp_path / "home"
    took = custodes("take-in", "--config", force / "force.toml", home=home)
    found = custodes("find", home=home)
    said = took.out + took.err + found.err
    held = Home.open(home)
    engine = connect(held.spill)
    people = {
        value
        for names in ("person", "number", "staff")
        for (value,) in engine.con.execute(
            f"SELECT value FROM ({dictionary_query(held, names, committed(held))})"
        ).fetchall()
    }
    assert len(people) > 1000
    words = {word.strip(".,:;\"'()") for word in said.split()}
    assert len(words) > 50
    assert words & people == set()
