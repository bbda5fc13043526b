"""The forms of the reading side."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.web.design.forms import DayField, Form, new_token
from custodes.web.partners.kinds import ROUTES
from custodes.web.reports.words import (
    ASSESSMENTS,
    CATEGORIES,
    ENTERED,
    FEEDBACK,
    FEEDBACK_WAYS,
    HANDLING,
    RISKS,
    SAFEGUARDING,
    SOURCE_GRADES,
)

CHOOSE = ("", _("Choose"))
DAY = _("For example 27 3 2026")


def box(rows: int = 4) -> forms.Textarea:
    """A box for whole sentences."""
    return forms.Textarea(attrs={"rows": rows})


def secret() -> forms.PasswordInput:
    """A box for a passphrase that no browser is to keep."""
    return forms.PasswordInput(attrs={"autocomplete": "off"})


class Open(Form):
    """The reader's own passphrase, and what is to be done with the report once it is open."""

    passphrase = forms.CharField(
        label=_("Your vault passphrase"), max_length=500, strip=False, widget=secret()
    )
    then = forms.ChoiceField(
        choices=[("read", ""), ("triage", ""), ("hand-over", "")],
        required=False,
        widget=forms.HiddenInput,
    )


class TakeFile(Form):
    """Which file of which envelope, as a clean copy or as it was sent."""

    passphrase = forms.CharField(
        label=_("Your vault passphrase"), max_length=500, strip=False, widget=secret()
    )
    envelope = forms.CharField(max_length=24, widget=forms.HiddenInput)
    part = forms.CharField(max_length=64, widget=forms.HiddenInput)


