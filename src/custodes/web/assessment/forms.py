"""The forms of the assessments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.errors import UserError
from custodes.web.assessment import states
from custodes.web.assessment.classes import ForceClass
from custodes.web.assessment.findings import (
    LONGEST_INSPECTION,
    EarlierInspection,
    Finding,
    Reference,
)
from custodes.web.assessment.grades import Area, Grade
from custodes.web.assessment.models.judged import Found
from custodes.web.design.forms import DayField, Form
from custodes.web.plan.elements import ELEMENTS, QUALIFIER_WORDS, STATUS_WORDS, Element, Status
from custodes.web.submission.keys import FINGERPRINT, WHOLE_KEY, fingerprint, in_fours

STATUSES = [(status.value, STATUS_WORDS[status]) for status in Status]
QUALIFIERS = [(q.value, words) for q, words in QUALIFIER_WORDS.items()]
TITLES = [(element.value, ELEMENTS[element].title) for element in Element]


def box(rows: int = 4) -> forms.Textarea:
    """A box for whole sentences."""
    return forms.Textarea(attrs={"rows": rows})


class FindingForm(Form):
    """A finding on one element; `because` is asked where a finding that stands is changed."""

    status = forms.ChoiceField(
        choices=STATUSES, widget=forms.RadioSelect, label=_("What was found")
    )
    qualifiers = forms.MultipleChoiceField(
        choices=QUALIFIERS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("What is to be added to it"),
        help_text=_("The review is ours, of what forces sent."),
    )
    text = forms.CharField(
        widget=box(5),
        required=False,
        max_length=4000,
        label=_("In your own words"),
        help_text=_("Whole sentences, as they can stand in the letter. Leave it empty if the "
                    "finding says it all."),
    )  # fmt: skip
    references = forms.CharField(
        widget=box(3),
        required=False,
        max_length=2000,
        label=_("What it rests on"),
        help_text=_("One a line: the document, a bar, and the place. Force plan | page 4"),
    )
    earlier = forms.CharField(
        required=False,
        max_length=LONGEST_INSPECTION,
        label=_("Seen in an earlier inspection"),
        help_text=_("Which one, if so: legitimacy inspection"),
    )
    earlier_year = forms.IntegerField(
        required=False, min_value=2000, max_value=2199, label=_("In what year")
    )
    because = forms.CharField(widget=box(3), required=False, label=_("Why it is changed"))

    def __init__(self, *args: Any, amends: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if amends:
            self.fields["because"].required = True
        else:
            del self.fields["because"]

    def clean(self) -> dict[str, Any]:
        """An earlier inspection has a year, and each reference a place."""
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("earlier")) != bool(given.get("earlier_year")):
            self.add_error("earlier_year", _("Name both the earlier inspection and its year."))
        for line in _lines(given.get("references", "")):
            document, bar, place = line.partition("|")
            if not (bar and document.strip() and place.strip()):
                self.add_error(
                    "references", _("Write each reference as: document | page or paragraph.")
                )
                break
        return given

    def finding(self, force: str, element: Element) -> Finding:
        """The finding that was entered. Raises UserError for a qualifier that does not fit."""
        given = self.cleaned_data
        split = [line.split("|", 1) for line in _lines(given["references"])]
        return Finding(
            force,
            element,
            Status(given["status"]),
            frozenset(q for q in QUALIFIER_WORDS if q.value in given["qualifiers"]),
            given["text"].strip(),
            tuple(Reference(document.strip(), place.strip()) for document, place in split),
            EarlierInspection(given["earlier"], given["earlier_year"])
            if given["earlier"]
            else None,
        )


def initial_of(row: Found | None) -> dict[str, Any]:
    """What the form starts with: the finding as it stands."""
    if row is None:
        return {}
    return {
        "version": row.version,
        "status": row.status,
        "qualifiers": row.qualifiers,
        "text": row.text,
        "references": "\n".join(f"{document} | {place}" for document, place in row.references),
        "earlier": row.earlier,
        "earlier_year": row.earlier_year,
    }


class AssignForm(Form):
    """Who assesses a force."""

    first = forms.ChoiceField(label=_("First assessor"))
    second = forms.ChoiceField(label=_("Second assessor"))

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose"))] + [(str(user.pk), user.name) for user in people]
        for name in ("first", "second"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class ClassForm(Form):
    """The class of a force, with a reason where it does not follow from the rule."""

    force_class = forms.ChoiceField(
        choices=[(c.name, c.value.capitalize()) for c in ForceClass],
        widget=forms.RadioSelect,
        label=_("Class"),
    )
    because = forms.CharField(
        widget=box(),
        required=False,
        max_length=2000,
        label=_("Reason"),
        help_text=_("Needed where the class is not the one that follows from the findings."),
    )


class GradeForm(Form):
    """A grade of one area."""

    area = forms.ChoiceField(
        choices=[(a.name, a.value.capitalize()) for a in Area], label=_("Area")
    )
    grade = forms.ChoiceField(
        choices=[(g.name, g.value.capitalize()) for g in Grade],
        widget=forms.RadioSelect,
        label=_("Grade"),
    )
    because = forms.CharField(widget=box(), max_length=2000, label=_("Reason"))


class AskForm(Form):
    """A statement for the force to verify or refute."""

    element = forms.ChoiceField(choices=TITLES, label=_("Element"))
    statement = forms.CharField(
        widget=box(),
        max_length=2000,
        label=_("What the force is asked to verify or refute"),
        help_text=_("One statement, without the name of any person."),
    )
    due_on = DayField(label=_("Answer by"))


class AnswerForm(Form):
    """What came back."""

    became = forms.ChoiceField(
        choices=[
            (states.VERIFIED, _("The force verified it")),
            (states.REFUTED, _("The force refuted it")),
            (states.WITHDRAWN, _("We withdraw it")),
        ],
        widget=forms.RadioSelect,
        label=_("What became of it"),
    )
    said = forms.CharField(widget=box(), max_length=4000, label=_("The answer, and where it is"))


class SampleForm(Form):
    """A list of references to draw from."""

    title = forms.CharField(max_length=120, label=_("What is sampled"))
    references = forms.CharField(
        widget=box(8),
        label=_("All references, one a line"),
        help_text=_("References only: never a name."),
    )
    size = forms.IntegerField(min_value=1, max_value=1000, label=_("How many to draw"))
    seed = forms.CharField(
        max_length=80,
        label=_("Seed"),
        help_text=_("Any word, written down: with it anybody draws the same sample."),
    )


class PackageForm(Form):
    """A package from a force."""

    package = forms.FileField(label=_("Submission package (.zip)"))


class KeyForm(Form):
    """The key of a force, as it was compared on another way than the package came."""

    digits = forms.CharField(
        max_length=100,
        label=_("Fingerprint of the force's key"),
        help_text=_("32 digits in fours, as the force reads them out by telephone or in person; "
                    "or the whole key, 64 digits."),
    )  # fmt: skip
    because = forms.CharField(
        widget=box(),
        max_length=500,
        label=_("How it was compared, and with which post"),
        help_text=_("By telephone with the head of professional standards."),
    )

    def clean_digits(self) -> str:
        """The fingerprint, in fours."""
        digits = "".join(self.cleaned_data["digits"].lower().split())
        if set(digits) - set("0123456789abcdef") or len(digits) not in (FINGERPRINT, WHOLE_KEY):
            raise forms.ValidationError(_("Enter 32 digits from 0 to 9 and a to f, or all 64."))
        return in_fours(digits) if len(digits) == FINGERPRINT else fingerprint(digits)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def references_in(text: str) -> list[str]:
    """The references of a list, one a line. Raises UserError where there are too many."""
    lines = _lines(text)
    if len(lines) > 20_000:
        raise UserError("At most 20,000 references are drawn from at once.")
    return lines
