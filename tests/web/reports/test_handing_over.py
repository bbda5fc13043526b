"""Handing over: graded, sanitised, its source in another compartment, and nothing left over."""

from dataclasses import replace

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.decision import Kind, NotAllowed
from custodes.web.reports import states
from custodes.web.reports.actions.handing_over import (
    GivesAway,
    Grading,
    hand_over,
    send_back,
    take_on,
)
from custodes.web.reports.actions.opening import open_report
from custodes.web.reports.actions.receiving import take
from custodes.web.reports.actions.triaging import name_staff
from custodes.web.reports.leftovers import leftovers
from custodes.web.reports.models import IntelligenceDraft, Report, SourceLink, every
from custodes.web.sealing.contents import Person, Sender
from web.accounts.people import AT
from web.reports.test_working import triaged
from web.reports.unit import CANARY, PASSPHRASE, PULL, content, message

CLEAN = "An officer known as Gaz is said to contact a vulnerable person by a private phone."
GRADE = Grading("2", "C", "P", categories=("sexual-misconduct", "vulnerability"))

LEFT = {
    "the source's name": "Pryce says that an officer calls.",
    "the organisation": "A worker of Harbour says so.",
    "the person's name": "He calls Mel at night.",
    "a number": "He rings 07700900123.",
    "another number": "Ring 01904 4960123 for more.",
    "an address": "Write to a.b@example.org.",
    "first person": "I was told that he calls.",
    "we": "He frightens our people.",
    "the report's own words": "It is said that Gaz rings her at night from his own phone.",
}
TO_LOOK_AT = {
    "who saw it": "A client says that he calls.",
    "a service": "Somebody at a refuge is afraid of him.",
    "an exact time": "He called at 23:15.",
    "a day": "He called on 14 March.",
    "the place": "He was seen in Sandgate.",
}
HARMLESS = (
    CLEAN,
    "PC 4172 uses a private phone to contact a person met on duty.",
    "The US consulate was named.",
)


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_points_at_the_source_stops_the_text(text):
    assert any(one.stops for one in leftovers(text, content(), "Harbour House"))


@pytest.mark.parametrize("text", TO_LOOK_AT.values(), ids=TO_LOOK_AT)
def test_what_may_point_at_the_source_is_to_be_looked_at(text):
    found = leftovers(text, content())
    assert found and not any(one.stops for one in found)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_gives_nothing_away_passes(text):
    assert leftovers(text, content(), "Harbour House") == ()


def test_what_was_written_in_the_thread_is_held_against_the_text_too():
    thread = ("He waits for her by the bridge each Sunday after dark now.", "Ring 0161 496 0000.")
    text = "It is said that he waits for her by the bridge each Sunday after dark."
    assert not any(one.stops for one in leftovers(text, content()))
    assert any(one.stops for one in leftovers(text, content(), thread=thread))
    assert any(one.stops for one in leftovers("See 01614960000.", content(), thread=thread))
    assert any(one.stops for one in leftovers(text, None, thread=thread))


def test_two_numbers_that_stand_next_to_each_other_are_two():
    said = content(sender=Sender(safe_contact="55 01 77"), person=Person(safe_contact="66 02 88"))
    for number in ("550177", "660288"):
        assert any(one.stops for one in leftovers(f"See {number}.", said))


def given(ours, report, **more):
    opened = open_report(report=report, passphrase=PASSPHRASE, by=ours.officer, at=AT)
    told = {
        "text": CLEAN,
        "grading": GRADE,
        "provenance": "Heard from somebody who was told.",
        "looked_at": False,
        "opened": opened,
        "version": opened.report.version,
        "by": ours.officer,
        "at": AT,
    }
    return hand_over(report=opened.report, **told | more)


