"""Forms in the look of the GOV.UK Design System: fields with their faults, and a list of those.

{{ error_summary(form) }}
<form method="post">{{ csrf_input }}{{ hidden(form) }}{{ govuk(form, "because", rows=4) }}…
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup, escape

from custodes.vocabulary.times import FIRST_YEAR, LAST_YEAR

LONGEST_TOKEN = 40
NAMELESS = forms.Field.default_error_messages["required"]
Component = Callable[..., Markup]
Params = dict[str, Any]


def new_token() -> str:
    """A token that a form is sent with, so that the second of two equal posts can be told."""
    return secrets.token_urlsafe(18)


class Form(forms.Form):
    """A form that knows which version of the thing it was made from, and that it is sent once.

    Give it `initial={"version": row.version}`. The action is given `version` and refuses another;
    it keeps `token` in a unique column where a double post must make one row only.
    """

    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    token = forms.CharField(
        max_length=LONGEST_TOKEN, required=False, initial=new_token, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # "This field is required" says nothing in a list of faults; a field's own words stay.
        for name, field in self.fields.items():
            if field.error_messages.get("required") == NAMELESS:
                words = field.label or name.replace("_", " ").capitalize()
                field.error_messages["required"] = _asking(field) % {"label": words}


class DayWidget(forms.MultiWidget):
    """A day as three boxes: day, month, year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(("day", "month", "year"), forms.TextInput), attrs)

    def decompress(self, value: Any) -> list[Any]:
        """The three numbers of a date."""
        return [value.day, value.month, value.year] if isinstance(value, date) else [None] * 3


