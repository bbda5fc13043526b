"""What an administrator does to accounts: each with a reason that is kept, and an event.

Nothing here shows content or makes anybody a member; to let somebody start again takes two people.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt

from custodes.vocabulary.errors import UserError, shown
from custodes.web.accounts.asking import check_may, one_act, spend
from custodes.web.accounts.barring import concerned
from custodes.web.accounts.installation import start_link
from custodes.web.accounts.keys import marked
from custodes.web.accounts.models import Administered, Compartment, Identity, User
from custodes.web.accounts.naming import names
from custodes.web.accounts.sessions import end_sessions
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.ways_in import take_back_all
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action

MOMENT = timedelta(seconds=1)


class StaffUnknown(UserError):
    """A reference that the force's register of staff does not hold."""


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
    """A new account without a password; its owner chooses one by the link of `start`.

    `staff` is the reference by which the force's own records hold them. Raises StaffUnknown where
    its register does not.
    """
    check_may(by, Action.MANAGE_ACCOUNTS, system, reason=because, at=at)
    check_staff(staff)
    user = User(
        email=email.strip().lower(), name=name, staff=staff, opened_at=at, expires_at=expires_at
    )
    user.set_unusable_password()
    with one_act():
        if User.objects.filter(email=user.email).exists():
            raise UserError(f"There is already an account with the address {user.email}.")
        user.save()
        record(Act.ADMIN, by=by.by, kind="user", object_id=user.pk, effect=Effect.MADE)
        _note(user, "opened", by, because, at)
    return user


def suspend(*, user: User, by: Asker, because: str, system: Compartment, at: datetime) -> None:
    """End all that an account may do, at once: its next request is that of a stranger.

    Nothing that was open before opens again when it is reinstated: they sign in anew.
    """
    _manage(
        user,
        "suspended",
        by,
        because,
        system,
        at,
        also=partial(_shut, user, by, at),
        is_active=False,
        suspended_at=at,
        suspended_because=because,
    )


def reinstate(*, user: User, by: Asker, because: str, system: Compartment, at: datetime) -> None:
    """Let a suspended account in again; nobody does that for themselves."""
    _manage(
        user,
        "reinstated",
        by,
        because,
        system,
        at,
        is_active=True,
        suspended_at=None,
        suspended_because="",
    )


def end_account(*, user: User, by: Asker, because: str, system: Compartment, at: datetime) -> None:
    """End an account for good; what it did stays on record under its number."""
    over = max(at, user.opened_at + MOMENT)
    shut = partial(_shut, user, by, at)
    _manage(user, "ended", by, because, system, at, also=shut, expires_at=over)


def lift_lock_out(
    *, user: User, by: Asker, because: str, system: Compartment, at: datetime
) -> None:
    """Let somebody try again whose sign-ins failed too often."""

    def lifted() -> None:
        AccessAttempt.objects.filter(username=user.email).delete()

    _manage(user, "lock-out-lifted", by, because, system, at, also=lifted)


def take_back_tokens(
    *, user: User, by: Asker, because: str, system: Compartment, at: datetime
) -> None:
    """Take back what programs read with in somebody's name, and leave their own sign-in alone."""
    _manage(user, "tokens-back", by, because, system, at, also=partial(_take_back, user, by, at))


def hand_over(*, user: User, by: Asker, because: str, system: Compartment, at: datetime) -> str:
    """The path by which an owner chooses the first password: for one use, for a day.

    There is none where the owner has come in already, by whatever way, because whoever holds it
    could choose a password for somebody else and be them: see `reset_sign_in`.
    """
    if not awaits_first_sign_in(user):
        raise UserError(
            "Its owner has signed in to this account, or has a password. Let them start again, "
            "which takes two people."
        )
    _manage(user, "link-handed-over", by, because, system, at)
    return start_link(user)


def awaits_first_sign_in(user: User) -> bool:
    """Whether nobody has come in yet, by password or by the identity provider, since the account
    was opened or its owner was let start again."""
    if user.has_usable_password() or Identity.objects.filter(user=user).exists():
        return False
    resets = Administered.objects.filter(user=user, act="reset").order_by("at", "pk")
    last: Administered | None = resets.last()
    return user.last_login is None or (last is not None and user.last_login < last.at)


