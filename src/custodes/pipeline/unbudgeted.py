"""What runs would have raised had there been no budget, from what each counted."""

from collections.abc import Sequence

from custodes.ranking.budget import QUIET_DAYS
from custodes.store.runs import RunRecord


def counts(run: RunRecord) -> bool:
    """Whether a run says how many pairs were strong enough to be raised."""
    return "candidates" in run.figures


def without_budget(made: Sequence[RunRecord]) -> float:
    """Alerts a week that these runs, which all count, would have raised without a budget.

    What a run raised is no more than its budget, and so says nothing of that. Each run counts the
    pairs that were strong enough to be raised; without a budget each of them would be raised, and
    then stay quiet for `QUIET_DAYS`. An estimate: a pair that comes and goes within those days
    counts for less than one; one of which something new speaks would be raised again sooner, and
    one that was decided with nothing new since, later.
    """
    standing = sum(run.figures["candidates"] for run in made) / len(made)
    return float(standing * 7 / QUIET_DAYS)
