"""What an administrator is offered to do to an account: its words, when it fits, what it asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodes.web.accounts import administering
from custodes.web.accounts.barring import concerned
from custodes.web.accounts.forms import Because, CorrectStaff
from custodes.web.accounts.models import User
from custodes.web.accounts.tries import failures_of
from custodes.web.accounts.ways_in import ways_held
from custodes.web.decision import Action


@dataclass(frozen=True)
class Second:
    """What a second person is asked about an act on an account, as `second.ask` takes it."""

    about: str
    sentence: str
    address: str
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Offer:
    """Something that is done to an account: its words, and whether it is offered now.

    `form` takes what it needs beside the reason, which goes to `do` by the names of its fields.
    `second` says of an act that takes two what the second person is asked.
    """

    title: Any
    words: Any
    done: Any
    do: Callable[..., Any]
    fits: Callable[[User, datetime], bool]
    action: Action = Action.MANAGE_ACCOUNTS
    form: type[Because] = Because
    takes: tuple[str, ...] = ()
    second: Callable[[User, Mapping[str, Any]], Second] | None = None


def _start_again(user: User, _said: Mapping[str, Any]) -> Second:
    return Second(
        administering.about_reset(user),
        _("Let %(name)s start again with a new password and second factor") % {"name": user.name},
        reverse("people:account", args=[user.pk]),
    )


def _corrected(user: User, said: Mapping[str, Any]) -> Second:
    words = {"name": user.name, "reference": said["staff"] or _("none")}
    return Second(
        administering.about_staff(user, said["staff"]),
        _("Correct the staff reference of %(name)s to %(reference)s") % words,
        reverse("people:act", args=[user.pk, "staff"]),
        concerned(said["staff"]),
    )


def _open(user: User, at: datetime) -> bool:
    return user.may_sign_in(at)


ACTS: dict[str, Offer] = {
    "link": Offer(
        gettext_lazy("Hand over a start link"),
        gettext_lazy(
            "Its owner chooses a password by it, once, within a day. You see it on the next page "
            "alone: hand it over in person or by a way that you know is theirs."
        ),
        "",
        administering.hand_over,
        lambda user, at: _open(user, at) and administering.awaits_first_sign_in(user),
    ),
    "unlock": Offer(
        gettext_lazy("Lift the lock-out"),
        gettext_lazy("Make sure that it was they who tried: speak to them first."),
        gettext_lazy("Lifted. They can sign in again."),
        administering.lift_lock_out,
        lambda user, _at: failures_of(user) >= settings.AXES_FAILURE_LIMIT,
    ),
    "reset": Offer(
        gettext_lazy("Let them start again"),
        gettext_lazy(
            "Their password, their second factor and the tokens of their programs are taken away "
            "and their sessions end; then you hand over a start link. An auditor approves it "
            "first, so that nobody can sign in as somebody else."
        ),
        gettext_lazy("Done. Now hand over a start link."),
        administering.reset_sign_in,
        lambda user, at: _open(user, at) and not administering.awaits_first_sign_in(user),
        Action.RESET_SIGN_IN,
        second=_start_again,
    ),
    "staff": Offer(
        gettext_lazy("Correct the staff reference"),
        gettext_lazy(
            "It decides what is about themselves and therefore hidden from them. An auditor "
            "approves it first; then write the same here again."
        ),
        gettext_lazy("Corrected."),
        administering.correct_staff,
        _open,
        Action.CORRECT_STAFF,
        CorrectStaff,
        ("staff",),
        _corrected,
    ),
    "tokens": Offer(
        gettext_lazy("Take back the tokens of their programs"),
        gettext_lazy(
            "Programs that read in their name read nothing more, at once. They can make new ones."
        ),
        gettext_lazy("Taken back."),
        administering.take_back_tokens,
        lambda user, at: ways_held(user, at=at) > 0,
    ),
    "suspend": Offer(
        gettext_lazy("Suspend"),
        gettext_lazy(
            "At once they can neither sign in nor go on, and programs read nothing in their name. "
            "It can be taken back; they make new tokens then."
        ),
        gettext_lazy("Suspended."),
        administering.suspend,
        _open,
    ),
    "reinstate": Offer(
        gettext_lazy("Reinstate"),
        gettext_lazy("They can sign in again, with the memberships that they still hold."),
        gettext_lazy("Reinstated."),
        administering.reinstate,
        lambda user, _at: not user.is_active,
    ),
    "end": Offer(
        gettext_lazy("End the account"),
        gettext_lazy("For good. What they did stays on record; their memberships give nothing."),
        gettext_lazy("Ended."),
        administering.end_account,
        _open,
    ),
}
DONE = {
    "opened": gettext_lazy("Opened"),
    "suspended": gettext_lazy("Suspended"),
    "reinstated": gettext_lazy("Reinstated"),
    "ended": gettext_lazy("Ended"),
    "lock-out-lifted": gettext_lazy("Lock-out lifted"),
    "link-handed-over": gettext_lazy("Start link handed over"),
    "reset": gettext_lazy("Let start again"),
    "staff-corrected": gettext_lazy("Staff reference corrected"),
    "tokens-back": gettext_lazy("Tokens of programs taken back"),
}
"""What was done, as the history of an account calls it."""
