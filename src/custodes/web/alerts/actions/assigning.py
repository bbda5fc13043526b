"""Giving alerts to somebody, taking one on, and putting one back."""

from collections.abc import Sequence
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Membership, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of
from custodes.web.alerts import states
from custodes.web.alerts.actions.changing import change, locked
from custodes.web.alerts.models import Alert
from custodes.web.decision import Action, Kind, Question


def assign(
    *, alert: Alert, to: User | None, version: int, by: Asker, because: str = "", at: datetime
) -> Alert:
    """Give an alert to a colleague who may decide it, take it on, or with nobody put it back.

    Sent twice it changes nothing more. Raises Conflict where somebody was quicker.
    """
    check_may(
        by,
        Action.ASSIGN_ALERT,
        alert.compartment,
        about=alert.alert_id,
        subjects=frozenset({alert.staff}),
        reason=because,
        at=at,
    )
    if to is not None and not can_work(to, alert, at):
        raise UserError("This colleague cannot work this alert. Choose somebody else.")
    with one_act():
        return _assigned(locked(alert, version, by.user, at), to, by, at)


def assign_together(
    *, alerts: Sequence[Alert], to: User, by: Asker, because: str = "", at: datetime
) -> int:
    """Give several alerts to one colleague: all or none; how many changed hands."""
    if not alerts:
        raise UserError("Choose the alerts first.")
    for alert in alerts:
        check_may(
            by,
            Action.ASSIGN_ALERT,
            alert.compartment,
            about=alert.alert_id,
            subjects=frozenset({alert.staff}),
            reason=because,
            at=at,
        )
        if not can_work(to, alert, at):
            raise UserError("This colleague cannot work all of these. Choose somebody else.")
    changed = 0
    with one_act():
        for alert in sorted(alerts, key=lambda a: a.pk):
            now = Alert.objects.visible_to(by.user, at=at).get(pk=alert.pk)
            if now.state != states.DECIDED and now.assignee_id != to.pk:
                _assigned(now, to, by, at)
                changed += 1
    return changed


def colleagues(compartment: str, at: datetime) -> list[User]:
    """Who holds a role in that compartment in which alerts are decided, by name."""
    roles = [role.id for role in decision.ROLES if Action.DECIDE_ALERT in role.may]
    members = Membership.objects.filter(
        compartment=compartment, role__in=roles, start__lte=at
    ).exclude(end__lte=at)
    users = User.objects.filter(
        pk__in=members.filter(early_end=None).values("user"), is_active=True
    ).order_by("name", "pk")
    return [user for user in users if user.may_sign_in(at)]


def can_work(user: User, alert: Alert, at: datetime) -> bool:
    """Whether somebody may decide this alert; nobody is given what they may not know of."""
    question = Question(
        account_of(user, at=at),
        Action.DECIDE_ALERT,
        alert.compartment_id,
        Kind[alert.compartment.kind],
        at,
        about=alert.alert_id,
        subjects=frozenset({alert.staff}),
        reason="asked of a colleague",
    )
    return decision.may(question)


def _assigned(alert: Alert, to: User | None, by: Asker, at: datetime) -> Alert:
    if alert.assignee_id == (to.pk if to else None) and alert.state != states.DECIDED:
        return alert
    state = states.LOOKING if to else states.NEW
    if alert.state != state:
        states.TRANSITIONS.check(alert.state, state)
    opened = {"outcome": "", "explained_by": "", "decided_at": None}
    fields = opened if alert.state == states.DECIDED else {}
    change(alert, by, at, assignee=to, state=state, **fields)
    return alert
