"""The last submission that was signed on the pages, for the command line."""

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.commanded import rows_for_command
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action as Act
from custodes.web.submission.models import Prepared
from custodes.web.submission.states import FROZEN


def last_signed() -> bytes:
    """Its package, byte for byte; that it was taken out is recorded as done by a command.

    Raises UserError where none was signed.
    """
    with one_act():
        # The one who owns the machine asks, as with an export of the audit: no account is there.
        row = rows_for_command(Prepared).filter(state__in=FROZEN).order_by("signed_at").last()
        if row is None or row.content is None:
            raise UserError(
                "No submission was signed on the pages of this home. Sign one there, or pack a "
                "plan from a folder with --plan."
            )
        record(
            Act.EXPORT,
            by=By(actor="command"),
            kind=Prepared.audit_kind,
            object_id=row.pk,
            compartment=row.compartment_id,
        )
    return bytes(row.content)
