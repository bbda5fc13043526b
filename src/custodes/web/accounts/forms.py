"""The forms of the accounts: an account opened, a role given, somebody kept away, a reason."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from custodes.web.accounts.models import Bar, User
from custodes.web.decision import Basis
from custodes.web.design.forms import DayField, Form

LONGEST = Bar._meta.get_field("reason").max_length or 0
DAY = timedelta(days=1)
WORDS = {
    Basis.SUBJECT: _("They are the one it is about"),
    Basis.LINE_MANAGER: _("They are the line manager of the one it is about"),
    Basis.ASSOCIATION: _("They have declared an association"),
    Basis.RECUSED: _("They have stepped back"),
    Basis.OTHER: _("Another reason, written below"),
}


class Because(Form):
    """A reason in words."""

    because = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays on record with what you do."),
    )

    def clean_because(self) -> str:
        """Words, not dots."""
        said = str(self.cleaned_data["because"]).strip()
        if not any(letter.isalpha() for letter in said):
            raise forms.ValidationError(_("Give a reason in words."))
        return said


class CorrectStaff(Because):
    """Under which reference the force's own records hold somebody."""

    staff = forms.CharField(
        label=_("Reference under which the force's own records hold them"),
        max_length=64,
        required=False,
        help_text=_("So that nobody sees what is about themselves. Empty for somebody outside."),
    )
    field_order: tuple[str, ...] = ("staff", "because")


class OpenAccount(CorrectStaff):
    """A new account."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name, as colleagues see it"), max_length=120)
    expires_on = DayField(label=_("Last day"), required=False, help_text=_("Empty for no end yet."))
    field_order = ("email", "name", "staff", "expires_on", "because")

    def clean_expires_on(self) -> datetime | None:
        """The end of that day, which has not passed."""
        return _end_of(self.cleaned_data["expires_on"])


class Grant(Because):
    """A role for somebody."""

    email = forms.EmailField(
        label=_("E-mail address of their account"),
        max_length=254,
        help_text=_("An administrator opens accounts."),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    start_on = DayField(label=_("First day"))
    end_on = DayField(label=_("Last day"), required=False, help_text=_("Empty for no end yet."))
    field_order = ("email", "role", "start_on", "end_on", "because")

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]

    def clean_email(self) -> User:
        """The account. Whoever grants roles may know whether there is one."""
        return _account(self.cleaned_data["email"])

    def clean_start_on(self) -> datetime:
        """The start of that day."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["start_on"], time()))

    def clean_end_on(self) -> datetime | None:
        """The end of that day."""
        return _end_of(self.cleaned_data["end_on"])

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        said = super().clean() or self.cleaned_data
        start, end = said.get("start_on"), said.get("end_on")
        if start and end and end <= start:
            self.add_error("end_on", _("The last day comes after the first."))
        return said


class StepBack(Because):
    """What somebody says of themselves: that they know somebody, or step back."""

    basis = forms.ChoiceField(
        label=_("Why"),
        widget=forms.RadioSelect,
        choices=[
            (Basis.ASSOCIATION.name, _("I have an association to declare")),
            (Basis.RECUSED.name, _("I step back")),
        ],
    )
    subject = forms.CharField(
        label=_("Member of staff"),
        max_length=64,
        required=False,
        help_text=_(
            "As the pages name them (A-1042), or the force's own reference. "
            "Empty to step back from the whole place."
        ),
    )
    within = forms.ChoiceField(label=_("Place"))
    field_order = ("basis", "subject", "within", "because")

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["within"].choices = places  # type: ignore[attr-defined]


class SetBar(Because):
    """Keeping somebody away."""

    email = forms.EmailField(label=_("E-mail address of their account"), max_length=254)
    basis = forms.ChoiceField(
        label=_("Why"),
        widget=forms.RadioSelect,
        choices=[(basis.name, words) for basis, words in WORDS.items()],
    )
    subject = forms.CharField(
        label=_("Member of staff whom it is about"),
        max_length=64,
        required=False,
        help_text=_(
            "As the pages name them (A-1042), or the force's own reference. "
            "Empty to keep them from this whole place."
        ),
    )
    end_on = DayField(label=_("Last day"), required=False, help_text=_("Empty for no end yet."))
    field_order = ("email", "basis", "subject", "end_on", "because")

    def clean_email(self) -> User:
        """The account."""
        return _account(self.cleaned_data["email"])

    def clean_end_on(self) -> datetime | None:
        """The end of that day, which has not passed."""
        return _end_of(self.cleaned_data["end_on"])


def _account(email: str) -> User:
    found: User | None = User.objects.filter(email=email.strip().lower()).first()
    if found is None or not found.may_sign_in(timezone.now()):
        raise forms.ValidationError(
            _("No account with that address is open. An administrator opens accounts.")
        )
    return found


def _end_of(day: Any) -> datetime | None:
    if day is None:
        return None
    end = timezone.make_aware(datetime.combine(day, time())) + DAY
    if end <= timezone.now():
        raise forms.ValidationError(_("That day has passed."))
    return end
