"""Noting dated evidence: contacts, briefings, agreements, reports by route; and withdrawing it."""

from datetime import date, datetime
from typing import Any, TypeVar

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action
from custodes.web.partners.actions.listing import made
from custodes.web.partners.kinds import BRIEFED_ON, PARTNER_ROUTE, ROUTES, STEPS, WAYS
from custodes.web.partners.models import (
    Agreement,
    AgreementEnd,
    Briefing,
    Contact,
    Partner,
    Report,
    Step,
)

Row = TypeVar("Row", Contact, Briefing, Agreement, AgreementEnd, Report, Step)


def note_contact(
    *,
    partner: Partner,
    on: date,
    way: str,
    reached: bool,
    next_on: date | None = None,
    note: str = "",
    token: str,
    by: Asker,
    at: datetime,
) -> Contact:
    """Note a contact with a partner, and when the next was agreed for."""
    if way not in WAYS:
        raise UserError("Choose the way of contact from the list.")
    if next_on is not None and next_on <= on:
        raise UserError("The next contact comes after this one.")
    row = Contact(partner=partner, way=way, reached=reached, next_on=next_on, note=note.strip())
    return _noted(row, partner.compartment, on, token, by, at)


def note_briefing(
    *,
    partner: Partner,
    on: date,
    given_by: str,
    attended: int,
    topic: str,
    token: str,
    by: Asker,
    at: datetime,
) -> Briefing:
    """Note a briefing: who gave it, on what, and how many heard it."""
    if topic not in BRIEFED_ON:
        raise UserError("Choose what the briefing was on from the list.")
    if attended < 0:
        raise UserError("Say how many heard the briefing.")
    row = Briefing(partner=partner, given_by=given_by.strip(), attended=attended, topic=topic)
    return _noted(row, partner.compartment, on, token, by, at)


def note_agreement(
    *,
    partner: Partner,
    on: date,
    title: str,
    review_on: date,
    token: str,
    by: Asker,
    at: datetime,
) -> Agreement:
    """Note an agreement that both have signed."""
    if review_on <= on:
        raise UserError("An agreement is reviewed after it is signed.")
    row = Agreement(partner=partner, title=title.strip(), review_on=review_on)
    return _noted(row, partner.compartment, on, token, by, at)


def end_agreement(
    *, agreement: Agreement, on: date, token: str, by: Asker, at: datetime
) -> AgreementEnd:
    """Note that an agreement was ended."""
    if on < agreement.on:
        raise UserError("An agreement ends after it is signed.")
    return _noted(AgreementEnd(agreement=agreement), agreement.compartment, on, token, by, at)


def note_report(
    *,
    compartment: Compartment,
    route: str,
    partner: Partner | None = None,
    on: date,
    token: str,
    by: Asker,
    at: datetime,
) -> Report:
    """Note that a report came in: by which route and when, and nothing of what it says."""
    if route not in ROUTES:
        raise UserError("Choose the route from the list.")
    if (route == PARTNER_ROUTE) != (partner is not None):
        raise UserError("Name the partner where the route is a partner, and only there.")
    if partner is not None and partner.compartment_id != compartment.pk:
        raise UserError("That partner is not on this register.")
    return _noted(Report(route=route, partner=partner), compartment, on, token, by, at)


def note_step(*, report: Report, step: str, on: date, token: str, by: Asker, at: datetime) -> Step:
    """Note what became of a report."""
    if step not in STEPS:
        raise UserError("Choose what became of the report from the list.")
    if on < report.on:
        raise UserError("What became of a report comes after it was received.")
    return _noted(Step(report=report, step=step), report.compartment, on, token, by, at)


def withdraw(*, row: Any, by: Asker, because: str, at: datetime) -> Any:
    """Withdraw a fact that was entered wrongly: it stays on record and counts no more."""
    reason = because.strip()
    if not reason:
        raise UserError("Say why it is withdrawn.")
    check_may(by, Action.EDIT_PLAN, row.compartment, about=str(row.pk), at=at)
    with one_act():
        seen = type(row).objects.visible_to(by.user, at=at).select_for_update(of=("self",))
        now = seen.get(pk=row.pk)
        if now.withdrawn_at is None:
            record(
                Act.ALTERATION,
                by=by.by,
                kind=now.audit_kind,
                object_id=now.pk,
                effect=Effect.CHANGED,
                compartment=now.compartment_id,
                reason="withdrawn",
                changes={"withdrawn_at": ("", at.isoformat())},
            )
            now.withdrawn_at, now.withdrawn_because = at, reason
            now.save(update_fields=["withdrawn_at", "withdrawn_because"])
    return now


def _noted(
    row: Row, compartment: Compartment, on: date, token: str, by: Asker, at: datetime
) -> Row:
    """Save a fact, once for each form: the same token brings the row that is there."""
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    if on > in_london(at).date():
        raise UserError("Enter what has happened, not what is to come.")
    with one_act():
        seen = type(row).objects.visible_to(by.user, at=at).filter(compartment=compartment)
        found: Row | None = seen.filter(token=token).first()
        if found is not None:
            return found
        row.compartment, row.on, row.by, row.at, row.token = compartment, on, by.user, at, token
        row.save()
        made(row, by)
    return row
