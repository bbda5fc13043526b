"""What lines rest on: live figures as they were drawn, and places in documents that were put in."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action
from custodes.web.plan import contents
from custodes.web.plan.elements import Element
from custodes.web.plan.models.lines import ELEMENTS, PlanLine

WITHDRAWN = Q(withdrawn_at=None, withdrawn_because="") | (
    Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")
)


class Kept(Record):
    """The base of what is put in and withdrawn, never changed. `token` is that of the form."""

    sees = Action.SEE_PLAN
    subjects = ()

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        """A base, not a table."""

        abstract = True


class PlanDocument(Kept):
    """A document of the force, as it was put in."""

    audit_kind = "plan_document"

    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()

    class Meta:
        """One of a name at a time; withdrawn with a reason."""

        constraints = [
            models.CheckConstraint(condition=WITHDRAWN, name="plan_document_withdrawn"),
            models.UniqueConstraint(
                fields=["compartment", "name"],
                condition=Q(withdrawn_at=None),
                name="plan_document_name_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def plain(self) -> contents.Document:
        """Its entry in a plan."""
        return contents.Document(self.name, self.title, self.sha256, self.bytes)


class Evidence(Kept):
    """What one line rests on: a live figure by its id, or a place in a document."""

    audit_kind = "plan_evidence"

    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="+")
    figure = models.CharField(max_length=40, blank=True)
    document = models.ForeignKey(
        PlanDocument, null=True, on_delete=models.PROTECT, related_name="+"
    )
    page = models.PositiveIntegerField(null=True)
    paragraph = models.CharField(max_length=40, blank=True)
    shows = models.CharField(max_length=500, blank=True)
    answers = models.JSONField(default=list)

    class Meta:
        """Live or by hand, and never both; by hand with what it shows."""

        constraints = [
            models.CheckConstraint(
                condition=(~Q(figure="") & Q(document=None, page=None, shows=""))
                | (Q(figure="", document__isnull=False) & ~Q(shows="")),
                name="plan_evidence_live_or_by_hand",
            ),
            models.CheckConstraint(condition=WITHDRAWN, name="plan_evidence_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"evidence-{self.pk}"

    @property
    def plain(self) -> contents.Evidence:
        """As plain data."""
        answers = tuple(self.answers)
        if self.document is None:
            return contents.Evidence(figure=self.figure, answers=answers)
        place = contents.Reference(self.document.name, self.shows, self.page, self.paragraph)
        return contents.Evidence(reference=place, answers=answers)


class DrawnFigure(Record):
    """A live figure as it was drawn: its value, the run or query that it came from, and its day.

    The last one drawn counts; the earlier ones say how it has changed.
    """

    audit_kind = "plan_figure"
    sees = Action.SEE_PLAN
    subjects = ()

    figure = models.CharField(max_length=40)
    element = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    value = models.FloatField()
    unit = models.CharField(max_length=40)
    run = models.CharField(max_length=200)
    on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Of a known element; a share lies between 0 and 1."""

        constraints = [
            models.CheckConstraint(
                condition=Q(element__in=ELEMENTS) & ~Q(run=""), name="plan_figure_known"
            ),
            models.CheckConstraint(
                condition=~Q(unit="share") | Q(value__gte=0, value__lte=1),
                name="plan_figure_share",
            ),
        ]

    def __str__(self) -> str:
        return f"figure-{self.pk}"

    @property
    def plain(self) -> contents.Figure:
        """As plain data."""
        return contents.Figure(
            self.figure, Element(self.element), self.title, self.value, self.unit, self.run, self.on
        )
