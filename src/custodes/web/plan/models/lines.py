"""Lines of the plan, and each version that a line has had."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action
from custodes.web.plan.contents import Evidence, Line
from custodes.web.plan.elements import Element, Status
from custodes.web.plan.states import LINES

ELEMENTS = [element.value for element in Element]
STATES = list(LINES.words)


class Worded(Record):
    """The base of what a line says. `strategy` is the version that its strand is one of."""

    sees = Action.SEE_PLAN
    subjects = ()

    title = models.CharField(max_length=200)
    element = models.CharField(max_length=12)
    state = models.CharField(max_length=16)
    owner = models.CharField(max_length=120, blank=True)
    strand = models.CharField(max_length=40, blank=True)
    strategy = models.CharField(max_length=40, blank=True)
    recommendations = models.JSONField(default=list)
    start = models.DateField(null=True)
    due = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A base, not a table."""

        abstract = True

    def plain(self, number: int, evidence: tuple[Evidence, ...]) -> Line:
        """As plain data, with what it rests on."""
        return Line(
            line_id(number),
            self.title,
            Element(self.element),
            Status(self.state),
            self.owner,
            self.strand,
            self.strategy,
            tuple(self.recommendations),
            self.start,
            self.due,
            evidence,
        )


class PlanLine(Worded):
    """A line as it stands: something that the force does or will do, of which a post answers."""

    audit_kind = "plan_line"

    number = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        """Numbered once; in a known state; due after it starts."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="plan_line_once"),
            models.CheckConstraint(
                condition=Q(state__in=STATES) & Q(element__in=ELEMENTS), name="plan_line_known"
            ),
            models.CheckConstraint(
                condition=Q(due=None) | Q(start=None) | Q(due__gte=F("start")),
                name="plan_line_due_after_start",
            ),
            models.CheckConstraint(
                condition=Q(strand="", strategy="") | (~Q(strand="") & ~Q(strategy="")),
                name="plan_line_strand_of_a_strategy",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """What people call it: L7."""
        return line_id(self.number)


class LineVersion(Worded):
    """A line as it stood from a moment on. None is ever changed, so that the plan of any day can be
    read again."""

    audit_kind = "plan_line_version"

    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="versions")
    because = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Each version once, so that of two at once the second is told."""

        constraints = [
            models.UniqueConstraint(fields=["line", "version"], name="plan_line_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.line_id}-v{self.version}"


def line_id(number: int) -> str:
    """What people call a line: L7."""
    return f"L{number}"


def worded(row: Worded) -> dict[str, Any]:
    """What a line says, column by column."""
    names = [field.name for field in Worded._meta.get_fields() if field.name != "compartment"]
    return {name: getattr(row, name) for name in names}
