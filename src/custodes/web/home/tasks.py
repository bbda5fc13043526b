"""Getting started: tasks to begin with, each ticked by what the audit says that somebody has done.

An analyst has six of them; nobody is asked for what their role does not do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from custodes.web.accounts.places import offers, places_seen
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action


@dataclass(frozen=True)
class Task:
    """What to do, why, where, by whom (whose role does `needs` somewhere), and the trace that it
    leaves in the audit: an action on a kind. `of_top` names what of the top alert it is about."""

    title: Any
    hint: Any
    route: str
    needs: Action
    action: Act
    kind: str
    of_top: str = ""

    @property
    def address(self) -> str:
        """The page on which the task is done."""
        return reverse(self.route) + (f"?to={self.of_top}" if self.of_top else "")


TASKS = (
    Task(
        _("Look at the top alert"),
        _("The queue is in the order of what is worth your time first."),
        "alerts:top",
        Action.SEE_ALERTS,
        Act.CONSULTATION,
        "alert",
    ),
    Task(
        _("See why it is there"),
        _("Each reason names the rows that it rests on, and what would explain them."),
        "alerts:top",
        Action.SEE_ALERTS,
        Act.CONSULTATION,
        "alert_rows",
        "reasons",
    ),
    Task(
        _("Open the network"),
        _("Who else the member of staff and the person are linked with."),
        "alerts:top",
        Action.SEE_ALERTS,
        Act.CONSULTATION,
        "network",
        "network",
    ),
    Task(
        _("Decide an alert"),
        _("With a reason, for whoever reads it in a year. The next run heeds it."),
        "alerts:top",
        Action.DECIDE_ALERT,
        Act.COLLECTION,
        "alert-decision",
        "decide",
    ),
    Task(
        _("See what is not monitored"),
        _("Which systems and devices the force holds that no trail covers."),
        "runs:coverage",
        Action.SEE_RUNS,
        Act.CONSULTATION,
        "coverage",
    ),
    Task(
        _("Enter a report by another route"),
        _("What a refuge, a clinic or a colleague saw that no system of the force shows."),
        "reports:enter",
        Action.TRIAGE_REPORT,
        Act.COLLECTION,
        "report",
    ),
    Task(
        _("Print the pack"),
        _("The alert with its rows as a document, marked and numbered."),
        "alerts:top",
        Action.EXPORT_ALERTS,
        Act.EXPORT,
        "alert_pack",
        "pack",
    ),
)


def tasks_for(by: Asker, *, at: datetime) -> Sequence[Task]:
    """The tasks that this person's roles do somewhere."""
    may: dict[Action, bool] = {}
    for task in TASKS:
        if task.needs not in may:
            places = places_seen(by, task.needs, at=at)
            may[task.needs] = any(offers(by, task.needs, place, at=at) for place in places)
    return [task for task in TASKS if may[task.needs]]
