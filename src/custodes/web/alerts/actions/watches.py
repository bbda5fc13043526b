"""Watching a member of staff: asked for with a basis and an end, authorised by a second person."""

from collections.abc import Sequence
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.actions import approve
from custodes.web.accounts.asking import check_may, one_act, spend
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of
from custodes.web.alerts import watching
from custodes.web.alerts.models import Watch, WatchAnswer, WatchEnd
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action, Kind, Lack, Question


def ask_to_watch(
    *,
    compartment: Compartment,
    staff: str,
    basis: str,
    scope: Sequence[str],
    start: datetime,
    end: datetime,
    token: str,
    renews: Watch | None = None,
    by: Asker,
    because: str,
    at: datetime,
) -> Watch:
    """Ask that a member of staff (by reference) be watched; nothing happens until it is authorised.

    `token` is the form's own: sent twice, it is asked once. Raises UserError on dates, basis or
    scope that cannot be, NotAllowed where the asker may not.
    """
    _check(basis, scope, start, end, at)
    if renews is not None and (renews.staff, renews.compartment_id) != (staff, compartment.key):
        raise UserError("A watch is renewed for the same member of staff alone.")
    _check_but_for_the_second(compartment, staff, by, because, at)
    with one_act():
        mark = f"{by.user.pk}-{token}"[:64]
        same: Watch | None = Watch.objects.visible_to(by.user, at=at).filter(token=mark).first()
        if same is not None:
            return same
        row = Watch(
            compartment=compartment,
            token=mark,
            staff=staff,
            basis=basis,
            scope=sorted(set(scope)),
            start=start,
            end=end,
            reason=because,
            renews=renews,
            asked_by=by.user,
            at=at,
        )
        row.save()
        _told(by, row)
    return row


def answer(*, watch: Watch, granted: bool, by: Asker, because: str, at: datetime) -> WatchAnswer:
    """Authorise or refuse as the second person, with a reason. Authorised, it holds from its start.

    Raises UserError where it was answered or has run out, or where one cannot be the second person.
    """
    if at >= watch.end:
        raise UserError("The day until which this was asked for has passed. Let it be asked anew.")
    if not any(c.isalpha() for c in because):
        raise UserError(Lack.REASON.value)
    about, subjects = str(watch), frozenset({watch.staff})
    asking = Asker(watch.asked_by, by.by, proven=True, stepped_up_at=None)
    word = None
    if granted:
        approve(
            asker=watch.asked_by,
            action=Action.WATCH_STAFF,
            compartment=watch.compartment,
            about=about,
            subjects=subjects,
            by=by,
            at=at,
        )
        word = check_may(
            asking,
            Action.WATCH_STAFF,
            watch.compartment,
            about=about,
            subjects=subjects,
            reason=watch.reason,
            at=at,
        )
    elif not can_answer(watch, by, at):
        raise UserError("You cannot be the second person for this.")
    with one_act():
        if WatchAnswer.objects.visible_to(by.user, at=at).filter(watch=watch).exists():
            raise UserError("This has already been answered.")
        row = WatchAnswer(
            compartment=watch.compartment,
            watch=watch,
            granted=granted,
            reason=because,
            by=by.user,
            at=at,
        )
        row.save()
        _told(by, row)
        if granted:
            spend(word, by=asking, at=at)
    return row


def end_watch(*, watch: Watch, by: Asker, because: str, at: datetime) -> WatchEnd:
    """End a watch before its day, with why; whoever asked for one may also take it back."""
    action = Action.END_WATCH
    if watch.asked_by_id == by.user.pk:
        action = Action.SEE_WATCHES
        if not any(c.isalpha() for c in because):
            raise UserError(Lack.REASON.value)
    check_may(
        by,
        action,
        watch.compartment,
        about=str(watch),
        subjects=frozenset({watch.staff}),
        reason=because,
        at=at,
    )
    with one_act():
        now = Watch.objects.visible_to(by.user, at=at).select_related("answer", "early_end")
        kept = now.get(pk=watch.pk)
        if watching.standing(kept, at) not in (watching.HOLDS, watching.TO_COME):
            raise UserError("This watch does not hold: there is nothing to end.")
        row = WatchEnd(
            compartment=watch.compartment, watch=watch, reason=because, by=by.user, at=at
        )
        row.save()
        _told(by, row)
    return row


def can_answer(watch: Watch, by: Asker, at: datetime) -> bool:
    """Whether this person may be the second one for it."""
    asked = Question(
        account_of(watch.asked_by, at=at),
        Action.WATCH_STAFF,
        watch.compartment_id,
        Kind[watch.compartment.kind],
        at,
        about=str(watch),
        subjects=frozenset({watch.staff}),
    )
    return decision.may_approve(by.account(at), asked)


def _check(basis: str, scope: Sequence[str], start: datetime, end: datetime, at: datetime) -> None:
    if basis not in watching.BASIS_TITLES:
        raise UserError("Choose the legal basis.")
    if not scope or set(scope) - set(watching.SCOPES):
        raise UserError("Choose what the watch covers.")
    if not start < end or end <= at:
        raise UserError("Choose a last day that is not over and not before the first.")
    if end - max(start, at) > watching.LONGEST:
        raise UserError(
            f"A watch holds for {watching.LONGEST.days} days at most; for longer, ask anew then."
        )


def _check_but_for_the_second(
    compartment: Compartment, staff: str, by: Asker, because: str, at: datetime
) -> None:
    """Raise NotAllowed unless only the second person's word is missing."""
    question = Question(
        by.account(at),
        Action.WATCH_STAFF,
        compartment.key,
        Kind[compartment.kind],
        at,
        subjects=frozenset({staff}),
        reason=because,
    )
    by.act_in(decision.acting_role(question))
    if decision.decide(question).lack not in (None, Lack.SECOND_PERSON):
        check_may(
            by,
            Action.WATCH_STAFF,
            compartment,
            subjects=frozenset({staff}),
            reason=because,
            at=at,
        )


def _told(by: Asker, row: Watch | WatchAnswer | WatchEnd) -> None:
    record(
        Act.COLLECTION,
        by=by.by,
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=row.compartment_id,
    )
