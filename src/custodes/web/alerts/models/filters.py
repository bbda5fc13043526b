"""A filter of the queue under a name: an address that somebody keeps."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action


class SavedFilter(Record):
    """What stands behind the `?` of the queue's address; nobody's but its owner's.

    Of each person at most one is the default, with which the queue opens.
    """

    audit_kind = "saved-filter"
    sees = Action.SEE_ALERTS
    subjects = ()

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)
    is_default = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        """A name is used once by each, and one is the default."""

        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_filter_name_once"),
            models.UniqueConstraint(
                fields=["owner"], condition=Q(is_default=True), name="saved_filter_one_default"
            ),
        ]

    def __str__(self) -> str:
        return f"saved-filter-{self.pk}"