def reset_sign_in(
    *, user: User, by: Asker, because: str, system: Compartment, at: datetime
) -> None:
    """Take away all by which an account is come into, so that its owner starts again: password,
    second factors, the link with the identity provider, sessions and tokens of programs.

    An auditor approves it: alone, an administrator could sign in as somebody who sees content.
    """
    _check_another(user, by)
    about = about_reset(user)
    word = check_may(by, Action.RESET_SIGN_IN, system, about=about, reason=because, at=at)
    with one_act():
        spend(word, by=by, at=at)
        _changed(user, by, "reset", password="")
        kept = User.objects.select_for_update().get(pk=user.pk)
        kept.set_unusable_password()
        kept.save(update_fields=["password"])
        user.password = kept.password
        Authenticator.objects.filter(user=user).delete()
        for known in Identity.objects.filter(user=user):
            record(
                Act.ADMIN,
                by=by.by,
                kind=Identity.audit_kind,
                object_id=known.pk,
                effect=Effect.ERASED,
            )
            known.delete()
        _shut(user, by, at)
        _note(user, "reset", by, because, at)


def correct_staff(
    *, user: User, staff: str, by: Asker, because: str, system: Compartment, at: datetime
) -> None:
    """Set right under which reference the force's records hold somebody, empty for none.

    It decides what is about themselves and hidden from them, so that an auditor approves it.
    """
    _check_another(user, by)
    # First of all, so that nobody is asked to approve a slip of the pen.
    check_staff(staff)
    word = check_may(
        by,
        Action.CORRECT_STAFF,
        system,
        about=about_staff(user, staff),
        subjects=concerned(staff),
        reason=because,
        at=at,
    )
    with one_act():
        spend(word, by=by, at=at)
        kept = User.objects.select_for_update().get(pk=user.pk)
        _changed(kept, by, "staff-corrected", staff=staff)
        user.staff = kept.staff = staff
        kept.save(update_fields=["staff"])
        _note(user, "staff-corrected", by, because, at)


def check_staff(reference: str) -> None:
    """Raise StaffUnknown where the force's register of staff is there and does not hold it."""
    if reference and names().staff_known(reference) is False:
        raise StaffUnknown(
            f"The register of staff holds no {shown(reference)}. Write it as it stands there, with "
            "its letters and spaces. For somebody who is new, take the register in anew first."
        )


def about_staff(user: User, staff: str) -> str:
    """What a second person approves of a correction: this reference for this account."""
    return f"user {user.pk} staff {marked(staff) if staff else 'none'}"


def about_reset(user: User) -> str:
    """What a second person approves where somebody is to start again."""
    return f"user {user.pk}"


def _manage(
    user: User,
    act: str,
    by: Asker,
    because: str,
    system: Compartment,
    at: datetime,
    *,
    also: Callable[[], None] | None = None,
    **fields: object,
) -> None:
    _check_another(user, by)
    check_may(by, Action.MANAGE_ACCOUNTS, system, reason=because, at=at)
    with one_act():
        if fields:
            kept = User.objects.select_for_update().get(pk=user.pk)
            _changed(kept, by, act, **fields)
            for name, value in fields.items():
                setattr(user, name, value)
                setattr(kept, name, value)
            kept.save(update_fields=list(fields))
        if also is not None:
            also()
        _note(user, act, by, because, at)


def _shut(user: User, by: Asker, at: datetime) -> None:
    end_sessions(user, at=at)
    _take_back(user, by, at)


def _take_back(user: User, by: Asker, at: datetime) -> None:
    take_back_all(user, by=by, at=at)


def _check_another(user: User, by: Asker) -> None:
    if by.user.pk == user.pk:
        raise UserError("Nobody does this to their own account. Ask another administrator.")


def _changed(user: User, by: Asker, act: str, **fields: object) -> None:
    record(
        Act.ADMIN,
        by=by.by,
        kind=User.audit_kind,
        object_id=user.pk,
        effect=Effect.CHANGED,
        reason=act,
        changes={
            name: (str(getattr(user, name)), str(value))
            for name, value in fields.items()
            if name != "password"
        },
    )


def _note(user: User, act: str, by: Asker, because: str, at: datetime) -> None:
    row = Administered(user=user, act=act, by=by.user, reason=because, at=at)
    row.save()
    record(
        Act.ADMIN,
        by=by.by,
        kind=Administered.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        reason=act,
    )
