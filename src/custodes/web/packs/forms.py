"""The form by which a document is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.web.alerts.forms import Reasoned
from custodes.web.packs.kinds import DOCUMENTS


class AskFor(Reasoned):
    """Which document, and why."""

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    document = forms.ChoiceField(
        choices=[(document.id, document.title) for document in DOCUMENTS],
        error_messages={
            "required": _("Choose a document."),
            "invalid_choice": _("Choose a document."),
        },
    )
