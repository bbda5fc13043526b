"""What a reporter is asked, step by step: everything but "what happened" may be left open."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodes.web.sealing.contents import About, Channel, Consent, Danger, Manner

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
LINE, PARAGRAPH, STORY = 200, 2_000, 20_000
"""Characters of an answer."""
YES_NO = (
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
    ("not sure", gettext_lazy("I am not sure")),
)


class Step(forms.Form):
    """One page of the form. `told` is what was answered on the pages before."""

    title: Words = ""
    hint: Words = ""

    def __init__(self, *args: Any, channel: Channel, told: dict[str, str], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)
        self.channel, self.told = channel, told
        self.fit()

    def fit(self) -> None:
        """Fit the questions to whoever reports and what they said so far."""


def line(label: Words, hint: Words = "", most: int = LINE) -> forms.CharField:
    """An answer of one line."""
    attrs = {"autocomplete": "off"}
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=False,
        widget=forms.TextInput(attrs),
    )


def text(label: Words, hint: Words = "", most: int = PARAGRAPH, rows: int = 4) -> forms.CharField:
    """An answer of some lines."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=False, widget=widget
    )


def choice(
    label: Words, choices: Any, hint: Words = "", *, required: bool = False
) -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=choices, required=required, widget=forms.RadioSelect
    )


class First(Step):
    """Who it is about, whether anybody is in danger, and whether the reporter gives a name."""

    title: Words = gettext_lazy("Before you start")

    danger = choice(
        gettext_lazy("Is anyone in danger right now?"),
        (
            (Danger.NO.value, gettext_lazy("No")),
            (Danger.UNSURE.value, gettext_lazy("I am not sure")),
            (Danger.YES.value, gettext_lazy("Yes")),
        ),
        required=True,
    )
    about = choice(
        gettext_lazy("Who is this about?"),
        (
            (About.ME.value, gettext_lazy("Me. It happened to me")),
            (About.SOMEBODY.value, gettext_lazy("Somebody else")),
            (About.UNSURE.value, gettext_lazy("I am not sure yet")),
        ),
        required=True,
    )
    manner = choice(
        gettext_lazy("Do you want to give your name?"),
        (
            (Manner.ANONYMOUS.value, gettext_lazy("No. Keep my name out of it")),
            (
                Manner.CONFIDENTIAL.value,
                gettext_lazy("Yes. Only the small team that reads this will see it"),
            ),
        ),
        gettext_lazy("You can say no and still get a reply."),
        required=True,
    )

    def fit(self) -> None:
        """Whoever reports for their work is not asked whether it happened to them first."""
        faults = {
            "danger": _("Choose if anyone is in danger right now."),
            "about": _("Choose who this is about."),
            "manner": _("Choose if you want to give your name."),
        }
        for name, words in faults.items():
            self.fields[name].error_messages["required"] = words


class Happened(Step):
    """What happened, when and where."""

    title: Words = gettext_lazy("What happened")
    hint: Words = gettext_lazy(
        "Use your own words. You do not have to be sure. Spelling does not matter."
    )

    what = text(
        gettext_lazy("Tell us what happened, or what worries you"),
        gettext_lazy(
            "For example: messages that are not about the case, visits with no reason, gifts, or a "
            "relationship."
        ),
        STORY,
        10,
    )
    when = line(gettext_lazy("When was it?"), gettext_lazy("A rough time is fine."))
    where = line(gettext_lazy("Where was it?"))

    def fit(self) -> None:
        """The one answer without which there is no report."""
        self.fields["what"].required = True
        self.fields["what"].error_messages["required"] = _(
            "Write what happened or what worries you."
        )


class Police(Step):
    """Who in the police it is about."""

    title: Words = gettext_lazy("The person from the police")
    hint: Words = gettext_lazy("Write what you know. Leave out what you do not know.")

    officer_name = line(gettext_lazy("Their name or nickname"))
    officer_number = line(
        gettext_lazy("The number on their shoulder"), gettext_lazy("For example, 1042.")
    )
    officer_station = line(gettext_lazy("Where they work, or which team"))
    officer_description = text(gettext_lazy("What they look like, or how you would know them"))
    still_in_touch = choice(gettext_lazy("Are they still in touch?"), YES_NO)
    can_see_records = choice(
        gettext_lazy("Could they look up police records about the person or you?"),
        YES_NO,
        gettext_lazy("This helps us keep what you say away from them."),
    )


