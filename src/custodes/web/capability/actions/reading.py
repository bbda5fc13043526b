"""Keeping what the engine says of coverage, stamped with its run and moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.capability.models import Reading
from custodes.web.decision import Action


def keep_reading(
    *,
    run: str,
    as_of: datetime,
    content: Mapping[str, Any],
    compartment: Compartment,
    token: str,
    by: Asker,
    at: datetime,
) -> Reading:
    """Keep a reading; the same one again where `token` was kept before."""
    check_may(by, Action.EDIT_CAPABILITY, compartment, at=at)
    with one_act():
        rows = Reading.objects.visible_to(by.user, at=at)
        same: Reading | None = rows.filter(token=token).first()
        if same is not None:
            return same
        row = Reading(
            compartment=compartment,
            run=run,
            as_of=as_of,
            content=dict(content),
            by=by.user,
            at=at,
            token=token,
        )
        row.save()
        made(row, by)
    return row
