"""How a row of a record is made or changed, with its event in the same transaction."""

from typing import Any

from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect


def made(row: Any, by: Asker, reason: str = "") -> None:
    """Record that a row was made; to be called in the transaction that saved it."""
    record(
        Act.COLLECTION,
        by=by.by,
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=row.compartment_id,
        reason=reason,
    )


def changed(row: Any, by: Asker, reason: str = "", **fields: Any) -> None:
    """Set fields of a row, with the old and new value of each committed to in the audit."""
    fields = {name: new for name, new in fields.items() if getattr(row, name) != new}
    if not fields:
        return
    record(
        Act.ALTERATION,
        by=by.by,
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.CHANGED,
        compartment=row.compartment_id,
        reason=reason,
        changes={name: (str(getattr(row, name)), str(new)) for name, new in fields.items()},
    )
    for name, new in fields.items():
        setattr(row, name, new)
    row.save(update_fields=list(fields))
