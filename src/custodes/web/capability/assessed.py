"""What a threat assessment says, apart from any store: counts, harm, priorities, summary."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.web.capability.threat import Category, Priority, Seen, seen_of

STRANDS: dict[str, Any] = {
    "prevention": _("Prevention"),
    "intelligence": _("Intelligence"),
    "enforcement": _("Enforcement"),
    "engagement": _("Engagement"),
}
"""Those of the national strategy of April 2017."""
ENTERED, ITEMS = "entered", "items"


@dataclass(frozen=True)
class Count:
    """How many items of a category in the year before and in this one, and where that is from."""

    before: int = 0
    now: int = 0
    origin: str = ENTERED


@dataclass(frozen=True)
class Judged:
    """The harm that people gave a category, from 1 to 5 (None: not yet), and why."""

    harm: int | None = None
    because: str = ""


@dataclass(frozen=True)
class Assessed:
    """A threat assessment. Categories go by their names in `Category`; `priorities` are those of
    the control strategy in their order, each with what is done by strand."""

    counts: Mapping[str, Count] = field(default_factory=dict)
    harm: Mapping[str, Judged] = field(default_factory=dict)
    priorities: tuple[tuple[str, Mapping[str, str]], ...] = ()
    summary: str = ""

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Every category with its trend and harm, those with most harm and volume first."""
        return seen_of(
            {c: self._pair(c) for c in Category},
            {c: self.harm[c.name].harm for c in Category if c.name in self.harm},
        )

    @property
    def strategy(self) -> tuple[Priority, ...]:
        """The control strategy."""
        return tuple(Priority(Category[name], strands) for name, strands in self.priorities)

    def _pair(self, category: Category) -> tuple[int, int]:
        count = self.counts.get(category.name, Count())
        return count.before, count.now


def as_json(said: Assessed) -> dict[str, Any]:
    """The assessment as plain JSON."""
    return asdict(said)


def from_json(kept: Mapping[str, Any]) -> Assessed:
    """The assessment from what `as_json` gave."""
    return Assessed(
        counts={name: Count(**count) for name, count in kept["counts"].items()},
        harm={name: Judged(**judged) for name, judged in kept["harm"].items()},
        priorities=tuple((name, dict(strands)) for name, strands in kept["priorities"]),
        summary=kept["summary"],
    )
