"""What the one who owns the machine does, when there is nobody yet who may: the first accounts.

Everything here is recorded as done by a command, and `granted_by` stays empty.
"""

from datetime import datetime

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.models import Compartment, Membership, User
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action, Effect
from custodes.web.decision import Kind, Role

COMMAND = By(actor="command")


def found_compartment(*, kind: Kind, title: str, force: str = "") -> Compartment:
    """The compartment of that kind, title and force; made where there is none."""
    with one_act():
        found = Compartment.objects.filter(kind=kind.name, title=title, force=force).first()
        if found:
            return found
        made = Compartment.objects.create(kind=kind.name, title=title, force=force)
        _told("compartment", made.key, made.key)
    return made


def found_account(*, email: str, name: str, at: datetime, staff: str = "") -> User:
    """The account with that address; opened without a password where there is none."""
    address = email.strip().lower()
    with one_act():
        found = User.objects.filter(email=address).first()
        if found:
            return found
        user = User(email=address, name=name, staff=staff, opened_at=at)
        user.set_unusable_password()
        user.save()
        _told("user", user.pk)
    return user


def found_membership(
    *, user: User, compartment: Compartment, role: type[Role], because: str, at: datetime
) -> Membership:
    """The user's membership in that role; given from now on where there is none in force."""
    if Kind[compartment.kind] not in role.kinds:
        raise UserError(f"The role {role.title} is not held in {Kind[compartment.kind].value}.")
    with one_act():
        held: Membership | None = Membership.objects.filter(
            user=user, compartment=compartment, role=role.id, end=None, early_end=None
        ).first()
        if held:
            return held
        row = Membership(
            user=user,
            compartment=compartment,
            role=role.id,
            start=at,
            granted_by=None,
            reason=because,
            at=at,
        )
        row.save()
        _told("membership", row.pk, compartment.key)
    return row


def set_password(*, user: User, password: str) -> None:
    """Give an account a password that was drawn at random: for the demonstration only."""
    with one_act():
        user.set_password(password)
        user.save(update_fields=["password"])
        record(
            Action.ADMIN,
            by=COMMAND,
            kind="user",
            object_id=user.pk,
            effect=Effect.CHANGED,
            reason="password",
        )


def start_link(user: User) -> str:
    """The path by which the owner of an account chooses a password: for one use, for a day."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("account_start", args=[key, default_token_generator.make_token(user)])


def _told(kind: str, key: object, compartment: str = "") -> None:
    record(
        Action.ADMIN,
        by=COMMAND,
        kind=kind,
        object_id=key,
        effect=Effect.MADE,
        compartment=compartment,
    )
