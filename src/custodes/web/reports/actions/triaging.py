"""Triage, risk first; whom a report concerns, and taking that back; stepping back from one."""

from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.models import Bar, Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action, Basis, Kind
from custodes.web.partners.actions.counting import count_report
from custodes.web.partners.kinds import PARTNER_ROUTE, ROUTES
from custodes.web.partners.models import Partner
from custodes.web.reports import states
from custodes.web.reports.actions.keeping import (
    changed,
    check,
    locked,
    made,
    moved,
    new_reference,
    only_place,
    reopened,
)
from custodes.web.reports.models import (
    STEPPED_BACK,
    KnownStaff,
    Named,
    Report,
    Safeguarding,
    every,
)
from custodes.web.reports.words import RISKS


def triage(
    *,
    report: Report,
    risk: str,
    possible_victim: bool,
    told: str,
    route: str,
    partner: Partner | None = None,
    version: int,
    by: Asker,
    at: datetime,
) -> Report:
    """Say how great the risk is. A possible victim starts safeguarding at once, before anything
    else is decided.

    `told` is what the safeguarding lead must know and no more. `route` and `partner` are where it
    came from; with the first triage it is counted in the figures.
    """
    if risk not in RISKS:
        raise UserError("Choose how great the risk is.")
    if route not in ROUTES or (route == PARTNER_ROUTE) != (partner is not None):
        raise UserError(
            "Say where it came from; name the partner where it was one on the register."
        )
    if possible_victim and not told.strip():
        raise UserError("Write what the safeguarding lead must know to keep the person safe.")
    check(by, Action.TRIAGE_REPORT, report, at=at)
    place = only_place(Kind.CASE, report.compartment.force, "safeguarding")
    with one_act():
        now: Report = locked(Report, report.pk, version, by, at)
        fields = {
            "risk": risk,
            "danger": risk == "danger",
            "possible_victim": possible_victim,
            "route": route,
            "partner": partner,
        }
        if possible_victim and now.safeguard_from is None:
            fields["safeguard_from"] = at
        moved(now, states.TRIAGED, by, **reopened(now), **fields)
        if now.counted_id is None:
            _count(now, by, at)
        begun = every(Safeguarding).filter(report=now).first()
        if possible_victim and begun is None:
            made(
                Safeguarding(
                    compartment=place,
                    reference=new_reference("V"),
                    report=now,
                    since=now.known_at,
                    begun_at=at,
                    begun_by=by.user,
                    danger=risk == "danger",
                    told=told.strip(),
                ),
                by,
            )
        elif begun is not None and risk == "danger" and not begun.danger:
            changed(begun, by, danger=True)
    return now


class Unknown(UserError):
    """A reference that neither intake's list of staff has, nor an account, nor a bar."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody of that reference is on the list of staff or signs in here, so that nobody "
            "would be kept from the report. Look whether it is written right."
        )


def name_staff(
    *,
    report: Report,
    staff: str,
    sure: str,
    because: str,
    confirmed: bool = False,
    by: Asker,
    at: datetime,
) -> Named:
    """Say that a report concerns a member of staff: a person's judgement, with its reason.

    From then on that member, and whoever is barred from what concerns them, knows of no such
    report. However the reference is typed, it is kept as accounts, bars and the list of staff
    write it. Raises Unknown for one that nobody here has, unless that is `confirmed`.
    """
    reference = " ".join(staff.split())
    if not reference or not any(c.isalpha() for c in because):
        raise UserError("Name the member of staff, and say why you think that it is they.")
    if reference.casefold().startswith(STEPPED_BACK):
        raise UserError("That is not the reference of a member of staff.")
    check(by, Action.TRIAGE_REPORT, report, at=at)
    ways = spellings(reference, report.compartment)
    if not (confirmed or ways):
        raise Unknown
    with one_act():
        now: Report = locked(Report, report.pk, None, by, at)
        rows = [
            now.named.filter(staff=one).first() or _named(now, one, sure, because.strip(), by, at)
            for one in ways or [reference]
        ]
    return rows[0]


def take_name_back(
    *, report: Report, staff: str, because: str, by: Asker, at: datetime
) -> list[Named]:
    """Take back that a report concerns a member of staff, where it was somebody else: it stays on
    record, with the reason, and keeps nobody away any more."""
    if not any(c.isalpha() for c in because):
        raise UserError("Say why the name is taken back.")
    check(by, Action.TRIAGE_REPORT, report, at=at)
    with one_act():
        now: Report = locked(Report, report.pk, None, by, at)
        rows = list(now.named.filter(staff__iexact=staff).exclude(staff__startswith=STEPPED_BACK))
        if not staff or not rows:
            raise UserError("It does not concern them, or the name was taken back already.")
        for row in rows:
            told = {"back_because": because.strip()[:300], "back_by": by.user, "back_at": at}
            changed(row, by, staff="", was=row.staff, **told)
    return rows


def spellings(reference: str, place: Compartment) -> list[str]:
    """How the list of staff of `place`, accounts and bars write a reference; empty where none has
    it. What people are kept from is compared letter for letter, so that each way is named."""
    ways = (
        every(KnownStaff).filter(compartment=place, staff__iexact=reference).values_list("staff"),
        User.objects.filter(staff__iexact=reference).values_list("staff"),
        Bar.objects.filter(subject__iexact=reference).values_list("subject"),
    )
    return list(dict.fromkeys(one for rows in ways for (one,) in rows))


def step_back(*, report: Report, because: str, by: Asker, at: datetime) -> None:
    """Step back from a report that concerns somebody whom the reader knows: they see it no more.

    A bar as any other: a head of the unit lifts it with a second person.
    """
    if not any(c.isalpha() for c in because):
        raise UserError("Say why you step back.")
    check(by, Action.SEE_REPORTS, report, at=at)
    subject = f"{STEPPED_BACK}{report.reference}"
    with one_act():
        now: Report = locked(Report, report.pk, None, by, at)
        if not now.named.filter(staff=subject).exists():
            _named(now, subject, "", "Somebody has stepped back from it.", by, at)
        row = Bar(
            user=by.user,
            subject=subject,
            named_as=report.reference,
            basis=Basis.RECUSED.name,
            start=at,
            set_by=by.user,
            reason=because.strip()[:200],
            at=at,
        )
        row.save()
        record(
            Act.ADMIN,
            by=by.by,
            kind=Bar.audit_kind,
            object_id=row.pk,
            effect=Effect.MADE,
            compartment=now.compartment_id,
        )


def _named(report: Report, staff: str, sure: str, because: str, by: Asker, at: datetime) -> Named:
    row = Named(
        compartment=report.compartment,
        report=report,
        staff=staff,
        sure=sure,
        because=because,
        by=by.user,
        at=at,
    )
    made(row, by)
    return row


def _count(report: Report, by: Asker, at: datetime) -> None:
    """Count the report in the register of partners of the same force."""
    register = only_place(Kind.PLAN, report.compartment.force, "the register of partners")
    counted = count_report(
        register=register,
        route=report.route,
        partner=report.partner,
        on=min(report.received_on, in_london(at).date()),
        token=f"report-{report.token}"[:64],
        by=by,
        at=at,
    )
    changed(report, by, counted=counted)
