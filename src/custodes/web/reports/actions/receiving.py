"""Taking reports in: an envelope that was pulled, and one of another route that is sealed here."""

import hashlib
import hmac
from datetime import date, datetime

from django.conf import settings

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.decision import Action
from custodes.web.reports import states, vault
from custodes.web.reports.actions.keeping import made, moved, new_reference, reopened
from custodes.web.reports.models import Named, Report, Sealed, every
from custodes.web.reports.words import ENTERED
from custodes.web.sealing import envelope as sealing
from custodes.web.sealing.contents import About, Channel, Danger, Manner, Officer
from custodes.web.sealing.contents import Report as Content
from custodes.web.sealing.envelope import FROM_REPORTER, REPORT, Envelope, envelope_from
from custodes.web.sealing.keys import new_pair
from custodes.web.sealing.refused import SealingRefused

LONGEST = 20_000
"""Characters of a report that is entered by hand."""
ENTERED_CHANNEL = {route.id: route.channel for route in ENTERED}


def take(
    *, compartment: Compartment, raw: bytes, received_on: date, by: By, at: datetime
) -> Report:
    """Keep an envelope that was pulled from the intake host. The same one again changes nothing.

    A message goes to its report, which is brought back to triage where something had been proposed
    or decided; where it was disposed of, the message is a new report that names it. Raises
    UserError for what is no envelope, or a message whose report is not here.
    """
    try:
        envelope = envelope_from(raw)
    except SealingRefused as wrong:
        raise UserError(f"An envelope could not be taken in: {wrong}.") from None
    with one_act():
        held: Sealed | None = (
            every(Sealed).filter(name=envelope.name).select_related("report").first()
        )
        if held is not None:
            return held.report
        if envelope.first == REPORT:
            report = Report(
                compartment=compartment,
                reference=new_reference("R"),
                sealed_id=envelope.report.hex(),
                received_on=received_on,
                known_at=at,
                token=f"pulled-{envelope.report.hex()}",
            )
            made(report, by)
        else:
            report = _report_of(envelope, compartment, received_on, by, at)
        _kept(report, envelope, raw, by, None, at)
    return report


def enter(
    *,
    compartment: Compartment,
    route: str,
    received_on: date,
    what: str,
    about: str = "",
    danger: bool = False,
    token: str,
    by: Asker,
    at: datetime,
) -> Report:
    """Enter a report that came by another route: it is sealed at once, as one from the pages is.

    `about` is what was said of the member of staff. The same form sent twice is one report.
    """
    if route not in ENTERED_CHANNEL:
        raise UserError("Choose the route from the list.")
    if not what.strip() or len(what) > LONGEST:
        raise UserError(f"Write what was reported, in {LONGEST:,} characters at most.")
    if received_on > in_london(at).date():
        raise UserError("A report is entered after it was received.")
    check_may(by, Action.TRIAGE_REPORT, compartment, at=at)
    public = vault.keyring().public
    content = Content(
        channel=Channel(ENTERED_CHANNEL[route]),
        manner=Manner.CONFIDENTIAL,
        about=About.UNSURE,
        sent_on=received_on,
        language="en",
        danger=Danger.YES if danger else Danger.UNSURE,
        what=what.strip(),
        officer=Officer(description=about.strip()),
    )
    with one_act():
        mark = token_of(token)
        held = Report.objects.visible_to(by.user, at=at).filter(compartment=compartment)
        found: Report | None = held.filter(token=mark).first()
        if found is not None:
            return found
        envelope = sealing.sealed(
            content.to_bytes(),
            report=sealing.new_id(),
            units=[public.intake],
            # Nobody outside answers to it: its key is drawn and forgotten.
            reporter=new_pair().public,
            recovery=public.recovery,
        )
        report = Report(
            compartment=compartment,
            reference=new_reference("R"),
            sealed_id=envelope.report.hex(),
            route=route,
            received_on=received_on,
            known_at=at,
            entered_by=by.user,
            danger=danger,
            token=mark,
        )
        made(report, by)
        _kept(report, envelope, envelope.to_bytes(), by, by.user, at)
    return report


def token_of(text: str) -> str:
    """A mark by which the same form, or the same line of a list, is known again: a keyed hash, so
    that it tells nothing of the text."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"report entered " + text.encode(), hashlib.sha256).hexdigest()


def _report_of(
    envelope: Envelope, compartment: Compartment, received_on: date, by: By, at: datetime
) -> Report:
    """The report to which a message goes: the latest of its id, all others were disposed of."""
    rows = every(Report).filter(compartment=compartment, sealed_id=envelope.report.hex())
    report: Report | None = rows.select_for_update().order_by("pk").last()
    if report is None:
        raise UserError("A message came whose report is not here. Pull again.")
    if not envelope.first.startswith(FROM_REPORTER):
        raise UserError("An envelope stands in another's place; it was not taken in.")
    if report.state == states.DISPOSED:
        return _following(report, envelope, received_on, by, at)
    if report.state in states.SETTLED:
        moved(report, states.TRIAGED, by, **reopened(report))
    return report


def _following(old: Report, envelope: Envelope, received_on: date, by: By, at: datetime) -> Report:
    """A new report for a message whose report was disposed of. It has clocks and an end of its own,
    and whoever was kept from the old one is kept from it."""
    report = Report(
        compartment=old.compartment,
        reference=new_reference("R"),
        sealed_id=old.sealed_id,
        follows=old,
        route=old.route,
        partner=old.partner,
        channel=old.channel,
        language=old.language,
        received_on=received_on,
        known_at=at,
        token=token_of(f"follows {envelope.name}"),
    )
    made(report, by)
    for one in old.named.exclude(staff=""):
        because = f"So it was with {old.reference}, to which it belongs: {one.because}"[:300]
        told = {"staff": one.staff, "sure": one.sure, "because": because, "by": one.by, "at": at}
        made(Named(compartment=report.compartment, report=report, **told), by)
    return report


def _kept(
    report: Report,
    envelope: Envelope,
    raw: bytes,
    by: Asker | By,
    user: User | None,
    at: datetime,
) -> None:
    made(
        Sealed(
            compartment=report.compartment,
            report=report,
            name=envelope.name,
            part=envelope.first,
            content=raw,
            at=at,
            by=user,
        ),
        by,
    )
