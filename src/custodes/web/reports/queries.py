"""What the pages of the reading side read: as far as this user may know of it."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.places import offers
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of, compartments_seen, subjects_hidden
from custodes.web.decision import Action, Kind
from custodes.web.partners.queries import names_for_intake
from custodes.web.reports import states
from custodes.web.reports.figures import Worked
from custodes.web.reports.matching import Member
from custodes.web.reports.models import STEPPED_BACK, Feedback, KnownStaff, Named, Report


def place_of(user: User, action: Action, at: datetime) -> Compartment:
    """The compartment in which the user sees what `action` shows. Raises Http404 for none."""
    keys = compartments_seen(account_of(user, at=at), action, at=at)
    found: Compartment | None = Compartment.objects.filter(pk__in=keys).order_by("key").first()
    if found is None:
        raise Http404
    return found


def may_do(by: Asker, action: Action, report: Report, at: datetime) -> bool:
    """Whether the asker's role lets them do this, but for proving again who they are."""
    return offers(by, action, report.compartment, at=at)


def report_named(reference: str, user: User, *, at: datetime) -> Report:
    """One report. Raises Http404 where there is none that the user may know of."""
    rows = Report.objects.visible_to(user, at=at).select_related(
        "compartment", "partner", "proposed_by", "decided_by", "counted"
    )
    found: Report | None = rows.filter(reference=reference.upper()).first()
    if found is None:
        raise Http404
    return found


def row_named(model: Any, reference: str, user: User, *, at: datetime, related: Any = ()) -> Any:
    """One row by its reference. Raises Http404 where there is none that the user may know of."""
    rows = model.objects.visible_to(user, at=at).select_related("compartment", *related)
    found = rows.filter(reference=reference.upper()).first()
    if found is None:
        raise Http404
    return found


def named_of(report: Report, user: User, *, at: datetime) -> list[Named]:
    """Whom a report concerns, and whom it was said to, without those who have stepped back.

    Whoever was named by mistake, however it was written, does not learn of it.
    """
    rows = Named.objects.visible_to(user, at=at).filter(report=report)
    hidden = {one.casefold() for one in subjects_hidden(account_of(user, at=at), at=at)}
    told = rows.exclude(staff__startswith=STEPPED_BACK).select_related("by", "back_by")
    return [one for one in told.order_by("at", "pk") if one.was.casefold() not in hidden]


def concerns(report: Report) -> list[str]:
    """The references of the staff whom a report concerns, however written, each once."""
    rows = report.named.exclude(staff="").exclude(staff__startswith=STEPPED_BACK)
    references = rows.order_by("-at", "-pk").values_list("staff", flat=True)
    return sorted({one.casefold(): one for one in references}.values())


def reports_of(place: str, user: User, *, at: datetime) -> "QuerySet[Report]":
    """The reports of a compartment: danger first, then those that lie sealed, then by age."""
    rows: QuerySet[Report] = Report.objects.visible_to(user, at=at).filter(compartment=place)
    return rows.select_related("partner")


def in_order(rows: list[Report]) -> list[Report]:
    """Reports as they are to be worked: danger, a clock that runs, sealed, then the oldest."""
    rank = {state: number for number, state in enumerate(states.REPORTS.words)}

    def key(one: Report) -> tuple[Any, ...]:
        over = one.state not in states.OPEN
        runs = bool(one.possible_victim) and one.safeguarded_at is None
        return (over, not (one.danger and not over), not runs, rank[one.state], one.known_at)

    return sorted(rows, key=key)


def register_of(force: str) -> str:
    """The key of the register of partners of a force; empty where there is none."""
    found = Compartment.objects.filter(kind=Kind.PLAN.name, force=force)
    return str(found.order_by("title", "key").values_list("key", flat=True).first() or "")


def partners_of(force: str) -> list[tuple[str, str]]:
    """The partners of the force's register by name, for the choice of where a report came from."""
    return [(str(key), name) for key, name in names_for_intake(register_of(force))]


def staff_of(place: str, user: User, *, at: datetime) -> list[Member]:
    """The staff to match against, without those of whom the user may know nothing."""
    rows = KnownStaff.objects.visible_to(user, at=at).filter(compartment=place)
    fields = ("staff", "name", "known_as", "shoulder", "post", "description")
    return [Member(*row) for row in rows.order_by("staff").values_list(*fields)]


def worked_of(place: str, user: User, *, at: datetime) -> list[Worked]:
    """The reports as the figures know them."""
    fed: defaultdict[int, list[Any]] = defaultdict(list)
    told = Feedback.objects.visible_to(user, at=at).filter(compartment=place)
    for report, on in told.exclude(stage="received").values_list("report", "on"):
        fed[report].append(on)
    return [
        Worked(
            route=row.route,
            received_on=row.received_on,
            known_at=row.known_at,
            opened_at=row.opened_at,
            safeguard_from=row.safeguard_from,
            safeguarded_at=row.safeguarded_at,
            outcome=row.outcome,
            decided_at=row.decided_at,
            fed_back_on=min(fed[row.pk], default=None),
            danger=row.danger,
        )
        for row in reports_of(place, user, at=at)
    ]
