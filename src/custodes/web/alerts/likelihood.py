"""How often alerts like one were substantiated: from the unit's own verdicts, or how many lack."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodes.web.accounts.models import User
from custodes.web.alerts import states
from custodes.web.alerts.models import Alert, AlertDecision

ENOUGH = 20
"""Verdicts below which no share is told: with 20 and none substantiated, the true share may still
be 16 % (Wilson, 95 %). Structured judgement."""


@dataclass(frozen=True)
class Odds:
    """How many alerts of a kind people decided, and how many of those as substantiated."""

    verdicts: int
    substantiated: int

    @property
    def enough(self) -> bool:
        """Whether there are enough to tell a share of."""
        return self.verdicts >= ENOUGH

    def sentence(self) -> str:
        """The share as people say it, never as a probability of guilt; or what is missing."""
        if not self.enough:
            return ngettext(
                "%(n)d verdict on alerts like this so far: %(lacking)d more are needed before a "
                "share can be told.",
                "%(n)d verdicts on alerts like this so far: %(lacking)d more are needed before a "
                "share can be told.",
                self.verdicts,
            ) % {"n": self.verdicts, "lacking": ENOUGH - self.verdicts}
        if not self.substantiated:
            return _("None of %(m)d alerts like this was substantiated.") % {"m": self.verdicts}
        return _("About one in %(n)d alerts like this was substantiated, from %(m)d verdicts.") % {
            "n": max(1, round(self.verdicts / self.substantiated)),
            "m": self.verdicts,
        }


def verdicts_of_people(user: User, *, at: datetime) -> Any:
    """The verdicts that stand and that people gave, on alerts that the user may know of."""
    return AlertDecision.objects.visible_to(user, at=at).filter(
        by__isnull=False, superseded_by=None, alert__state=states.DECIDED
    )


def odds_of(alert: Alert, user: User, *, at: datetime) -> Odds:
    """Of alerts with the same pattern that the ranking raised or, where too few of those were
    decided, of all that it raised about as many people: one, or many."""
    rows = verdicts_of_people(user, at=at).filter(
        alert__compartment=alert.compartment_id, alert__drawn="rank", alert__kind=alert.kind
    )
    same = _counted(rows.filter(alert__pattern=alert.pattern))
    return same if same.enough else _counted(rows)


def _counted(rows: Any) -> Odds:
    found = list(rows.values_list("verdict", flat=True))
    return Odds(len(found), found.count("substantiated"))
