"""Systems, device classes and technology; what the engine says of them; device registers."""

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.capability.words import DEVICE, MODES, NOT_MONITORED, TECHNOLOGY, WHATS
from custodes.web.decision import Action


class Item(Record):
    """A system, a class of device, or a technology: how it is monitored and by which post.

    `engine_name` is what the engine calls it, empty where the engine does not know it: then `held`
    is how many there are. What is not monitored may be planned: since when, and by when.
    """

    audit_kind = "capability_item"
    sees = Action.SEE_CAPABILITY
    subjects = ()

    what = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    engine_name = models.CharField(max_length=120, blank=True)
    held = models.PositiveIntegerField(null=True)
    mode = models.CharField(max_length=12, blank=True)
    how = models.CharField(max_length=200, blank=True)
    post = models.CharField(max_length=120, blank=True)
    planned_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    listed_on = models.DateField()
    left_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Of a known kind, named once; a plan is due after it was made; a count is of devices."""

        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "what", "name"], name="capability_item_once"
            ),
            models.CheckConstraint(
                condition=Q(what__in=list(WHATS)), name="capability_item_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=list(MODES)), name="capability_item_mode_known"
            ),
            models.CheckConstraint(
                condition=~Q(what=TECHNOLOGY) | Q(mode=NOT_MONITORED),
                name="capability_item_technology_is_not_monitored",
            ),
            models.CheckConstraint(
                condition=Q(held=None) | Q(what=DEVICE), name="capability_item_count_of_devices"
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(planned_on__isnull=False, due_on__gte=F("planned_on")),
                name="capability_item_due_after_planned",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("listed_on")),
                name="capability_item_leaves_after_coming",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Reading(Record):
    """What the engine said of coverage at a moment. `content` holds the rows of coverage and the
    device register reconciled: counts and ids of devices, never a holder."""

    audit_kind = "coverage_reading"
    sees = Action.SEE_CAPABILITY
    subjects = ()

    run = models.CharField(max_length=16, blank=True)
    as_of = models.DateTimeField()
    content = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"reading-{self.pk}"


class DeviceList(Record):
    """A device register that was taken in from a file and reconciled; holders are not kept."""

    audit_kind = "device_list"
    sees = Action.SEE_CAPABILITY
    subjects = ()

    file = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    on = models.DateField()
    rows = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One file is one list, however often it is sent."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "sha256"], name="device_list_once")
        ]

    def __str__(self) -> str:
        return f"device-list-{self.pk}"
