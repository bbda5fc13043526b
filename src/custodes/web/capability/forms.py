"""The forms of the registers: items, posts, training, files, the test, and small ones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.web.capability.importing import LARGEST
from custodes.web.capability.words import ANSWERS, DEVICE, MODES, MOST_HELD, SKILLS, TEST, WHATS
from custodes.web.design.forms import DayField, Form


def box(rows: int = 3) -> forms.Textarea:
    """A box for whole sentences."""
    return forms.Textarea(attrs={"rows": rows})


class ItemForm(Form):
    """A system, a class of device or a technology."""

    what = forms.ChoiceField(choices=list(WHATS.items()), label=_("What it is"))
    name = forms.CharField(max_length=120, label=_("Name"))
    engine_name = forms.CharField(
        max_length=120,
        required=False,
        label=_("What the monitoring calls it"),
        help_text=_("As it stands in the coverage. Leave it empty if the monitoring does not know "
                    "it: then it counts as held and not monitored."),
    )  # fmt: skip
    held = forms.IntegerField(
        min_value=0,
        max_value=MOST_HELD,
        required=False,
        label=_("How many devices there are"),
        help_text=_("For a class of device that the monitoring does not know."),
    )
    mode = forms.ChoiceField(
        choices=list(MODES.items()),
        widget=forms.RadioSelect,
        required=False,
        label=_("How it is monitored"),
    )
    how = forms.CharField(
        max_length=200,
        required=False,
        label=_("By what means"),
        help_text=_("For example: audit trail every night; billing every month."),
    )
    post = forms.CharField(
        max_length=120,
        required=False,
        label=_("By which post"),
        help_text=_("A post, not a name."),
    )
    planned_on = DayField(required=False, label=_("Not monitored: planned since"))
    due_on = DayField(required=False, label=_("Not monitored: due by"))
    note = forms.CharField(widget=box(), required=False, max_length=2000, label=_("Note"))

    def clean(self) -> dict[str, Any]:
        """Only a class of device has a number of devices."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("held") is not None and given.get("what") != DEVICE:
            self.add_error("held", _("Only a class of device has a number of devices."))
        return given


class PostForm(Form):
    """A post of the unit."""

    title = forms.CharField(
        max_length=80, label=_("Title of the post"), help_text=_("Not a name: Analyst 1")
    )
    hours = forms.FloatField(min_value=0.5, max_value=80, initial=37, label=_("Hours a week"))
    filled = forms.BooleanField(required=False, initial=True, label=_("Somebody is in the post"))


class TrainingForm(Form):
    """A training that whoever is in a post has had."""

    skill = forms.ChoiceField(choices=list(SKILLS.items()), label=_("Skill"))
    on = DayField(label=_("Trained on"))
    until = DayField(required=False, label=_("Runs out on"))


class FileForm(Form):
    """A file for a register."""

    file = forms.FileField(label=_("File (.csv or .xlsx)"))

    def clean_file(self) -> Any:
        """Not larger than is read."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(_("The file is too large: at most ten megabytes."))
        return sent


class AnswerForm(Form):
    """All answers of the test at once, each with what shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in TEST:
            self.fields[one.key] = forms.ChoiceField(
                choices=list(ANSWERS.items()),
                widget=forms.RadioSelect,
                required=False,
                label=one.asks,
            )
            self.fields[f"{one.key}_shows"] = forms.CharField(
                widget=box(2), required=False, max_length=1000, label=_("What shows it")
            )
            self.fields[f"{one.key}_version"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput
            )


class TitleForm(Form):
    """A title."""

    title = forms.CharField(
        max_length=200,
        label=_("Title"),
        help_text=_("For example: Ethics panel, second quarter of 2026"),
    )
