"""What is kept of letters: each wording, what was issued, templates, examples and totals."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.assessment.models import Assessed, AssessmentRound
from custodes.web.decision import Action
from custodes.web.letters import states


class WordTemplate(Record):
    """A Word template of the inspectorate's own; the latest counts, letters keep theirs."""

    audit_kind = "letter_template"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.name)


class Letter(Record):
    """The letter to one force of a round. Issued, it is frozen: canonical JSON and its SHA-256."""

    audit_kind = "letter"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    assessed = models.OneToOneField(Assessed, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=states.DRAFT)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    frozen = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    template = models.ForeignKey(
        WordTemplate, null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        """What is issued is frozen, with who and when; nothing else is."""

        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(states.LETTERS.words)), name="letter_state_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=states.ISSUED,
                    frozen__isnull=False,
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                )
                & ~Q(sha256="")
                | ~Q(state=states.ISSUED) & Q(frozen=None, sha256="", issued_at=None),
                name="letter_issued_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"letter-{self.pk}"


class Wording(Record):
    """The force's own paragraph as it stood: each change is the next version, and none is lost.

    `basis` is the SHA-256 of the findings that it was written from.
    """

    audit_kind = "letter_wording"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    sentences = models.JSONField()
    basis = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Each version once, so that of two at once the second is told."""

        constraints = [
            models.UniqueConstraint(fields=["letter", "version"], name="wording_version_once")
        ]

    def __str__(self) -> str:
        return f"wording-{self.pk}"


class Example(Record):
    """Something that a force does well, named in the overview with what it rests on."""

    audit_kind = "good_example"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    assessed = models.ForeignKey(Assessed, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    reference = models.CharField(max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"example-{self.pk}"


class Bundle(Record):
    """All documents of a round in one zip, as a job made them."""

    audit_kind = "letter_bundle"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="+")
    job = models.CharField(max_length=16, unique=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    letters = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"bundle-{self.pk}"


class Totals(Record):
    """What was published of a round for those who see numbers only: small numbers are left out."""

    audit_kind = "published_totals"
    sees = Action.SEE_TOTALS
    subjects = ()

    title = models.CharField(max_length=200)
    round_key = models.SlugField(max_length=40)
    content = models.JSONField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.title)
