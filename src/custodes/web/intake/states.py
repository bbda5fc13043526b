"""What becomes of a sealed report and of a message, each a table of what may follow what."""

from datetime import timedelta

from django.db.models import TextChoices


class State(TextChoices):
    """Where a sealed report is."""

    RECEIVED = "received", "Received"
    PULLED = "pulled", "With the unit"
    PURGED = "purged", "With the unit alone"


class Sent(TextChoices):
    """Where a message is; "fetched" says that it was given out, never that it was read."""

    QUEUED = "queued", "Waiting for the unit"
    PULLED = "pulled", "With the unit"
    AVAILABLE = "available", "Waiting for the reporter"
    FETCHED = "fetched", "Given to the reporter"
    PURGED = "purged", "No longer here"


MOST_MESSAGES = 100
"""Messages that a reporter may write to one report."""
MOST_BYTES = 256 * 2**20
"""Bytes of a thread that are on this host at one time: its readers open all of it at once."""
KEPT_FOR = timedelta(days=30)
"""How long the intake keeps an envelope after it has reached the other side."""

NEXT: dict[str, frozenset[str]] = {
    State.RECEIVED: frozenset({State.PULLED}),
    State.PULLED: frozenset({State.PURGED}),
    State.PURGED: frozenset(),
}
"""Of a report."""
NEXT_OF_MESSAGE: dict[str, frozenset[str]] = {
    Sent.QUEUED: frozenset({Sent.PULLED}),
    Sent.PULLED: frozenset({Sent.PURGED}),
    Sent.AVAILABLE: frozenset({Sent.FETCHED}),
    Sent.FETCHED: frozenset({Sent.PURGED}),
    Sent.PURGED: frozenset(),
}
"""Of a message: the first two are of those from the reporter, the others of those from the unit."""
