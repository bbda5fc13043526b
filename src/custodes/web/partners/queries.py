"""What the pages and the plan read: the register, as far as this user may know of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import Http404

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import User
from custodes.web.partners import evidence, models
from custodes.web.partners.evidence import Link, Register
from custodes.web.partners.figures import LinksFigures
from custodes.web.partners.figures import links_figures as figures_of


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
