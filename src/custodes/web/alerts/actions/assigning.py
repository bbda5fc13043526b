"""Giving alerts to somebody, taking one on, and putting one back."""

from collections.abc import Sequence
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.asking import check_may, one_act, refuse
from custodes.web.accounts.models import Membership, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of
from custodes.web.alerts import states
from custodes.web.alerts.actions.changing import Conflict, change, locked
from custodes.web.alerts.feedback import tell_after_commit
from custodes.web.alerts.models import Alert, AlertDecision, Reopening
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action, Kind, Question


def assign(
    *, alert: Alert, to: User | None, version: int, by: Asker, because: str = "", at: datetime
) -> Alert:
    """Give an alert to a colleague who may decide it, take it on, or with nobody put it back.

    A decided one is taken up again: its verdict counts no more. Sent twice it changes nothing more.
    Raises Conflict where somebody was quicker.
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
    if to is not None:
        _check_can_work(to, alert, by, at)
    with one_act():
        return _assigned(locked(alert, version, by.user, at), to, by, at)


def assign_together(
    *,
    alerts: Sequence[Alert],
    versions: dict[int, int],
    to: User,
    by: Asker,
    because: str = "",
    at: datetime,
) -> tuple[int, list[Alert]]:
    """Give several alerts to one colleague; what is decided stays decided.

    `versions` holds the version of each that was seen. Out: how many changed hands, and the alerts
    that were left because somebody changed them meanwhile.
    """
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
        _check_can_work(to, alert, by, at)
    changed, left = 0, []
    with one_act():
        for alert in sorted(alerts, key=lambda a: a.pk):
            try:
                now = locked(alert, versions[alert.pk], by.user, at)
            except Conflict as conflict:
                left.append(conflict.now)
                continue
            if now.state != states.DECIDED and now.assignee_id != to.pk:
                _assigned(now, to, by, at)
                changed += 1
    return changed, left


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


def _check_can_work(to: User, alert: Alert, by: Asker, at: datetime) -> None:
    """Raise UserError where the alert is not given to that colleague.

    Whoever tries one colleague after the other learns who is kept from it, so that each try is on
    record, and what is said is the same whatever the reason.
    """
    if not can_work(to, alert, at):
        refuse(by, Action.ASSIGN_ALERT, alert.compartment, about=alert.alert_id, why="not-given")
        raise UserError("Nothing has changed hands. Choose somebody else.")


def _assigned(alert: Alert, to: User | None, by: Asker, at: datetime) -> Alert:
    if alert.assignee_id == (to.pk if to else None) and alert.state != states.DECIDED:
        return alert
    state = states.LOOKING if to else states.NEW
    if alert.state != state:
        states.TRANSITIONS.check(alert.state, state)
    if alert.state == states.DECIDED:
        undecided = {"outcome": "", "explained_by": "", "decided_at": None}
        change(alert, by, at, assignee=to, state=state, **undecided)
        _reopened(alert, by, at)
    else:
        change(alert, by, at, assignee=to, state=state)
    return alert


def _reopened(alert: Alert, by: Asker, at: datetime) -> None:
    """Keep that the alert's last verdict counts no more, and tell the engine."""
    decisions = AlertDecision.objects.visible_to(by.user, at=at).filter(alert=alert)
    row = Reopening(
        compartment_id=alert.compartment_id,
        alert=alert,
        decision=decisions.latest("version"),
        by=by.user,
        at=at,
    )
    row.save()
    record(
        Act.COLLECTION,
        by=by.by,
        kind=Reopening.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=alert.compartment_id,
    )
    tell_after_commit(row)
