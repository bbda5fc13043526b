"""What a document says of one alert: the words and pictures of its page, and what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from custodes.web.alerts.presenters import AlertPage, Names, present, under_names


@dataclass(frozen=True)
class Decided:
    """One decision in words; `at` is written in UTC (ISO 8601 with `Z`)."""

    verdict: str
    by: str
    at: str
    reason: str


@dataclass(frozen=True)
class Dossier:
    """One alert for a document.

    `content` is what its run wrote with names in the place of references, `page` the same in the
    words of the screen, `sha256` the hash of what the run wrote. `state` and `held` are in words,
    `state_id` is the state's own, `changed_at` is written in UTC.
    """

    content: Mapping[str, Any]
    page: AlertPage
    sha256: str
    state: str = ""
    state_id: str = "new"
    with_whom: str = ""
    held: str = ""
    changed_at: str = ""
    decisions: tuple[Decided, ...] = ()

    @property
    def alert(self) -> str:
        """The alert's id."""
        return self.page.name

    @cached_property
    def rows(self) -> frozenset[tuple[str, str]]:
        """The table and the name of every row that it shows."""
        return frozenset((row["table"], row["row"]) for row in self.content["timeline"])

    def reasons_of(self, row: str) -> str:
        """The titles of the reasons that rest on a row."""
        named = [r["title"] for r in self.content["reasons"] if row in r["rows"]]
        return "; ".join(named)


def dossier(
    content: Mapping[str, Any],
    names: Names,
    *,
    sha256: str,
    decisions: Sequence[Decided] = (),
    **standing: str,
) -> Dossier:
    """The dossier of an alert as a run wrote it, under these names (none: as it is)."""
    return Dossier(
        content=under_names(content, names),
        page=present(content, names),
        sha256=sha256,
        decisions=tuple(decisions),
        **standing,
    )


@dataclass(frozen=True)
class Asked:
    """Who has a document made, when and why. `at` is written in UTC; all three in words."""

    by: str
    at: str
    because: str
    demonstration: bool = False
