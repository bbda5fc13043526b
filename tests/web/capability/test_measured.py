"""What the service measured of the unit: how much comes, and how much a budget holds back."""

from pathlib import Path

import pytest
from django.utils import timezone

from custodes.pipeline.unbudgeted import without_budget
from custodes.store.home import Home
from custodes.store.runs import RunRecord, keep_run
from custodes.web.capability.measured import measured, taken_over
from web.accounts.people import AT
from web.capability.units import CONTENTS, people, reading


def run(name, candidates, alerts=10, made_at=AT):
    figures = {} if candidates is None else {"candidates": candidates, "pairs": 5000}
    return RunRecord(
        run=name,
        as_of="2026-05-31T22:59:59",
        budget=10,
        batches=(),
        follows=(),
        limits={},
        versions={},
        figures=figures,
        made_at=made_at.isoformat(timespec="seconds"),
        alerts=alerts,
        alerts_sha256="",
    )


def test_what_would_be_raised_without_a_budget_does_not_depend_on_it():
    few = [run("R0001", 80, alerts=10), run("R0002", 120, alerts=10)]
    more = [run("R0001", 80, alerts=40), run("R0002", 120, alerts=40)]
    assert without_budget(few) == without_budget(more) == 100 * 7 / 28


@pytest.mark.django_db
def test_alerts_of_a_system_are_counted_by_what_stood_out_and_not_by_what_was_raised(tmp_path):
    now = timezone.now()
    owner, _reviewer, _chief, where = people(at=now)
    reading(where, owner, at=now)
    home = Home.create(tmp_path / "home")
    for number, candidates in enumerate((None, 80, 120), 1):
        keep_run(home, run(f"R{number:04}", candidates, made_at=now), [])
    found = {one.key: one for one in measured(owner.user, compartment=where.key,
                                              home=Path(home.path), at=now)}  # fmt: skip
    assert found["systems"].value == 1
    told = found["alerts_a_system"]
    assert told.value == 25, "and not ten, which is the budget"
    assert told.source == "R0002 \N{EN DASH} R0003"
    assert taken_over(CONTENTS, found.values()).alerts_a_system == 25
