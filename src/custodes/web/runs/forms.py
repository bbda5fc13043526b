"""The forms of runs, coverage and the budget."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.times import end_of_day
from custodes.web.design.forms import DayField, Form
from custodes.web.runs.models import MOST_A_WEEK

LONGEST_REASON = 2_000
FIRST_DAY = date(2000, 1, 1)


class AsOf(Form):
    """A form that asks for a day of which anything can be known."""

    as_of = DayField(
        label=_("As of the end of"),
        help_text=_("It knows only what was known then. For example 27 3 2026"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_as_of(self) -> date:
        """The day, which is not to come."""
        day: date = self.cleaned_data["as_of"]
        if not FIRST_DAY <= day <= self._today:
            raise forms.ValidationError(_("Choose a day that is not in the future."))
        return day

    def moment(self) -> datetime:
        """The end of that day, in UTC without a zone."""
        return end_of_day(self.cleaned_data["as_of"])


class Start(AsOf):
    """A run: as of which day, for how many alerts, with the watched or without."""

    budget = forms.IntegerField(
        label=_("Review budget: alerts a week"),
        help_text=_("One in ten is drawn at random, from ten on."),
        min_value=1,
        max_value=MOST_A_WEEK,
    )
    watch = forms.BooleanField(
        label=_("Raise pairs under an authorised watch as well, on top of the budget"),
        required=False,
    )


class Measure(AsOf):
    """Coverage as of another day."""


class Budget(Form):
    """How many alerts a week, and why."""

    a_week = forms.IntegerField(
        label=_("Alerts a week that the unit can read"),
        min_value=1,
        max_value=MOST_A_WEEK,
    )
    because = forms.CharField(
        label=_("Reason"),
        help_text=_("Who is there to read them, and what each takes. It is kept."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_because(self) -> str:
        """A reason has words in it."""
        said: str = self.cleaned_data["because"]
        if not any(c.isalpha() for c in said):
            raise forms.ValidationError(_("Give the reason in words."))
        return said.replace("\r\n", "\n")
