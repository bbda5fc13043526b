"""A round as it is kept, and each force in it."""

from dataclasses import fields

from django.db import models
from django.db.models import Q

from custodes.web.accounts.visible import Record
from custodes.web.assessment import states
from custodes.web.assessment.classes import ForceClass
from custodes.web.assessment.rounds import Round
from custodes.web.decision import Action
from custodes.web.plan.forces import BY_NAME

CLASSES = [force_class.name for force_class in ForceClass]


class AssessmentRound(Record):
    """One round, as `rounds.Round` has it. `from_record`: an example from the public record, in
    which what was not published is shown as that."""

    audit_kind = "assessment_round"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    asked_on = models.DateField()
    cut_off = models.DateField()
    reviewed = models.CharField(max_length=60)
    letter_on = models.DateField()
    concern_from = models.CharField(max_length=200)
    recommendation = models.TextField()
    recommendation_source = models.CharField(max_length=200)
    strategy = models.CharField(max_length=200)
    inspector = models.CharField(max_length=120)
    inspector_title = models.CharField(max_length=200)
    contact = models.CharField(max_length=200)
    made_up = models.BooleanField(default=False)
    from_record = models.BooleanField(default=False)

    class Meta:
        """Known by one key in its compartment."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "key"], name="assessment_round_once")
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def plain(self) -> Round:
        """The round as letters are composed from it."""
        kept = {
            field.name: getattr(self, field.name) for field in fields(Round) if field.name != "id"
        }
        return Round(id=self.key, **kept)


class Assessed(Record):
    """One force in one round: how far its assessment is, and a class that was set by hand."""

    audit_kind = "assessed_force"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="+")
    force = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default=states.WAITING)
    force_class = models.CharField(max_length=20, blank=True)
    class_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One of the 43, once in a round; a class that was set has a reason."""

        constraints = [
            models.UniqueConstraint(fields=["round", "force"], name="assessed_once"),
            models.CheckConstraint(
                condition=Q(state__in=list(states.ASSESSED.words)), name="assessed_state_known"
            ),
            models.CheckConstraint(
                condition=Q(force_class="", class_because="")
                | Q(force_class__in=CLASSES) & ~Q(class_because=""),
                name="assessed_class_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.force)

    @property
    def slug(self) -> str:
        """The force in an address."""
        return BY_NAME[self.force].key

    @property
    def set_class(self) -> ForceClass | None:
        """The class that was set by hand, if one was."""
        return ForceClass[self.force_class] if self.force_class else None
