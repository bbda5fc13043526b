"""Which events somebody may see, and which they asked for: the same filter as everywhere.

Of what a bar, or being its subject, keeps somebody from there is no event for them either; and no
event tells them of a bar that others set against them.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from custodes.vocabulary.numbers import whole_named
from custodes.vocabulary.times import LONDON, day_named
from custodes.web.accounts.models import Ask, Bar, User
from custodes.web.accounts.standing import account_of, subjects_hidden
from custodes.web.accounts.visible import kept_from
from custodes.web.audit.models import Event
from custodes.web.audit.words import Action, Outcome
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import pseudonyms_of
from custodes.web.pseudonyms.models import Reveal

LOOKS = (Action.CONSULTATION, Action.SEARCH, Action.EXPORT, Action.DISCLOSURE, Action.DECRYPT)
"""What counts as having looked."""


@dataclass(frozen=True)
class Asked:
    """What the filter of the page asks for; empty is everything. `before` is a sequence number."""

    who: str = ""
    action: str = ""
    kind: str = ""
    object: str = ""
    outcome: str = ""
    compartment: str = ""
    since: str = ""
    until: str = ""
    before: int = 0

    @classmethod
    def of(cls, given: Any) -> "Asked":
        """From the address of the page; what is not understood is left out."""
        words = {name: str(given.get(name, "")).strip()[:128] for name in cls.__annotations__}
        words["action"] = words["action"] if words["action"] in Action.values else ""
        words["outcome"] = words["outcome"] if words["outcome"] in Outcome.values else ""
        for name in ("since", "until"):
            words[name] = words[name] if _day(words[name]) else ""
        before = words.pop("before")
        return cls(**words, before=whole_named(before) or 0)

    @property
    def chosen(self) -> dict[str, str]:
        """What was asked for, without the page."""
        return {name: value for name, value in vars(self).items() if value and name != "before"}


def events_seen(user: User, *, at: datetime) -> QuerySet[Event]:
    """All events but those that tell of something from which this person is kept."""
    account = account_of(user, at=at)
    barred = [bar.compartment for bar in account.bars if bar.compartment and bar.holds(at)]
    rows = Event.objects.exclude(compartment__in=barred) if barred else Event.objects.all()
    hidden = subjects_hidden(account, at=at)
    if hidden:
        rows = rows.exclude(_told_of(hidden))
    others = Bar.objects.filter(user=user).exclude(set_by=F("user"))
    bars = [str(key) for key in others.values_list("pk", flat=True)]
    lifted = [str(key) for key in others.values_list("early_end", flat=True) if key]
    if bars:
        rows = rows.exclude(kind="bar", object__in=bars)
        rows = rows.exclude(kind="bar-end", object__in=lifted)
    return rows


def own_looks(user: User, *, at: datetime) -> QuerySet[Event]:
    """What this person looked at, where they are still a member."""
    account = account_of(user, at=at)
    held = {row.compartment for row in account.memberships if row.holds(at)}
    rows = events_seen(user, at=at).filter(actor=user.reference, action__in=LOOKS)
    return rows.filter(Q(compartment="") | Q(compartment__in=held))


def narrowed(rows: QuerySet[Event], asked: Asked) -> QuerySet[Event]:
    """The events that were asked for."""
    for name in ("action", "kind", "object", "outcome", "compartment"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.who:
        rows = rows.filter(actor=_actor(asked.who))
    if since := _day(asked.since):
        rows = rows.filter(at__gte=since)
    if until := _day(asked.until):
        rows = rows.filter(at__lt=until + timedelta(days=1))
    return rows


def _told_of(hidden: set[str]) -> Q:
    """Whatever tells of something that concerns one of these members of staff."""
    told = Q(object__in=list(pseudonyms_of(Subject.STAFF, hidden).values()))
    for kept in kept_from(hidden):
        told |= Q(kind__in=kept.kinds, object__in=kept.ids)
        told |= Q(action=Action.DENY, object__in=kept.ids, compartment__in=kept.compartments)
    names = pseudonyms_of(Subject.STAFF, hidden).values()
    reveals = Reveal.objects.filter(pseudonym__name__in=names).values_list("pk", flat=True)
    told |= Q(kind="reveal", object__in=[str(key) for key in reveals])
    asks = [str(row.pk) for row in Ask.objects.all() if hidden & set(row.subjects)]
    told |= Q(kind="ask", object__in=asks)
    bars = Bar.objects.filter(subject__in=hidden).values_list("pk", "early_end")
    told |= Q(kind="bar", object__in=[str(key) for key, _end in bars])
    return told | Q(kind="bar-end", object__in=[str(end) for _key, end in bars if end])


def _actor(who: str) -> str:
    """The number of the account with that address, else the word as it stands."""
    found = User.objects.filter(email=who.lower()).values_list("pk", flat=True).first()
    return str(found) if found else who


def _day(written: str) -> datetime | None:
    """The start of a day in London, of a day written as 2026-03-27."""
    day = day_named(written)
    return None if day is None else datetime.combine(day, time(), tzinfo=LONDON)
