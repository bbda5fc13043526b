"""A world with one of each thing in it, and 147 people who stand differently towards it."""

import dataclasses
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from custodes.web.accounts.models import Bar, User
from custodes.web.accounts.second import ask
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.models import Alert, Watch
from custodes.web.api.models import ApiToken
from custodes.web.assessment.actions.asking import ask_force, draw_sample
from custodes.web.assessment.actions.opening import enter_record, open_round
from custodes.web.assessment.models import Assessed
from custodes.web.assessment.public_record import findings_of
from custodes.web.assessment.rounds import ROUND_2017
from custodes.web.audit.actions import By
from custodes.web.audit.checkpoints import checkpoint, read_signer
from custodes.web.capability.actions import registers, signing
from custodes.web.capability.actions.publishing import publish
from custodes.web.capability.actions.trying import keep_what_if
from custodes.web.capability.assessed import Assessed as Threat
from custodes.web.capability.assessed import as_json as threat_json
from custodes.web.capability.capacity import Change
from custodes.web.capability.contents import as_json as review_json
from custodes.web.capability.holdings import Coverage as CoverageHeld
from custodes.web.capability.models import Review, ThreatAssessment
from custodes.web.capability.panel import panel_content
from custodes.web.decision import Action, Kind
from custodes.web.decision.roles import (
    ROLES,
    ForcePlanOwner,
    InspectionLead,
    Inspector,
    MonitoringAnalyst,
)
from custodes.web.jobs.models import Job
from custodes.web.letters.actions.publishing import publish_totals
from custodes.web.letters.models import Bundle
from custodes.web.letters.queries import overall
from custodes.web.packs.models import AlertFile
from custodes.web.partners.actions.asking import put_question, write_question
from custodes.web.partners.actions.listing import add_area, add_partner
from custodes.web.partners.actions.noting import note_agreement, note_report
from custodes.web.partners.kinds import KINDS
from custodes.web.plan.actions.criteria import name_force
from custodes.web.plan.actions.evidence import put_in, rest_on_document
from custodes.web.plan.actions.lines import add_line
from custodes.web.plan.elements import Element
from custodes.web.pseudonyms.actions import name_for
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.reports.actions.receiving import take
from custodes.web.reports.models import IntelligenceDraft, Named, Safeguarding, SourceLink
from custodes.web.runs.actions.keeping import keep_run
from custodes.web.runs.models import Coverage, TakeInCheck
from custodes.web.sealing.envelope import new_id, sealed
from custodes.web.sealing.keys import new_pair
from custodes.web.submission.actions import prepare
from web.accounts.people import DAY, member, place
from web.alerts.conftest import force as force
from web.capability.units import CONTENTS

SITUATIONS = (
    "member",
    "other compartment",
    "barred",
    "is the subject",
    "membership expired",
    "no second factor",
    "suspended",
)


