"""Posts of the unit and the training that each has had: posts, never names."""

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.capability.words import SKILLS
from custodes.web.decision import Action


class Post(Record):
    """A post of the unit: its hours a week, and whether somebody is in it."""

    audit_kind = "unit_post"
    sees = Action.SEE_CAPABILITY
    subjects = ()

    title = models.CharField(max_length=80)
    hours = models.FloatField(default=37.0)
    filled = models.BooleanField(default=True)
    listed_on = models.DateField()
    left_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Named once; of a week that has so many hours."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "title"], name="unit_post_once"),
            models.CheckConstraint(
                condition=Q(hours__gt=0) & Q(hours__lte=80), name="unit_post_hours_of_a_week"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("listed_on")),
                name="unit_post_leaves_after_coming",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Training(Record):
    """That whoever is in a post was trained in a skill on a day, and when that runs out."""

    audit_kind = "post_training"
    sees = Action.SEE_CAPABILITY
    subjects = ()

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    skill = models.CharField(max_length=24)
    on = models.DateField()
    until = models.DateField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """In a known skill, once a day, and lasts a while."""

        constraints = [
            models.CheckConstraint(
                condition=Q(skill__in=list(SKILLS)), name="post_training_skill_known"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("on")), name="post_training_lasts"
            ),
            models.UniqueConstraint(
                fields=["post", "skill", "on"],
                condition=Q(withdrawn_at=None),
                name="post_training_once",
            ),
        ]

    def __str__(self) -> str:
        return f"training-{self.pk}"
