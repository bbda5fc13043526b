"""What the pages and the plan read: the register, as far as this user may know of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import Http404

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of, compartments_seen
from custodes.web.decision import Action, Kind, Question, may
from custodes.web.partners import evidence, models
from custodes.web.partners.asking import WAITING
from custodes.web.partners.evidence import Link, Register
from custodes.web.partners.figures import LinksFigures
from custodes.web.partners.figures import links_figures as figures_of


def place_of(user: User, at: datetime) -> str:
    """The compartment whose register the user sees. Raises Http404 where there is none."""
    keys = sorted(compartments_seen(account_of(user, at=at), Action.SEE_PLAN, at=at))
    if not keys:
        raise Http404
    return str(keys[0])


def may_edit(by: Asker, place: str, at: datetime) -> bool:
    """Whether the asker may write in the register."""
    return may(Question(by.account(at), Action.EDIT_PLAN, place, Kind.PLAN, at))


def in_the_unit(user: User, at: datetime) -> bool:
    """Whether the user opens reports, and so may see small numbers of them."""
    return bool(compartments_seen(account_of(user, at=at), Action.SEE_REPORTS, at=at))


def is_shown(row: Any, user: User, *, unit: bool) -> bool:
    """Whether the log tells of a report: in the unit of each, outside it of those that the user
    entered, so that nobody counts the others by going through their numbers."""
    return unit or bool(row.by_id == user.pk)


def report_numbered(number: int, user: User, *, at: datetime) -> models.Report:
    """A report of the register. Raises Http404 where there is none that the log tells of."""
    found: models.Report = row_numbered(models.Report, number, user, at=at)
    if not is_shown(found, user, unit=in_the_unit(user, at)):
        raise Http404
    return found


def compartment_of(key: str) -> Compartment:
    """A compartment by its key."""
    return Compartment.objects.get(pk=key)


def row_numbered(model: Any, number: int, user: User, *, at: datetime) -> Any:
    """One row of the register. Raises Http404 where there is none that the user may know of."""
    rows = model.objects.visible_to(user, at=at).select_related("compartment")
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def names_for_intake(register: str) -> list[tuple[int, str]]:
    """The names on a register, for whoever says at intake where a report came from: they are no
    members of the plan, and see no more of it than this."""
    rows = models.Partner.every.filter(compartment=register, left_on=None)
    return list(rows.order_by("name").values_list("pk", "name"))


def partner_for_intake(register: str, number: int) -> models.Partner | None:
    """The partner of a register with that number, for the same."""
    found: models.Partner | None = models.Partner.every.filter(
        compartment=register, pk=number
    ).first()
    return found


def rows_about(model: Any, user: User, *, at: datetime, **about: Any) -> list[Any]:
    """The rows of one kind about a partner or a question, the latest first, withdrawn ones too."""
    rows = model.objects.visible_to(user, at=at).filter(**about).select_related("by")
    return list(rows.order_by("-on", "-pk"))


def steps_of(reports: Iterable[models.Report], user: User, *, at: datetime) -> list[Any]:
    """What became of reports, in order of the day, withdrawn steps too."""
    rows = models.Step.objects.visible_to(user, at=at).filter(
        report__in=[report.pk for report in reports]
    )
    return list(rows.select_related("by", "report").order_by("on", "pk"))


def other_routes(place: str, user: User, *, at: datetime) -> list[models.Report]:
    """The reports that came from no partner on the register and that the log tells of, the latest
    first, withdrawn ones too."""
    rows = rows_about(models.Report, user, at=at, compartment=place, partner=None)
    unit = in_the_unit(user, at)
    return [row for row in rows if is_shown(row, user, unit=unit)]


def ends_of(rows: Iterable[models.Agreement], user: User, *, at: datetime) -> dict[int, Any]:
    """The end of each agreement that was ended."""
    ends = models.AgreementEnd.objects.visible_to(user, at=at).filter(
        agreement__in=[row.pk for row in rows], withdrawn_at=None
    )
    return {row.agreement_id: row for row in ends}


def versions_of(partner: models.Partner, user: User, *, at: datetime) -> list[Any]:
    """The versions of a partner, the first first."""
    rows = models.PartnerVersion.objects.visible_to(user, at=at).filter(partner=partner)
    return list(rows.select_related("by").order_by("version"))


def areas_of(place: str, user: User, *, at: datetime) -> list[str]:
    """The names of the areas of the force."""
    rows = models.Area.objects.visible_to(user, at=at).filter(compartment=place)
    return sorted(rows.values_list("name", flat=True))


def waiting_for(place: str, user: User, *, at: datetime) -> list[models.QuestionPut]:
    """The questions whose answer is overdue on the day, those waiting longest first."""
    today = in_london(at).date()
    rows = models.QuestionPut.objects.visible_to(user, at=at).filter(
        compartment=place, state=WAITING, question__due_on__lt=today
    )
    return list(rows.select_related("question", "partner").order_by("question__due_on", "pk"))


def partner_numbered(number: int, user: User, *, at: datetime) -> models.Partner:
    """One partner. Raises Http404 where there is none that the user may know of."""
    rows = models.Partner.objects.visible_to(user, at=at).select_related("compartment")
    found: models.Partner | None = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def links_figures(as_of: date, *, user: User, compartment: str, at: datetime) -> LinksFigures:
    """The figures of the links at the end of a day, for the plan."""
    return figures_of(register(user, compartment=compartment, at=at), as_of)


def register(user: User, *, compartment: str, at: datetime) -> Register:
    """The whole register of one compartment as plain values, in eight queries."""

    def rows(model: Any) -> list[Any]:
        seen = model.objects.visible_to(user, at=at).filter(compartment=compartment)
        return list(seen.order_by("pk"))

    ends = {row.agreement_id: evidence.Fact(**_dated(row)) for row in rows(models.AgreementEnd)}
    steps = _grouped(
        (row.report_id, evidence.Step(**_dated(row), step=row.step)) for row in rows(models.Step)
    )
    reports = _grouped(
        (
            row.partner_id,
            evidence.Report(
                **_dated(row),
                route=row.route,
                partner=row.partner_id,
                steps=tuple(steps[row.pk]),
            ),
        )
        for row in rows(models.Report)
    )
    contacts = _grouped(
        (row.partner_id, evidence.Contact(**_dated(row), reached=row.reached, next_on=row.next_on))
        for row in rows(models.Contact)
    )
    briefings = _grouped(
        (row.partner_id, evidence.Briefing(**_dated(row), attended=row.attended))
        for row in rows(models.Briefing)
    )
    agreements = _grouped(
        (
            row.partner_id,
            evidence.Agreement(**_dated(row), review_on=row.review_on, end=ends.get(row.pk)),
        )
        for row in rows(models.Agreement)
    )
    links = tuple(
        Link(
            id=row.pk,
            name=row.name,
            kind=row.kind,
            areas=tuple(row.areas),
            force_wide=row.force_wide,
            groups=tuple(row.groups),
            listed_on=row.listed_on,
            left_on=row.left_on,
            every_days=row.every_days,
            contacts_text=row.contacts,
            contacts=tuple(contacts[row.pk]),
            briefings=tuple(briefings[row.pk]),
            agreements=tuple(agreements[row.pk]),
            reports=tuple(reports[row.pk]),
        )
        for row in rows(models.Partner)
    )
    areas = tuple(sorted(row.name for row in rows(models.Area)))
    return Register(areas, links, tuple(reports[None]))


def _dated(row: Any) -> dict[str, Any]:
    withdrawn = in_london(row.withdrawn_at).date() if row.withdrawn_at else None
    return {"on": row.on, "known_on": in_london(row.at).date(), "withdrawn_on": withdrawn}


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> defaultdict[Any, list[Any]]:
    grouped: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped
