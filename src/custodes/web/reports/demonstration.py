"""Made-up reports for the demonstration: sealed to a keyring of its own, some of them worked.

The passphrase of the demonstration is printed with the log-ins: it opens made-up reports on this
machine and nothing else.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from custodes.vocabulary.times import in_london
from custodes.web.accounts.installation import found_account, found_compartment, found_membership
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.decision import Kind, Role
from custodes.web.decision.roles import (
    CcuSupervisor,
    IntakeOfficer,
    SafeguardingLead,
)
from custodes.web.partners.models import Partner
from custodes.web.reports import vault
from custodes.web.reports.actions.feeding_back import feed_back
from custodes.web.reports.actions.handing_over import Grading, hand_over
from custodes.web.reports.actions.lists import take_staff
from custodes.web.reports.actions.opening import open_report
from custodes.web.reports.actions.receiving import enter, take
from custodes.web.reports.actions.safeguarding import decide_safeguarding
from custodes.web.reports.actions.triaging import name_staff, triage
from custodes.web.reports.importing import STAFF_COLUMNS, lines_of
from custodes.web.reports.models import Report, Safeguarding, every
from custodes.web.sealing import contents, envelope, keyring
from custodes.web.sealing.keys import Cost, new_pair
from custodes.web.sealing.recovery import new_recovery

PASSPHRASE = "a demonstration opens made-up reports"  # noqa: S105
"""Opens the reports of a demonstration, which are made up, for each of its readers."""
BECAUSE = "The demonstration."
COST = Cost(1, 16)
"""Made up words need no dear key."""
READERS: tuple[tuple[str, str, type[Role]], ...] = (
    ("intake-officer", "Intake officer", IntakeOfficer),
    ("supervisor", "Supervisor", CcuSupervisor),
)
STAFF = """staff,name,known as,shoulder,post,description
DEMO-1,Gareth Holme,Gaz,4172,"PC, Coast response","tall, ginger beard"
DEMO-2,Gary Stone,,4127,"PCSO, Vale","short, glasses"
DEMO-3,Anne Holmes,Annie,881,"Detective constable, Coast",
DEMO-4,William Reed,Bill,1502,"Custody sergeant, York","grey hair, moustache"
"""
SAID: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        (
            "A resident is afraid of an officer they call Gaz. He rings her at night from his own "
            "phone since her case was closed, and he knew her new address before she told anybody."
        ),
        {
            "danger": contents.Danger.YES,
            "where": "Sandgate",
            "when": "Since the spring, mostly at weekends",
            "officer": contents.Officer("Gaz", "4172", "Coast response", "tall, a ginger beard"),
            "person": contents.Person("M", "no", "agrees", "by the refuge alone"),
            "sender": contents.Sender(
                "Made Up", "Dales Sex-worker outreach 6", "key worker", "the office line"
            ),
        },
    ),
    (
        (
            "Two women at our drop-in know the same community officer by his first name. Each had "
            "messages from him after he had taken a statement."
        ),
        {
            "danger": contents.Danger.UNSURE,
            "officer": contents.Officer("Gary", "", "Vale", "glasses"),
            "sender": contents.Sender("", "Vale Care leavers' service 12", "", ""),
        },
    ),
    (
        "A sergeant asked for my number when I was in custody and has written to me since.",
        {
            "channel": contents.Channel.PUBLIC,
            "manner": contents.Manner.ANONYMOUS,
            "about": contents.About.ME,
            "officer": contents.Officer("", "", "York custody", "grey, with a moustache"),
        },
    ),
    (
        "A colleague jokes about women he has met on calls and shows pictures of them.",
        {
            "channel": contents.Channel.STAFF,
            "manner": contents.Manner.CONFIDENTIAL,
            "officer": contents.Officer("Annie's partner on nights", "", "Coast", ""),
        },
    ),
)


def seed(*, at: datetime, home: Path, rng_seed: int = 1) -> None:
    """Seal some made-up reports and work a few, once. `home` is not read: the keyring lies beside
    the database of the installation."""
    place = found_compartment(kind=Kind.INTAKE, title="Intake")
    users = {}
    for word, title, role in READERS:
        users[word] = found_account(email=f"{word}@demonstration.example", name=title, at=at)
        found_membership(user=users[word], compartment=place, role=role, because=BECAUSE, at=at)
    for kind, title in ((Kind.INTEL, "Intelligence"), (Kind.SOURCE, "Sources")):
        found_compartment(kind=kind, title=title)
    cases = found_compartment(kind=Kind.CASE, title="Cases")
    lead = found_account(
        email="safeguarding-lead@demonstration.example", name="Safeguarding lead", at=at
    )
    found_membership(user=lead, compartment=cases, role=SafeguardingLead, because=BECAUSE, at=at)
    if every(Report).filter(compartment=place).exists():
        return
    ring = _ring([user.reference for user in users.values()], at)
    officer = _asker(users["intake-officer"], at)
    staff = lines_of(STAFF.encode(), STAFF_COLUMNS, 1)
    take_staff(compartment=place, lines=staff, by=officer, at=at)
    reports = [
        _sealed(ring, place, what, said, at - timedelta(hours=5 + 20 * number))
        for number, (what, said) in enumerate(SAID)
    ]
    enter(
        compartment=place,
        route="crimestoppers",
        received_on=in_london(at).date() - timedelta(days=3),
        what="A caller says that a PCSO in the Vale visits a woman in sheltered housing alone.",
        token="crimestoppers",  # noqa: S106
        by=officer,
        at=at,
    )
    _worked(reports[1], officer, lead, at)
    _handed_over(reports[3], officer, at)


def _ring(readers: list[str], at: datetime) -> keyring.Keyring:
    """The keyring of the demonstration; one that is there already stays, with its readers."""
    path = vault.keyring_path()
    on = in_london(at).date()
    first, *others = readers
    if path.exists():
        return vault.keyring()
    ring = keyring.new_keyring(
        unit="Demonstration unit",
        reader=first,
        passphrase=PASSPHRASE,
        recovery=new_recovery()[0],
        on=on,
        cost=COST,
    )
    held = keyring.unlocked(ring, reader=first, passphrase=PASSPHRASE)
    for name in others:
        ring = keyring.with_reader(ring, held, reader=name, passphrase=PASSPHRASE, on=on, cost=COST)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(ring), encoding="utf-8")
    path.chmod(0o600)
    return ring


def _asker(user: Any, at: datetime) -> Asker:
    return Asker(user, By(actor=user.reference), proven=True, stepped_up_at=at)


def _sealed(ring: keyring.Keyring, place: Any, what: str, said: Any, at: datetime) -> Report:
    """A report as the reporting pages seal it, pulled at that moment."""
    on = in_london(at).date()
    given = {
        "channel": contents.Channel.PARTNER,
        "manner": contents.Manner.CONFIDENTIAL,
        "about": contents.About.SOMEBODY,
        "danger": contents.Danger.NO,
    }
    content = contents.Report(sent_on=on, language="en", what=what, **given | said)
    made = envelope.sealed(
        content.to_bytes(),
        report=envelope.new_id(),
        units=[ring.public.intake],
        reporter=new_pair().public,
        recovery=ring.public.recovery,
    )
    pull = By("program")
    return take(compartment=place, raw=made.to_bytes(), received_on=on, by=pull, at=at)


def _worked(report: Report, officer: Asker, lead: Any, at: datetime) -> None:
    """Opened and triaged, with whom it concerns: a possible victim, for whom safeguarding is
    decided."""
    opened = open_report(report=report, passphrase=PASSPHRASE, by=officer, at=at)
    name = opened.said.sender.organisation if opened.said else ""
    partner: Partner | None = Partner.every.filter(name=name).first()
    triage(
        report=opened.report,
        risk="high",
        possible_victim=True,
        told="Two women may be at risk from somebody who writes to them. Reach them through the "
        "service alone.",
        route="partner" if partner else "other-partner",
        partner=partner,
        version=opened.report.version,
        by=officer,
        at=at,
    )
    name_staff(
        report=opened.report,
        staff="DEMO-2",
        sure="possible",
        because="The first name, the glasses and the Vale fit.",
        by=officer,
        at=at,
    )
    row = every(Safeguarding).get(report=report)
    decide_safeguarding(
        safeguarding=row,
        decision="partner",
        version=row.version,
        by=_asker(lead, at),
        because="The service knows both and makes a safety plan with each.",
        at=at,
    )
    report.refresh_from_db()
    feed_back(
        report=report,
        stage="assessed",
        way="thread",
        on=in_london(at).date(),
        token="demonstration",  # noqa: S106
        by=officer,
        at=at,
    )


def _handed_over(report: Report, officer: Asker, at: datetime) -> None:
    """Opened, triaged and handed over as a draft."""
    opened = open_report(report=report, passphrase=PASSPHRASE, by=officer, at=at)
    triaged = triage(
        report=opened.report,
        risk="medium",
        possible_victim=False,
        told="",
        route="staff",
        version=opened.report.version,
        by=officer,
        at=at,
    )
    hand_over(
        report=triaged,
        text="A member of staff on nights at the coast is said to show pictures of women met "
        "through work.",
        grading=Grading("2", "B", "P", categories=("sexual-misconduct", "vulnerability")),
        provenance="Seen directly by somebody who is placed to.",
        looked_at=True,
        opened=opened,
        version=triaged.version,
        by=officer,
        at=at,
    )


def passphrase() -> str:
    """The passphrase of the demonstration's readers, where this installation is one; else empty."""
    return PASSPHRASE if settings.CONFIG.demonstration else ""
