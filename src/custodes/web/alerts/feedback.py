"""What was decided is told to the engine: in files of the home that the next run reads.

The rows here are what counts; the files are written after each commit, and whatever a kill or a
full disk kept from them is written by the next one that comes along.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from custodes.pipeline.verdicts import HeldBack, Judged, LetUp, Reopened, Said, stamp, tell
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError
from custodes.web.alerts.facts import facts_until
from custodes.web.alerts.models import AlertDecision, Hold, HoldEnd, Reopening
from custodes.web.alerts.taking import everything

Row = AlertDecision | Reopening | Hold | HoldEnd
log = logging.getLogger(__name__)


def tell_all(home: Home) -> int:
    """Tell whatever was not told yet; how much that was. For the start of the program and before
    a run."""
    decisions = (
        everything(AlertDecision)
        .filter(by__isnull=False)
        .select_related("alert")
        .order_by("pk")
        .iterator(chunk_size=500)
    )
    again = everything(Reopening).filter(decision__by__isnull=False).select_related("alert")
    holds = everything(Hold).filter(granted=True).select_related("suppression")
    ends = everything(HoldEnd).filter(suppression__answer__granted=True)
    rows = (decisions, *(some.order_by("pk") for some in (again, holds, ends)))
    return tell(home, [said(row) for some in rows for row in some])


def tell_after_commit(row: Row) -> None:
    """Tell one decision or hold, or that one counts no more, once it is there for good."""
    transaction.on_commit(partial(_tell, row), robust=True)


def judged(row: Any) -> Judged:
    """A decision as the engine is told it."""
    content = row.alert.content
    return Judged(
        id=f"decision-{row.pk}",
        at=stamp(row.at),
        alert=row.alert.alert_id,
        staff=row.alert.staff,
        person=row.alert.person or None,
        verdict=row.verdict,
        explained_by=row.explained_by,
        facts_until=stamp(datetime.fromisoformat(facts_until(content))),
        families=tuple(sorted(content["families"])),
    )


def held_back(row: Any) -> HeldBack:
    """A suppression as the engine is told it."""
    held = row.suppression
    return HeldBack(
        id=f"suppression-{held.pk}",
        at=stamp(row.at),
        staff=held.staff,
        person=held.person or None,
        pattern=held.pattern,
        until=stamp(held.until),
    )


def reopened(row: Any) -> Reopened:
    """That an alert is looked at again, as the engine is told it."""
    return Reopened(id=f"reopening-{row.pk}", at=stamp(row.at), alert=row.alert.alert_id)


def let_up(row: Any) -> LetUp:
    """The end of a hold as the engine is told it."""
    held = f"suppression-{row.suppression_id}"
    return LetUp(id=f"suppression-end-{row.pk}", at=stamp(row.at), held=held)


WORDED: Mapping[type[Row], Callable[[Any], Said]] = {
    AlertDecision: judged,
    Reopening: reopened,
    Hold: held_back,
    HoldEnd: let_up,
}


def said(row: Row) -> Said:
    """A row as the engine is told it."""
    return WORDED[type(row)](row)


def _tell(row: Row) -> None:
    try:
        tell(Home.open(Path(settings.CONFIG.home)), [said(row)])
    except (UserError, OSError) as fault:
        # The row is kept; `tell_all` tells it later.
        log.warning("%s not told to the engine yet: %s", row, type(fault).__name__)
