"""Whom a report concerns: however it is typed, they see nothing of it; a wrong name goes back."""

import pytest
from django.http import Http404

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import Bar
from custodes.web.audit.models import Event
from custodes.web.decision import Basis, Kind
from custodes.web.reports.actions.lists import take_staff
from custodes.web.reports.actions.opening import open_report
from custodes.web.reports.actions.triaging import (
    Unknown,
    name_staff,
    step_back,
    take_name_back,
)
from custodes.web.reports.importing import STAFF_COLUMNS, lines_of
from custodes.web.reports.models import Named, Report, every
from custodes.web.reports.presenters import named_rows
from custodes.web.reports.queries import concerns, named_of, report_named
from web.accounts.people import AT
from web.reports.pages import signed_in
from web.reports.unit import DAY, PASSPHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(ours, report):
    """A reader whose reference an account, a bar and the list of staff write each in its way."""
    open_report(report=report, passphrase=PASSPHRASE, by=ours.officer, at=AT)
    who = ours.users["colleague"]
    who.staff = "S-1042"
    who.save()
    lines = lines_of(b"Staff,Name\ns-1042,Gareth Holme\nS-7,Anne\n", STAFF_COLUMNS, 1)
    take_staff(compartment=ours.places[Kind.INTAKE], lines=lines, by=ours.officer, at=AT)
    return who


def named(ours, report, staff, **more):
    told = {"sure": "strong", "because": "The number.", "by": ours.officer, "at": AT}
    return name_staff(report=report, staff=staff, **told | more)


def taken_back(ours, report, staff):
    more = {"because": "It was another Gaz.", "by": ours.officer, "at": AT}
    return take_name_back(report=report, staff=staff, **more)


@pytest.mark.parametrize("typed", ["S-1042", "s-1042", " S-1042  "])
def test_however_a_reference_is_typed_whoever_it_is_sees_nothing(ours, report, colleague, typed):
    Bar(
        user=ours.users["supervisor"],
        subject="s-1042",
        basis=Basis.ASSOCIATION.name,
        start=AT - DAY,
        reason="cousins",
        at=AT,
    ).save()
    named(ours, report, typed)
    for word in ("colleague", "supervisor"):
        with pytest.raises(Http404):
            report_named(report.reference, ours.users[word], at=AT)
    assert len(concerns(report)) == 1
    rows = named_rows(named_of(report, ours.users["officer"], at=AT))
    assert len(rows) == 1, "one member of staff stands there once"


def test_a_reference_that_nobody_has_is_asked_about_before_it_is_taken(ours, report, colleague):
    for typed in ("S-1024", "S 1042"):
        with pytest.raises(Unknown):
            named(ours, report, typed)
    assert concerns(report) == []
    named(ours, report, "S-1024", confirmed=True)
    assert concerns(report) == ["S-1024"]


def test_the_page_asks_and_then_does_not_say_that_they_see_none_of_it(
    ours, report, colleague, settings
):
    settings.SECOND_FACTOR_COMPULSORY = False
    client = signed_in(ours.users["officer"])
    address = f"/reports/{report.reference}/name/"
    assert "nobody here has it" not in client.get(address).content.decode()
    said = {"staff": "S-1024", "because": "The number."}
    asked = client.post(address, said)
    assert asked.status_code == 422
    assert "nobody here has it" in asked.content.decode()
    done = client.post(address, said | {"confirmed": "on"}, follow=True).content.decode()
    assert "it keeps nobody away" in done and "see none of it" not in done
    known = client.post(address, {"staff": "s-7", "because": "Her name."}, follow=True)
    assert "see none of it" in known.content.decode()


def test_a_wrong_name_is_taken_back_with_its_reason_and_keeps_nobody_away(ours, report, colleague):
    named(ours, report, "s-1042")
    with pytest.raises(UserError, match="why the name"):
        take_name_back(report=report, staff="S-1042", because=" ", by=ours.officer, at=AT)
    taken_back(ours, report, "S-1042")
    assert report_named(report.reference, colleague, at=AT)
    assert concerns(report) == []
    (row,) = named_rows(named_of(report, ours.users["officer"], at=AT))
    assert row[0].casefold() == "s-1042" and "It was another Gaz." in row[1]
    assert Event.objects.filter(kind="report_named", effect="changed").count() == 2
    # Whoever was named by mistake does not learn that they were.
    assert named_rows(named_of(report, colleague, at=AT)) == []
    with pytest.raises(UserError, match="already"):
        taken_back(ours, report, "S-1042")
    named(ours, report, "S-1042")
    with pytest.raises(Http404):
        report_named(report.reference, colleague, at=AT)


def test_stepping_back_is_no_name_that_could_be_taken_back(ours, report):
    step_back(report=report, because="I was at school with him.", by=ours.colleague, at=AT)
    (row,) = every(Named).filter(report=report)
    with pytest.raises(UserError):
        taken_back(ours, report, row.staff)
    with pytest.raises(UserError, match="not the reference"):
        named(ours, report, row.staff.upper(), confirmed=True)
    assert not Report.objects.visible_to(ours.users["colleague"], at=AT).exists()


def test_a_name_is_taken_back_on_its_page(ours, report, colleague, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    named(ours, report, "S-7")
    client = signed_in(ours.users["officer"])
    address = f"/reports/{report.reference}/"
    assert "Take a name back" in client.get(address).content.decode()
    sent = {"staff": "S-7", "because": "It was somebody else."}
    shown = client.post(f"{address}take-back/", sent, follow=True).content.decode()
    assert "The reason is on record." in shown and "It was somebody else." in shown
    assert client.post(f"{address}take-back/", sent).status_code == 422
