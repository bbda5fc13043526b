"""Which force this is, newer versions of what is asked of it, and what it says of itself."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action
from custodes.web.plan.forces import BY_KEY
from custodes.web.plan.good import ANSWERS, CHARACTERISTICS


class PlanForce(Record):
    """Which of the 43 forces the plan is of: the last row counts."""

    audit_kind = "plan_force"
    sees = Action.SEE_PLAN
    subjects = ()

    force = models.CharField(max_length=40)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One of the 43."""

        constraints = [
            models.CheckConstraint(condition=Q(force__in=sorted(BY_KEY)), name="plan_force_known")
        ]

    def __str__(self) -> str:
        return str(self.force)


class LoadedCriteria(Record):
    """A newer version of the strategy, newer recommendations, or both, as the force loaded them."""

    audit_kind = "plan_criteria"
    sees = Action.SEE_PLAN
    subjects = ()

    name = models.CharField(max_length=120)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """The same file once."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "sha256"], name="plan_criteria_once")
        ]

    def __str__(self) -> str:
        return str(self.name)


class OwnJudgement(Record):
    """How far the force judges that it meets one characteristic of good; the last one counts."""

    audit_kind = "plan_own_judgement"
    sees = Action.SEE_PLAN
    subjects = ()

    characteristic = models.CharField(max_length=40)
    answer = models.CharField(max_length=12)
    because = models.TextField()
    version = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Of a known characteristic, with a reason; each version once."""

        constraints = [
            models.CheckConstraint(
                condition=Q(characteristic__in=sorted(CHARACTERISTICS), answer__in=sorted(ANSWERS))
                & ~Q(because=""),
                name="plan_own_judgement_known",
            ),
            models.UniqueConstraint(
                fields=["compartment", "characteristic", "version"],
                name="plan_own_judgement_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"judgement-{self.pk}"
