"""Entering the key by which a force is known, once it was compared on another way."""

from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment.models import ForceKey
from custodes.web.decision import Action
from custodes.web.plan.forces import BY_NAME


def enter_key(
    *,
    compartment: Compartment,
    force: str,
    fingerprint: str,
    because: str,
    by: Asker,
    at: datetime,
) -> ForceKey:
    """Enter the fingerprint of a force's key, with how it was compared; the one that counts already
    is not entered twice. What was taken in before stays taken in."""
    check_may(by, Action.MODERATE, compartment, about=force, reason=because, at=at)
    if force not in BY_NAME:
        raise UserError("A key is that of one of the 43 forces.")
    if not because.strip():
        raise UserError("Say how the key was compared, and with whom.")
    with one_act():
        rows = ForceKey.objects.visible_to(by.user, at=at).filter(compartment=compartment)
        last: ForceKey | None = rows.filter(force=force).order_by("at", "pk").last()
        if last is not None and last.fingerprint == fingerprint:
            return last
        row = ForceKey(
            compartment=compartment,
            force=force,
            fingerprint=fingerprint,
            because=because.strip(),
            by=by.user,
            at=at,
        )
        row.save()
        made(row, by)
    return row
