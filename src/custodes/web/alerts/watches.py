"""Reading watches: those that hold, those of the past, and who may know of one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.http import Http404

from custodes.web import decision
from custodes.web.accounts.models import Compartment, Membership, User
from custodes.web.accounts.standing import account_of
from custodes.web.alerts import watching
from custodes.web.alerts.models import Watch, WatchedPairs
from custodes.web.alerts.taking import everything
from custodes.web.decision import Action, Kind, Question

WITH = ("asked_by", "compartment", "answer", "answer__by", "early_end", "early_end__by", "renews")


def watches(user: User, *, at: datetime) -> list[Watch]:
    """Every watch that the user may know of, the latest first."""
    rows = Watch.objects.visible_to(user, at=at).select_related(*WITH)
    return list(rows.order_by("-at", "-pk"))


def watch_numbered(key: int, user: User, *, at: datetime) -> Watch:
    """One watch. Raises Http404 where there is none that the user may know of."""
    found: Watch | None = (
        Watch.objects.visible_to(user, at=at).select_related(*WITH).filter(pk=key).first()
    )
    if found is None:
        raise Http404
    return found


def watch_over(staff: str, user: User, *, at: datetime) -> Watch | None:
    """The watch that holds over a member of staff (by reference), as far as the user may know."""
    rows = Watch.objects.visible_to(user, at=at).select_related(*WITH).filter(staff=staff)
    holding = rows.filter(start__lte=at, end__gt=at, answer__granted=True, early_end=None)
    found: Watch | None = holding.order_by("-end", "-pk").first()
    return found


def pairs_seen(watch: Watch, user: User, *, at: datetime) -> WatchedPairs | None:
    """The pairs of the watched, as the last run within the watch counted them."""
    rows = WatchedPairs.objects.visible_to(user, at=at).filter(watch=watch)
    found: WatchedPairs | None = rows.order_by("-at", "-pk").first()
    return found


def in_force(compartment: Compartment, *, at: datetime) -> Mapping[str, Sequence[str]]:
    """Who is watched at a moment, with the tables covered: for the engine, and shown to nobody."""
    rows = everything(Watch).filter(
        Q(early_end=None) | Q(early_end__at__gt=at),
        compartment=compartment,
        answer__granted=True,
        start__lte=at,
        end__gt=at,
    )
    covered: dict[str, set[str]] = {}
    for row in rows.order_by("pk"):
        covered.setdefault(row.staff, set()).update(row.scope)
    return {staff: sorted(tables) for staff, tables in covered.items()}


def who_may_know(watch: Watch, *, at: datetime) -> list[tuple[User, list[str]]]:
    """Everybody who may know of a watch now, with the roles that show it; by name."""
    kind = Kind[watch.compartment.kind]
    members = Membership.objects.filter(compartment=watch.compartment_id, start__lte=at)
    users = User.objects.filter(pk__in=members.values("user"), is_active=True)
    found = []
    for user in users.order_by("name", "pk"):
        account = account_of(user, at=at)
        asked = Question(
            account,
            Action.SEE_WATCHES,
            watch.compartment_id,
            kind,
            at,
            subjects=frozenset({watch.staff}),
        )
        if decision.may_know_of(asked):
            roles = [
                held.role.title
                for held in account.memberships
                if held.compartment == watch.compartment_id
                and held.holds(at)
                and Action.SEE_WATCHES in held.role.may
            ]
            found.append((user, roles))
    return found


def states_of(rows: Sequence[Watch], at: datetime) -> dict[int, str]:
    """How each of these watches stands at a moment."""
    return {row.pk: watching.standing(row, at) for row in rows}
