"""What the audit keeps. No foreign key: an event outlives whatever it tells of."""

from typing import Any

from django.db import models

from custodes.web.audit.words import Action, Effect, Outcome

HASH = 64
"""Characters of a SHA-256 in hexadecimal."""


class Event(models.Model):
    """One thing that was done or seen, in ids and words of ours and never with content.

    `seq` counts from 1 without a gap. `at` never goes back; where the clock did, `clock` has what
    it read. `session` is a keyed hash of the session, so that the log opens none. `commitments`
    holds for each field keyed hashes of the old and the new value. `prev` is the leaf of the event
    before.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    clock = models.CharField(max_length=32, blank=True)
    actor = models.CharField(max_length=64, db_index=True)
    role = models.CharField(max_length=64, blank=True)
    session = models.CharField(max_length=32, blank=True)
    request = models.CharField(max_length=32, blank=True)
    action = models.CharField(max_length=16, choices=Action.choices)
    effect = models.CharField(max_length=8, choices=Effect.choices, blank=True)
    kind = models.CharField(max_length=64)
    object = models.CharField(max_length=128, blank=True)
    compartment = models.CharField(max_length=64, blank=True, db_index=True)
    reason = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    fields = models.JSONField(default=list)
    commitments = models.JSONField(default=dict)
    prev = models.CharField(max_length=HASH)
    leaf = models.CharField(max_length=HASH)

    class Meta:
        """Events of one record are asked for together."""

        indexes = [models.Index(fields=["kind", "object"], name="audit_event_of")]
        constraints = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="audit_event_from_one"),
            models.CheckConstraint(
                condition=models.Q(action__in=Action.values), name="audit_event_action_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="audit_event_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(effect__in=Effect.values), name="audit_event_effect_known"
            ),
            # A record has a name when something was done to it.
            models.CheckConstraint(
                condition=models.Q(effect="") | ~models.Q(object=""),
                name="audit_event_effect_on_something",
            ),
        ]

    def __str__(self) -> str:
        return f"event {self.seq}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only added, never changed; the database refuses too."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Checkpoint(models.Model):
    """The tree's root over the first `size` events, signed, as it was handed to the witnesses.

    `frontier` holds the roots of the whole subtrees below it, left to right, so that the next
    checkpoint reads only the events since.
    """

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    root = models.CharField(max_length=HASH)
    frontier = models.JSONField()
    note = models.TextField()

    def __str__(self) -> str:
        return f"checkpoint {self.size}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only added, never changed; the database refuses too."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Salt(models.Model):
    """What keys the commitments of one record. Destroyed with the record, it leaves them blind."""

    kind = models.CharField(max_length=64)
    object = models.CharField(max_length=128)
    salt = models.BinaryField(max_length=32)

    class Meta:
        """One for a record."""

        constraints = [
            models.UniqueConstraint(fields=["kind", "object"], name="audit_salt_one_a_record")
        ]

    def __str__(self) -> str:
        return f"salt of {self.kind} {self.object}"


class Witness(models.Model):
    """How far a witness's folder has been given checkpoints: from `first` on, up to `size`.

    `first` is settled before anything is dropped, so that after a kill the same files are dropped
    again and each still builds on the one before it.
    """

    folder = models.CharField(primary_key=True, max_length=1024)
    first = models.BigIntegerField()
    size = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"witness given {self.size}"