class Affected(Step):
    """The one it happened to, with as little as keeps them safe."""

    title: Words = gettext_lazy("The person this happened to")
    hint: Words = gettext_lazy(
        "We ask for as little as we can. Leave out what is not safe to write."
    )

    called = line(
        gettext_lazy("What may we call them?"),
        gettext_lazy("A first name or a made-up name is enough."),
    )
    under_18 = choice(gettext_lazy("Are they under 18?"), YES_NO)
    consent = choice(
        gettext_lazy("Do they know that you are telling us?"),
        (
            (Consent.YES.value, gettext_lazy("Yes, and they agree")),
            (Consent.NO.value, gettext_lazy("Yes, but they do not agree")),
            (Consent.NOT_ASKED.value, gettext_lazy("No, I have not asked")),
            (Consent.UNSAFE.value, gettext_lazy("No, it is not safe to ask")),
        ),
    )
    person_contact = line(
        gettext_lazy("Is there a safe way to reach them?"),
        gettext_lazy("Leave this empty if there is no safe way. We will not use it without care."),
    )

    def fit(self) -> None:
        """The same questions to whom it happened to."""
        if self.told.get("about") == About.ME.value:
            self.title = _("About you")
            self.fields["called"].label = _("What may we call you?")
            self.fields["under_18"].label = _("Are you under 18?")
            self.fields["person_contact"].label = _("Is there a safe way to reach you?")
            del self.fields["consent"]


class You(Step):
    """Who reports, where they say so, and a report that this one belongs to."""

    title: Words = gettext_lazy("About you and this report")

    sender_name = line(gettext_lazy("Your name"))
    sender_organisation = line(gettext_lazy("The organisation that you work for"))
    sender_role = line(gettext_lazy("Your job there"))
    sender_contact = line(
        gettext_lazy("A safe way to reach you"),
        gettext_lazy("You can leave this empty. You will get a code to come back with."),
    )
    earlier_code = line(
        gettext_lazy("The code of an earlier report, if this one belongs to it"),
        gettext_lazy("For example, if you lost your seven words."),
        20,
    )

    def fit(self) -> None:
        """Only what the channel and the wish for a name leave to ask."""
        if self.told.get("manner") != Manner.CONFIDENTIAL.value:
            del self.fields["sender_name"], self.fields["sender_contact"]
            if self.channel is not Channel.PARTNER:
                del self.fields["sender_role"]
        if self.channel is Channel.PUBLIC:
            self.fields.pop("sender_role", None)
        if self.channel is not Channel.PARTNER:
            del self.fields["sender_organisation"]
        if self.channel is Channel.STAFF and "sender_role" in self.fields:
            self.fields["sender_role"].label = _("Your role")


STEPS: tuple[type[Step], ...] = (First, Happened, Police, Affected, You)
ANSWERS = tuple(name for step in STEPS for name in step.base_fields)
"""Every answer, in the order in which it is asked."""


class ComeBack(forms.Form):
    """A code and its words."""

    code = line(gettext_lazy("Your case code"), gettext_lazy("For example, 7K2M-0QXZ-4RTB."), 40)
    words = text(
        gettext_lazy("Your seven words, in order"), gettext_lazy("With a space between."), 200, 2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)
        for name, words in (
            ("code", _("Write your case code.")),
            ("words", _("Write your seven words.")),
        ):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words


class Reply(forms.Form):
    """A message of the reporter."""

    text = text(gettext_lazy("Write to the team"), most=STORY, rows=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = _("Write your message first.")


@dataclass(frozen=True)
class Asked:
    """Two of the words, to be typed back: which, counted from 1."""

    first: int
    second: int


class TwoWords(forms.Form):
    """Two of the reporter's words, typed back."""

    first = line("")
    second = line("")

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)
        self.fields["first"].label = _("Word %(number)d") % {"number": asked.first}
        self.fields["second"].label = _("Word %(number)d") % {"number": asked.second}
