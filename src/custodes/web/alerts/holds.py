"""How a hold on alerts stands at a moment, and which one holds an alert back: declared here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from custodes.web.alerts.models import Alert, Suppression

ASKED, HOLDS, REFUSED = "asked", "holds", "refused"
WITHDRAWN, ENDED, OVER = "withdrawn", "ended", "over"
NEVER_HELD = ("random", "watch")
"""Ways of coming up that nothing holds back: what is drawn at random, so that the ranking can be
measured, and what an authorised watch brings."""


def standing(held: Any, at: datetime) -> str:
    """How a suppression (with `answer` and `early_end`, where there are such rows) stands."""
    answer = getattr(held, "answer", None)
    if getattr(held, "early_end", None) is not None:
        return WITHDRAWN if answer is None else ENDED
    if at >= held.until:
        return OVER
    if answer is None:
        return ASKED
    return HOLDS if answer.granted else REFUSED


def holds_back(held: Suppression, alert: Alert) -> bool:
    """Whether what is held back covers the alert, in its own compartment."""
    return (
        alert.drawn not in NEVER_HELD
        and held.compartment_id == alert.compartment_id
        and held.staff == alert.staff
        and held.person in ("", alert.person)
        and held.pattern in ("", alert.pattern)
    )


def longest(alert: Alert, holds: Iterable[Suppression]) -> Suppression | None:
    """Of these holds the one that keeps the alert back longest; None where none covers it."""
    covering = [held for held in holds if holds_back(held, alert)]
    return max(covering, key=lambda held: (held.until, held.pk), default=None)
