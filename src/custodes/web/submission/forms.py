"""The forms of a submission."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.times import LONDON, in_london
from custodes.web.design.forms import DayField, Form
from custodes.web.plan.elements import (
    ELEMENTS,
    QUALIFIER_WORDS,
    STATUS_WORDS,
    Element,
    Qualifier,
    Status,
)
from custodes.web.plan.models import PlanDocument
from custodes.web.submission.models import Prepared
from custodes.web.submission.package import Claim
from custodes.web.submission.personal import Trace

NOTHING_SAID = ("", _("We say nothing of it"))


class PrepareForm(Form):
    """The round, the cut-off, the documents, and what the force says of each element."""

    round = forms.CharField(
        max_length=40,
        label=_("Round"),
        help_text=_("As the inspectorate names it in its request: 2026"),
    )
    cut_off = DayField(
        label=_("Cut-off"),
        help_text=_("The plan is sent as it stood at the end of this day."),
    )
    documents = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Documents that are sent along"),
    )

    def __init__(
        self,
        *args: Any,
        documents: Iterable[PlanDocument],
        today: date,
        row: Prepared | None = None,
        **kwargs: Any,
    ) -> None:
        held = list(documents)
        kwargs["initial"] = (
            initial_of(row)
            if row
            else {"cut_off": today, "documents": [str(one.pk) for one in held]}
        )
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["documents"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.title} ({one.name})") for one in held
        ]
        for element in Element:
            title = ELEMENTS[element].title
            self.fields[f"status_{element.value}"] = forms.ChoiceField(
                required=False,
                choices=[NOTHING_SAID, *((s.value, STATUS_WORDS[s]) for s in Status)],
                label=_("%(title)s: how far the force says it is") % {"title": title},
            )
            self.fields[f"qualifiers_{element.value}"] = forms.MultipleChoiceField(
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(q.value, words) for q, words in QUALIFIER_WORDS.items()],
                label=_("%(title)s: what is to be added") % {"title": title},
                help_text=_("The review is the inspectorate's, of what forces send."),
            )
            self.fields[f"text_{element.value}"] = forms.CharField(
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
                label=_("%(title)s: in the force's own words") % {"title": title},
            )

    def clean(self) -> dict[str, Any]:
        """Words about an element need its status."""
        given: dict[str, Any] = super().clean() or {}
        for element in Element:
            said = given.get(f"text_{element.value}") or given.get(f"qualifiers_{element.value}")
            if said and not given.get(f"status_{element.value}"):
                self.add_error(
                    f"status_{element.value}", _("Say how far it is, or take the words out.")
                )
        return given

    def cut_off_at(self, now: datetime) -> datetime:
        """The end of the day chosen, and of today the present moment."""
        day = self.cleaned_data["cut_off"]
        if day == self.today:
            return now
        following = datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON)
        return following - timedelta(seconds=1)

    def claims(self) -> dict[Element, Claim]:
        """What the force says, of the elements of which it says something."""
        given = self.cleaned_data
        return {
            element: Claim(
                element,
                Status(given[f"status_{element.value}"]),
                given[f"text_{element.value}"].strip(),
                tuple(Qualifier(one) for one in given[f"qualifiers_{element.value}"]),
            )
            for element in Element
            if given[f"status_{element.value}"]
        }


def initial_of(row: Prepared) -> dict[str, Any]:
    """What the form starts with: the submission as it is prepared."""
    start: dict[str, Any] = {
        "version": row.version,
        "round": row.round,
        "cut_off": in_london(row.cut_off).date(),
        "documents": [str(pk) for pk in row.documents],
    }
    for element, told in row.claims.items():
        start |= {f"{name}_{element}": told[name] for name in ("status", "text", "qualifiers")}
    return start


class ConfirmForm(Form):
    """Why each thing that looks like data of a person may be sent; left empty, it may not."""

    def __init__(self, *args: Any, traces: Sequence[Trace], said: Mapping[Trace, str]) -> None:
        super().__init__(*args)
        self.traces = traces
        for n, trace in enumerate(traces):
            self.fields[f"because_{n}"] = forms.CharField(
                max_length=300,
                required=False,
                initial=said.get(trace, ""),
                label=_("%(kind)s in %(where)s")
                % {"kind": f"{trace.kind[:1].upper()}{trace.kind[1:]}", "where": trace.where},
                help_text=_("Why it may be sent: the number of the switchboard. Left empty, it "
                            "stops the submission."),
            )  # fmt: skip

    def reasons(self) -> dict[Trace, str]:
        """The reasons that were given."""
        return {
            trace: self.cleaned_data[f"because_{n}"]
            for n, trace in enumerate(self.traces)
            if self.cleaned_data[f"because_{n}"]
        }


class SignForm(Form):
    """The post in which somebody signs, once they have read the whole."""

    post = forms.CharField(
        max_length=120, label=_("Post in which you sign"), help_text=_("Deputy chief constable")
    )
    read = forms.BooleanField(
        label=_("I have read the plan and every document, and no victim and no source can be told "
                "from them."),
        error_messages={"required": _("Read the whole before you sign it, and say so.")},
    )  # fmt: skip


class SentForm(Form):
    """How it was sent."""

    how = forms.CharField(
        max_length=200,
        label=_("How it was sent, and to whom"),
        help_text=_("By the secure portal of the inspectorate"),
    )


class AsideForm(Form):
    """Why it is set aside."""

    because = forms.CharField(
        max_length=500, widget=forms.Textarea(attrs={"rows": 3}), label=_("Why it is set aside")
    )
