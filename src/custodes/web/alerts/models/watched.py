"""A closer look at one member of staff: asked for by one, authorised by another, for a time."""

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User
from custodes.web.alerts.models.decided import Added
from custodes.web.alerts.watching import BASIS_TITLES
from custodes.web.decision import Action

GIVEN = ~Q(reason="")


class Watch(Added):
    """That all pairs of one member of staff within a scope shall be looked at from day to day.

    It holds from `start`, or from its answer where that is later, until `end`, by itself. `scope`
    names tables of traces. Going on longer is a new one, which `renews` the one before.
    """

    audit_kind = "watch"
    sees = Action.SEE_WATCHES
    subjects = ("staff",)

    token = models.CharField(max_length=64, unique=True)
    staff = models.CharField(max_length=64, db_index=True)
    basis = models.CharField(max_length=24)
    scope = models.JSONField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    reason = models.CharField(max_length=2000)
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """With a basis that the law knows, a reason and an end."""

        constraints = [
            models.CheckConstraint(condition=GIVEN, name="watch_reason_given"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="watch_expires"),
            models.CheckConstraint(
                condition=Q(basis__in=list(BASIS_TITLES)), name="watch_basis_known"
            ),
        ]

    def __str__(self) -> str:
        return f"watch-{self.pk}"


class WatchAnswer(Added):
    """A second person's answer to what was asked: authorised, or refused, with why."""

    audit_kind = "watch-answer"
    sees = Action.SEE_WATCHES
    subjects = ("watch__staff",)

    watch = models.OneToOneField(Watch, on_delete=models.PROTECT, related_name="answer")
    granted = models.BooleanField()
    reason = models.CharField(max_length=2000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """With a reason, whichever it is."""

        constraints = [models.CheckConstraint(condition=GIVEN, name="watch_answer_reason_given")]

    def __str__(self) -> str:
        return f"answer to watch-{self.watch_id}"


class WatchEnd(Added):
    """That a watch was ended before its day, with why."""

    audit_kind = "watch-end"
    sees = Action.SEE_WATCHES
    subjects = ("watch__staff",)

    watch = models.OneToOneField(Watch, on_delete=models.PROTECT, related_name="early_end")
    reason = models.CharField(max_length=2000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """With a reason."""

        constraints = [models.CheckConstraint(condition=GIVEN, name="watch_end_reason_given")]

    def __str__(self) -> str:
        return f"end of watch-{self.watch_id}"


class WatchedPairs(Added):
    """Every pair of the watched within scope, as one run counted them: `pairs` holds a row each."""

    audit_kind = "watched-pairs"
    sees = Action.SEE_WATCHES
    subjects = ("watch__staff",)

    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, related_name="+")
    run = models.CharField(max_length=20)
    as_of = models.DateTimeField()
    pairs = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        """One a watch and run."""

        constraints = [
            models.UniqueConstraint(fields=["watch", "run"], name="watched_pairs_once_a_run")
        ]

    def __str__(self) -> str:
        return f"pairs of watch-{self.watch_id} in {self.run}"