@pytest.mark.django_db
def test_each_side_of_the_corridor_sees_its_own_and_no_more(ours, report):
    triaged(ours, report)
    draft = given(ours, report)
    users = ours.users

    def seen(model, who):
        return list(model.objects.visible_to(users[who], at=AT))

    assert seen(IntelligenceDraft, "analyst") == [draft]
    assert seen(SourceLink, "analyst") == seen(Report, "analyst") == []
    (link,) = seen(SourceLink, "custodian")
    assert (link.source, link.report_id) == (draft.source, report.pk)
    assert seen(IntelligenceDraft, "custodian") == seen(Report, "custodian") == []
    assert seen(IntelligenceDraft, "officer") == seen(SourceLink, "officer") == []
    held = {f.name: str(getattr(draft, f.name)) for f in draft._meta.concrete_fields}
    assert not [n for n, v in held.items() if report.reference in v or CANARY in v]
    report.refresh_from_db()
    assert (report.state, report.outcome) == (states.DECIDED, "intelligence")


@pytest.mark.django_db
def test_a_draft_about_somebody_who_sees_drafts_is_hidden_from_them(ours, report):
    triaged(ours, report)
    given(ours, report)
    analyst = ours.users["analyst"]
    analyst.staff = "PC 4172"
    analyst.save()
    assert IntelligenceDraft.objects.visible_to(analyst, at=AT).exists()
    name_staff(
        report=report, staff="PC 4172", sure="strong", because="The number.", by=ours.officer, at=AT
    )
    assert not IntelligenceDraft.objects.visible_to(analyst, at=AT).exists()


@pytest.mark.django_db
def test_a_text_that_gives_its_source_away_is_handed_to_nobody(ours, report):
    triaged(ours, report)
    with pytest.raises(GivesAway):
        given(ours, report, text=LEFT["first person"], looked_at=True)
    with pytest.raises(GivesAway) as told:
        given(ours, report, text=TO_LOOK_AT["a service"])
    assert len(told.value.found) == 1
    assert not every(IntelligenceDraft).exists()
    assert given(ours, report, text=TO_LOOK_AT["a service"], looked_at=True)


@pytest.mark.django_db
def test_the_conditions_are_held_against_the_report_as_the_text_is(ours, report):
    triaged(ours, report)
    told = {"looked_at": True, "grading": replace(GRADE, handling="C", conditions="Ask Pryce.")}
    with pytest.raises(GivesAway):
        given(ours, report, **told)
    said = message(ours.ring, report.first, report.pair, "He waits by the bridge on Sunday nights.")
    take(compartment=report.compartment, raw=said.to_bytes(), received_on=AT.date(), by=PULL, at=AT)
    with pytest.raises(GivesAway):
        given(ours, report, text="It is told: he waits by the bridge on Sunday nights.")
    told["grading"] = replace(told["grading"], conditions="Ask the unit first.")
    assert given(ours, report, **told).conditions == "Ask the unit first."


@pytest.mark.django_db
@pytest.mark.parametrize(
    "grading",
    [
        Grading("4", "A", "P", categories=("other",)),
        Grading("1", "F", "P", categories=("other",)),
        Grading("1", "A", "C", categories=("other",)),
        Grading("1", "A", "P", "Ask first.", ("other",)),
        Grading("1", "A", "P"),
        Grading("1", "A", "P", categories=("gossip",)),
    ],
    ids=str,
)
def test_a_grading_that_is_not_whole_is_refused(ours, report, grading):
    triaged(ours, report)
    with pytest.raises(UserError):
        given(ours, report, grading=grading)


@pytest.mark.django_db
def test_intelligence_takes_a_draft_on_or_sends_it_back_once(ours, report):
    triaged(ours, report)
    draft = given(ours, report)
    with pytest.raises(NotAllowed):
        take_on(draft=draft, version=1, by=ours.officer, at=AT)
    send_back(draft=draft, version=1, by=ours.analyst, because="Which station?", at=AT)
    draft.refresh_from_db()
    assert (draft.state, draft.returned_because) == (states.RETURNED, "Which station?")
    with pytest.raises(UserError):
        take_on(draft=draft, version=draft.version, by=ours.analyst, at=AT)


@pytest.mark.django_db
def test_without_a_place_for_intelligence_nothing_is_handed_over(ours, report):
    triaged(ours, report)
    where = ours.places[Kind.INTEL]
    where.force = "another"
    where.save()
    with pytest.raises(UserError, match="no compartment for intelligence"):
        given(ours, report)
    assert not SourceLink.objects.visible_to(ours.users["custodian"], at=AT).exists()
