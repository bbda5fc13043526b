"""A unit with its keyring, its people and reports that were sealed to it, for the tests."""

from datetime import date, timedelta
from types import SimpleNamespace

from custodes.web.audit.actions import By
from custodes.web.decision import Kind
from custodes.web.decision.roles import (
    CcuSupervisor,
    ForcePlanOwner,
    HeadOfCcu,
    IntakeOfficer,
    IntelligenceOfficer,
    SafeguardingLead,
    SourceCustodian,
)
from custodes.web.partners.actions.listing import add_area, add_partner
from custodes.web.reports import vault
from custodes.web.reports.actions.receiving import take
from custodes.web.sealing import envelope
from custodes.web.sealing.contents import (
    About,
    Channel,
    Danger,
    File,
    Manner,
    Message,
    Officer,
    Person,
    Report,
    Scan,
    Sender,
)
from custodes.web.sealing.keyring import new_keyring, unlocked, with_reader
from custodes.web.sealing.keys import Cost, new_pair
from web.accounts.people import AT, asker, member, place, user

PASSPHRASE = "seven small boats at low tide"
ANOTHER = "nine tall ships at full moon"
CHEAP = Cost(1, 8)
CANARY = "canary-Zfq81xQ"
TODAY, DAY = AT.date(), timedelta(days=1)
PULL = By("program")

PEOPLE = {
    "officer": (IntakeOfficer,),
    "colleague": (IntakeOfficer,),
    "supervisor": (CcuSupervisor,),
    "head": (HeadOfCcu,),
    "lead": (SafeguardingLead,),
    "analyst": (IntelligenceOfficer,),
    "custodian": (SourceCustodian,),
    "owner": (ForcePlanOwner,),
}


def unit(folder, *, at=AT):
    """Everybody with their places, and a keyring that the officer and the colleague open."""
    where = {kind: place(kind, kind.name.title()) for kind in Kind}
    people = {}
    for word, roles in PEOPLE.items():
        people[word] = user(word)
        for role in roles:
            for kind in role.kinds:
                member(people[word], where[kind], role)
    ring = new_keyring(
        unit="Unit",
        reader=people["officer"].reference,
        passphrase=PASSPHRASE,
        recovery=new_pair().public,
        on=at.date(),
        cost=CHEAP,
    )
    held = unlocked(ring, reader=people["officer"].reference, passphrase=PASSPHRASE)
    for word in ("colleague", "supervisor"):
        ring = with_reader(
            ring,
            held,
            reader=people[word].reference,
            passphrase=ANOTHER,
            on=at.date(),
            cost=CHEAP,
        )
    folder.mkdir(parents=True, exist_ok=True)
    vault.keyring_path().write_text(str(ring), encoding="utf-8")
    owner = asker(people["owner"], at=at)
    add_area(name="Coast", compartment=where[Kind.PLAN], by=owner, at=at)
    partner = add_partner(
        compartment=where[Kind.PLAN],
        listed_on=at.date() - 30 * DAY,
        by=owner,
        at=at,
        name="Harbour House",
        kind="refuge",
        areas=["Coast"],
    )
    return SimpleNamespace(
        places=where,
        ring=ring,
        held=held,
        partner=partner,
        users=people,
        **{word: asker(who, at=at) for word, who in people.items()},
    )


def content(**more):
    """A report of a partner, with a canary in every place where somebody can write."""
    given = {
        "channel": Channel.PARTNER,
        "manner": Manner.CONFIDENTIAL,
        "about": About.SOMEBODY,
        "sent_on": TODAY,
        "language": "en",
        "danger": Danger.NO,
        "what": f"{CANARY} A resident told me that Gaz rings her at night from his own phone "
        "since her case was closed in March, and that she is afraid of him.",
        "where": "Sandgate",
        "officer": Officer(name="Gaz", number="4172", station="Coast response", description="tall"),
        "person": Person(called="Mel", safe_contact="07700 900123"),
        "sender": Sender(
            name="Morwenna Pryce", organisation="Harbour House", safe_contact="01904 496 0123"
        ),
    }
    return Report(**given | more)


def sealed(ring, said, *, reporter=None, files=None):
    """A report sealed as the reporting pages seal it, and the reporter's key."""
    pair = reporter or new_pair()
    made = envelope.sealed(
        said.to_bytes(),
        report=envelope.new_id(),
        files=files,
        units=[ring.public.intake],
        reporter=pair.public,
        recovery=ring.public.recovery,
    )
    return made, pair


def message(ring, first, pair, text, number=1, *, files=(), parts=None):
    """A message of the reporter's to a report that was sealed."""
    return envelope.sealed(
        Message(text, TODAY, files).to_bytes(),
        report=first.report,
        files=parts,
        part=envelope.message_part(envelope.FROM_REPORTER, number),
        units=[ring.public.intake],
        reporter=pair.public,
        recovery=ring.public.recovery,
    )


def received(made_unit, said=None, *, at=AT, on=date.min, files=None):
    """A report that was pulled, with its envelope and the reporter's key beside it."""
    first, pair = sealed(made_unit.ring, said or content(), files=files)
    row = take(
        compartment=made_unit.places[Kind.INTAKE],
        raw=first.to_bytes(),
        received_on=at.date() if on == date.min else on,
        by=PULL,
        at=at,
    )
    row.first, row.pair = first, pair
    return row


def picture():
    """A file as a report lists it: its original and its clean copy."""
    return File(
        name="screen.png",
        kind="image/png",
        size=12,
        sha256="0" * 64,
        original="file/1/original",
        clean="file/1/clean",
        clean_kind="image/png",
        scan=Scan.CLEAN,
    )
