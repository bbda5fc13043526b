"""The forms of the plan."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.web.design.forms import DayField, Form
from custodes.web.plan.contents import Figure
from custodes.web.plan.elements import ELEMENTS, Element
from custodes.web.plan.forces import FORCES
from custodes.web.plan.good import ANSWERS
from custodes.web.plan.models import PlanDocument, PlanLine
from custodes.web.plan.states import BEGINS, LINES
from custodes.web.plan.versions import Criteria

TITLES = [(element.value, ELEMENTS[element].title) for element in Element]
NOTHING = ("", _("None"))
STRAND_BAR = "/"
"""Between the version of the strategy and the strand, in one choice."""


def box(rows: int = 3) -> forms.Textarea:
    """A box for whole sentences."""
    return forms.Textarea(attrs={"rows": rows})


class LineForm(Form):
    """A line: what is done, what it is part of, who answers for it, and when."""

    title = forms.CharField(
        max_length=200,
        label=_("What is done, or will be"),
        help_text=_("One thing, as an assessor would look for it. No names of people."),
    )
    element = forms.ChoiceField(choices=TITLES, widget=forms.RadioSelect, label=_("Element"))
    state = forms.ChoiceField(
        choices=[(state, LINES.words[state]) for state in BEGINS],
        widget=forms.RadioSelect,
        label=_("How far it is"),
    )
    owner = forms.CharField(
        max_length=120,
        required=False,
        label=_("Owner"),
        help_text=_("A post, not a name: Head of the counter-corruption unit"),
    )
    strand = forms.ChoiceField(required=False, label=_("Strand of the national strategy"))
    recommendations = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Recommendations that it answers"),
    )
    start = DayField(required=False, label=_("Starts on"))
    due = DayField(required=False, label=_("Due on"))
    because = forms.CharField(
        required=False, max_length=500, widget=box(2), label=_("Why it is changed")
    )

    def __init__(
        self, *args: Any, criteria: Criteria, line: PlanLine | None = None, **kwargs: Any
    ) -> None:
        if line is not None:
            kwargs["initial"] = initial_of(line)
        super().__init__(*args, **kwargs)
        choices = [
            (f"{one.id}{STRAND_BAR}{key}", f"{words} ({one.title})")
            for one in criteria.strategies.values()
            for key, words in one.strands.items()
        ]
        asked = [
            (key, f"{one.asks} ({one.source})") for key, one in criteria.recommendations.items()
        ]
        if line is not None:
            # What the line has stays to be chosen, though it is no longer asked for.
            del self.fields["state"]
            held = kwargs["initial"]["strand"]
            if held and held not in dict(choices):
                choices.append((held, held))
            asked += [
                (one, f"{one}: {_('no longer asked for')}")
                for one in line.recommendations
                if one not in criteria.recommendations
            ]
        else:
            del self.fields["because"]
        self.fields["strand"].choices = [NOTHING, *choices]  # type: ignore[attr-defined]
        self.fields["recommendations"].choices = asked  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """The fields of a line as the actions take them."""
        given = self.cleaned_data
        strategy, _bar, strand = given["strand"].partition(STRAND_BAR)
        return {
            "title": given["title"],
            "element": Element(given["element"]),
            "owner": given["owner"],
            "strategy": strategy,
            "strand": strand,
            "recommendations": given["recommendations"],
            "start": given["start"],
            "due": given["due"],
        }


def initial_of(line: PlanLine) -> dict[str, Any]:
    """What the form starts with: the line as it stands."""
    return {
        "version": line.version,
        "title": line.title,
        "element": line.element,
        "owner": line.owner,
        "strand": f"{line.strategy}{STRAND_BAR}{line.strand}" if line.strand else "",
        "recommendations": line.recommendations,
        "start": line.start,
        "due": line.due,
    }


class StateForm(Form):
    """How far a line is, and what has happened."""

    state = forms.ChoiceField(widget=forms.RadioSelect, label=_("How far it is now"))
    because = forms.CharField(max_length=500, widget=box(), label=_("What has happened"))

    def __init__(self, *args: Any, line: PlanLine, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": line.version}
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (state, LINES.words[state]) for state in LINES.after(line.state)
        ]


class Answering(Form):
    """The base of evidence: which questions of the element it answers."""

    answers = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Which questions of an assessor it answers"),
    )

    def __init__(self, *args: Any, line: PlanLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = ELEMENTS[Element(line.element)].points
        self.fields["answers"].choices = [  # type: ignore[attr-defined]
            (point.key, point.asks) for point in points
        ]


class FigureForm(Answering):
    """A live figure that a line rests on."""

    figure = forms.ChoiceField(widget=forms.RadioSelect, label=_("Figure"))
    field_order = ("figure", "answers")

    def __init__(self, *args: Any, figures: Iterable[tuple[Figure, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = [  # type: ignore[attr-defined]
            (one.id, words) for one, words in figures
        ]


class PlaceForm(Answering):
    """A place in a document that a line rests on."""

    document = forms.ChoiceField(label=_("Document"))
    page = forms.IntegerField(required=False, min_value=1, label=_("Page"))
    paragraph = forms.CharField(required=False, max_length=40, label=_("Paragraph"))
    shows = forms.CharField(max_length=500, widget=box(), label=_("What it shows there"))
    field_order = ("document", "page", "paragraph", "shows", "answers")

    def __init__(self, *args: Any, documents: Iterable[PlanDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
            *((str(row.pk), f"{row.title} ({row.name})") for row in documents),
        ]


class DocumentForm(Form):
    """A document of the force."""

    document = forms.FileField(
        label=_("Document"), help_text=_("PDF, Word, Excel, text or CSV, up to 50 megabytes")
    )
    title = forms.CharField(max_length=200, label=_("What it is"))


class WithdrawForm(Form):
    """Why something is withdrawn."""

    because = forms.CharField(max_length=200, widget=box(2), label=_("Why it is withdrawn"))


class CriteriaForm(Form):
    """A newer strategy or newer recommendations."""

    criteria = forms.FileField(label=_("File of criteria (.toml)"))


class ForceForm(Form):
    """Which of the 43 forces this is."""

    force = forms.ChoiceField(
        choices=[("", _("Choose")), *((force.key, force.full) for force in FORCES)],
        label=_("Force"),
    )


class JudgeForm(Form):
    """How far the force meets a characteristic."""

    answer = forms.ChoiceField(
        choices=list(ANSWERS.items()), widget=forms.RadioSelect, label=_("Does the force do this?")
    )
    because = forms.CharField(max_length=2000, widget=box(4), label=_("What shows it"))
