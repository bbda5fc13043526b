"""What the lists of a series raised of late: those pairs stay quiet unless a new family speaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from custodes.ranking.budget import QUIET_DAYS, Pair


@dataclass
class Lately:
    """The lists so far, each with its moment and the families that spoke of each pair."""

    lists: list[tuple[datetime, Mapping[Pair, frozenset[str]]]] = field(default_factory=list)

    def add(self, as_of: datetime, raised: Mapping[Pair, frozenset[str]]) -> None:
        """One more list, of a later moment."""
        self.lists.append((as_of, raised))

    def at(self, as_of: datetime) -> dict[Pair, frozenset[str]]:
        """The pairs raised in the QUIET_DAYS before a moment, with all families that spoke."""
        lately: dict[Pair, frozenset[str]] = {}
        for moment, raised in self.lists:
            if moment > as_of - timedelta(days=QUIET_DAYS):
                lately |= {p: lately.get(p, frozenset()) | f for p, f in raised.items()}
        return lately
