"""The forms of the letters and of the overview."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.errors import UserError
from custodes.web.design.forms import Form
from custodes.web.letters.sentences import Origin, Sentence, reworded

MOST = 60
"""Sentences of a paragraph at most."""


class TemplateForm(Form):
    """A Word template of the inspectorate's own."""

    template = forms.FileField(label=_("Word template (.docx)"))


class ExampleForm(Form):
    """Something that a force does well."""

    force = forms.ChoiceField(label=_("Force"))
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, label=_("What it does well")
    )
    reference = forms.CharField(max_length=200, label=_("What that rests on: document and place"))

    def __init__(self, *args: Any, forces: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose"))] + [(force, force) for force in forces]
        self.fields["force"].choices = choices  # type: ignore[attr-defined]


class ReasonForm(Form):
    """Why something is published."""

    because = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=500, label=_("For whom, and why")
    )


def typed(given: Mapping[str, str]) -> list[dict[str, Any]]:
    """What stands in the boxes of the letter's page, as it was typed: text, link, findings."""
    rows = []
    for n in range(MOST):
        if f"text-{n}" not in given:
            break
        rows.append(
            {
                "text": given[f"text-{n}"],
                "keeps": given.get(f"keeps-{n}", "") == "yes",
                "was": given.get(f"was-{n}", ""),
            }
        )
    return rows


def sentences_from(
    rows: Sequence[Mapping[str, Any]], added: str, now: Sequence[Sentence]
) -> tuple[Sentence, ...]:
    """The paragraph that was typed: an emptied box takes its sentence out, `added` is one more.

    Each box names by number the sentence it began as. Raises UserError where that is gone.
    """
    made = []
    for row in rows:
        if not row["text"].strip():
            continue
        place = place_in(row["was"], now)
        if place is None:
            raise UserError("A sentence is no longer in the letter. Open the letter again.")
        made.append(reworded(now[place], row["text"], keeps_link=row["keeps"]))
    if added.strip():
        made.append(Sentence(added.strip(), Origin.OWN))
    return tuple(made)


def place_in(was: str, now: Sequence[Sentence]) -> int | None:
    """The place that a box names of a sentence in the paragraph; None where there is none such."""
    places = {str(place): place for place in range(len(now))}
    return places.get(was)
