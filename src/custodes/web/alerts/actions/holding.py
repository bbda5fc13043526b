"""Holding alerts back: asked for with a reason and an end, granted by a second person."""

from datetime import datetime, timedelta

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.actions import approve
from custodes.web.accounts.asking import check_may, one_act, spend
from custodes.web.accounts.places import offers
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of
from custodes.web.alerts import holds, states
from custodes.web.alerts.actions.changing import change
from custodes.web.alerts.feedback import tell_after_commit
from custodes.web.alerts.holds import holds_back, longest, standing
from custodes.web.alerts.models import Alert, Hold, HoldEnd, Suppression
from custodes.web.alerts.taking import check_as_written
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action, Kind, Lack, NotAllowed, Question

LONGEST = timedelta(days=90)
"""Nothing is held back for longer than a season without being asked for again."""
TAKEN_BACK = "This was taken back before it was answered."


def ask_to_hold(
    *,
    alert: Alert,
    only_pair: bool,
    only_pattern: bool,
    until: datetime,
    token: str,
    by: Asker,
    because: str,
    at: datetime,
) -> Suppression:
    """Ask that alerts like this one stay back until a day; nothing changes until it is granted.

    `token` is the form's own: sent twice, it is asked once.
    """
    if not at < until <= at + LONGEST:
        raise UserError(f"Choose a day within the next {LONGEST.days} days.")
    check_as_written(alert)
    _check_but_for_the_second(alert, by, because, at)
    with one_act():
        mark = f"{by.user.pk}-{token}"[:64]
        same: Suppression | None = (
            Suppression.objects.visible_to(by.user, at=at).filter(token=mark).first()
        )
        if same is not None:
            return same
        row = Suppression(
            compartment=alert.compartment,
            token=mark,
            staff=alert.staff,
            person=alert.person if only_pair else "",
            pattern=alert.pattern if only_pattern else "",
            until=until,
            reason=because,
            asked_by=by.user,
            at=at,
        )
        row.save()
        _told(by, row)
    return row


def answer(
    *, suppression: Suppression, granted: bool, by: Asker, because: str = "", at: datetime
) -> Hold:
    """Grant or refuse as the second person. Granted, it holds at once, for open alerts of the
    compartment as well, but for those that another hold keeps back longer."""
    about = str(suppression)
    subjects = frozenset({suppression.staff})
    asker = suppression.asked_by
    if standing(suppression, at) == holds.WITHDRAWN:
        raise UserError(TAKEN_BACK)
    if at >= suppression.until:
        raise UserError("The day until which this was asked for has passed.")
    word = None
    asking = Asker(asker, by.by, proven=True, stepped_up_at=None)
    if granted:
        approve(
            asker=asker,
            action=Action.SUPPRESS,
            compartment=suppression.compartment,
            about=about,
            subjects=subjects,
            by=by,
            at=at,
        )
        word = check_may(
            asking,
            Action.SUPPRESS,
            suppression.compartment,
            about=about,
            subjects=subjects,
            reason=suppression.reason,
            at=at,
        )
    elif not can_answer(suppression, by, at):
        raise UserError("You cannot be the second person for this.")
    with one_act():
        if Hold.objects.visible_to(by.user, at=at).filter(suppression=suppression).exists():
            raise UserError("This has already been answered.")
        if HoldEnd.objects.visible_to(by.user, at=at).filter(suppression=suppression).exists():
            raise UserError(TAKEN_BACK)
        row = Hold(
            compartment=suppression.compartment,
            suppression=suppression,
            granted=granted,
            by=by.user,
            at=at,
        )
        row.save()
        _told(by, row)
        if granted:
            spend(word, by=asking, at=at)
            open_now = Alert.objects.visible_to(by.user, at=at).filter(
                compartment=suppression.compartment_id,
                staff=suppression.staff,
                state__in=states.OPEN,
            )
            for alert in open_now.select_related("suppression").order_by("pk"):
                held = alert.suppression
                if holds_back(suppression, alert) and (
                    held is None or held.until < suppression.until
                ):
                    change(alert, by, at, suppression=suppression)
            tell_after_commit(row)
    return row


def end_hold(*, suppression: Suppression, by: Asker, because: str, at: datetime) -> HoldEnd:
    """End a hold before its day, or take back what was asked for and waits; with why.

    Its alerts come up again at once, but for those that another hold keeps back. It hides nothing,
    so whoever decides alerts may do it, and it takes no second person. What waits is taken back by
    the one who asked alone: others refuse it.
    """
    check_may(
        by,
        Action.DECIDE_ALERT,
        suppression.compartment,
        about=str(suppression),
        subjects=frozenset({suppression.staff}),
        reason=because,
        at=at,
    )
    with one_act():
        rows = Suppression.objects.visible_to(by.user, at=at).filter(
            compartment=suppression.compartment_id
        )
        now = rows.select_related("answer", "early_end").get(pk=suppression.pk)
        stands = standing(now, at)
        if stands not in (holds.ASKED, holds.HOLDS):
            raise UserError("This does not hold: there is nothing to end.")
        if stands == holds.ASKED and now.asked_by_id != by.user.pk:
            raise UserError("Whoever asked for this can take it back; you can refuse it.")
        row = HoldEnd(
            compartment_id=now.compartment_id, suppression=now, reason=because, by=by.user, at=at
        )
        row.save()
        _told(by, row)
        others = list(rows.filter(answer__granted=True, early_end=None, until__gt=at))
        held = Alert.objects.visible_to(by.user, at=at).filter(suppression=now)
        for alert in held.order_by("pk"):
            change(alert, by, at, suppression=longest(alert, others))
        if stands == holds.HOLDS:
            tell_after_commit(row)
    return row


def can_end(suppression: Suppression, by: Asker, at: datetime) -> bool:
    """Whether the page offers to end it, or to take it back."""
    stands = standing(suppression, at)
    if stands == holds.ASKED:
        return bool(suppression.asked_by_id == by.user.pk)
    return stands == holds.HOLDS and offers(by, Action.DECIDE_ALERT, suppression.compartment, at=at)


def can_answer(suppression: Suppression, by: Asker, at: datetime) -> bool:
    """Whether this person may be the second one for it."""
    asked = _question(suppression, at)
    return decision.may_approve(by.account(at), asked)


def _question(suppression: Suppression, at: datetime) -> Question:
    return Question(
        account_of(suppression.asked_by, at=at),
        Action.SUPPRESS,
        suppression.compartment_id,
        Kind[suppression.compartment.kind],
        at,
        about=str(suppression),
        subjects=frozenset({suppression.staff}),
    )


def _check_but_for_the_second(alert: Alert, by: Asker, because: str, at: datetime) -> None:
    """Raise NotAllowed unless only the second person's word is missing."""
    try:
        check = Question(
            by.account(at),
            Action.SUPPRESS,
            alert.compartment_id,
            Kind[alert.compartment.kind],
            at,
            subjects=frozenset({alert.staff}),
            reason=because,
        )
        decision.check_may(check)
    except NotAllowed as refused:
        if refused.decision.lack is not Lack.SECOND_PERSON:
            check_may(
                by,
                Action.SUPPRESS,
                alert.compartment,
                about=alert.alert_id,
                subjects=frozenset({alert.staff}),
                reason=because,
                at=at,
            )


def _told(by: Asker, row: Suppression | Hold | HoldEnd) -> None:
    record(
        Act.COLLECTION,
        by=by.by,
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=row.compartment_id,
    )
