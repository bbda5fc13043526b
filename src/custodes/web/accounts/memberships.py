"""Reading memberships and bars: who is a member where, and who is kept from what, as one may know.

Nobody reads here what keeps themselves away, but for what they said of themselves; nor what is
about somebody about whom they may know of nothing.
"""

from datetime import datetime

from django.db.models import F, Q

from custodes.web.accounts.barring import barring
from custodes.web.accounts.models import Bar, Compartment, Membership
from custodes.web.accounts.places import offers, places_seen
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import subjects_hidden
from custodes.web.decision import Action, Kind


def places_of(by: Asker, *, at: datetime) -> list[Compartment]:
    """The places whose members this person may see: their own, or all for the installation's."""
    found = places_seen(by, Action.SEE_MEMBERSHIPS, at=at)
    if any(place.kind == Kind.SYSTEM.name for place in found):
        barred = {row.compartment for row in by.account(at).bars if row.holds(at)}
        rows = Compartment.objects.exclude(key__in=[key for key in barred if key])
        return list(rows.order_by("title", "key"))
    return found


def members_of(place: Compartment) -> list[Membership]:
    """Every membership in a place, those in force and the others, the latest first."""
    rows = Membership.objects.filter(compartment=place)
    return list(
        rows.select_related("user", "granted_by", "early_end__ended_by").order_by(
            "user__name", "-start", "-pk"
        )
    )


def bars_in(place: Compartment, by: Asker, *, at: datetime) -> list[Bar]:
    """What keeps people from this place, or members of it from somebody, the latest first.

    From whom somebody is kept, and why, is for those who set and lift bars here: a list of members
    is no list of who knows whom.
    """
    hidden = subjects_hidden(by.account(at), at=at)
    members = Membership.objects.filter(compartment=place).values("user")
    rows = Bar.objects.filter(Q(compartment=place) | Q(compartment=None, user__in=members))
    rows = rows.exclude(subject__in=hidden).exclude(~Q(set_by=F("user")), user=by.user)
    if not any(offers(by, act, place, at=at) for act in (barring(place), Action.LIFT_BAR)):
        rows = rows.filter(subject="")
    return list(
        rows.select_related("user", "set_by", "early_end__lifted_by").order_by("-start", "-pk")
    )


def own_declared(by: Asker, *, at: datetime) -> list[Bar]:
    """What this person said of themselves and still holds."""
    rows = Bar.objects.filter(user=by.user, set_by=by.user, early_end=None)
    rows = rows.filter(Q(end=None) | Q(end__gt=at)).select_related("compartment")
    return list(rows.order_by("-start", "-pk"))
