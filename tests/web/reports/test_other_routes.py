"""Reports by other routes: entered or taken in as a list, sealed at once, each once."""

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.decision import Kind, NotAllowed
from custodes.web.reports.actions.lists import take_reports, take_staff
from custodes.web.reports.actions.opening import open_report
from custodes.web.reports.actions.receiving import enter
from custodes.web.reports.importing import REPORT_COLUMNS, STAFF_COLUMNS, lines_of
from custodes.web.reports.models import KnownStaff, Report, Sealed, every
from custodes.web.reports.queries import staff_of
from web.accounts.people import AT
from web.reports.unit import CANARY, DAY, PASSPHRASE

pytestmark = pytest.mark.django_db
TODAY = AT.date()
LIST = f"""Route,Received on,What,About,Danger
crimestoppers,2026-05-01,{CANARY} he rings people,PC Gaz,no
Supervisor,02/05/2026,He asked for her number,4172,yes
Pigeon,2026-05-01,x,,
iopc,tomorrow,x,,
complaint,2026-05-03,,,
"""


def entered(ours, **more):
    given = {
        "route": "supervisor",
        "received_on": TODAY,
        "what": f"{CANARY} he asked for her number",
        "token": "t",
        "by": ours.officer,
        "at": AT,
    }
    return enter(compartment=ours.places[Kind.INTAKE], **given | more)


def test_what_is_entered_is_sealed_at_once_and_opens_as_any_other(ours):
    row = entered(ours, danger=True, about="Gaz")
    assert entered(ours).pk == row.pk
    assert CANARY.encode() not in bytes(every(Sealed).get().content)
    found = open_report(report=row, passphrase=PASSPHRASE, by=ours.officer, at=AT)
    assert (found.said.what, found.said.officer.description) == (
        f"{CANARY} he asked for her number",
        "Gaz",
    )
    assert (found.report.route, found.report.danger, bytes(found.report.reporter)) == (
        "supervisor",
        True,
        b"",
    )


@pytest.mark.parametrize(
    "wrong",
    [{"route": "partner"}, {"what": " "}, {"received_on": TODAY + DAY}, {"what": "x" * 20_001}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_is_not_as_it_should_be_is_refused(ours, wrong):
    with pytest.raises(UserError):
        entered(ours, **wrong)
    assert not every(Report).exists()


def test_somebody_else_enters_nothing(ours):
    with pytest.raises(NotAllowed):
        entered(ours, by=ours.head)


def test_a_list_is_taken_line_by_line_and_again_adds_nothing(ours):
    lines = lines_of(LIST.encode(), REPORT_COLUMNS, 3)
    more = {"compartment": ours.places[Kind.INTAKE], "lines": lines, "by": ours.officer, "at": AT}
    found = take_reports(**more)
    assert (found.lines, found.added, found.there) == (5, 2, 0)
    assert [one.number for one in found.refused] == [4, 5, 6]
    assert not [one for one in found.refused if CANARY in one.because]
    again = take_reports(**more)
    assert (again.added, again.there, every(Report).count()) == (0, 2, 2)
    assert not [row for row in every(Sealed).all() if CANARY.encode() in bytes(row.content)]
    assert set(every(Report).values_list("route", "danger")) == {
        ("crimestoppers", False),
        ("supervisor", True),
    }


def test_staff_are_taken_in_for_intake_alone_and_brought_up_to_date(ours):
    text = "Staff,Name,Known as,Shoulder,Post\nPC 1,Gareth Holme,Gaz,4172,Coast\n,Nobody,,,\n"
    where = ours.places[Kind.INTAKE]
    for name in ("Gaz", "Gazza"):
        lines = lines_of(text.replace("Gaz", name).encode(), STAFF_COLUMNS, 1)
        found = take_staff(compartment=where, lines=lines, by=ours.officer, at=AT)
        assert len(found.refused) == 1
    (one,) = staff_of(where.key, ours.users["officer"], at=AT)
    assert (one.known_as, every(KnownStaff).count()) == ("Gazza", 1)
    assert staff_of(where.key, ours.users["analyst"], at=AT) == []
    officer = ours.users["officer"]
    officer.staff = "PC 1"
    assert staff_of(where.key, officer, at=AT) == []


def test_a_list_with_fewer_columns_leaves_the_others_as_they_were(ours):
    where = ours.places[Kind.INTAKE]
    whole = "Staff,Name,Known as,Shoulder,Post,Description\nPC 1,Gareth Holme,Gaz,4172,Coast,tall\n"
    for text in (whole, "Staff,Post\nPC 1,Vale\n", "Staff,Post,Shoulder\nPC 1,York\n"):
        lines = lines_of(text.encode(), STAFF_COLUMNS, 1)
        take_staff(compartment=where, lines=lines, by=ours.officer, at=AT)
    (one,) = staff_of(where.key, ours.users["officer"], at=AT)
    assert (one.name, one.known_as, one.shoulder) == ("Gareth Holme", "Gaz", "4172")
    assert (one.post, one.description) == ("York", "tall")
    lines = lines_of(b"Staff,Known as\nPC 1,\n", STAFF_COLUMNS, 1)
    take_staff(compartment=where, lines=lines, by=ours.officer, at=AT)
    (one,) = staff_of(where.key, ours.users["officer"], at=AT)
    assert one.known_as == "", "what a list has and leaves empty is emptied"


@pytest.mark.parametrize("content", [b"", b"\0", b"What\nx\n", b'Route,Received on,What\n"a'])
def test_a_file_that_is_no_list_is_refused(content):
    with pytest.raises(UserError):
        lines_of(content, REPORT_COLUMNS, 3)
