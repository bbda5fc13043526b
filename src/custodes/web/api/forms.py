"""The form by which a token is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.web.api.actions import LASTS


class NewToken(forms.Form):
    """What it is for, and how long it lasts."""

    name = forms.CharField(
        max_length=60, error_messages={"required": _("Say what the token is for.")}
    )
    days = forms.TypedChoiceField(
        coerce=int,
        choices=[(str(days), str(days)) for days in LASTS],
        error_messages={
            "required": _("Choose how long it lasts."),
            "invalid_choice": _("Choose how long it lasts."),
        },
    )
