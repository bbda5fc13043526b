"""A force may be made with other values of its parameters, and no other force sees them."""

import csv
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from custodes.synthetic import make
from custodes.synthetic.parameters import PARAMETERS, given, instead
from custodes.vocabulary.errors import UserError

SMALL = {"staff": 60, "days": 35}


def test_a_value_stands_in_its_block_only():
    declared = given("slow_calls")
    with instead({"slow_calls": 3}):
        assert given("slow_calls") == 3
        with instead({"slow_texts": 4}):
            assert (given("slow_calls"), given("slow_texts")) == (3, 4)
    assert given("slow_calls") == declared


def test_a_value_stands_after_no_error():
    declared = given("slow_calls")
    with pytest.raises(ZeroDivisionError), instead({"slow_calls": 3}):
        raise ZeroDivisionError
    assert given("slow_calls") == declared


def test_another_thread_sees_the_declared_value():
    declared = given("slow_calls")
    with instead({"slow_calls": 3}), ThreadPoolExecutor(1) as pool:
        assert pool.submit(given, "slow_calls").result() == declared


@pytest.mark.parametrize("asked", [{"no_such": 1}, {"slow_calls": "many"}, {"slow_calls": True}])
def test_what_is_no_parameter_or_no_number_is_refused(asked, tmp_path):
    with pytest.raises(UserError, match=r"not a parameter|wants a number"):
        make(tmp_path / "x", **SMALL, given=asked)
    assert not (tmp_path / "x").exists()


def test_an_unknown_plot_is_refused(tmp_path):
    with pytest.raises(UserError, match="not a plot"):
        make(tmp_path / "x", **SMALL, plot="soft")


def test_the_truth_holds_the_values_that_the_force_was_made_with(tmp_path):
    made = make(tmp_path / "x", **SMALL, given={"offenders_least": 2})
    with (made.where / "truth/parameters.csv").open(encoding="utf-8", newline="") as file:
        values = {row["name"]: float(row["value"]) for row in csv.DictReader(file)}
    assert values == {p.name: 2 if p.name == "offenders_least" else p.value for p in PARAMETERS}
    with (made.where / "truth/offenders.csv").open(encoding="utf-8", newline="") as file:
        assert len({row["staff"] for row in csv.DictReader(file)}) == 2


@pytest.mark.parametrize("plot", ["hard", "cases", "easy", "replays"])
def test_another_process_makes_the_same_bytes(plot, tmp_path, bytes_of):
    here = make(tmp_path / "here", **SMALL, plot=plot).where
    made = (
        "import sys, pathlib; from custodes.synthetic import make; "
        f"make(pathlib.Path(sys.argv[1]), staff=60, days=35, plot={plot!r})"
    )
    # Another salt of hashes, so that no order of a set may matter.
    subprocess.run(
        [sys.executable, "-c", made, tmp_path / "there"],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "77"},
    )
    assert bytes_of(here) == bytes_of(tmp_path / "there")
