"""Making and ending members, and a second person's word: each by somebody, why, and on record."""

from datetime import datetime, timedelta

from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.asking import check_may, one_act, spend
from custodes.web.accounts.models import (
    Approval,
    Compartment,
    Membership,
    MembershipEnd,
    User,
)
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action, Kind, Question, Role

WATCH = Kind.CCU_WATCH.name


def grant(
    *,
    user: User,
    compartment: Compartment,
    role: type[Role],
    start: datetime,
    end: datetime | None,
    token: str = "",
    by: Asker,
    because: str,
    at: datetime,
) -> Membership:
    """Make somebody else a member. The watch over the unit takes a second person.

    Given from today or from a day that has passed, it counts from now on. `token` is that of the
    form: sent twice, it is one membership.
    """
    if by.user.pk == user.pk:
        raise UserError("Nobody makes themselves a member. Ask a colleague who may.")
    if Kind[compartment.kind] not in role.kinds:
        raise UserError(f"The role {role.title} is not held in {Kind[compartment.kind].value}.")
    if end is not None and end <= max(start, at):
        raise UserError("The membership must end after it starts.")
    before = _sent_before(by, token)
    if before is not None:
        return before
    about = about_granting(user, role, start, end)
    word = check_may(by, granting(compartment), compartment, about=about, reason=because, at=at)
    with one_act():
        before = _sent_before(by, token)
        if before is not None:
            return before
        spend(word, by=by, at=at)
        row = Membership(
            user=user,
            compartment=compartment,
            role=role.id,
            start=max(start, at),
            end=end,
            granted_by=by.user,
            reason=because,
            token=token,
            at=at,
        )
        row.save()
        _told(by, "membership", row.pk, compartment)
    return row


def end_membership(
    *, membership: Membership, by: Asker, because: str, at: datetime
) -> MembershipEnd:
    """End a membership before its time."""
    compartment = membership.compartment
    if membership.user_id == by.user.pk:
        raise UserError("Nobody ends a membership of their own. Ask a colleague who may.")
    about = about_ending(membership)
    word = check_may(by, granting(compartment), compartment, about=about, reason=because, at=at)
    with one_act():
        if MembershipEnd.objects.filter(membership=membership).exists():
            raise UserError("This membership has already been ended.")
        spend(word, by=by, at=at)
        row = MembershipEnd(membership=membership, at=at, ended_by=by.user, reason=because)
        row.save()
        _told(by, "membership-end", row.pk, compartment)
    return row


def approve(
    *,
    asker: User,
    action: Action,
    compartment: Compartment,
    about: str,
    subjects: frozenset[str] = frozenset(),
    by: Asker,
    at: datetime,
) -> Approval:
    """Say as the second person that a colleague may do one act on one thing, once, within a day."""
    asked = Question(
        account_of(asker, at=at),
        action,
        compartment.key,
        Kind[compartment.kind],
        at,
        about=about,
        subjects=subjects,
    )
    second = by.account(at)
    if not decision.may_approve(second, asked):
        raise UserError("You cannot be the second person for this.")
    if by.stepped_up_at is None or abs(at - by.stepped_up_at) > timedelta(minutes=10):
        raise UserError(decision.Lack.STEP_UP.value)
    by.act_in(decision.approving_role(second, asked))
    with one_act():
        row = Approval(
            asker=asker, by=by.user, action=action.name, compartment=compartment, about=about, at=at
        )
        row.save()
        _told(by, "approval", row.pk, compartment)
    return row


def granting(compartment: Compartment) -> Action:
    """The act that adding a member to that compartment is."""
    return Action.GRANT_IN_WATCH if compartment.kind == WATCH else Action.GRANT_MEMBERSHIP


def about_granting(user: User, role: type[Role], start: datetime, end: datetime | None) -> str:
    """What a second person approves of a grant: this role for this person over these days.

    The days are those that were written down, however long the approval took.
    """
    until = timezone.localdate(end).isoformat() if end else "open"
    return f"user {user.pk} {role.id} {timezone.localdate(start).isoformat()} {until}"


def about_ending(membership: Membership) -> str:
    """What a second person approves of an end."""
    return f"end of membership {membership.pk}"


def _sent_before(by: Asker, token: str) -> Membership | None:
    """The membership that the asker's own form made when it was sent before."""
    found: Membership | None = (
        Membership.objects.filter(granted_by=by.user, token=token).first() if token else None
    )
    return found


def _told(by: Asker, kind: str, key: object, compartment: Compartment) -> None:
    record(
        Act.ADMIN,
        by=by.by,
        kind=kind,
        object_id=key,
        effect=Effect.MADE,
        compartment=compartment.key,
    )
