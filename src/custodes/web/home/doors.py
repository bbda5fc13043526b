"""Where each role goes from the start page: declared doors, each with a number where it helps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodes.web.accounts.models import User
from custodes.web.accounts.second import waiting_elsewhere, waiting_for
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of, compartments_seen
from custodes.web.alerts import states
from custodes.web.alerts.models import Alert
from custodes.web.alerts.watches import watches
from custodes.web.alerts.watching import HOLDS, standing
from custodes.web.decision import Action

Count = Callable[[Asker, datetime], int]


@dataclass(frozen=True)
class Door:
    """A page to go to: whom it is for (whoever may know of what `sees` shows, and everybody where
    it is None), words, a number."""

    title: Any
    text: Any
    route: str
    sees: Action | None
    count: Count | None = None
    query: str = ""
    only_with_count: bool = False


def open_alerts(by: Asker, at: datetime) -> int:
    """Alerts that are open and not held back."""
    return int(_open(by.user, at).count())


def mine(by: Asker, at: datetime) -> int:
    """Open alerts that are with the one who asks."""
    return int(_open(by.user, at).filter(assignee=by.user).count())


def awaiting(by: Asker, at: datetime) -> int:
    """What waits, anywhere, for the one who asks as the second person."""
    return len(waiting_for(by, at=at)) + len(waiting_elsewhere(by, at=at))


def watched(by: Asker, at: datetime) -> int:
    """Watches that hold."""
    return sum(standing(row, at) == HOLDS for row in watches(by.user, at=at))


def _open(user: User, at: datetime) -> Any:
    rows = Alert.objects.visible_to(user, at=at).filter(state__in=states.OPEN)
    return rows.exclude(Q(suppression__until__gt=at))


DOORS: tuple[Door, ...] = (
    Door(
        gettext_lazy("Waiting for your word"),
        gettext_lazy("A colleague asks for something that takes two, and you can be the second."),
        "approvals:listed",
        None,
        awaiting,
        only_with_count=True,
    ),
    Door(
        gettext_lazy("Open alerts"),
        gettext_lazy("In the order of what is worth your time first."),
        "alerts:queue",
        Action.SEE_ALERTS,
        open_alerts,
        "?state=open",
    ),
    Door(
        gettext_lazy("With you"),
        gettext_lazy("Alerts that you took on, or were given."),
        "alerts:queue",
        Action.SEE_ALERTS,
        mine,
        "?whose=mine",
        only_with_count=True,
    ),
    Door(
        gettext_lazy("Watches"),
        gettext_lazy("Who is looked at more closely now, and until when."),
        "alerts:watches",
        Action.SEE_WATCHES,
        watched,
        only_with_count=True,
    ),
    Door(
        gettext_lazy("Review budget"),
        gettext_lazy("How the unit keeps up, and how often alerts are borne out."),
        "runs:budget",
        Action.SEE_RUNS,
    ),
    Door(
        gettext_lazy("Coverage"),
        gettext_lazy("Which systems and devices are monitored, and which are not."),
        "runs:coverage",
        Action.SEE_RUNS,
    ),
    Door(
        gettext_lazy("Runs"),
        gettext_lazy("What changed since the last one; start one, or make one again."),
        "runs:listed",
        Action.SEE_RUNS,
    ),
    Door(
        gettext_lazy("Reports"),
        gettext_lazy("What partners, staff and the public sent in."),
        "reports:listed",
        Action.SEE_REPORTS,
    ),
    Door(
        gettext_lazy("Safeguarding"),
        gettext_lazy("Who may be at risk, and what is done, before anything is proved."),
        "reports:safeguarding",
        Action.SEE_SAFEGUARDING,
    ),
    Door(
        gettext_lazy("Intelligence"),
        gettext_lazy("Drafts that came of reports, sanitised and graded."),
        "reports:drafts",
        Action.SEE_INTELLIGENCE,
    ),
    Door(
        gettext_lazy("Sources"),
        gettext_lazy("Which report stands behind a draft, for the custodian alone."),
        "reports:sources",
        Action.SEE_SOURCES,
    ),
    Door(
        gettext_lazy("Plan"),
        gettext_lazy("The force's plan, with the evidence for it, checked before it is sent."),
        "plan:listed",
        Action.SEE_PLAN,
    ),
    Door(
        gettext_lazy("Partners"),
        gettext_lazy("Who supports vulnerable people here, and how developed each link is."),
        "partners:listed",
        Action.SEE_PLAN,
    ),
    Door(
        gettext_lazy("Capability"),
        gettext_lazy("What the unit can do and how much, against the demand that it faces."),
        "capability:start",
        Action.SEE_CAPABILITY,
    ),
    Door(
        gettext_lazy("Assessment"),
        gettext_lazy("What forces sent in, findings by element, and letters."),
        "assessment:listed",
        Action.SEE_ASSESSMENTS,
    ),
    Door(
        gettext_lazy("National totals"),
        gettext_lazy("Counts in which nobody can be told apart."),
        "letters:totals_listed",
        Action.SEE_TOTALS,
    ),
    Door(
        gettext_lazy("Accounts"),
        gettext_lazy("Who can sign in, since when, and until when."),
        "people:listed",
        Action.SEE_ACCOUNTS,
    ),
    Door(
        gettext_lazy("Memberships"),
        gettext_lazy("Who takes part in what, and who is kept from it."),
        "memberships:listed",
        Action.SEE_MEMBERSHIPS,
    ),
    Door(
        gettext_lazy("Audit"),
        gettext_lazy("Who did and saw what."),
        "audit:events",
        Action.SEE_AUDIT,
    ),
    Door(
        gettext_lazy("Checkpoints"),
        gettext_lazy("The signed notes by which anybody can check that the audit is whole."),
        "audit:checkpoints",
        Action.SEE_CHECKPOINTS,
    ),
    Door(
        gettext_lazy("Health of the installation"),
        gettext_lazy("Database, disk, checkpoints and jobs."),
        "site_health",
        Action.SEE_SETTINGS,
    ),
)


def doors_for(by: Asker, *, at: datetime) -> list[dict[str, Any]]:
    """The doors that stand open for somebody, in order; numbers are of what they may know of."""
    account = account_of(by.user, at=at)
    known: dict[Action, bool] = {}
    found = []
    for door in DOORS:
        if door.sees is not None and door.sees not in known:
            known[door.sees] = bool(compartments_seen(account, door.sees, at=at))
        if door.sees is not None and not known[door.sees]:
            continue
        figure = door.count(by, at) if door.count else None
        if door.only_with_count and not figure:
            continue
        found.append(
            {
                "title": str(door.title),
                "text": str(door.text),
                "href": reverse(door.route) + door.query,
                "figure": figure,
            }
        )
    return found


def holds_a_role(by: Asker, *, at: datetime) -> bool:
    """Whether somebody is a member of anything now."""
    return any(held.holds(at) for held in account_of(by.user, at=at).memberships)


def first_step(by: Asker, *, at: datetime) -> dict[str, str] | None:
    """What somebody who works alerts does first; None for whom alerts are not there."""
    if not compartments_seen(account_of(by.user, at=at), Action.SEE_ALERTS, at=at):
        return None
    if open_alerts(by, at):
        return {
            "text": _("The alert that is most worth your time is one click away."),
            "action": _("Look at the top alert"),
            "href": reverse("alerts:top"),
        }
    return {
        "text": _("No alert is open. The next run brings new ones."),
        "action": "",
        "href": "",
    }
