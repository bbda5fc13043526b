"""What hangs on a report: whom it concerns, its envelopes, feedback; and the staff to match."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action
from custodes.web.reports import states
from custodes.web.reports.models.report import Report

ABOUT_STAFF = "report__named__staff"
"""From what hangs on a report to the staff whom the report concerns."""
STEPPED_BACK = "stepped-back:"
"""What begins the subject of a bar that keeps somebody from one report and nothing else."""


class Named(Record):
    """That a report concerns a member of staff: by whose judgement, when and why. It is what bars
    that member, and whoever has declared an association with them, from knowing of it.

    A name that was taken back bars nobody: its reference moves from `staff` to `was`.
    """

    audit_kind = "report_named"
    sees = Action.SEE_REPORTS
    subjects = (ABOUT_STAFF, "was")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="named")
    staff = models.CharField(max_length=64, db_index=True, blank=True)
    because = models.CharField(max_length=300)
    sure = models.CharField(max_length=10)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    was = models.CharField(max_length=64, blank=True)
    back_because = models.CharField(max_length=300, blank=True)
    back_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    back_at = models.DateTimeField(null=True)

    class Meta:
        """Each member of staff once; taken back with a reason, a person and a time, or not."""

        constraints = [
            models.UniqueConstraint(
                fields=["report", "staff"], condition=~Q(staff=""), name="report_named_once"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="report_named_with_reason"),
            models.CheckConstraint(
                condition=~Q(staff="") & Q(was="", back_because="", back_by=None, back_at=None)
                | Q(staff="", back_by__isnull=False, back_at__isnull=False)
                & ~Q(was="")
                & ~Q(back_because=""),
                name="report_named_taken_back_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"named-{self.pk}"


class Sealed(Record):
    """An envelope: the report itself, a message of the reporter's, or an answer of the unit's.

    `name` is what the envelope is known by. `content` is empty once it was disposed of. `token` is
    by what the form of an answer is known again, so that one sent twice is one answer.
    """

    audit_kind = "report_envelope"
    sees = Action.SEE_REPORTS
    subjects = (ABOUT_STAFF,)

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="envelopes")
    name = models.CharField(max_length=64, unique=True)
    part = models.CharField(max_length=24)
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=8, blank=True)
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        """An answer waits to be fetched or was handed over; what came in does neither."""

        constraints = [
            models.UniqueConstraint(
                fields=["report", "token"], condition=~Q(token=""), name="report_envelope_once"
            ),
            models.CheckConstraint(
                condition=Q(way="") | Q(way__in=list(states.REPLIES.words)),
                name="report_envelope_way",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Feedback(Record):
    """That whoever reported was told how far it has come, and by which way; no more than that."""

    audit_kind = "report_feedback"
    sees = Action.SEE_REPORTS
    subjects = (ABOUT_STAFF,)

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="feedback")
    stage = models.CharField(max_length=10)
    on = models.DateField()
    way = models.CharField(max_length=8)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        """Each stage once."""

        constraints = [
            models.UniqueConstraint(fields=["report", "stage"], name="report_feedback_once")
        ]

    def __str__(self) -> str:
        return f"feedback-{self.pk}"


class KnownStaff(Record):
    """A member of staff as intake alone may look them up: names, number, where they work."""

    audit_kind = "intake_staff"
    sees = Action.SEE_REPORTS
    subjects = ("staff",)

    staff = models.CharField(max_length=64)
    name = models.CharField(max_length=120, blank=True)
    known_as = models.CharField(max_length=120, blank=True)
    shoulder = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=120, blank=True)
    description = models.CharField(max_length=300, blank=True)

    class Meta:
        """Each member of staff once."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "staff"], name="intake_staff_once")
        ]

    def __str__(self) -> str:
        return f"intake-staff-{self.pk}"
