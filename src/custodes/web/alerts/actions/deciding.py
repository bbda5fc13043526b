"""Deciding an alert: a verdict with a reason, superseding the one before it, told to the engine."""

from collections.abc import Sequence
from datetime import datetime

from custodes.pipeline.verdicts import NOT_MODELLED, purposes
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts import states
from custodes.web.alerts.actions.changing import Conflict, change, locked
from custodes.web.alerts.feedback import tell_after_commit
from custodes.web.alerts.models import Alert, AlertDecision
from custodes.web.alerts.verdicts import BY_ID, EXPLAINED
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action

LONGEST_REASON = 2_000
AT_ONCE = 100
"""Alerts that are closed together at most: what somebody can have looked at."""


def decide(
    *,
    alert: Alert,
    verdict: str,
    explained_by: str = "",
    version: int,
    by: Asker,
    because: str,
    at: datetime,
) -> AlertDecision:
    """Decide an alert. The same form sent twice is one decision.

    Raises Conflict where somebody was quicker, NotAllowed, or UserError on a wrong verdict.
    """
    _check(verdict, explained_by, because)
    check_may(
        by,
        Action.DECIDE_ALERT,
        alert.compartment,
        about=alert.alert_id,
        subjects=frozenset({alert.staff}),
        reason=because,
        at=at,
    )
    with one_act():
        try:
            now = locked(alert, version, by.user, at)
        except Conflict as conflict:
            same = _same(conflict.now, version, by.user, verdict, explained_by, because)
            if same is None:
                raise
            return same
        return _decided(now, verdict, explained_by, by, because, at)


def close_together(
    *,
    alerts: Sequence[Alert],
    versions: dict[int, int],
    verdict: str,
    explained_by: str = "",
    by: Asker,
    because: str,
    at: datetime,
) -> tuple[list[AlertDecision], list[Alert]]:
    """Decide several alerts alike, for one reason: all or none.

    `versions` holds the version of each that was seen. Out: the decisions, and the alerts that
    were left because somebody changed them meanwhile.
    """
    _check(verdict, explained_by, because)
    if not alerts:
        raise UserError("Choose the alerts first.")
    if len(alerts) > AT_ONCE:
        raise UserError(f"At most {AT_ONCE} alerts are closed together.")
    for alert in alerts:
        check_may(
            by,
            Action.DECIDE_ALERT,
            alert.compartment,
            about=alert.alert_id,
            subjects=frozenset({alert.staff}),
            reason=because,
            at=at,
        )
    made, left = [], []
    with one_act():
        for alert in sorted(alerts, key=lambda a: a.pk):
            try:
                now = locked(alert, versions[alert.pk], by.user, at)
            except Conflict as conflict:
                left.append(conflict.now)
                continue
            made.append(_decided(now, verdict, explained_by, by, because, at))
    return made, left


def _decided(
    alert: Alert, verdict: str, explained_by: str, by: Asker, because: str, at: datetime
) -> AlertDecision:
    states.TRANSITIONS.check(alert.state, states.DECIDED)
    last = (
        AlertDecision.objects.visible_to(by.user, at=at)
        .filter(alert=alert)
        .order_by("version")
        .last()
    )
    change(
        alert,
        by,
        at,
        state=states.DECIDED,
        outcome=verdict,
        explained_by=explained_by,
        decided_at=at,
    )
    row = AlertDecision(
        compartment_id=alert.compartment_id,
        alert=alert,
        version=alert.version,
        verdict=verdict,
        explained_by=explained_by,
        reason=because,
        by=by.user,
        at=at,
        supersedes=last,
    )
    row.save()
    record(
        Act.COLLECTION,
        by=by.by,
        kind=AlertDecision.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=alert.compartment_id,
    )
    tell_after_commit(row)
    return row


def _same(
    now: Alert, version: int, user: User, verdict: str, explained_by: str, because: str
) -> AlertDecision | None:
    """The decision that this very form made a moment ago, if it did."""
    row: AlertDecision | None = now.decisions.filter(version=version + 1, by=user).first()
    said = (verdict, explained_by, because)
    if row is not None and (row.verdict, row.explained_by, row.reason) == said:
        return row
    return None


def _check(verdict: str, explained_by: str, because: str) -> None:
    if verdict not in BY_ID:
        raise UserError("Choose one of the verdicts.")
    if verdict == EXPLAINED and explained_by not in {NOT_MODELLED, *purposes()}:
        raise UserError("Say which purpose explains it.")
    if verdict != EXPLAINED and explained_by:
        raise UserError("A purpose is named only where it explains the alert.")
    if len(because) > LONGEST_REASON:
        raise UserError(f"The reason is longer than {LONGEST_REASON:,} characters: shorten it.")
