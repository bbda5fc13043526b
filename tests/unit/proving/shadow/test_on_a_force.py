"""The kit on a small made-up force that was taken in: its commands as a keeper would run them."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime

import pytest
import typer
from typer.testing import CliRunner

from custodes.cli import shadowing
from custodes.pipeline.find import find
from custodes.pipeline.series import Step, series
from custodes.pipeline.take_in import take_in
from custodes.proving import sealed
from custodes.proving.shadow import audit
from custodes.proving.shadow.closed_cases import Case, weeks
from custodes.store.home import Home
from custodes.store.runs import runs
from custodes.synthetic import make
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import end_of_day

LAST = date(2026, 3, 31)


def clock() -> datetime:
    return datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    folder = tmp_path_factory.mktemp("shadowed")
    make(folder, staff=40, days=40, seed=3, last=LAST)
    held = Home.create(folder / "home")
    take_in(held, folder / "exchange", clock=clock)
    find(held, clock=clock, as_of=end_of_day(date(2026, 3, 24)), budget=5)
    return held


@pytest.fixture(scope="module")
def step(home) -> Iterator[Step]:
    """The product's own computation as of the last day."""
    yield from series(home, moments=[end_of_day(LAST)])


@pytest.fixture
def command(home, tmp_path) -> Callable[..., tuple[int, str, str]]:
    app = typer.Typer()
    shadowing.add_to(app)

    @app.command()
    def other() -> None:
        """So that `shadow` stays a word of the command."""

    def run(*words: object) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                app(["shadow", *map(str, words)], standalone_mode=False)
            except UserError as error:
                return 1, out.getvalue(), str(error)
        return 0, out.getvalue(), err.getvalue()

    return run


def test_a_sheet_is_drawn_judged_and_estimated(home, command, tmp_path):
    sheet = tmp_path / "audit.csv"
    code, out, err = command("draw", sheet, "--raised", 3, "--random", 30, "--home", home.path)
    assert code == 0, err
    assert "raised by the product: 3 of 5" in out
    assert f"33 pairs in {sheet}" in err.replace("\n", " ")
    with sheet.open(newline="") as file:
        drawn = list(csv.DictReader(file))
    with sheet.open("w", newline="") as file:
        writer = csv.DictWriter(file, audit.SHEET)
        writer.writeheader()
        writer.writerows({**row, "verdict": "explained"} for row in drawn)
    code, out, err = command("estimate", sheet, "--format", "json")
    told = json.loads(out)
    assert (told["judged"], told["precision"]["value"]) == (33, 0)
    code, out, _err = command("estimate", sheet)
    assert "pairs judged" in out and "33 of 33" in out


def test_the_frame_holds_every_pair_once_and_the_raised_apart(step):
    parts = audit.frame(step, 90)
    pairs = [pair for part, of in parts.items() for pair in of]
    assert len(pairs) == len(set(pairs))
    assert len(parts[audit.RAISED]) == 5
    every = step.measured.pair_days.select("staff", "person").distinct()
    across = sum(person == "" for _staff, person in parts[audit.RAISED])
    assert len(pairs) - across == len(step.bench.rows(every))


def test_a_week_alone_holds_fewer_pairs_than_ninety_days(step):
    week = {pair for of in audit.frame(step, 7).values() for pair in of}
    whole = {pair for of in audit.frame(step, 90).values() for pair in of}
    assert 0 < len(week) < len(whole)
    assert week <= whole


@pytest.mark.soak
def test_closed_cases_tell_when_they_would_have_been_raised(home, step, command, tmp_path):
    before = len(runs(home))
    loudest = max((w.candidate() for w in step.weighed if w.pair[1]), key=lambda c: c.priority)
    file = tmp_path / "closed.csv"
    file.write_text(
        f"staff,person,onset\n{loudest.pair[0]},{loudest.pair[1]},2026-03-01\n"
        "A-none,P-none,2026-03-20\n"
    )
    asked = ("closed-cases", file, "--home", home.path, "--budget", 5, "--format", "json")
    code, out, err = command(*asked)
    assert code == 0, err
    first, second = json.loads(out)
    assert first["raised"] or first["raised_before_onset"]
    assert first["weeks_asked"] == 5
    assert (second["held"], second["raised"], second["named"]) == (False, None, "not held")
    assert "of 1 cases raised" in err and "line 3" in err
    assert len(runs(home)) == before


def test_weeks_reach_from_the_quiet_time_before_to_the_complaint_and_leave_gaps():
    early = Case(2, "A", "P", date(2026, 1, 29), date(2026, 2, 5))
    late = Case(3, "B", "P", date(2026, 6, 1), None)
    assert weeks([early], LAST) == [date(2026, 1, 1 + 7 * n) for n in range(5)] + [date(2026, 2, 5)]
    both = weeks([early, late], date(2026, 6, 10))
    assert date(2026, 3, 5) not in both and both[-1] > late.onset
    assert weeks([late], LAST) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("draw", "x.csv", "--days", 91), "write 90 or less"),
        (("estimate", "none.csv"), "none.csv cannot be read"),
        (("closed-cases", "none.csv"), "none.csv cannot be read"),
    ],
)
def test_mistakes_are_told_plainly(command, home, words, told):
    asked = (*words, "--home", home.path) if words[0] != "estimate" else words
    code, _out, err = command(*asked)
    assert code == 1 and told in err


def test_a_list_named_twice_and_a_sheet_among_lists_are_told(command, tmp_path):
    (one := tmp_path / "one.csv").write_text("staff\nA\nB\n")
    (sheet := tmp_path / "sheet.csv").write_text("number,staff,person,verdict\n1,A,P,\n")
    assert "is named twice" in command("estimate", one, one)[2]
    assert "is an audit sheet" in command("estimate", one, sheet)[2]


def test_lists_are_estimated_with_the_warning_beside(command, tmp_path):
    (one := tmp_path / "one.csv").write_text("staff\nA\nB\nC\n")
    (two := tmp_path / "two.csv").write_text("staff\nA\nB\nD\n")
    code, out, _err = command("estimate", one, two)
    assert code == 0
    assert "4.3 (95 % interval" in out
    assert "Lists that feed each other" in out


def test_every_registered_member_of_staff_has_a_row_in_the_sealed_table(step):
    found = sealed.members(step)
    assert len(found) == 40
    assert sum(member.hours > 0 for member in found) > 30
    assert all(0 <= member.odd <= 1 for member in found)
    table = sealed.sealed(found, 1)
    assert [one.staff for one in table] == sorted(member.staff for member in found)
    assert {one.groups["role"] for one in table} == {member.role for member in found}


def test_its_help_names_all_three():
    app = typer.Typer()
    shadowing.add_to(app)
    app.command("other")(lambda: None)
    told = CliRunner().invoke(app, ["shadow", "--help"]).output
    assert all(word in told for word in ("draw", "closed-cases", "estimate"))
