"""The names that were given, and every look behind one."""

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.append_only import AppendOnly
from custodes.web.accounts.models import Compartment, User
from custodes.web.pseudonyms.kinds import Subject


class Pseudonym(AppendOnly):
    """One name. The reference behind it is sealed with a key that is not in the database."""

    subject = models.CharField(max_length=8)
    tag = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=16, unique=True)
    sealed = models.TextField()

    class Meta:
        """Of staff or of a person."""

        constraints = [
            models.CheckConstraint(
                condition=Q(subject__in=[subject.value for subject in Subject]),
                name="pseudonym_subject_known",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Reveal(AppendOnly):
    """That somebody saw who stands behind a name: why, in which compartment, until when."""

    audit_kind = "reveal"

    pseudonym = models.ForeignKey(Pseudonym, on_delete=models.PROTECT, related_name="reveals")
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        """With a reason and an end; the second person is another."""

        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reveal_reason_given"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("at")), name="reveal_expires"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("by")),
                name="reveal_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"reveal-{self.pk}"
