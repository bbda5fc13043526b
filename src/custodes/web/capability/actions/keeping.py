"""How a row that two may be at work on is found as it stands, and changed from what was seen."""

from datetime import datetime
from typing import Any

from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.keeping import changed
from custodes.web.accounts.sign_in import Asker


def locked(row: Any, version: int, what: str, by: Asker, at: datetime) -> Any:
    """The row as it stands, held until the transaction ends. Raises Conflict where it has moved on
    from `version`, and for a version that no row has."""
    rows = type(row).objects.visible_to(by.user, at=at).select_for_update(of=("self",))
    now = rows.get(pk=row.pk)
    if now.version != version:
        raise Conflict(what, version, now)
    return now


def changed_version(row: Any, by: Asker, reason: str = "", **fields: Any) -> bool:
    """Change fields of a row and count its version on; whether anything was changed."""
    new = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not new:
        return False
    changed(row, by, reason, version=row.version + 1, **new)
    return True


def wrote_also(row: Any, by: Asker) -> list[int]:
    """The keys of all who wrote in a row, this one among them."""
    return sorted({*row.wrote, by.user.pk})
