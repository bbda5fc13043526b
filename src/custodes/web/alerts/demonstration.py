"""The alerts of the demonstration: those of its runs, some of them worked, all of it made up."""

from datetime import datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from custodes.web.accounts.demonstration import BECAUSE
from custodes.web.accounts.installation import (
    found_account,
    found_compartment,
    found_membership,
)
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.actions.assigning import assign
from custodes.web.alerts.actions.deciding import decide
from custodes.web.alerts.actions.holding import ask_to_hold
from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import TITLE, take_alerts
from custodes.web.audit.actions import By
from custodes.web.decision import Kind
from custodes.web.decision.roles import CcuSupervisor, MonitoringAnalyst

WORKED = 4
"""Alerts from the end of the queue that the demonstration has worked; the top is left to whoever
looks at it."""
SAID: tuple[tuple[str, str, str], ...] = (
    (
        "explained",
        "not-modelled",
        "The duty desk confirms a welfare rota for this address that no system records.",
    ),
    ("wrong_data", "", "The terminal was left signed in; two logins were used at it that day."),
    ("not_enough", "", "Nobody on the shift remembers, and the radio log does not say."),
)

ANNOUNCED = _(
    "In this demonstration a made-up colleague worked some of the alerts before you came. Those "
    "that were decided are not among the open ones; one more is with the colleague, who asks to "
    "hold it back. The reasons are made up as well."
)
"""What the pages say of that wherever somebody may wonder who has been at work."""


def seed(*, at: datetime, home: Path, rng_seed: int = 1) -> None:
    """Take the runs of the home in and work a few of their alerts; done again it adds nothing.

    The colleague has no password: nobody signs in as them.
    """
    place = found_compartment(kind=Kind.MONITORING, title=TITLE)
    colleague = found_account(email="colleague@demonstration.example", name="Colleague", at=at)
    head = found_account(email="supervisor@demonstration.example", name="Supervisor", at=at)
    for user, role in ((colleague, MonitoringAnalyst), (head, CcuSupervisor)):
        found_membership(user=user, compartment=place, role=role, because=BECAUSE, at=at)
    take_alerts(home, at=at, compartment=place)
    rows = Alert.objects.visible_to(colleague, at=at).select_related("compartment")
    if rows.exclude(state="new").exists():
        return
    by = Asker(colleague, By(actor=colleague.reference), proven=True, stepped_up_at=at)
    last = list(rows.order_by("priority", "pk")[:WORKED])
    turn = rng_seed % WORKED
    last = last[turn:] + last[:turn]
    for alert, (verdict, purpose, because) in zip(last, SAID, strict=False):
        decide(
            alert=alert,
            verdict=verdict,
            explained_by=purpose,
            version=alert.version,
            by=by,
            because=because,
            at=at,
        )
    for alert in last[len(SAID) :]:
        assign(alert=alert, to=colleague, version=alert.version, by=by, at=at)
        ask_to_hold(
            alert=alert,
            only_pair=True,
            only_pattern=True,
            until=at + timedelta(days=28),
            token=BECAUSE,
            by=by,
            because="The two are neighbours, which the vetting file holds since May.",
            at=at,
        )
