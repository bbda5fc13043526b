"""The list of the plan: what is asked of it by its address, and the lines that answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.web.plan.models import PlanLine
from custodes.web.plan.states import IN_PLACE, SET_ASIDE

ORDERS: dict[str, Any] = {
    "number": _("Number"),
    "due": _("Due, the soonest first"),
    "owner": _("Owner"),
    "state": _("How far, the least first"),
    "strand": _("Strand"),
}
STATE_ORDER = ("not-commenced", "commenced", "in-place", SET_ASIDE)
LATE, OPEN = "late", "open"


@dataclass(frozen=True)
class Wanted:
    """What is asked for; empty for everything but what is set aside."""

    element: str = ""
    strand: str = ""
    recommendation: str = ""
    owner: str = ""
    state: str = ""
    order: str = "number"

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> "Wanted":
        """From an address."""
        said = {name: given.get(name, "")[:80] for name in cls.__dataclass_fields__}
        if said["order"] not in ORDERS:
            said["order"] = "number"
        return cls(**said)

    def of(self, lines: Sequence[PlanLine], today: date) -> list[PlanLine]:
        """The lines that answer, in the order asked for."""
        found = [line for line in lines if self._fits(line, today)]
        keys: dict[str, Any] = {
            "number": lambda line: line.number,
            "due": lambda line: (line.due or date.max, line.number),
            "owner": lambda line: (line.owner.casefold(), line.number),
            "state": lambda line: (STATE_ORDER.index(line.state), line.number),
            "strand": lambda line: (line.strand or "~", line.number),
        }
        return sorted(found, key=keys[self.order])

    def _fits(self, line: PlanLine, today: date) -> bool:
        if self.state == LATE:
            stands = overdue(line, today)
        else:
            stands = line.state == self.state if self.state else line.state != SET_ASIDE
        return (
            stands
            and self.element in ("", line.element)
            and self.strand in ("", line.strand)
            and (not self.recommendation or self.recommendation in line.recommendations)
            and self.owner in ("", line.owner)
        )


def overdue(line: PlanLine, today: date) -> bool:
    """Whether a line was due and is not in place."""
    return bool(line.due and line.due < today and line.state not in (IN_PLACE, SET_ASIDE))
