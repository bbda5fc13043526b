"""What the pages keep of runs: which there are, replays, checks, coverage as measured, budgets."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.alerts.models.decided import Added
from custodes.web.decision import Action

MOST_A_WEEK = 500


class Known(Added):
    """The base of what is kept here: written once, concerns nobody, shown to who sees runs."""

    sees = Action.SEE_RUNS
    subjects = ()

    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    job = models.CharField(max_length=16, blank=True)

    class Meta:
        """A base, not a table."""

        abstract = True


class KeptRun(Known):
    """A run whose alerts were taken into these pages.

    `sha256` is that of the run's record in the home as it was then, so that a record that is
    missing or was changed since is told. `by` and `job` are empty where a command made the run.
    """

    audit_kind = "run"

    run = models.CharField(max_length=20, unique=True)
    as_of = models.DateTimeField()
    made_at = models.DateTimeField()
    budget = models.PositiveIntegerField()
    pairs = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.run)


class Replayed(Known):
    """That a run was made again, and whether it came out the same, row for row."""

    audit_kind = "replay"

    run = models.ForeignKey(KeptRun, on_delete=models.PROTECT, related_name="replays")
    same = models.BooleanField()
    differences = models.JSONField(default=list)

    class Meta:
        """What differs is named; one a job."""

        constraints = [
            models.UniqueConstraint(fields=["job"], name="replay_once_a_job"),
            models.CheckConstraint(
                condition=Q(same=True, differences=[]) | Q(same=False) & ~Q(differences=[]),
                name="replay_names_what_differs",
            ),
        ]

    def __str__(self) -> str:
        return f"replay-{self.pk}"


class TakeInCheck(Known):
    """What a check of everything taken in came to: one line for each thing that was looked at."""

    audit_kind = "take-in-check"

    well = models.BooleanField()
    checks = models.JSONField()

    class Meta:
        """One a job."""

        constraints = [models.UniqueConstraint(fields=["job"], name="take_in_check_once_a_job")]

    def __str__(self) -> str:
        return f"check-{self.pk}"


class Coverage(Known):
    """Coverage as it was measured, as of a moment."""

    audit_kind = "coverage"

    as_of = models.DateTimeField()
    staff = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        """The latest of a day is found fast."""

        indexes = [models.Index(fields=["compartment", "-as_of", "-at"], name="coverage_latest")]

    def __str__(self) -> str:
        return f"coverage-{self.pk}"


class ReviewBudget(Known):
    """How many alerts a week the unit can read, from then on, with why; the latest counts."""

    audit_kind = "review-budget"

    a_week = models.PositiveIntegerField()
    reason = models.CharField(max_length=2000)
    version = models.PositiveIntegerField()

    class Meta:
        """With a reason, within bounds, one after the other."""

        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="review_budget_reason_given"),
            models.CheckConstraint(
                condition=Q(a_week__gte=1, a_week__lte=MOST_A_WEEK), name="review_budget_in_bounds"
            ),
            models.UniqueConstraint(
                fields=["compartment", "version"], name="review_budget_one_version"
            ),
        ]

    def __str__(self) -> str:
        return f"review-budget-{self.pk}"
