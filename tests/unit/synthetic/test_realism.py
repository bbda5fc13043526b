"""The figures of a made-up force lie in the bands that they should, and are counted right."""

from datetime import date

import numpy as np
import pytest

from custodes.synthetic.force import make_force
from custodes.synthetic.naive import explained
from custodes.synthetic.parameters import PARAMETERS, instead
from custodes.synthetic.parameters.page import page
from custodes.synthetic.realism import realism, realism_rows
from custodes.synthetic.rows import NONE, Rows, in_order


@pytest.fixture(scope="module")
def force():
    return make_force(300, 90, 4, date(2026, 3, 31))


def test_every_figure_lies_in_its_band(force):
    outside = [figure for figure in realism(force) if not figure.inside]
    assert not outside


def test_a_force_that_is_unlike_one_says_so():
    with instead({"purpose_missing": 0.45, "purpose_missing_least": 0.4}):
        made = make_force(60, 40, 4, date(2026, 3, 31))
    assert "explained by a plain join" in {f.figure for f in realism(made) if not f.inside}


def test_rows_carry_a_source_and_a_band(force):
    for row in realism_rows(force):
        assert row["source"]
        assert float(row["least"]) < float(row["most"])
        assert row["inside"] in ("0", "1")


def test_the_plain_join_agrees_with_a_slow_one(force):
    looks, scene = force.accesses, force.scene
    own = np.flatnonzero((looks["staff"] != NONE) & (looks["login"] == NONE))
    some = own[:: len(own) // 300]
    rows = {name: looks[name][some] for name in ("at", "staff", "person", "incident")}
    involved = {}
    people = scene.events.involvements.gathered()
    for incident, person in zip(people["incident"], people["person"], strict=True):
        involved.setdefault(int(person), set()).add(int(incident))
    why = force.purposes
    units = np.array([scene.force.unit(one) for one in range(len(scene.force))])
    quick = explained(force, rows)
    for place in range(len(some)):
        staff, at = rows["staff"][place], rows["at"][place]
        who = (why["staff"] == staff) | (
            (why["staff"] == NONE) & (why["role"] == scene.force.role[staff])
        )
        who |= (why["unit"] != NONE) & (units[np.maximum(why["unit"], 0)] == units[staff])
        incidents = involved.get(int(rows["person"][place]), set())
        named = {int(rows["incident"][place])} - {NONE} | incidents
        what = np.isin(why["incident"], sorted(named))
        if rows["person"][place] != NONE:
            what |= why["person"] == rows["person"][place]
        end = np.where(why["end"] == NONE, scene.days.end, why["end"])
        assert quick[place] == (who & what & (why["start"] <= at) & (end >= at)).any()


def test_the_page_names_every_parameter():
    text = page()
    assert all(f"| `{parameter.name}` |" in text for parameter in PARAMETERS)
    assert text.count("*assumed*") > 20


def test_rows_are_put_in_order_and_cut():
    rows = Rows(at=np.int64, staff=np.int32)
    rows.add(at=[5, 3, 9, 3], staff=[1, 2, 3, 1])
    ordered = in_order(rows.emptied(), 3, 9, "at", "staff")
    assert list(ordered["at"]) == [3, 3, 5]
    assert list(ordered["staff"]) == [1, 2, 1]
    assert len(rows) == 0
