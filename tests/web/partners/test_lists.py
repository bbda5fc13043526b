"""Lists of partners taken in from files and taken out again: line by line, nothing twice."""

import io
from datetime import timedelta

import openpyxl
import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.decision import Kind, NotAllowed
from custodes.web.decision.roles import ChiefOfficerLead, ForcePlanOwner
from custodes.web.documents.tables import csv_response, xlsx_response
from custodes.web.partners.actions.importing import take_list
from custodes.web.partners.actions.listing import add_area, change_partner, put_back, take_off
from custodes.web.partners.filtering import Filter, links_for
from custodes.web.partners.importing import COLUMNS, MOST_LINES, lines_of
from custodes.web.partners.log import history_of
from custodes.web.partners.models import Partner
from custodes.web.partners.presenters import DERIVED, file_rows
from custodes.web.partners.queries import register
from web.accounts.people import AT, asker, member, place, user

TODAY = AT.date()
LIST = (
    "Name,Kind,Areas,Whole force,Groups,Whom to speak to,Days between contacts,"
    "On the register since"
    """
Harbour House,Refuge,Coast; Vale,no,People who suffer domestic abuse,The manager,60,2026-03-27
Outreach,sex-worker-outreach,Coast,yes,,,,27/03/2026
Castle,Castle,Coast,,,,,
"Haven, the",IDVA service,Nowhere,,,,,
Late,Refuge,Coast,,,,,31/02/2026
Harbour House,Refuge,Coast,,,,,
Odd,Refuge,Coast,perhaps,,,,
"""
)


@pytest.fixture
def plan(db):
    return place(Kind.PLAN, "Plan")


@pytest.fixture
def owner(plan):
    who = user("owner")
    member(who, plan, ForcePlanOwner)
    for name in ("Coast", "Vale"):
        add_area(name=name, compartment=plan, by=asker(who), at=AT)
    return asker(who)


def taken(plan, owner, text=LIST, name_areas=False):
    lines = lines_of("list.csv", text.encode())
    return take_list(compartment=plan, lines=lines, name_areas=name_areas, by=owner, at=AT)


def partners(owner):
    return {row.name: row for row in Partner.objects.visible_to(owner.user, at=AT)}


def test_the_good_lines_are_taken_and_the_others_told_with_their_number(plan, owner):
    found = taken(plan, owner)
    assert (found.lines, found.added, found.there) == (7, 2, 0)
    told = {one.number: one.because for one in found.refused}
    assert list(told) == [4, 5, 6, 7, 8]
    assert "“Castle” is not a kind of partner" in told[4]
    assert "Nowhere is not an area of the force" in told[5]
    assert "“31/02/2026” is not a day" in told[6]
    assert "earlier line" in told[7]
    assert "neither yes nor no" in told[8]
    house = partners(owner)["Harbour House"]
    assert (house.areas, house.every_days) == (["Coast", "Vale"], 60)
    assert house.groups == ["domestic-abuse"]
    assert partners(owner)["Outreach"].force_wide is True


def test_again_it_adds_nothing_and_areas_are_named_where_that_was_asked(plan, owner):
    taken(plan, owner)
    again = taken(plan, owner, name_areas=True)
    assert (again.added, again.there) == (1, 2)
    assert set(partners(owner)) == {"Harbour House", "Outreach", "Haven, the"}


def test_what_was_taken_out_is_taken_in_again_whole(plan, owner):
    taken(plan, owner, LIST.replace("The manager", "=cmd|' /C calc'!A0"))
    links = list(register(owner.user, compartment=plan.key, at=AT).links)
    columns, rows = [*COLUMNS.values(), *map(str, DERIVED)], file_rows(links, TODAY)
    before = {k: [getattr(v, f) for f in COLUMNS] for k, v in partners(owner).items()}
    other = place(Kind.PLAN, "Other")
    member(owner.user, other, ForcePlanOwner)
    for form in (csv_response, xlsx_response):
        content = form("partners", columns, rows).content
        found = take_list(
            compartment=other,
            lines=lines_of("p", content),
            name_areas=True,
            by=owner,
            at=AT + timedelta(seconds=1),
        )
        assert found.refused == ()
    rows = Partner.objects.visible_to(owner.user, at=AT).filter(compartment=other)
    assert {row.name: [getattr(row, f) for f in COLUMNS] for row in rows} == before


def test_an_excel_file_is_read_with_its_dates_and_numbers(plan, owner):
    book = openpyxl.Workbook()
    book.active.append(
        ["Name", "Kind", "Days between contacts", "On the register since", "Whole force"]
    )
    book.active.append(["Harbour", "Refuge", 30, TODAY, True])
    held = io.BytesIO()
    book.save(held)
    lines = lines_of("x.xlsx", held.getvalue())
    found = take_list(compartment=plan, lines=lines, name_areas=False, by=owner, at=AT)
    assert found.refused == ()
    row = partners(owner)["Harbour"]
    assert (row.every_days, row.listed_on, row.force_wide) == (30, TODAY, True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Kind,Areas\nRefuge,Coast\n",
        b"Name,Kind\n" + b"A,Refuge\n" * (MOST_LINES + 1),
        b"PK\x03\x04 not a zip",
        b"\0\1\2\3",
        b"x" * 2_000_001,
        b'Name,Kind\n"A,Refuge\n',
    ],
    ids=["empty", "no name", "too long", "broken zip", "bytes", "too large", "open quote"],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(content):
    with pytest.raises(UserError) as told:
        lines_of("list.csv", content)
    assert str(told.value).endswith(".")


def test_who_may_only_read_takes_nothing_in(plan, owner):
    lead = user("lead")
    member(lead, plan, ChiefOfficerLead)
    with pytest.raises(NotAllowed):
        taken(plan, asker(lead))
    assert partners(owner) == {}


def test_the_history_tells_each_change_with_what_it_was(plan, owner):
    taken(plan, owner)
    row = partners(owner)["Harbour House"]
    change_partner(partner=row, version=1, name="Harbour", every_days=30, by=owner, at=AT)
    take_off(partner=row, on=TODAY, because="It has closed.", version=2, by=owner, at=AT)
    put_back(partner=row, because="It is open again.", version=3, by=owner, at=AT)
    told = history_of(row, owner.user, at=AT)
    assert [one["title"] for one in told] == [
        "Changed: Link ended",
        "Changed: Link ended",
        "Changed: Name, Days between contacts",
        "Put on the register",
    ]
    assert "Why: It is open again." in told[0]["text"]
    assert "Name was “Harbour House”, is “Harbour”." in told[2]["text"]


def test_search_and_filters_find_what_they_name(plan, owner):
    taken(plan, owner)
    whole = register(owner.user, compartment=plan.key, at=AT).links

    def found(**asked):
        return [link.name for link in links_for(whole, Filter.asked(asked), TODAY)]

    assert found() == ["Harbour House", "Outreach"]
    assert found(q="harb refuge") == ["Harbour House"]
    assert found(kind="refuge") == ["Harbour House"]
    assert found(group="domestic-abuse") == ["Harbour House"]
    assert found(area="Vale") == ["Harbour House", "Outreach"]
    assert found(level="1") == []
    assert found(due="overdue") == ["Harbour House", "Outreach"]
    assert found(due="silent") == ["Harbour House", "Outreach"]
    assert found(due="left") == []
    assert found(kind="castle", level="x") == ["Harbour House", "Outreach"]
