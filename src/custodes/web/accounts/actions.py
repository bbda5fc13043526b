"""What is done to accounts, memberships and bars: each with a name, who, why, and an event."""

from datetime import datetime, timedelta

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.asking import check_may, one_act, spend
from custodes.web.accounts.models import (
    Approval,
    Bar,
    BarEnd,
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
from custodes.web.decision import Action, Basis, Kind, Question, Role

WATCH = Kind.CCU_WATCH.name


def grant(
    *,
    user: User,
    compartment: Compartment,
    role: type[Role],
    start: datetime,
    end: datetime | None,
    by: Asker,
    because: str,
    at: datetime,
) -> Membership:
    """Make somebody else a member. The watch over the unit takes a second person."""
    if by.user.pk == user.pk:
        raise UserError("Nobody makes themselves a member. Ask a colleague who may.")
    if Kind[compartment.kind] not in role.kinds:
        raise UserError(f"The role {role.title} is not held in {Kind[compartment.kind].value}.")
    if end is not None and end <= start:
        raise UserError("The membership must end after it starts.")
    about = about_granting(user, role, start, end)
    word = check_may(by, granting(compartment), compartment, about=about, reason=because, at=at)
    with one_act():
        spend(word, by=by, at=at)
        row = Membership(
            user=user,
            compartment=compartment,
            role=role.id,
            start=start,
            end=end,
            granted_by=by.user,
            reason=because,
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


def set_bar(
    *,
    user: User,
    basis: Basis,
    within: Compartment,
    subject: str = "",
    start: datetime,
    end: datetime | None,
    by: Asker,
    because: str,
    at: datetime,
) -> Bar:
    """Keep somebody from one subject, or with none named from all of `within`.

    A bar on a subject holds in every compartment.
    """
    if end is not None and end <= start:
        raise UserError("The bar must end after it starts.")
    check_may(by, Action.SET_BAR, within, reason=because, at=at)
    with one_act():
        row = Bar(
            user=user,
            compartment=None if subject else within,
            subject=subject,
            basis=basis.name,
            start=start,
            end=end,
            set_by=by.user,
            reason=because,
            at=at,
        )
        row.save()
        _told(by, "bar", row.pk, within)
    return row


def step_back(
    *,
    basis: Basis,
    within: Compartment,
    subject: str = "",
    by: Asker,
    because: str,
    at: datetime,
) -> Bar:
    """Keep oneself from one member of staff, or with none named from all of `within`.

    For a declared association, or to recuse oneself: whoever is a member may, and only colleagues
    lift it.
    """
    if basis not in (Basis.ASSOCIATION, Basis.RECUSED):
        raise UserError("One declares an association of one's own, or steps back.")
    if not any(letter.isalpha() for letter in because):
        raise UserError(decision.Lack.REASON.value)
    held = by.account(at).memberships
    if not any(row.compartment == within.key and row.holds(at) for row in held):
        raise UserError("You are not a member there.")
    by.act_in(None)
    with one_act():
        row = Bar(
            user=by.user,
            compartment=None if subject else within,
            subject=subject,
            basis=basis.name,
            start=at,
            set_by=by.user,
            reason=because,
            at=at,
        )
        row.save()
        _told(by, "bar", row.pk, within)
    return row


def lift_bar(*, bar: Bar, within: Compartment, by: Asker, because: str, at: datetime) -> BarEnd:
    """Lift a bar before its time, with a second person's approval, and never one's own."""
    if bar.user_id == by.user.pk:
        raise UserError("Nobody lifts a bar that keeps themselves away.")
    about = about_lifting(bar)
    word = check_may(by, Action.LIFT_BAR, within, about=about, reason=because, at=at)
    with one_act():
        if BarEnd.objects.filter(bar=bar).exists():
            raise UserError("This bar has already been lifted.")
        row = BarEnd(
            bar=bar,
            at=at,
            lifted_by=by.user,
            approved_by=spend(word, by=by, at=at),
            reason=because,
        )
        row.save()
        _told(by, "bar-end", row.pk, within)
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
    """What a second person approves of a grant: this role for this person over this time."""
    until = end.date().isoformat() if end else "open"
    return f"user {user.pk} {role.id} {start.date().isoformat()} {until}"


def about_ending(membership: Membership) -> str:
    """What a second person approves of an end."""
    return f"end of membership {membership.pk}"


def about_lifting(bar: Bar) -> str:
    """What a second person approves where a bar is lifted."""
    return f"bar {bar.pk}"


def _told(by: Asker, kind: str, key: object, compartment: Compartment) -> None:
    record(
        Act.ADMIN,
        by=by.by,
        kind=kind,
        object_id=key,
        effect=Effect.MADE,
        compartment=compartment.key,
    )
