"""Results written and read back, and refused where they are not results."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from custodes.proving.intervals import draws_of
from custodes.proving.metrics import Panel, Scores, Seed
from custodes.proving.protocol import Protocol
from custodes.proving.results import (
    FORMAT,
    MadeWith,
    Replay,
    Results,
    from_json,
    read_results,
    to_json,
    write_results,
)
from custodes.proving.truth import Truth
from custodes.vocabulary.errors import UserError


@pytest.fixture(scope="module")
def results():
    protocol = Protocol(5, 120, 1)
    size = len(protocol.origins)
    scores = Scores(np.ones((5, size)), np.full((5, size), -1, dtype=np.int32))
    seed = Seed(
        1, tuple("ABCDE"), (), np.arange(size) * 7.0, Truth((), {}), {"product": scores}, {}
    )
    panel = Panel(protocol, [seed], draws_of([0], 10))
    return Results(
        format=FORMAT,
        protocol=protocol,
        made_with=MadeWith("custodes prove", "0", "ab", "then", "now", 1.0, "Linux", 2),
        offenders=0,
        detectors=(panel.detector("product", "Custodes", "product", "this program"),),
        differences=(),
        explained=None,
        conditions=(),
        fairness=(),
        label_bias=(),
        victims=(),
        replays=(Replay("calls", "a paper", "T3", "540 contacts", True, 5, (3, None)),),
        realism=(),
        separability=(),
        unknowns=("Much.",),
    )


def test_results_are_the_same_when_read_back(results, tmp_path):
    write_results(tmp_path / "results.json", results)
    assert read_results(tmp_path / "results.json") == results
    assert from_json(to_json(results)) == results
    assert results.detector("product").title == "Custodes"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda r: r | {"format": 0}, "not results of format"),
        (lambda r: r | {"offenders": "many"}, "results.offenders is not of the kind int"),
        (lambda r: r | {"offenders": True}, "results.offenders is not of the kind int"),
        (lambda r: {k: v for k, v in r.items() if k != "unknowns"}, "hold exactly"),
        (lambda r: r | {"unknowns": "none"}, "results.unknowns is not a list"),
        (lambda r: r | {"more": 1}, "hold exactly"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(results, tmp_path, change, told):
    path = tmp_path / "results.json"
    path.write_text(json.dumps(change(json.loads(to_json(results)))), "utf-8")
    with pytest.raises(UserError, match=told):
        read_results(path)


def test_a_file_that_is_not_there_says_how_to_make_it(tmp_path):
    with pytest.raises(UserError, match="custodes prove --json"):
        read_results(tmp_path / "none.json")


def test_origins_end_on_the_last_day_and_begin_after_the_warm_up():
    protocol = Protocol(3_000, 300, 20)
    assert protocol.origins[-1] == protocol.last == date(2026, 3, 31)
    assert (protocol.origins[0] - protocol.first_day).days >= 90
    assert len(protocol.origins) == 30
    short = replace(protocol, days=120)
    assert (short.starts - short.first_day).days == 40
