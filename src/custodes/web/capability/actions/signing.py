"""Reviews and threat assessments: begun, changed, set aside, signed and so frozen."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.capability.actions.keeping import changed_version, locked, wrote_also
from custodes.web.capability.models.review import Signable
from custodes.web.capability.states import DRAFT, SET_ASIDE, SIGNED, SIGNING
from custodes.web.decision import Action
from custodes.web.documents.pdf import digest

Kind = TypeVar("Kind", bound=Signable)


def begin(
    model: type[Kind],
    *,
    compartment: Compartment,
    on: date,
    content: Mapping[str, Any],
    by: Asker,
    at: datetime,
) -> Kind:
    """Begin the next one. Where one is being written, that one is returned and nothing is made:
    two people do not write two reviews side by side."""
    check_may(by, Action.EDIT_CAPABILITY, compartment, at=at)
    with one_act():
        rows = model.objects.visible_to(by.user, at=at).filter(compartment=compartment)
        open_: Kind | None = rows.filter(state=DRAFT).order_by("number").last()
        if open_ is not None:
            return open_
        last = rows.order_by("number").last()
        row = model(
            compartment=compartment,
            number=last.number + 1 if last else 1,
            on=on,
            content=dict(content),
            by=by.user,
            at=at,
            wrote=[by.user.pk],
        )
        row.save()
        made(row, by)
    return row


def change(
    *,
    row: Kind,
    version: int,
    by: Asker,
    at: datetime,
    content: Mapping[str, Any],
    on: date | None = None,
) -> Kind:
    """Change what one says, from the version that was seen: `content` holds the parts that change.

    Raises Conflict where it has moved on, UserError where it was signed or set aside.
    """
    check_may(by, Action.EDIT_CAPABILITY, row.compartment, about=str(row.pk), at=at)
    if on is not None and on > in_london(at).date():
        raise UserError(_("The figures are those of a day that has come."))
    with one_act():
        now: Kind = locked(row, version, _named(row), by, at)
        if now.state != DRAFT:
            raise UserError(_("It was signed or set aside, and stays as it is. Begin a new one."))
        whole = {**now.content, **content}
        if whole == now.content and on in (None, now.on):
            return now
        changed_version(
            now,
            by,
            content=whole,
            on=on or now.on,
            changed_by=by.user,
            changed_at=at,
            wrote=wrote_also(now, by),
        )
    return now


def set_aside(*, row: Signable, version: int, by: Asker, at: datetime) -> None:
    """Set a draft aside: it stays on record, and the next one begins anew."""
    check_may(by, Action.EDIT_CAPABILITY, row.compartment, about=str(row.pk), at=at)
    with one_act():
        now = locked(row, version, _named(row), by, at)
        SIGNING.check(now.state, SET_ASIDE)
        changed_version(now, by, "set-aside", state=SET_ASIDE)


def sign(*, row: Signable, paper: Mapping[str, Any], version: int, by: Asker, at: datetime) -> None:
    """Sign one: what it says, and the whole paper that was shown, are frozen and hashed.

    Raises UserError where the signer wrote in it: a second person signs. Raises Conflict where it
    changed after the signer read it.
    """
    check_may(by, Action.SIGN_CAPABILITY, row.compartment, about=str(row.pk), at=at)
    with one_act():
        now = locked(row, version, _named(row), by, at)
        SIGNING.check(now.state, SIGNED)
        if by.user.pk in now.wrote:
            raise UserError(_("Whoever wrote in it does not sign it: a second person does."))
        changed_version(
            now,
            by,
            "signed",
            state=SIGNED,
            signed_by=by.user,
            signed_at=at,
            frozen={"contents": now.content, "paper": dict(paper)},
            sha256=digest(paper),
        )


def _named(row: Signable) -> str:
    return _("The %(what)s") % {"what": row._meta.verbose_name}