class Triage(Form):
    """Risk first."""

    risk = forms.ChoiceField(
        label=_("How great is the risk of harm?"),
        choices=list(RISKS.items()),
        widget=forms.RadioSelect,
    )
    possible_victim = forms.ChoiceField(
        label=_("Is there somebody who may be a victim?"),
        help_text=_("Before anything is proved. Yes starts safeguarding at once."),
        choices=[("yes", _("Yes, or it may be")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    told = forms.CharField(
        label=_("What the safeguarding lead must know"),
        help_text=_("As little as keeps the person safe: who may be at risk, of what, how it is "
                    "safe to reach them, who must not be told. Not who reported."),
        max_length=1000,
        required=False,
        widget=box(4),
    )  # fmt: skip
    route = forms.ChoiceField(label=_("Where did it come from?"), choices=[CHOOSE, *ROUTES.items()])
    partner = forms.ChoiceField(
        label=_("Which partner of the register"), required=False, choices=[CHOOSE]
    )

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [CHOOSE, *partners]  # type: ignore[attr-defined]


class Look(Form):
    """Whom to look for among staff."""

    called = forms.CharField(label=_("Name or nickname"), max_length=200, required=False)
    number = forms.CharField(label=_("Number on the shoulder"), max_length=40, required=False)
    description = forms.CharField(
        label=_("What they look like, where they work"), max_length=500, required=False
    )


class Name(Form):
    """That a report concerns a member of staff."""

    staff = forms.CharField(max_length=64, widget=forms.HiddenInput)
    sure = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
    because = forms.CharField(label=_("Why you think that it is they"), max_length=300)


class NameByHand(Form):
    """The same, where the reference is typed in."""

    staff = forms.CharField(label=_("Reference of the member of staff"), max_length=64)
    sure = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
    because = forms.CharField(label=_("Why you think that it is they"), max_length=300)
    confirmed = forms.BooleanField(
        label=_("It is written right, though nobody here has it"),
        required=False,
        widget=forms.HiddenInput,
    )

    def ask_to_confirm(self) -> None:
        """Have the form ask whether a reference is right that nobody here has."""
        self.fields["confirmed"].widget = forms.CheckboxInput()


class TakeNameBack(Form):
    """Whom a report does not concern after all."""

    staff = forms.ChoiceField(label=_("Whose name is taken back?"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Why it is not they"),
        help_text=_("It stays on record. From then on they, and whoever is barred from them, are "
                    "kept from it no more."),
        max_length=300,
    )  # fmt: skip

    def __init__(self, *args: Any, named: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [(one, one) for one in named]  # type: ignore[attr-defined]


class Because(Form):
    """A reason in words."""

    because = forms.CharField(label=_("Reason"), max_length=1000, widget=box(3))


class ReferOn(Because):
    """To whom, and why."""

    to = forms.CharField(label=_("To whom it is referred"), max_length=120)
    field_order = ("to", "because")


class Reply(Form):
    """What is said to the reporter."""

    text = forms.CharField(
        label=_("Your answer to the reporter"),
        help_text=_("Only the reporter and the readers of the unit can open it. Ask as little as "
                    "you need; do not say what the unit knows."),
        max_length=5000,
        widget=box(6),
    )  # fmt: skip


class FeedBack(Form):
    """What whoever reported was told, and how."""

    stage = forms.ChoiceField(
        label=_("How far it has come"), choices=list(FEEDBACK.items()), widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label=_("How they are told"), choices=list(FEEDBACK_WAYS.items()), widget=forms.RadioSelect
    )
    on = DayField(label=_("Day"), help_text=DAY)


class HandOver(Form):
    """A 3x5x2 draft."""

    text = forms.CharField(
        label=_("Sanitised text"),
        help_text=_("What is said of the member of staff, in words that any of several sources "
                    "could have known. No name of a source, no “I”, no exact day."),
        max_length=10_000,
        widget=box(8),
    )  # fmt: skip
    provenance = forms.CharField(
        label=_("How it is known"),
        help_text=_("In words that fit many sources: told directly by somebody affected; heard "
                    "from a third person."),
        max_length=300,
    )  # fmt: skip
    source = forms.ChoiceField(
        label=_("Source"), choices=list(SOURCE_GRADES.items()), widget=forms.RadioSelect
    )
    assessment = forms.ChoiceField(
        label=_("Information"), choices=list(ASSESSMENTS.items()), widget=forms.RadioSelect
    )
    handling = forms.ChoiceField(
        label=_("Handling"), choices=list(HANDLING.items()), widget=forms.RadioSelect
    )
    conditions = forms.CharField(
        label=_("Conditions, where it is C"), max_length=500, required=False, widget=box(2)
    )
    categories = forms.MultipleChoiceField(
        label=_("National categories"),
        choices=list(CATEGORIES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    looked_at = forms.BooleanField(
        label=_("I have looked at what was found, and it does not give the source away"),
        required=False,
    )
    passphrase = forms.CharField(
        label=_("Your vault passphrase"),
        help_text=_("The text is held against the report, which is opened once more for that."),
        max_length=500,
        strip=False,
        widget=secret(),
    )


class Enter(Form):
    """A report that came by another route."""

    route = forms.ChoiceField(
        label=_("Route"), choices=[CHOOSE, *((r.id, ROUTES[r.id]) for r in ENTERED)]
    )
    received_on = DayField(label=_("Received on"), help_text=DAY)
    what = forms.CharField(
        label=_("What was reported"),
        help_text=_("It is sealed as soon as you save it, and opens with a passphrase alone."),
        max_length=20_000,
        widget=box(8),
    )
    about = forms.CharField(
        label=_("What was said of the member of staff: name, number, description"),
        max_length=500,
        required=False,
    )
    danger = forms.BooleanField(label=_("Somebody may be in danger now"), required=False)

    def said(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        given = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        given["token"] = given.get("token") or new_token()
        return given


class ListFile(Form):
    """A list in a file."""

    list_ = forms.FileField(label=_("The list"), help_text=_("CSV, 2 MB at most"))


class DecideSafeguarding(Form):
    """The first safeguarding decision."""

    decision = forms.ChoiceField(
        label=_("First safeguarding decision"),
        choices=list(SAFEGUARDING.items()),
        widget=forms.RadioSelect,
    )
    because = forms.CharField(label=_("Reason"), max_length=1000, widget=box(3))


class AnswerDraft(Form):
    """Whether a draft is taken on; sent back with what is amiss."""

    answer = forms.ChoiceField(
        label=_("What becomes of the draft"),
        choices=[("take-on", _("Take it on")), ("send-back", _("Send it back to intake"))],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("What is amiss, where it is sent back"),
        max_length=500,
        required=False,
        widget=box(2),
    )
