"""Confirming with a reason that what looks like data of a person may be sent."""

from collections.abc import Mapping
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import changed
from custodes.web.accounts.sign_in import Asker
from custodes.web.decision import Action
from custodes.web.submission.actions import locked, submission_of
from custodes.web.submission.held import held_here
from custodes.web.submission.models import Prepared
from custodes.web.submission.package import found_in
from custodes.web.submission.personal import CONFIRMABLE, Trace
from custodes.web.submission.states import ASKED, PREPARED


def confirm(
    *, row: Prepared, reasons: Mapping[Trace, str], version: int, by: Asker, at: datetime
) -> Prepared:
    """Confirm with a reason that what looks like data of a person may be sent; an emptied reason
    takes the confirmation back. Whoever signs reads the reasons with the rest.

    Raises UserError for what is not found in it, and for what nobody can confirm.
    """
    check_may(by, Action.EDIT_PLAN, row.compartment, about=str(row), at=at)
    there = confirmable(row, by=by, at=at)
    if strange := [trace for trace in reasons if trace not in there]:
        raise UserError(f"{strange[0].kind} in {strange[0].where} is not there to be confirmed.")
    with one_act():
        now = locked(row, version, by, at)
        if now.state not in (PREPARED, ASKED):
            raise UserError(f"{now} was signed or set aside, and stays as it is.")
        said = [
            {"where": trace.where, "kind": trace.kind, "because": " ".join(because.split())}
            for trace, because in reasons.items()
            if because.strip()
        ]
        if said != now.confirmed:
            changed(
                now,
                by,
                confirmed=said,
                wrote=sorted({*now.wrote, by.user.pk}),
                state=PREPARED,
                version=now.version + 1,
            )
    return now


def confirmable(row: Prepared, *, by: Asker, at: datetime) -> list[Trace]:
    """What looks like data of a person in it, as it would be sent, and can be confirmed."""
    sent, contents = submission_of(row, post="-", by=by, at=at)
    return [one for one in found_in(sent, contents, held_here) if one.kind in CONFIRMABLE]
