"""The forms of the register: one for each thing that is entered."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from custodes.web.design.forms import DayField, Form, new_token
from custodes.web.partners.asking import REPLIES
from custodes.web.partners.kinds import BRIEFED_ON, GROUPS, KIND_TITLES, ROUTES, STEPS, WAYS

CHOOSE = ("", _("Choose"))


def chosen_from(titles: Any) -> list[Any]:
    """The choices of a list that begins with none chosen."""
    return [CHOOSE, *titles.items()]


def box(rows: int = 4) -> forms.Textarea:
    """A box for whole sentences."""
    return forms.Textarea(attrs={"rows": rows})


def in_sight_of(form: Form, version: int) -> None:
    """Have what is sent next be written in sight of that version; what was typed stays."""
    data = cast(QueryDict, form.data).copy()
    data["version"] = str(version)
    form.data = data


class Entry(Form):
    """A form for something that happened on a day; saved once, however often it is sent."""

    on = DayField(label=_("Day"), help_text=_("For example 27 3 2026"))

    def said(self) -> dict[str, Any]:
        """What was entered, as the actions take it."""
        given = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        given["token"] = given.get("token") or new_token()
        return given


class AddArea(Form):
    """An area of the force."""

    name = forms.CharField(label=_("Name of the area"), max_length=80)


class PartnerForm(Form):
    """A partner as the register has it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=chosen_from(KIND_TITLES))
    areas = forms.MultipleChoiceField(
        label=_("Areas served"), required=False, widget=forms.CheckboxSelectMultiple
    )
    force_wide = forms.BooleanField(label=_("It serves the whole force"), required=False)
    groups = forms.MultipleChoiceField(
        label=_("Groups served"),
        choices=list(GROUPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contacts = forms.CharField(
        label=_("Whom to speak to, and how it is safe to"),
        help_text=_("One person a line: the name, the post, how and when to ring or write. "
                    "Never a client's name."),
        max_length=1000,
        required=False,
        widget=box(4),
    )  # fmt: skip
    every_days = forms.IntegerField(
        label=_("Days between contacts"), min_value=1, max_value=730, initial=90
    )

    def __init__(self, *args: Any, areas: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(name, name) for name in areas]
        self.fields["areas"].choices = listed  # type: ignore[attr-defined]
        if not listed:
            del self.fields["areas"]

    def said(self) -> dict[str, Any]:
        """What was entered, as the actions take it."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("version", "token")}


class AddPartner(PartnerForm):
    """A partner for the register."""

    listed_on = DayField(label=_("On the register since"), help_text=_("For example 27 3 2026"))


class TakeOff(Form):
    """When a link ended, and why."""

    on = DayField(label=_("Last day of the link"), help_text=_("For example 27 3 2026"))
    because = forms.CharField(label=_("Why it ended"), max_length=200)


class Because(Form):
    """A reason in words."""

    because = forms.CharField(label=_("Reason"), max_length=200)


class NoteContact(Entry):
    """A contact."""

    way = forms.ChoiceField(label=_("Way of contact"), choices=chosen_from(WAYS))
    reached = forms.ChoiceField(
        label=_("Was anybody there reached?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    next_on = DayField(
        label=_("Next contact agreed for"), help_text=_("Leave it empty if none was"),
        required=False,
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What was agreed. No client, no member of staff, nothing of a report."),
        max_length=1000,
        required=False,
        widget=box(3),
    )


class NoteBriefing(Entry):
    """A briefing."""

    given_by = forms.CharField(label=_("Given by"), max_length=120)
    topic = forms.ChoiceField(label=_("On what"), choices=chosen_from(BRIEFED_ON))
    attended = forms.IntegerField(label=_("How many heard it"), min_value=0, max_value=10_000)


class NoteAgreement(Entry):
    """An agreement."""

    title = forms.CharField(label=_("What is agreed"), max_length=200)
    review_on = DayField(label=_("To be reviewed by"), help_text=_("For example 27 3 2027"))


class NoteReport(Entry):
    """A report of this partner: that it came, and nothing of what it says."""


class NoteRoute(Entry):
    """A report that came by another route."""

    route = forms.ChoiceField(
        label=_("Route"),
        choices=[CHOOSE, *(one for one in ROUTES.items() if one[0] != "partner")],
    )


class NoteStep(Entry):
    """What became of a report."""

    step = forms.ChoiceField(
        label=_("What became of it"), choices=list(STEPS.items()), widget=forms.RadioSelect
    )


class EndAgreement(Entry):
    """When an agreement was ended."""


class QuestionForm(Form):
    """A question to partners."""

    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("What to look for"),
        help_text=_("In plain words, and naming nobody: what partners may have seen, where and "
                    "since when. Say how to report it."),
        max_length=4000,
        widget=box(7),
    )  # fmt: skip
    due_on = DayField(label=_("An answer is hoped for by"), help_text=_("For example 27 3 2026"))


class PutForm(Form):
    """To whom a question was put."""

    partners = forms.MultipleChoiceField(label=_("Partners"), widget=forms.CheckboxSelectMultiple)
    on = DayField(label=_("Day"), help_text=_("For example 27 3 2026"))
    way = forms.ChoiceField(label=_("How"), choices=chosen_from(WAYS))

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partners"].choices = partners  # type: ignore[attr-defined]


class AnswerForm(Form):
    """What came back."""

    on = DayField(label=_("Day"), help_text=_("For example 27 3 2026"))
    answer = forms.ChoiceField(
        label=_("What came back"), choices=list(REPLIES.items()), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("In general words. What somebody saw is reported, not written here."),
        max_length=500,
        required=False,
        widget=box(3),
    )


class ImportForm(Form):
    """A list of partners in a file."""

    list_ = forms.FileField(label=_("The list"), help_text=_("CSV or Excel, 2 MB at most"))
    name_areas = forms.BooleanField(
        label=_("Name the areas that are not named yet"), required=False
    )
