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


def open_account(
    *,
    email: str,
    name: str,
    staff: str,
    expires_at: datetime | None,
    by: Asker,
    because: str,
    system: Compartment,
    at: datetime,
) -> User:
    """A new account without a password; its owner chooses one by the link of `start`."""
    check_may(by, Action.MANAGE_ACCOUNTS, system, reason=because, at=at)
    user = User(
        email=email.strip().lower(), name=name, staff=staff, opened_at=at, expires_at=expires_at
    )
    user.set_unusable_password()
    with one_act():
        if User.objects.filter(email=user.email).exists():
            raise UserError(f"There is already an account with the address {user.email}.")
        user.save()
        record(Act.ADMIN, by=by.by, kind="user", object_id=user.pk, effect=Effect.MADE)
    return user


def suspend(*, user: User, by: Asker, because: str, system: Compartment, at: datetime) -> None:
    """End all that an account may do, at once: its next request is that of a stranger."""
    check_may(by, Action.MANAGE_ACCOUNTS, system, reason=because, at=at)
    _change(user, by, is_active=False, suspended_at=at, suspended_because=because)


def reinstate(*, user: User, by: Asker, because: str, system: Compartment, at: datetime) -> None:
    """Let a suspended account in again; nobody does that for themselves."""
    check_may(by, Action.MANAGE_ACCOUNTS, system, reason=because, at=at)
    _change(user, by, is_active=True, suspended_at=None, suspended_because="")


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
    about = _about(user)
    word = check_may(by, _granting(compartment), compartment, about=about, reason=because, at=at)
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
    about = _about(membership.user)
    word = check_may(by, _granting(compartment), compartment, about=about, reason=because, at=at)
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


def lift_bar(*, bar: Bar, within: Compartment, by: Asker, because: str, at: datetime) -> BarEnd:
    """Lift a bar before its time, with a second person's approval, and never one's own."""
    if bar.user_id == by.user.pk:
        raise UserError("Nobody lifts a bar that keeps themselves away.")
    about = f"bar {bar.pk}"
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


def _granting(compartment: Compartment) -> Action:
    return Action.GRANT_IN_WATCH if compartment.kind == WATCH else Action.GRANT_MEMBERSHIP


def _about(user: User) -> str:
    return f"user {user.pk}"


def _change(user: User, by: Asker, **fields: object) -> None:
    if by.user.pk == user.pk:
        raise UserError("Nobody suspends or reinstates their own account.")
    with one_act():
        kept = User.objects.select_for_update().get(pk=user.pk)
        changes = {name: (getattr(kept, name), value) for name, value in fields.items()}
        record(
            Act.ADMIN,
            by=by.by,
            kind="user",
            object_id=user.pk,
            effect=Effect.CHANGED,
            changes={name: (str(old), str(new)) for name, (old, new) in changes.items()},
        )
        for name, value in fields.items():
            setattr(user, name, value)
            setattr(kept, name, value)
        kept.save(update_fields=list(fields))


def _told(by: Asker, kind: str, key: object, compartment: Compartment) -> None:
    record(
        Act.ADMIN,
        by=by.by,
        kind=kind,
        object_id=key,
        effect=Effect.MADE,
        compartment=compartment.key,
    )
