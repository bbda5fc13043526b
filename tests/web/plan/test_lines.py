"""Lines: versions that stay, one table of states, two at once, the plan of any day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.conflict import Conflict
from custodes.web.decision import NotAllowed
from custodes.web.plan import rows
from custodes.web.plan.actions.lines import change_line, set_state
from custodes.web.plan.elements import Element, Status
from custodes.web.plan.models import LineVersion, PlanLine
from custodes.web.plan.over_time import by_month
from custodes.web.plan.states import LINES
from web.plan import force

pytestmark = pytest.mark.django_db


def acts(at=None):
    at = at or timezone.now()
    return {"by": force.asker("owner", at), "at": at}


def test_a_line_keeps_every_version_with_its_reason():
    row = force.line(state="not-commenced")
    row = set_state(line=row, state="commenced", version=1, because="Begun.", **acts())
    row = change_line(line=row, version=2, title="Meet every refuge", because="Clearer.", **acts())
    kept = LineVersion.objects.filter(line=row).order_by("version")
    assert [(v.version, v.state, v.title, v.because) for v in kept] == [
        (1, "not-commenced", "Meet each refuge", ""),
        (2, "commenced", "Meet each refuge", "Begun."),
        (3, "commenced", "Meet every refuge", "Clearer."),
    ]
    same = change_line(line=row, version=3, title="Meet every refuge", **acts())
    assert same.version == 3


def test_sent_twice_it_is_entered_once():
    assert force.line().pk == force.line().pk
    assert force.line(token="another").number == 2


def test_of_two_at_once_the_second_is_told():
    row = force.line()
    change_line(line=row, version=1, owner="Head of standards", **acts())
    with pytest.raises(Conflict) as moved:
        change_line(line=row, version=1, owner="Nobody", **acts())
    assert moved.value.now.owner == "Head of standards"


@pytest.mark.parametrize(
    ("old", "new"),
    [(o, n) for o in LINES.words for n in LINES.words if o != n],
)
def test_states_change_by_the_one_table(old, new):
    row = force.line(state="commenced")
    PlanLine.objects.filter(pk=row.pk).update(state=old)
    act = {"line": row, "state": new, "version": 1, "because": "So.", **acts()}
    if LINES.may(old, new):
        assert set_state(**act).state == new
    else:
        with pytest.raises(UserError, match="cannot become"):
            set_state(**act)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " "}, "what the line does"),
        ({"start": date(2026, 2, 1), "due": date(2026, 1, 1)}, "turn the two days round"),
        ({"strand": "leadership", "strategy": "npcc-2017-04"}, "Choose the strand"),
        ({"recommendations": ["1999-none"]}, "no recommendation that is asked for"),
        ({"state": "set-aside"}, "Choose how far"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(fields, said):
    with pytest.raises(UserError, match=said):
        force.line(**{"title": "A line", "token": "t"} | fields)
    assert not PlanLine.objects.exists()


def test_the_database_refuses_nonsense_too():
    row = force.line()
    for wrong in (
        {"state": "done"},
        {"start": date(2026, 2, 1), "due": date(2026, 1, 1)},
        {"strand": "prevention", "strategy": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanLine.objects.filter(pk=row.pk).update(**wrong)


def test_a_reason_is_asked_for_and_a_chief_officer_writes_nothing():
    row = force.line()
    with pytest.raises(UserError, match="what has happened"):
        set_state(line=row, state="in-place", version=1, because=" ", **acts())
    chief = {"by": force.asker("chief"), "at": timezone.now()}
    with pytest.raises(NotAllowed):
        set_state(line=row, state="in-place", version=1, because="Done.", **chief)
    with pytest.raises(NotAllowed):
        change_line(line=row, version=1, owner="Me", **chief)


def test_the_plan_of_an_earlier_day_can_be_read_again():
    now, then = timezone.now(), timezone.now() - timedelta(days=30)
    row = force.line(state="not-commenced", at=then)
    force.line("Later", Element.CCU, token="later", at=now)
    set_state(line=row, state="commenced", version=1, because="Begun.", **acts(now))
    asked = {"user": force.who("owner"), "place": force.where(), "runs": (), "at": now}
    earlier = rows.whole(**asked, as_of=then + timedelta(days=1)).plan
    assert [(line.id, line.status) for line in earlier.lines] == [("L1", Status.NOT_COMMENCED)]
    assert [line.status for line in rows.whole(**asked).plan.lines] == [Status.COMMENCED] * 2
    months = by_month(rows.versions(asked["user"], asked["place"], at=now), now)
    assert months[0].counts == {"not-commenced": 1}
    assert months[-1].counts == {"commenced": 2}


def test_what_is_set_aside_is_in_no_plan_and_can_be_taken_up_again():
    row = force.line()
    row = set_state(line=row, state="set-aside", version=1, because="Not now.", **acts())
    asked = {"user": force.who("owner"), "place": force.where(), "runs": (), "at": timezone.now()}
    assert rows.whole(**asked).plan.lines == ()
    set_state(line=row, state="not-commenced", version=2, because="Now.", **acts())
    assert len(rows.whole(**asked | {"at": timezone.now()}).plan.lines) == 1
