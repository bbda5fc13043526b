"""What the intake keeps: sealed envelopes, the lock of each reporter's key, days and no times.

Nothing here tells who sent it or how: no address, no browser, no channel, no size but the bucket
that the sealed bytes have.
"""

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from custodes.web.intake.states import Sent, State
from custodes.web.sealing.envelope import FROM_REPORTER, FROM_UNIT

Row = TypeVar("Row", bound=models.Model)
REPORT = 32
"""Characters of a report's id in hexadecimal."""
DIRECTIONS = ((FROM_REPORTER, "From the reporter"), (FROM_UNIT, "From the unit"))


class Submission(models.Model):
    """One sealed report. `lock` holds the reporter's private key, closed by the seven words.

    `moved_on` is the day on which it came into its state, none while it is in the first.
    """

    audit_kind: ClassVar[str] = "submission"

    report = models.CharField(primary_key=True, max_length=REPORT)
    code = models.CharField(max_length=14, unique=True)
    received_on = models.DateField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.RECEIVED)
    version = models.PositiveIntegerField(default=1)
    moved_on = models.DateField(null=True)
    lock = models.BinaryField()
    envelope = models.BinaryField()

    class Meta:
        """The database refuses a state that there is not, and a report that is empty before its
        time."""

        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="intake_state_known"),
            models.CheckConstraint(
                condition=Q(report__regex=r"^[0-9a-f]{32}$"), name="intake_report_is_hex"
            ),
            models.CheckConstraint(
                condition=Q(state=State.PURGED, envelope=b"")
                | ~Q(state=State.PURGED) & ~Q(envelope=b""),
                name="intake_report_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"sealed report {self.report}"


class ThreadMessage(models.Model):
    """One sealed message of a report's thread; `number` counts from 1 in its direction.

    `mark` is by what a message of the reporter is known again that was sent twice: a hash under a
    key that only its page had.
    """

    audit_kind: ClassVar[str] = "thread message"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="messages")
    direction = models.CharField(max_length=16, choices=DIRECTIONS)
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    state = models.CharField(max_length=16, choices=Sent.choices)
    version = models.PositiveIntegerField(default=1)
    moved_on = models.DateField(null=True)
    mark = models.CharField(max_length=32, blank=True)
    envelope = models.BinaryField()

    class Meta:
        """One message in one place, sent once, in a state that its direction can have."""

        constraints = [
            models.UniqueConstraint(
                fields=["submission", "mark"], condition=~Q(mark=""), name="intake_message_once"
            ),
            models.UniqueConstraint(
                fields=["submission", "direction", "number"], name="intake_message_one_place"
            ),
            models.CheckConstraint(
                condition=Q(
                    direction=FROM_REPORTER, state__in=[Sent.QUEUED, Sent.PULLED, Sent.PURGED]
                )
                | Q(direction=FROM_UNIT, state__in=[Sent.AVAILABLE, Sent.FETCHED, Sent.PURGED]),
                name="intake_message_state_of_direction",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=9999), name="intake_message_number"
            ),
            models.CheckConstraint(
                condition=Q(state=Sent.PURGED, envelope=b"")
                | ~Q(state=Sent.PURGED) & ~Q(envelope=b""),
                name="intake_message_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"sealed message {self.direction}/{self.number}"


def one_by_one(rows: "QuerySet[Row]") -> Iterator[Row]:
    """Rows that are read when their turn comes, so that one envelope is in memory at a time."""
    for key in list(rows.values_list("pk", flat=True)):
        found = rows.filter(pk=key).first()
        if found is not None:
            yield found
