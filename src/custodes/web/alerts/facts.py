"""What an alert rests on, and whether another about the same pair brings anything new."""

from collections.abc import Mapping
from typing import Any

from custodes.web.alerts.models import Alert

EXPLAINED = "explained"


def facts_of(content: Mapping[str, Any]) -> frozenset[str]:
    """The ids of the rows that the reasons rest on; where none spoke, of those not explained."""
    spoken = {row for reason in content["reasons"] for row in reason["rows"]}
    return frozenset(
        spoken or {row["row"] for row in content["timeline"] if row["word"] != EXPLAINED}
    )


def has_new_facts(new: Alert, decided: Alert) -> bool:
    """Whether `new` rests on a row, or speaks of a family, that `decided` did not hold."""
    held = {row["row"] for row in decided.content["timeline"]}
    if facts_of(new.content) - held:
        return True
    return bool(set(new.content["families"]) - set(decided.content["families"]))


def facts_until(content: Mapping[str, Any]) -> str:
    """The time of the last row that the alert holds, else of the run (ISO 8601 in UTC)."""
    return str(max((row["at"] for row in content["timeline"]), default=content["as_of"]))
