"""Live figures: drawn with their run and day, gone with their run, and held against the claim."""

from datetime import timedelta

import pytest
from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web.capability.actions.reading import keep_reading
from custodes.web.partners.actions.listing import add_area, add_partner
from custodes.web.partners.actions.noting import note_contact
from custodes.web.partners.kinds import KINDS
from custodes.web.plan import rows
from custodes.web.plan.actions.evidence import draw_figures, rest_on_figure
from custodes.web.plan.check import BEARS, Concern, check
from custodes.web.plan.elements import Element
from custodes.web.plan.live import live_figures
from custodes.web.plan.models import DrawnFigure
from web.plan import force

pytestmark = pytest.mark.django_db
COVERED = [
    {"what": "system", "name": "records", "held": 10, "monitored": 9, "last_event": None},
    {"what": "system", "name": "custody", "held": 5, "monitored": 0, "last_event": None},
]
QUIET = {"holders": 0, "findings": {}}


def read(run="R0007", monitored=1, token="reading"):
    covered = [dict(row, monitored=row["monitored"] * monitored) for row in COVERED]
    keep_reading(
        run=run,
        as_of=timezone.now(),
        content={"covered": covered, "devices": QUIET},
        token=token,
        **force.said(),
    )


def listed():
    at = timezone.now()
    more = {"by": force.asker("owner", at), "at": at}
    add_area(name="Coast", compartment=force.where(), **more)
    for n in range(4):
        one = add_partner(
            compartment=force.where(),
            listed_on=(at - timedelta(days=100)).date(),
            name=f"Refuge {n}",
            kind=KINDS[0].id,
            areas=["Coast"],
            **more,
        )
        if n < 3:
            # The third was reached so long ago that its next contact is overdue.
            ago = timedelta(days=99 if n == 2 else 10)
            note_contact(
                partner=one, on=(at - ago).date(), way="visit", reached=True, token=f"c{n}", **more
            )


def whole(runs=("R0007",)):
    at = timezone.now()
    return rows.whole(force.who("owner"), force.where(), runs=runs, at=at)


def resting(figure="coverage-systems", state="in-place"):
    row = force.line("Monitor all", Element.MONITORING, state, token=f"m-{figure}")
    rest_on_figure(
        line=row, figure=figure, answers=["covered"], token=figure, by=force.asker("owner"),
        at=timezone.now(),
    )  # fmt: skip
    return row


def test_figures_of_the_unit_and_of_its_partners_bear_their_source_and_day():
    read()
    listed()
    at = timezone.now()
    found = {
        one.id: one for one in live_figures(force.who("owner"), compartment=force.where().pk, at=at)
    }
    assert (found["coverage-systems"].value, found["coverage-systems"].run) == (0.5, "R0007")
    assert (found["links-working"].value, found["links-listed"].value) == (0.5, 4)
    assert found["links-working"].run == "register of partners"
    assert {one.figure for one in BEARS} - {"coverage-devices"} <= set(found)


def test_a_figure_is_drawn_once_until_it_changes_and_earlier_ones_stay():
    read()
    first = draw_figures(**force.said())
    assert first
    assert draw_figures(**force.said()) == 0
    read("R0008", monitored=0, token="later")
    assert draw_figures(**force.said())
    rows_ = DrawnFigure.objects.filter(figure="coverage-systems").order_by("pk")
    assert [(row.run, row.value) for row in rows_] == [("R0007", 0.5), ("R0008", 0.0)]


def test_a_claim_is_held_against_the_figure_as_it_was_drawn():
    read()
    draw_figures(**force.said())
    resting()
    (over,) = [d for d in check(whole().plan, whole().strategy, on=timezone.now().date()).doubts
               if d.concern is Concern.OVER_STATED]  # fmt: skip
    assert "50%" in over.because
    assert "R0007" in over.because


def test_a_figure_whose_run_is_gone_is_told_and_shows_nothing():
    read()
    draw_figures(**force.said())
    resting()
    left = whole(runs=("R0001",))
    assert left.gone >= {"coverage-systems"}
    doubts = check(left.plan, left.strategy, on=timezone.now().date()).doubts
    assert [d.because for d in doubts if d.concern is Concern.FIGURE_GONE] == [
        "The figure coverage-systems is gone."
    ]


def test_a_line_rests_only_on_what_was_drawn():
    with pytest.raises(UserError, match="those that were drawn"):
        resting("coverage-planets")