@pytest.fixture(scope="module")
def world(database, django_db_setup, django_db_blocker, force):
    """Made once for all routes, and taken back at the end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        config = dataclasses.replace(django_settings.CONFIG, home=force.path)
        patch.setattr(django_settings, "CONFIG", config)
        patch.setattr(django_settings, "SECOND_FACTOR_COMPULSORY", False)
        cache.clear()
        with transaction.atomic():
            yield _made(force, database)
            transaction.set_rollback(True)


def _made(force, database):
    now = timezone.now()
    places = {kind: place(kind, "Place") for kind in Kind}
    others = {kind: place(kind, "Other") for kind in Kind}
    author = person("author")
    member(author, places[Kind.PLAN], ForcePlanOwner)
    by = Asker(author, By(actor=author.reference), True, now)
    of_runs = {"compartment": places[Kind.MONITORING], "at": now}
    keep_run(force, "R0001", **of_runs)
    listed = ("devices_without_holder", "staff_without_device")
    counted = ("unknown_logins", "unknown_devices", "logins_without_staff", "overlapping_duties")
    agreed = {name: {"listed": [], "rows": 0, "references": 0} for name in (*listed, *counted)}
    agreed |= {name: [] for name in ("silent", "gaps", "skew")}
    content = {"covered": [], "feeds": [], "not_held": [], "agreed": agreed}
    Coverage.objects.create(as_of=now, staff=60, content=content, **of_runs)
    check = TakeInCheck.objects.create(well=True, checks=[], job="check", **of_runs)
    alert = Alert.objects.filter(kind="pair").order_by("pk").first()
    watch = Watch.objects.create(
        token="watch",
        staff=alert.staff,
        basis="part3",
        scope=["accesses"],
        start=now,
        end=now + 7 * DAY,
        reason="suspected",
        asked_by=author,
        **of_runs,
    )
    # One alert alone: where its subject looks, there is nothing.
    Alert.objects.exclude(pk=alert.pk).delete()
    add_area(name="Coast", compartment=places[Kind.PLAN], by=by, at=now)
    partner = add_partner(
        compartment=places[Kind.PLAN],
        listed_on=now.date(),
        name="A refuge of the coast",
        kind=KINDS[0].id,
        areas=["Coast"],
        by=by,
        at=now,
    )
    unit = a_unit(places[Kind.PLAN], now, by)
    told = {"partner": partner, "on": now.date(), "by": by, "at": now}
    agreement = note_agreement(title="Sharing", review_on=now.date() + 365 * DAY, token="a", **told)
    question = write_question(
        compartment=places[Kind.PLAN],
        title="What was seen",
        text="What was seen?",
        due_on=now.date(),
        token="q",
        by=by,
        at=now,
    )
    asked = {"partners": [partner], "on": now.date(), "way": "call", "by": by, "at": now}
    (put,) = put_question(question=question, **asked)
    noted = note_report(compartment=places[Kind.PLAN], route="partner", token="r", **told)
    received = received_report(places, alert.staff, author, now)
    job = Job.queue.create(
        compartment=places[Kind.MONITORING], kind="none", asked_by=author, asked_at=now
    )
    written = written_plan(places[Kind.PLAN], by, now)
    file = AlertFile.objects.create(
        compartment=places[Kind.MONITORING],
        document="pdf",
        name="alerts.pdf",
        kind="application/pdf",
        reason="a meeting",
        token="once",
        asked_by=author,
        asked_at=now,
        until=now + DAY,
        made_at=now,
        content=b"%PDF",
        sha256="0" * 64,
    )
    file.alerts.set([alert])
    token = ApiToken.objects.create(
        user=author, name="A program", digest="0" * 64, made_at=now, expires_at=now + DAY
    )
    inspected = inspection(places[Kind.INSPECTION], now)
    analyst = person("asking-analyst")
    member(analyst, places[Kind.MONITORING], MonitoringAnalyst)
    question = ask(
        action=Action.SUPPRESS,
        compartment=places[Kind.MONITORING],
        about="a pair",
        subjects=frozenset({alert.staff}),
        sentence="Hold back alerts of a pair",
        address="/alerts/held-back/",
        by=Asker(analyst, By(actor=analyst.reference), True, now),
        because="known to the unit",
        at=now,
    )
    people = {
        (role.id, situation): made_person(role, situation, places, others, alert.staff, now)
        for role in ROLES
        for situation in SITUATIONS
    }
    return SimpleNamespace(
        database=database,
        now=now,
        places=places,
        alert=alert,
        partner=partner,
        unit=unit,
        agreement=agreement,
        put=put,
        noted_report=noted,
        job=job,
        **written,
        point=checkpoint(read_signer(django_settings.AUDIT_KEY)),
        asked=question,
        membership=analyst.memberships.get(),
        bar=Bar.objects.filter(compartment=places[Kind.MONITORING]).first(),
        asker=analyst,
        check=check,
        watch=watch,
        file=file,
        token=token,
        **inspected,
        **received,
        staff_name=name_for(Subject.STAFF, alert.staff),
        people=people,
        nobody=signed_in(person("nobody")),
    )


def written_plan(where, by, now):
    """A line that rests on a document, and a submission that is being prepared."""
    said = {"compartment": where, "by": by, "at": now}
    line = add_line(
        title="Seek", element=Element.LINKS, state="commenced", owner="Head", token="l", **said
    )
    document = put_in(name="plan.txt", title="Plan", content=b"Sought.", token="d", **said)
    rests = rest_on_document(
        line=line, document=document, shows="it", answers=(), token="e", by=by, at=now
    )
    name_force(force="kent", **said)
    prepare(round_="2026", cut_off=now, chosen=[document.pk], claims={}, token="s", **said)
    return {"line": line, "document": document, "evidence": rests}


def a_unit(where, now, by):
    """One of each thing of the unit's capability, as its plan owner entered it."""
    made = {"compartment": where, "by": by, "at": now}
    item = registers.add_item(what="system", name="A system of the coast", **made)
    post = registers.add_post(title="Analyst", hours=37.0, filled=True, **made)
    review = signing.begin(Review, on=now.date(), content=review_json(CONTENTS), **made)
    threat = signing.begin(ThreatAssessment, on=now.date(), content=threat_json(Threat()), **made)
    return SimpleNamespace(
        item=item,
        post=post,
        training=registers.note_training(
            post=post, skill="analyst", on=now.date(), until=None, by=by, at=now
        ),
        review=review,
        what_if=keep_what_if(
            review=review, title="Two posts", change=Change(posts=2), token="once", by=by, at=now
        ),
        threat=threat,
        panel=publish(
            title="A panel",
            content=panel_content(
                contents=CONTENTS,
                coverage=CoverageHeld(0, 0, 0, 0, 0),
                threat=None,
                as_of="2026-06-01",
            ),
            token="once",
            **made,
        ),
    )


