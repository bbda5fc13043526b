"""What is done to registers, reviews and assessments: by whom, once, and never over another's."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.audit.models import Event
from custodes.web.capability import rows
from custodes.web.capability.actions import registers, signing
from custodes.web.capability.actions.importing import take_file
from custodes.web.capability.actions.trying import keep_what_if, leave_what_if
from custodes.web.capability.capacity import Change
from custodes.web.capability.contents import Contents, as_json, from_json
from custodes.web.capability.importing import LinesWrong
from custodes.web.capability.measured import Measured, taken_over
from custodes.web.capability.models import DeviceList, Item, Review, ThreatItem, WhatIf
from custodes.web.capability.queries import live_figures
from custodes.web.decision import NotAllowed
from custodes.web.decision.roles import CapabilityReviewer, ChiefOfficerLead
from custodes.web.design.showing import day
from web.accounts.people import AT, DAY, member, user
from web.capability.units import CONTENTS, people, reading

pytestmark = pytest.mark.django_db
PAPER = {"title": "Review", "lines": [], "sections": []}


@pytest.fixture
def unit():
    return people()


def begun(unit, contents=CONTENTS):
    _owner, reviewer, _chief, where = unit
    return signing.begin(
        Review, compartment=where, on=AT.date(), content=as_json(contents), by=reviewer, at=AT
    )


def add(unit, **fields):
    _owner, reviewer, _chief, where = unit
    said = {"what": "system", "name": "Vetting"} | fields
    return registers.add_item(compartment=where, by=reviewer, at=AT, **said)


def test_what_a_review_says_comes_back_as_it_was_kept():
    assert from_json(json.loads(json.dumps(as_json(CONTENTS)))) == CONTENTS


def test_of_two_who_change_an_item_the_second_is_told_and_nothing_is_overwritten(unit):
    owner, reviewer, _chief, _where = unit
    item = add(unit)
    registers.change_item(item=item, version=1, by=owner, at=AT, how="Nightly")
    with pytest.raises(Conflict) as told:
        registers.change_item(item=item, version=1, by=reviewer, at=AT, how="Weekly")
    assert told.value.now.how == "Nightly"
    with pytest.raises(UserError, match="on the register already"):
        add(unit)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "name"),
        ({"mode": "often"}, "proactively"),
        ({"held": 3}, "class of device"),
        ({"what": "device", "held": 10**12}, "999,999 at most"),
        ({"due_on": date(2026, 7, 1)}, "since when"),
        ({"what": "device", "planned_on": date(2026, 7, 1), "due_on": date(2026, 6, 1)}, "after"),
        ({"what": "technology", "mode": "reactive"}, "not monitored"),
    ],
)
def test_a_wrong_item_is_refused_with_what_is_wrong(unit, fields, said):
    with pytest.raises(UserError, match=said):
        add(unit, **fields)


def test_the_database_refuses_nonsense_too(unit):
    where = unit[3]
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(compartment=where, what="toaster", name="X", listed_on=AT.date())
    row = begun(unit)
    row.state = "signed"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_chief_officer_signs_and_does_not_write_and_the_writer_does_not_sign(unit):
    owner, reviewer, chief, _where = unit
    row = begun(unit)
    for by, act in (
        (chief, lambda: signing.change(row=row, version=1, content={}, by=chief, at=AT)),
        (reviewer, lambda: signing.sign(row=row, paper=PAPER, version=1, by=reviewer, at=AT)),
    ):
        with pytest.raises(NotAllowed):
            act()
        assert Event.objects.filter(action="deny", actor=by.by.actor).count() == 1
    signing.sign(row=row, paper=PAPER, version=1, by=chief, at=AT)
    signed = rows.row_of(Review, owner.user, at=AT, pk=row.pk)
    assert signed.signed_by == chief.user and len(signed.sha256) == 64
    assert rows.contents_of(signed) == CONTENTS
    with pytest.raises(UserError, match="stays as it is"):
        signing.change(row=signed, version=2, content={"budget": 1}, by=reviewer, at=AT)
    assert begun(unit).number == 2


def test_a_review_that_changed_after_it_was_read_is_not_signed(unit):
    _owner, reviewer, chief, _where = unit
    row = begun(unit)
    signing.change(row=row, version=1, content={"budget": 3.0}, by=reviewer, at=AT)
    with pytest.raises(Conflict):
        signing.sign(row=row, paper=PAPER, version=1, by=chief, at=AT)


def test_two_who_begin_a_review_write_one(unit):
    assert begun(unit).pk == begun(unit, Contents()).pk
    assert Event.objects.filter(kind="capacity_review", effect="made").count() == 1


def test_the_figures_of_a_signed_review_reach_the_plan_with_their_source(unit):
    owner, _reviewer, chief, where = unit
    row = begun(unit)
    assert "hours-needed" not in {f.id for f in figures(owner, where)}
    signing.sign(row=row, paper=PAPER, version=1, by=chief, at=AT)
    told = {f.id: f for f in figures(owner, where)}
    assert told["reviews-done"].value == 1
    assert told["reviews-done"].run == f"review-1 of {day(AT)}"
    assert told["hours-needed"].value == pytest.approx(10 * 6 + 4 * 6 + 0.8 * 60)
    assert told["cases-sought"].value == pytest.approx(5 / 15, abs=1e-4)
    later = live_figures(owner.user, compartment=where.key, at=AT + 400 * DAY)
    assert next(f.value for f in later if f.id == "reviews-done") == 0


def figures(by, where):
    return live_figures(by.user, compartment=where.key, at=AT)


def test_a_what_if_is_kept_once(unit):
    _owner, reviewer, _chief, _where = unit
    row = begun(unit)
    for _turn in range(2):
        keep_what_if(review=row, title="Two", change=Change(posts=2), token="t", by=reviewer, at=AT)
    assert WhatIf.objects.visible_to(reviewer.user, at=AT).count() == 1


def test_a_what_if_changes_something_and_stands_beside_a_draft_alone(unit):
    _owner, reviewer, chief, _where = unit
    row, asked = begun(unit), {"title": "Two", "token": "t", "by": reviewer, "at": AT}
    with pytest.raises(UserError, match="Change one at least"):
        keep_what_if(review=row, change=Change(), **asked)
    kept = keep_what_if(review=row, change=Change(posts=2), **asked)
    with pytest.raises(Conflict):
        signing.sign(row=row, paper=PAPER, version=1, by=chief, at=AT)
    signing.sign(row=row, paper=PAPER, version=2, by=chief, at=AT)
    with pytest.raises(UserError, match="stays as it is"):
        keep_what_if(review=row, change=Change(posts=3), **asked | {"token": "u"})
    with pytest.raises(UserError, match="stays as it is"):
        leave_what_if(what_if=kept, by=reviewer, at=AT)


def test_none_of_those_who_wrote_in_a_review_signs_it(unit):
    """Also who was neither the first nor the last, and who only tried something beside it."""
    owner, _reviewer, chief, where = unit
    row = begun(unit)
    both = user("both")
    for role in (CapabilityReviewer, ChiefOfficerLead):
        member(both, where, role)
    between = Asker(both, By(actor=both.reference), True, AT)
    signing.change(row=row, version=1, content={"budget": 3.0}, by=between, at=AT)
    signing.change(row=row, version=2, content={"budget": 4.0}, by=owner, at=AT)
    with pytest.raises(UserError, match="a second person"):
        signing.sign(row=row, paper=PAPER, version=3, by=between, at=AT)
    signing.sign(row=row, paper=PAPER, version=3, by=chief, at=AT)
    second = begun(unit)
    keep_what_if(review=second, title="More", change=Change(posts=1), token="m", by=between, at=AT)
    with pytest.raises(UserError, match="a second person"):
        signing.sign(row=second, paper=PAPER, version=2, by=between, at=AT)


def test_what_was_taken_off_the_register_is_put_back(unit):
    owner, reviewer, _chief, where = unit
    item = add(unit)
    registers.take_off(row=item, version=1, by=owner, at=AT)
    with pytest.raises(UserError, match="Put it back"):
        add(unit)
    with pytest.raises(Conflict):
        registers.put_back(row=item, version=1, by=reviewer, at=AT)
    registers.put_back(row=item, version=2, by=reviewer, at=AT)
    registers.put_back(row=item, version=3, by=reviewer, at=AT)
    asked = {"compartment": where.key, "at": AT}
    (held,) = rows.items(owner.user, **asked)
    assert (held.pk, held.left_on, held.version) == (item.pk, None, 3)
    assert rows.taken_off(Item, owner.user, **asked) == []
    post = registers.add_post(
        compartment=where, title="Analyst 1", hours=37, filled=True, by=owner, at=AT
    )
    registers.take_off(row=post, version=1, by=owner, at=AT)
    registers.put_back(row=post, version=2, by=owner, at=AT)
    assert len(rows.skills(owner.user, **asked).posts) == 1


def test_a_measured_number_is_marked_live_and_no_longer_when_it_is_changed():
    offered = [
        Measured("systems", "Systems", 3, "systems", "R0007", AT.date()),
        Measured("other-reports", "Reports", 2.5, "a week", "register", AT.date(), 1.4),
        Measured(None, "Decided", 9, "a week", "decisions", AT.date()),
    ]
    after = taken_over(CONTENTS, offered)
    assert after.systems == 3
    assert next(w for w in after.work if w.kind == "other-reports").arrival_cv == 1.4
    assert set(after.live) == {"systems", "other-reports"}
    assert replace(after, live={}) != CONTENTS


def take(unit, layout, text, staff=None, name="file.csv"):
    owner, _reviewer, _chief, where = unit
    content = text if isinstance(text, bytes) else text.encode()
    return take_file(
        layout=layout, content=content, name=name, compartment=where, staff=staff, by=owner, at=AT
    )


def test_a_register_is_taken_whole_and_again_adds_nothing(unit):
    text = (
        "what;name;monitored;held;planned_on\nsystem;Records;proactive;;\n"
        "device;Tablets;no;24;1/5/2026\n"
    )
    assert take(unit, "register", text).startswith("2 added, 0")
    assert take(unit, "register", text).startswith("0 added, 0 brought up to date, 2")
    assert take(unit, "register", text.replace("24", "30")).startswith("0 added, 1")
    assert Item.objects.visible_to(unit[0].user, at=AT).count() == 2


def test_every_wrong_line_is_told_with_its_number_and_nothing_is_taken(unit):
    text = "what,name,held\nsystem,Records,\n\ntoaster,Kitchen,\ndevice,Phones,many\nsystem,,\n"
    with pytest.raises(LinesWrong) as told:
        take(unit, "register", text)
    assert [one.line for one in told.value.lines] == [4, 5, 6]
    assert "toaster" in told.value.lines[0].because
    assert not Item.objects.visible_to(unit[0].user, at=AT).exists()


@pytest.mark.parametrize("held", ["1000000", "9" * 5000, "0" * 5000 + "1000000"])
def test_a_number_beyond_all_devices_is_a_wrong_line(unit, held):
    with pytest.raises(LinesWrong) as told:
        take(unit, "register", f"what,name,held\ndevice,Phones,{held}\n")
    assert "is more than 999,999" in told.value.lines[0].because
    assert take(unit, "register", "what,name,held\ndevice,Phones,00012\n").startswith("1 added")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "empty"),
        (b"\0\0\0", "a.csv", "no CSV"),
        (b"a,b\n1,2\n", "a.csv", "missing"),
        (b"what,name\n", "a.csv", "no line"),
        (b"PK\x03\x04broken", "a.xlsx", "no Excel"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_sentence(unit, content, name, said):
    with pytest.raises(UserError, match=said):
        take(unit, "register", content, name=name)


def test_devices_are_held_against_the_staff_and_no_holder_is_kept(unit):
    text = "device,kind,holder,monitored\nD1,Mobile,S1,yes\nD2,Mobile,,no\nD3,Laptop,S99,no\n"
    for _turn in range(2):
        take(unit, "devices", text, staff={"S1", "S2"})
    (kept,) = DeviceList.objects.visible_to(unit[0].user, at=AT)
    assert kept.content["faults"]["no_holder"]["listed"] == ["D2"]
    assert kept.content["faults"]["unknown_holder"]["listed"] == ["D3"]
    assert kept.content["staff_without"] == 1
    assert "S1" not in json.dumps(kept.content) and "S99" not in json.dumps(kept.content)


def test_threat_items_and_training_are_counted_once(unit):
    line = "I-1,2026-03-01,"
    text = f"ref,on,categories\n{line}sexual misconduct; theft and fraud\n{line}other\n"
    take(unit, "threats", text)
    assert take(unit, "threats", text).startswith("0 new")
    assert ThreatItem.objects.visible_to(unit[0].user, at=AT).count() == 1
    take(unit, "posts", "post,hours,filled\nAnalyst 1,37,yes\n")
    given = "post,skill,on,until\nanalyst 1,analyst,2025-01-01,2026-01-01\n"
    unknown = given + "Nobody,analyst,2025-01-01,\n"
    with pytest.raises(LinesWrong, match="1 lines"):
        take(unit, "training", unknown)
    take(unit, "training", given)
    held = rows.skills(unit[0].user, compartment=unit[3].key, at=AT)
    assert held.holders("analyst") == 0, "it has run out"
    assert [one[1] for one in held.ending("run out")] == ["analyst"]


def test_a_yes_that_nothing_shows_is_refused_with_all_answers(unit):
    _owner, reviewer, _chief, where = unit
    said = [registers.Said("people", "no", "", 0), registers.Said("systems", "yes", " ", 0)]
    with pytest.raises(UserError, match="what shows it"):
        registers.answer_test(compartment=where, said=said, by=reviewer, at=AT)
    assert rows.answers(reviewer.user, compartment=where.key, at=AT) == {}
    registers.answer_test(compartment=where, said=said[:1], by=reviewer, at=AT)
    with pytest.raises(Conflict):
        changed = [registers.Said("people", "partly", "Half a post.", 0)]
        registers.answer_test(compartment=where, said=changed, by=reviewer, at=AT)


def test_what_the_monitoring_does_not_know_counts_as_held_and_not_as_monitored(unit):
    owner, _reviewer, _chief, where = unit
    reading(where, owner)
    add(unit, name="Number plates", mode="reactive")
    add(unit, name="The records", engine_name="records", mode="proactive")
    add(unit, what="device", name="Tablets", held=20)
    held = rows.holdings(owner.user, compartment=where.key, at=AT)
    assert [one.name for one in held] == ["custody", "Number plates", "The records", "mobile",
                                          "Tablets"]  # fmt: skip
    told = {f.id: f.value for f in figures(owner, where)}
    assert told["coverage-systems"] == pytest.approx(1 / 3)
    assert told["coverage-devices"] == pytest.approx(12 / 50)
    assert told["systems-proactive"] == 1
    assert [one.only_said for one in held] == [False, True, False, False, False]
