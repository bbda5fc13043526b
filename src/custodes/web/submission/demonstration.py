"""Made-up submissions: one signed and sent, and one that waits for its signature."""

from datetime import datetime, timedelta
from pathlib import Path

from custodes.web.accounts.installation import found_account, found_compartment, found_membership
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.decision import Kind
from custodes.web.decision.roles import ChiefOfficerLead, ForcePlanOwner
from custodes.web.plan.demonstration import BECAUSE, BEGUN, DEPUTY
from custodes.web.plan.elements import Element, Qualifier, Status
from custodes.web.plan.rows import documents
from custodes.web.submission.actions import ask, note_sent, prepare, sign
from custodes.web.submission.models import Prepared
from custodes.web.submission.package import Claim

EARLIER = timedelta(days=100)
CLAIMS = {
    Element.STRATEGY: Claim(
        Element.STRATEGY, Status.COMMENCED, "The plan is written to the strands of the strategy."
    ),
    Element.MONITORING: Claim(
        Element.MONITORING, Status.IN_PLACE, "All systems that hold personal records are monitored."
    ),
    Element.LINKS: Claim(
        Element.LINKS,
        Status.COMMENCED,
        "Partners are met and briefed.",
        (Qualifier.LACK_OF_DETAIL,),
    ),
}


def seed(*, at: datetime, home: Path) -> None:
    """Prepare two submissions of the made-up plan, once; `home` is not read.

    The signing key of the demonstration lies in its home as any force's does.
    """
    place = found_compartment(kind=Kind.PLAN, title="Plan")
    begun = at - BEGUN
    writer = found_account(email="plan-writer@demonstration.example", name="Plan writer", at=begun)
    # Who signed then: the chief officer of today has held the post for no longer than the home.
    chief = found_account(
        email="earlier-chief-officer@demonstration.example",
        name="Earlier chief officer",
        at=begun,
    )
    found_membership(user=writer, compartment=place, role=ForcePlanOwner, because=BECAUSE, at=begun)
    found_membership(
        user=chief, compartment=place, role=ChiefOfficerLead, because=BECAUSE, at=begun
    )
    if Prepared.objects.visible_to(writer, at=at).filter(compartment=place).exists():
        return
    for name, cut_off, then in (
        ("made-up-2025", at - EARLIER, at - EARLIER),
        ("made-up", at, at),
    ):
        by = Asker(writer, By(actor=writer.reference), True, then)
        row = prepare(
            compartment=place,
            round_=name,
            cut_off=cut_off,
            chosen=[one.pk for one in documents(writer, place, at=then, as_of=cut_off)],
            claims=CLAIMS,
            token=name,
            by=by,
            at=then,
        )
        row = ask(row=row, version=row.version, by=by, at=then)
        if then == at:
            break
        leads = Asker(chief, By(actor=chief.reference), True, then)
        row = sign(row=row, post=DEPUTY, version=row.version, by=leads, at=then)
        note_sent(
            row=row,
            how="By the secure portal of the inspectorate (made up).",
            version=row.version,
            by=leads,
            at=then,
        )
