"""The commands about what changes the ranking say what they found, and what to write instead."""

import json
import shutil

import pytest

from custodes.cli import learning
from custodes.pipeline.verdicts import Judged, tell
from custodes.ranking.learning import Learned
from custodes.store.home import Home
from custodes.store.runs import alerts_of, run_named


@pytest.fixture
def judged(taken, tmp_path):
    """A home in which the unit has substantiated the first ranked pair of its run."""
    shutil.copytree(taken, tmp_path / "home")
    home = Home.open(tmp_path / "home")
    first = next(a for a in alerts_of(home, "R0001") if a["person"] and a["drawn"] == "ranked")
    made = run_named(home, "R0001").made_at
    tell(
        home,
        [
            Judged(
                id="decision-1",
                at=made[:19] + ".000000Z",
                alert=first["alert"],
                staff=first["staff"],
                person=first["person"],
                verdict="substantiated",
                explained_by="",
                facts_until=first["timeline"][-1]["at"],
                families=tuple(first["families"]),
            )
        ],
    )
    return home.path


def test_before_any_verdict_nothing_is_learned(custodes, taken):
    told = custodes("learned", home=taken)
    assert (told.code, "no verdict has been told" in told.out) == (0, True)


def test_what_was_learned_stands_beside_what_is_declared(custodes, judged):
    told = custodes("learned", "--all", "--format", "json", home=judged)
    rows = json.loads(told.out)
    assert rows and all(row["declared"] != row["learned"] for row in rows)
    assert "Verdicts counted in: 1," in told.err
    found = custodes("find", home=judged)
    assert "Verdicts counted in: 1;" in found.err
    (judged / "settings.toml").write_text("[learning]\nfrom_verdicts = false\n")
    assert "do not heed" in custodes("learned", home=judged).err


def test_small_changes_are_counted_and_listed_for_whoever_asks(custodes, judged):
    every = json.loads(custodes("learned", "--all", "--format", "json", home=judged).out)
    told = custodes("learned", "--format", "json", home=judged)
    listed = json.loads(told.out)
    assert len(listed) < len(every) / 4, "one verdict moves nearly every level, and few by much"
    assert all(row in every for row in listed)
    smaller = len(every) - len(listed)
    assert f"Not listed are {smaller} changes of less than 0.25 bits" in told.err
    assert "custodes learned --all" in told.err


def test_what_moved_by_a_fifth_is_listed_unasked():
    told = Learned(
        verdicts=9,
        shares={"after-the-end": (0.6, 0.5, 0.25, 0.12)},
        beliefs={"dispatched": 0.93, "task": 0.89},
    )
    matters = {
        (row["what"], row["level"])
        for row, bits in learning.changes(told)
        if bits >= learning.WORTH_TELLING
    }
    assert {what for what, _of in matters} == {"after-the-end", "dispatched"}
    assert len(matters) == 3, "half a look-up more in a hundred left over by a task is little"


def test_a_setting_that_there_is_not_is_told(custodes, taken, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(taken, home)
    for wrong in ("[learning]\nfast = true\n", "[learning]\nfrom_verdicts = 1\n", "learning = 1\n"):
        (home / "settings.toml").write_text(wrong)
        told = custodes("find", home=home)
        assert told.code == 1 and "settings.toml" in told.err and "from_verdicts" in told.err


def test_a_retro_hunt_lists_what_would_have_been_another(custodes, taken):
    told = custodes(
        *("retro-hunt", "--from", "2026-03-31", "--to", "2026-03-31"),
        *("--new", "contact-on-many-days", "--format", "json"),
        home=taken,
    )
    assert told.code == 0
    assert {row["as_of"][:10] for row in json.loads(told.out)} <= {"2026-03-31"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Nothing is new or changed"),
        (("--new", "contact-on-many-day"), "contact-on-many-days"),
        (("--settings", "nowhere.toml"), "There is no file nowhere.toml"),
        (("--new", "breadth", "--every", "0d"), "write 7d"),
        (("--new", "breadth", "--to", "2026-01-01"), "turn them round"),
    ],
)
def test_a_retro_hunt_that_cannot_be_says_what_to_write(custodes, taken, words, said):
    dates = () if "--to" in words else ("--to", "2026-03-31")
    told = custodes("retro-hunt", "--from", "2026-03-03", *dates, *words, home=taken)
    assert told.code == 1
    assert said in " ".join(told.err.split())


def test_purposes_are_measured_on_the_force_s_own_look_ups(custodes, taken, tmp_path):
    told = custodes("purposes", "--format", "json", home=taken)
    rows = {row["purpose"]: row for row in json.loads(told.out)}
    assert rows["dispatched"]["belief"] == 0.95
    assert rows["dispatched"]["first"]["of"] > 0
    assert "by_chance" in custodes("purposes", "--format", "csv", home=taken).out
    assert "chance" in custodes("purposes", home=taken).err
    folder = tmp_path / "pages"
    assert custodes("purposes", "--pages", folder, home=taken).code == 0
    assert len(list(folder.glob("*.md"))) == 24
    page = (folder / "dispatched.md").read_text()
    assert "On our own look-ups" in page and "Quota a week" in page
    (tmp_path / "file").write_text("")
    refused = custodes("purposes", "--pages", tmp_path / "file", home=taken)
    assert refused.code == 1 and "Name another folder" in " ".join(refused.err.split())
