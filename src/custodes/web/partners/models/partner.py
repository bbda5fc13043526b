"""A partner on the register, and the areas of the force."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record, VisibleQuerySet
from custodes.web.decision import Action
from custodes.web.partners.kinds import KIND_TITLES


class Area(Record):
    """An area of the force, so that one that no partner serves is seen as well."""

    audit_kind = "partner_area"
    sees = Action.SEE_PLAN
    subjects = ()

    name = models.CharField(max_length=80)

    class Meta:
        """Named once."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "name"], name="partner_area_once")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Partner(Record):
    """An organisation that supports vulnerable people. How developed the link is stands nowhere:
    it is derived. `areas` and `groups` hold names of areas and ids of groups."""

    audit_kind = "partner"
    sees = Action.SEE_PLAN
    subjects = ()

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24)
    areas = models.JSONField(default=list)
    force_wide = models.BooleanField(default=False)
    groups = models.JSONField(default=list)
    contacts = models.TextField(blank=True)
    every_days = models.PositiveIntegerField(default=90)
    listed_on = models.DateField()
    left_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = VisibleQuerySet.as_manager()
    every: ClassVar[models.Manager[Any]] = models.Manager()
    """All rows, for whoever says at intake that a report came from one: names alone are shown."""

    class Meta:
        """Of a known kind, named once, and leaves after it came."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "name"], name="partner_once"),
            models.CheckConstraint(
                condition=Q(kind__in=list(KIND_TITLES)), name="partner_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("listed_on")),
                name="partner_leaves_after_coming",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class PartnerVersion(Record):
    """A partner as it was from one change on: who made the change, when and, where it left or came
    back, why. `held` is what `FIELDS` of the register names."""

    audit_kind = "partner_version"
    sees = Action.SEE_PLAN
    subjects = ()

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    held = models.JSONField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    because = models.CharField(max_length=200, blank=True)

    class Meta:
        """Each version once."""

        constraints = [
            models.UniqueConstraint(fields=["partner", "version"], name="partner_version_once")
        ]

    def __str__(self) -> str:
        return f"partner-{self.partner_id}-version-{self.version}"
