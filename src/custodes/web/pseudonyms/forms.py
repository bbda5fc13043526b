"""The form by which somebody looks behind a name."""

from django import forms
from django.utils.translation import gettext_lazy as _

REASON = _("Give the reason in words.")


class RevealForm(forms.Form):
    """Why."""

    because = forms.CharField(max_length=200, error_messages={"required": REASON})

    def clean_because(self) -> str:
        """A reason has words in it."""
        said: str = self.cleaned_data["because"]
        if not any(c.isalpha() for c in said):
            raise forms.ValidationError(REASON)
        return said
