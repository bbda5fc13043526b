"""What the pages read: always the rows that this user may know of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.http import Http404

from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.places import offers, places_seen
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of, compartments_seen
from custodes.web.alerts import states
from custodes.web.alerts.models import Alert, AlertDecision, SavedFilter, Suppression
from custodes.web.audit.models import Event
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Outcome
from custodes.web.decision import Action
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import named

DECIDED_WITH = ("by", "carried_from__alert", "carried_from__reopening", "reopening__by")
"""What is read with a decision for the history of its alert."""


def alert_named(alert_id: str, user: User, *, at: datetime) -> Alert:
    """One alert, whole. Raises Http404 where there is none that the user may know of."""
    rows = Alert.objects.visible_to(user, at=at).select_related(
        "compartment", "assignee", "suppression", "raised_by"
    )
    found: Alert | None = rows.filter(alert_id=alert_id).first()
    if found is None:
        raise Http404
    return found


def history_of(alert: Alert, user: User, *, at: datetime) -> list[AlertDecision]:
    """What was decided of an alert, the last first."""
    rows = AlertDecision.objects.visible_to(user, at=at).filter(alert=alert)
    return list(rows.select_related(*DECIDED_WITH).order_by("-version"))


def about_the_same(alert: Alert, user: User, *, at: datetime) -> list[Alert]:
    """Other alerts about the same pair, the latest first."""
    rows = Alert.objects.visible_to(user, at=at).defer("content")
    same = rows.filter(staff=alert.staff, person=alert.person).exclude(pk=alert.pk)
    return list(same.order_by("-raised_at", "-pk")[:10])


def opened_before(alert: Alert, user: User) -> datetime | None:
    """When this user last opened the alert, as the audit has it."""
    found: datetime | None = (
        Event.objects.filter(
            kind=Alert.audit_kind,
            object=str(alert.pk),
            actor=user.reference,
            action=Act.CONSULTATION,
            outcome=Outcome.DONE,
        )
        .order_by("-seq")
        .values_list("at", flat=True)
        .first()
    )
    return found


def filters_of(user: User, *, at: datetime) -> list[SavedFilter]:
    """The filters that the user keeps, by name."""
    return list(SavedFilter.objects.visible_to(user, at=at).filter(owner=user).order_by("name"))


def places_for(user: User, action: Action, *, at: datetime) -> list[Compartment]:
    """The compartments in which the user sees what the action shows."""
    keys = compartments_seen(account_of(user, at=at), action, at=at)
    return list(Compartment.objects.filter(key__in=keys).order_by("title", "key"))


def places_offering(by: Asker, action: Action, *, at: datetime) -> list[Compartment]:
    """The compartments in which a page offers this person the act."""
    return [place for place in places_seen(by, action, at=at) if offers(by, action, place, at=at)]


def suppressions(user: User, *, at: datetime) -> list[Suppression]:
    """What was asked to be held back and whose day has not come, the latest first."""
    rows = Suppression.objects.visible_to(user, at=at).filter(until__gt=at)
    return list(
        rows.select_related(
            "asked_by", "compartment", "answer", "answer__by", "early_end", "early_end__by"
        ).order_by("-at")
    )


@dataclass(frozen=True)
class Member:
    """One member of staff on the list: counts of their alerts."""

    compartment: str
    staff: str
    alerts: int
    open: int
    people: int
    most_bits: float
    last: datetime


def members(user: User, *, at: datetime) -> list[Member]:
    """The staff whom alerts concern, those with most that is open first."""
    rows = (
        Alert.objects.visible_to(user, at=at)
        .values("compartment", "staff")
        .annotate(
            alerts=Count("pk"),
            open=Count("pk", filter=Q(state__in=states.OPEN)),
            people=Count("person", filter=~Q(person=""), distinct=True),
            most_bits=Max("bits"),
            last=Max("raised_at"),
        )
        .order_by("-open", "-most_bits", "staff")
    )
    return [Member(**row) for row in rows]


def alerts_of_member(name: str, user: User, *, at: datetime) -> list[Alert]:
    """The alerts of the member of staff with that name, the latest first.

    Raises Http404 where there is none that the user may know of.
    """
    found = named(name)
    if found is None or found[1] is not Subject.STAFF:
        raise Http404
    rows = Alert.objects.visible_to(user, at=at).filter(staff=found[2]).defer("content")
    related = rows.select_related("assignee", "compartment", "suppression")
    listed = list(related.order_by("-raised_at", "-priority", "pk"))
    if not listed:
        raise Http404
    return listed


Pair = tuple[str, str]


def around(
    alert: Alert, steps: int, user: User, *, most: int, at: datetime
) -> tuple[list[Alert], int]:
    """The strongest alert of each pair that hangs together with this one, by so many steps.

    A step goes from members of staff to the people of their alerts, and to the staff of theirs. At
    most so many pairs, near ones before far ones and the strong of a step first, so that each is
    linked with the alert's own; and how many are left out.
    """
    rows = Alert.objects.visible_to(user, at=at).exclude(person="")
    staff, people = {alert.staff}, {alert.person} - {""}
    kept: dict[Pair, None] = {(alert.staff, person): None for person in people}
    reached = 0
    for _step in range(steps):
        near = rows.filter(Q(staff__in=staff) | Q(person__in=people)).values("staff", "person")
        reached = near.distinct().count()
        strongest = near.annotate(most=Max("bits")).order_by("-most", "staff", "person")
        for row in strongest[: most + len(kept)]:
            if len(kept) == most:
                break
            kept[row["staff"], row["person"]] = None
        staff |= {one for one, _other in kept}
        people |= {other for _one, other in kept}
    return _strongest(rows, kept), reached - len(kept)


def _strongest(rows: Any, pairs: Collection[Pair]) -> list[Alert]:
    """The strongest alert of each of these pairs, with what a link needs."""
    if not pairs:
        return []
    asked = Q()
    for staff, person in pairs:
        asked |= Q(staff=staff, person=person)
    found: dict[Pair, Alert] = {}
    needed = ("alert_id", "compartment", "staff", "person", "bits")
    for row in rows.filter(asked).only(*needed).order_by("-bits", "pk"):
        found.setdefault((row.staff, row.person), row)
    return list(found.values())