class DayField(forms.MultiValueField):
    """A day that people write as three numbers; `cleaned_data` holds a date, or None."""

    widget = DayWidget
    default_error_messages = {
        "required": gettext_lazy("Enter the day."),
        "incomplete": gettext_lazy("Enter a day, a month and a year."),
        "invalid": gettext_lazy("Enter a real day, for example 27 3 2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        messages = {**self.default_error_messages, **kwargs.pop("error_messages", {})}
        limits = ((1, 31), (1, 12), (FIRST_YEAR, LAST_YEAR))
        said = {"invalid": messages["invalid"], "min_value": messages["invalid"]}
        parts = [
            forms.IntegerField(min_value=low, max_value=up, error_messages=said)
            for low, up in limits
        ]
        for part in parts:
            for validator in part.validators:
                validator.message = messages["invalid"]  # type: ignore[attr-defined]
        super().__init__(parts, error_messages=messages, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> date | None:
        """The date of three numbers. Raises ValidationError where there is no such day."""
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return date(year, month, day)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"]) from None


def tools(components: Mapping[str, Component]) -> dict[str, Callable[..., Markup]]:
    """What the templates call: `govuk(form, name, …)`, `error_summary(form)`, `hidden(form)`."""

    def govuk(form: forms.BaseForm, name: str, **params: Any) -> Markup:
        """The component for a field: label, hint, value and faults; `params` go over them."""
        field = form[name]
        if field.is_hidden:
            return escape(field)
        component, given = _shaped(field)
        return components[component](_over(given, params))

    def error_summary(form: forms.BaseForm, **params: Any) -> Markup:
        """Every fault of the form with a link to its field; nothing where there is none."""
        if not form.is_bound or not form.errors:
            return Markup("")
        listed = [
            {"text": text, "href": f"#{_first_id(form, name)}"} if name in form.fields
            else {"text": text}
            for name, faults in form.errors.items()
            for text in map(str, faults)
        ]  # fmt: skip
        given = {"titleText": _("There is a problem"), "errorList": listed}
        return components["govukErrorSummary"](given | params)

    def hidden(form: forms.BaseForm) -> Markup:
        """The fields that nobody sees: version and token."""
        return Markup("").join(escape(field) for field in form.hidden_fields())

    return {"govuk": govuk, "error_summary": error_summary, "hidden": hidden}


def _asking(field: forms.Field) -> str:
    """What is said where nothing was entered."""
    match field:
        case forms.BooleanField():
            return _("Tick “%(label)s”.")
        case forms.ChoiceField() | forms.FileField() | forms.ModelChoiceField():
            return _("Choose something under “%(label)s”.")
        case _:
            return _("Enter something under “%(label)s”.")


def _shaped(field: forms.BoundField) -> tuple[str, Params]:
    """The component for a field's widget, and what it shows."""
    widget, value = field.field.widget, field.value()
    common: Params = {"id": field.id_for_label or field.auto_id, "name": field.html_name}
    if field.errors:
        common["errorMessage"] = {"text": " ".join(map(str, field.errors))}
    if field.help_text:
        common["hint"] = {"text": str(field.help_text)}
    label = {"text": str(field.label)}
    legend = {"legend": {"text": str(field.label)}}
    attrs = {k: v for k, v in widget.attrs.items() if k in ("autocomplete", "inputmode", "rows")}
    match widget:
        case DayWidget():
            return "govukDateInput", common | {
                "id": field.auto_id,
                "fieldset": legend,
                "items": _day(field, value),
            }
        case forms.CheckboxInput():
            item = {"value": "on", "id": common["id"], "checked": bool(value), **label}
            common = {k: v for k, v in common.items() if k != "id"}
            return "govukCheckboxes", common | {"items": [item]}
        case forms.CheckboxSelectMultiple() | forms.RadioSelect():
            several = isinstance(widget, forms.CheckboxSelectMultiple)
            common |= {"idPrefix": field.auto_id, "fieldset": legend}
            del common["id"]
            chosen = _chosen(value)
            items = [
                {"value": key, "text": text, "checked": key in chosen}
                for key, text in _choices(widget)
            ]
            return "govukCheckboxes" if several else "govukRadios", common | {"items": items}
        case forms.Select():
            chosen = _chosen(value)
            items = [
                {"value": key, "text": text, "selected": key in chosen}
                for key, text in _choices(widget)
            ]
            return "govukSelect", common | {"label": label, "items": items}
        case forms.Textarea():
            return "govukTextarea", common | {"label": label, "value": _text(value)} | attrs
        case forms.FileInput():
            return "govukFileUpload", common | {"label": label}
        case forms.PasswordInput():
            return "govukInput", common | {"label": label, "type": "password"} | attrs
        case forms.NumberInput():
            # Not a number box: those lose what is typed wrong and change when they are scrolled.
            number = {"inputmode": "numeric", "spellcheck": False}
            return "govukInput", common | {"label": label, "value": _text(value)} | number | attrs
        case _:
            kind = getattr(widget, "input_type", "text")
            typed = {"type": kind, "value": _text(value)}
            return "govukInput", common | {"label": label} | typed | attrs


def _day(field: forms.BoundField, value: Any) -> list[Params]:
    parts = value if isinstance(value, list) else DayWidget().decompress(value)
    shown = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))
    wrong = " govuk-input--error" if field.errors else ""
    return [
        {
            "id": f"{field.auto_id}_{part}",
            "name": f"{field.html_name}_{part}",
            "label": words,
            "value": _text(parts[place] if place < len(parts) else None),
            "classes": f"govuk-input--width-{width}{wrong}",
        }
        for place, (part, words, width) in enumerate(shown)
    ]


def _choices(widget: forms.Widget) -> list[tuple[str, str]]:
    """Value and words of each choice, those of groups one after the other."""
    found: list[tuple[str, str]] = []
    for key, text in widget.choices:  # type: ignore[attr-defined]
        listed = text if isinstance(text, list | tuple) else [(key, text)]
        found += [(_text(k), str(t)) for k, t in listed]
    return found


def _chosen(value: Any) -> set[str]:
    values = value if isinstance(value, list | tuple | set) else [value]
    return {_text(one) for one in values}


def _first_id(form: forms.BaseForm, name: str) -> str:
    """Where the link of a fault leads: the first box of the field."""
    field = form[name]
    match field.field.widget:
        case DayWidget():
            return f"{field.auto_id}_day"
        case forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return str(field.auto_id)
        case _:
            return str(field.id_for_label or field.auto_id)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _over(given: Params, params: Params) -> Params:
    """Parameters of a template over ours; a label's class goes beside its text."""
    whole = dict(given)
    for key, value in params.items():
        if key in ("label", "hint") and not isinstance(value, Mapping):
            value = {"text": value}
        if key == "label" and "fieldset" in whole:
            whole["fieldset"] = {"legend": {**whole["fieldset"]["legend"], **value}}
        elif isinstance(value, Mapping) and isinstance(whole.get(key), Mapping):
            whole[key] = {**whole[key], **value}
        else:
            whole[key] = value
    return whole
