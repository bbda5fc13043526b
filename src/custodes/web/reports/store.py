"""The envelopes that the unit keeps, as a place in which they can be wrapped anew one by one."""

from collections.abc import Iterable

from custodes.web.accounts.asking import one_act
from custodes.web.audit.actions import By
from custodes.web.reports.actions.keeping import changed
from custodes.web.reports.models import Sealed, every


class KeptReports:
    """Reports and messages by the names of their envelopes; what was disposed of is not there."""

    def __init__(self, *, by: By) -> None:
        self._by = by

    def names(self) -> Iterable[str]:
        """The names of what is kept, the oldest first."""
        rows = every(Sealed).exclude(content=b"").order_by("pk")
        return list(rows.values_list("name", flat=True))

    def read(self, name: str) -> bytes:
        """One envelope."""
        return bytes(every(Sealed).get(name=name).content)

    def replace(self, name: str, raw: bytes) -> None:
        """Put the same envelope in its place, wrapped anew, with its event."""
        with one_act():
            row = every(Sealed).select_for_update().get(name=name)
            changed(row, self._by, content=raw)
