"""The forms of the register: one for each thing that is entered, and how its fields are shown."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.web.partners.kinds import BRIEFED_ON, GROUPS, KIND_TITLES, ROUTES, WAYS

DAY = _("For example 2026-03-27")


class Entry(forms.Form):
    """A form that is saved once, however often it is sent."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    on = forms.DateField(label=_("Day"), help_text=DAY)


class AddArea(forms.Form):
    """An area of the force."""

    name = forms.CharField(label=_("Name of the area"), max_length=80)


class AddPartner(forms.Form):
    """A partner for the register."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND_TITLES.items()))
    areas = forms.MultipleChoiceField(label=_("Areas served"), required=False)
    force_wide = forms.MultipleChoiceField(
        label=_("Reach"), choices=[("yes", _("Serves the whole force"))], required=False
    )
    groups = forms.MultipleChoiceField(
        label=_("Groups served"), choices=list(GROUPS.items()), required=False
    )
    contacts = forms.CharField(
        label=_("Who to speak to, and how it is safe to"), max_length=1000, required=False
    )
    every_days = forms.IntegerField(
        label=_("Days between contacts"), min_value=1, max_value=730, initial=90
    )
    listed_on = forms.DateField(label=_("On the register since"), help_text=DAY)


class NoteContact(Entry):
    """A contact."""

    way = forms.ChoiceField(label=_("Way of contact"), choices=list(WAYS.items()))
    reached = forms.ChoiceField(
        label=_("Was anybody there reached?"), choices=[("yes", _("Yes")), ("no", _("No"))]
    )
    next_on = forms.DateField(label=_("Next contact agreed for"), help_text=DAY, required=False)
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)


class NoteBriefing(Entry):
    """A briefing."""

    given_by = forms.CharField(label=_("Given by"), max_length=120)
    topic = forms.ChoiceField(label=_("On what"), choices=list(BRIEFED_ON.items()))
    attended = forms.IntegerField(label=_("How many heard it"), min_value=0, max_value=10_000)


class NoteAgreement(Entry):
    """An agreement."""

    title = forms.CharField(label=_("What is agreed"), max_length=200)
    review_on = forms.DateField(label=_("To be reviewed by"), help_text=DAY)


class NoteReport(Entry):
    """A report of this partner: that it came, and nothing of what it says."""


class NoteRoute(Entry):
    """A report that came by another route."""

    route = forms.ChoiceField(
        label=_("Route"), choices=[one for one in ROUTES.items() if one[0] != "partner"]
    )


def new_token() -> str:
    """What tells one opened form from another."""
    return secrets.token_hex(16)


def shown(form: forms.Form) -> list[dict[str, Any]]:
    """The fields as the components of the page take them, each with what is wrong with it."""
    return [_shown(form[name]) for name in form.fields if not form[name].is_hidden]


def problems(form: forms.Form) -> list[dict[str, str]]:
    """What is wrong, each with a link to its field."""
    return [
        {"text": str(text), "href": f"#{name}" if name != "__all__" else "#main-content"}
        for name, texts in form.errors.items()
        for text in texts
    ]


def _shown(field: Any) -> dict[str, Any]:
    value = field.value()
    label = {"text": str(field.label)}
    params: dict[str, Any] = {"id": field.name, "name": field.name, "label": label}
    if field.help_text:
        params["hint"] = {"text": str(field.help_text)}
    if field.errors:
        params["errorMessage"] = {"text": str(field.errors[0])}
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return {"component": "input", "params": params | {"value": value or ""}}
    items = [{"value": key, "text": str(text)} for key, text in choices]
    if isinstance(field.field, forms.MultipleChoiceField):
        params |= {"idPrefix": field.name, "fieldset": {"legend": label}}
        chosen = {"items": items, "values": list(value or [])}
        return {"component": "checkboxes", "params": params | chosen}
    return {"component": "select", "params": params | {"items": items, "value": value or ""}}
