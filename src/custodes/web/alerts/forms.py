"""The forms of the alerts: what they take, and what they say where it is not as it should be."""

import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.pipeline.verdicts import NOT_MODELLED, purposes
from custodes.vocabulary.times import end_of_day, in_our_time
from custodes.web.alerts.actions.deciding import LONGEST_REASON
from custodes.web.alerts.verdicts import EXPLAINED, VERDICTS
from custodes.web.alerts.watching import BASES, SCOPES
from custodes.web.design.forms import DayField, Form

REASON = _("Give the reason in words.")


def explanations() -> list[tuple[str, str]]:
    """The purposes that can explain an alert, by title, and that none of them does."""
    listed = sorted(purposes().items(), key=lambda one: one[1])
    return [("", "-"), *listed, (NOT_MODELLED, str(_("A purpose that is not on this list")))]


class Reasoned(forms.Form):
    """A form that asks for a reason."""

    because = forms.CharField(
        max_length=LONGEST_REASON, strip=True, error_messages={"required": REASON}
    )

    def clean_because(self) -> str:
        """A reason has words in it."""
        return in_words(self.cleaned_data["because"])


class Verdict(Reasoned):
    """A verdict, with the purpose where it is one that explains."""

    verdict = forms.ChoiceField(
        choices=[(verdict.id, verdict.title) for verdict in VERDICTS],
        error_messages={
            "required": _("Choose a verdict."),
            "invalid_choice": _("Choose a verdict."),
        },
    )
    explained_by = forms.ChoiceField(choices=explanations, required=False)

    def clean(self) -> dict[str, Any]:
        """The purpose belongs to one verdict alone."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("verdict") != EXPLAINED:
            said["explained_by"] = ""
        elif not said.get("explained_by") and "explained_by" not in self.errors:
            self.add_error("explained_by", _("Say which purpose explains it."))
        return said


class Decide(Verdict):
    """A verdict on the alert as it was seen."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class Assign(forms.Form):
    """Who works an alert; empty for nobody."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    to = forms.CharField(required=False, max_length=20)


class Hold(Reasoned):
    """What to hold back, and until when."""

    ONLY = (("pair", _("This pair only")), ("member", _("All alerts about this member of staff")))

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    scope = forms.ChoiceField(
        choices=ONLY, error_messages={"required": _("Choose what is held back.")}
    )
    only_pattern = forms.BooleanField(required=False)
    until = forms.DateField(
        error_messages={
            "required": _("Choose the day until which it is held back."),
            "invalid": _("Write the day as 2026-06-30."),
        }
    )

    def clean_until(self) -> date:
        """The day, where a hold can end on it; how far off that is says the act."""
        day: date = self.cleaned_data["until"]
        if not in_our_time(day):
            raise forms.ValidationError(_("Choose a day within the next 90 days."))
        return day

    def moment(self) -> datetime:
        """The end of the day that was chosen."""
        day: date = self.cleaned_data["until"]
        return end_of_day(day).replace(tzinfo=UTC)

    @staticmethod
    def first(at: datetime) -> dict[str, Any]:
        """What the form holds when it is opened."""
        return {"token": new_token(), "until": (at + timedelta(days=28)).date(), "scope": "pair"}


class Raise(Reasoned):
    """An alert by hand: about whom, where it goes, and what was seen."""

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    compartment = forms.CharField(max_length=16, required=False)
    staff = forms.CharField(
        max_length=64, error_messages={"required": _("Name the member of staff.")}
    )
    person = forms.CharField(max_length=64, required=False)


class Keep(forms.Form):
    """A filter's name."""

    name = forms.CharField(max_length=60, error_messages={"required": _("Give the filter a name.")})
    query = forms.CharField(max_length=500, required=False)
    default = forms.BooleanField(required=False)


class TakeOut(Reasoned):
    """In which form a list leaves."""

    form = forms.ChoiceField(choices=[("csv", "CSV"), ("xlsx", "Excel")])


def in_words(said: str) -> str:
    """A reason as it is kept. Raises ValidationError where it has no words."""
    if not any(c.isalpha() for c in said):
        raise forms.ValidationError(REASON)
    return said.replace("\r\n", "\n")


def new_token() -> str:
    """What tells one opened form from another."""
    return secrets.token_hex(16)


class AskWatch(Form):
    """A watch over a member of staff: on what basis, over what, from when until when, and why."""

    basis = forms.ChoiceField(
        label=_("Legal basis"),
        choices=[(basis.id, basis.title) for basis in BASES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the legal basis.")},
    )
    scope = forms.MultipleChoiceField(
        label=_("What it covers"),
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing else is shown under it."),
        error_messages={"required": _("Choose what the watch covers.")},
    )
    start = DayField(label=_("From the beginning of"))
    end = DayField(label=_("Until the end of"), help_text=_("At most 28 days. It ends by itself."))
    because = forms.CharField(
        label=_("Reason"),
        help_text=_("What is suspected, and why nothing less would do. It is kept."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": REASON},
    )

    def clean_because(self) -> str:
        """A reason has words in it."""
        return in_words(self.cleaned_data["because"])