def received_report(places, staff, author, now):
    """A sealed report that concerns the member of staff, and what left intake because of it."""
    pair = new_pair().public
    made = sealed(b"x", report=new_id(), units=[pair], reporter=pair, recovery=pair)
    report = take(
        compartment=places[Kind.INTAKE],
        raw=made.to_bytes(),
        received_on=now.date(),
        by=By("program"),
        at=now,
    )
    told = {"by": author, "at": now}
    Named.objects.create(
        compartment=places[Kind.INTAKE], report=report, staff=staff, because="seen", **told
    )
    draft = IntelligenceDraft.objects.create(
        compartment=places[Kind.INTEL],
        reference="D-AAAA-AAAA",
        source="S-AAAA-AAAA",
        source_grade="1",
        assessment="A",
        handling="P",
        text="It is said.",
        provenance="Told.",
        **told,
    )
    SourceLink.objects.create(
        compartment=places[Kind.SOURCE], source=draft.source, report=report, draft=draft, **told
    )
    row = Safeguarding.objects.create(
        compartment=places[Kind.CASE],
        reference="V-AAAA-AAAA",
        report=report,
        since=now,
        begun_at=now,
        begun_by=author,
        danger=False,
        told="Be careful.",
    )
    return {"report": report, "draft": draft, "safeguarding": row}


def inspection(where, now):
    """The round of 2017 with one force's findings, and one of each thing that hangs on it."""
    people = {}
    for role in (Inspector, InspectionLead):
        people[role] = person(f"made-by-{role.id}")
        member(people[role], where, role)
    by, lead = (Asker(who, By(actor=who.reference), True, now) for who in people.values())
    round_ = open_round(
        ROUND_2017, compartment=where, from_record=True, by=by, because="a round", at=now
    )
    one = Assessed.objects.get(round=round_, force="North Yorkshire")
    found = findings_of(one.force)
    enter_record(assessed=one, findings=found, by=by, because="a record", at=now)
    said = {"assessed": one, "token": "once", "by": by, "at": now}
    return {
        "question": ask_force(
            element=Element.LINKS, statement="It is so.", due_on=now.date() + 7 * DAY, **said
        ),
        "sample": draw_sample(title="A sample", references=["R-1"], size=1, seed="s", **said),
        "totals": publish_totals(
            round_=round_,
            figures=overall(round_, by.user, at=now).figures,
            by=lead,
            because="for panels",
            at=now,
        ),
        "bundle": Bundle.objects.create(
            compartment=where, round=round_, job="j", content=b"", letters=0, at=now
        ),
    }


def made_person(role, situation, places, others, staff, now):
    """Somebody in that role and situation, signed in."""
    who = person(f"{role.id}-{situation}".replace(" ", "-"))
    if situation == "is the subject":
        who.staff = staff
        who.save()
    for kind in sorted(role.kinds, key=lambda kind: kind.name):
        where = (others if situation == "other compartment" else places)[kind]
        end = now - DAY if situation == "membership expired" else None
        member(who, where, role, start=now - 30 * DAY, end=end)
        if situation == "barred":
            Bar(
                user=who,
                compartment=where,
                basis="RECUSED",
                start=now - timedelta(hours=1),
                reason="stepped back",
                at=now,
            ).save()
    client = signed_in(who)
    if situation == "suspended":
        who.is_active, who.suspended_at, who.suspended_because = False, now, "left"
        who.save()
    return SimpleNamespace(user=who, client=client, role=role, situation=situation)


def person(word: str) -> User:
    """All have one name, so that their pages can be compared."""
    made = User(
        email=f"{word}@force.example", name="Reader", opened_at=timezone.now() - timedelta(days=900)
    )
    made.set_unusable_password()
    made.save()
    return made


def signed_in(who: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(who, backend="custodes.web.accounts.adapter.Backend")
    return client
