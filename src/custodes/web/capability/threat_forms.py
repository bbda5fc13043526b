"""The forms of a threat assessment: counts, harm, the control strategy, the summary."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.web.capability.assessed import ENTERED, STRANDS, Assessed, Count, Judged
from custodes.web.capability.forms import box
from custodes.web.capability.threat import Category
from custodes.web.capability.threat_sections import category_words
from custodes.web.design.forms import DayField, Form

HARMS = [
    ("", _("Not judged")),
    ("1", _("1: little")),
    ("2", "2"),
    ("3", _("3: serious")),
    ("4", "4"),
    ("5", _("5: grave")),
]
MOST_PRIORITIES = 6


class PartForm(Form):
    """The base of a part of an assessment."""

    groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    """The fields under one heading each."""

    @staticmethod
    def initial_of(said: Assessed) -> dict[str, Any]:
        """What the form starts with."""
        raise NotImplementedError

    def changes(self, said: Assessed) -> dict[str, Any]:
        """The parts of the assessment that were entered, as plain values."""
        raise NotImplementedError


class CountsForm(PartForm):
    """How many items of each category in both years."""

    on = DayField(label=_("The two years end before"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: list[tuple[Any, tuple[str, ...]]] = [("", ("on",))]
        for one in Category:
            names = (f"{one.name}_before", f"{one.name}_now")
            for name, label in zip(names, (_("Year before"), _("This year")), strict=True):
                self.fields[name] = forms.IntegerField(
                    min_value=0, max_value=999_999, required=False, label=label
                )
            groups.append((category_words(one.value), names))
        self.groups = tuple(groups)

    @staticmethod
    def initial_of(said: Assessed) -> dict[str, Any]:
        """The counts as they stand."""
        start: dict[str, Any] = {}
        for name, count in said.counts.items():
            start |= {f"{name}_before": count.before, f"{name}_now": count.now}
        return start

    def changes(self, said: Assessed) -> dict[str, Any]:
        """The counts; one that was changed by hand is no longer counted from items."""
        counts = {}
        for one in Category:
            before = self.cleaned_data.get(f"{one.name}_before") or 0
            now = self.cleaned_data.get(f"{one.name}_now") or 0
            held = said.counts.get(one.name)
            same = held is not None and (held.before, held.now) == (before, now)
            counts[one.name] = held if held and same else Count(before, now, ENTERED)
        return {"counts": counts}


class HarmForm(PartForm):
    """The harm of each category, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = []
        for one in Category:
            names = (f"{one.name}_harm", f"{one.name}_because")
            self.fields[names[0]] = forms.ChoiceField(
                choices=HARMS, required=False, label=_("Harm")
            )
            self.fields[names[1]] = forms.CharField(max_length=500, required=False, label=_("Why"))
            groups.append((category_words(one.value), names))
        self.groups = tuple(groups)

    def clean(self) -> dict[str, Any]:
        """Harm of 4 or 5 has a reason."""
        given: dict[str, Any] = super().clean() or {}
        for one in Category:
            grave = given.get(f"{one.name}_harm") in ("4", "5")
            if grave and not given.get(f"{one.name}_because"):
                self.add_error(
                    f"{one.name}_because",
                    _("Say why the harm of %(c)s is judged so high.") % {"c": one.value},
                )
        return given

    @staticmethod
    def initial_of(said: Assessed) -> dict[str, Any]:
        """Harm as it stands."""
        start: dict[str, Any] = {}
        for name, judged in said.harm.items():
            start |= {f"{name}_harm": str(judged.harm or ""), f"{name}_because": judged.because}
        return start

    def changes(self, said: Assessed) -> dict[str, Any]:
        """Harm as it was judged."""
        given = self.cleaned_data
        return {
            "harm": {
                one.name: Judged(int(harm), given.get(f"{one.name}_because") or "")
                for one in Category
                if (harm := given.get(f"{one.name}_harm"))
            }
        }


class StrategyForm(PartForm):
    """The priorities of the control strategy in their order, and what is done by strand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("None")), *((c.name, category_words(c.value)) for c in Category)]
        groups = []
        for n in range(MOST_PRIORITIES):
            names = [f"category_{n}"]
            self.fields[names[0]] = forms.ChoiceField(
                choices=choices, required=False, label=_("Category")
            )
            for strand, title in STRANDS.items():
                names.append(f"{strand}_{n}")
                self.fields[names[-1]] = forms.CharField(
                    widget=box(2), max_length=500, required=False, label=title
                )
            groups.append((_("Priority %(n)d") % {"n": n + 1}, tuple(names)))
        self.groups = tuple(groups)

    def clean(self) -> dict[str, Any]:
        """No category twice; what is done belongs to a category."""
        given: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for n in range(MOST_PRIORITIES):
            category = given.get(f"category_{n}")
            if category and category in seen:
                self.add_error(f"category_{n}", _("This category is a priority above."))
            if category:
                seen.add(category)
            elif any(given.get(f"{strand}_{n}") for strand in STRANDS):
                self.add_error(f"category_{n}", _("Choose the category that this is done about."))
        return given

    @staticmethod
    def initial_of(said: Assessed) -> dict[str, Any]:
        """The priorities as they stand."""
        start: dict[str, Any] = {}
        for n, (name, strands) in enumerate(said.priorities):
            start[f"category_{n}"] = name
            start |= {f"{strand}_{n}": text for strand, text in strands.items()}
        return start

    def changes(self, said: Assessed) -> dict[str, Any]:
        """The priorities that were chosen."""
        given = self.cleaned_data
        return {
            "priorities": tuple(
                (
                    given[f"category_{n}"],
                    {s: given[f"{s}_{n}"] for s in STRANDS if given.get(f"{s}_{n}")},
                )
                for n in range(MOST_PRIORITIES)
                if given.get(f"category_{n}")
            )
        }


class SummaryForm(PartForm):
    """The summary."""

    summary = forms.CharField(
        widget=box(10),
        required=False,
        max_length=20_000,
        label=_("Summary"),
        help_text=_("What the threats are, what is not known, what is asked for. No names."),
    )

    @staticmethod
    def initial_of(said: Assessed) -> dict[str, Any]:
        """What it says."""
        return {"summary": said.summary}

    def changes(self, said: Assessed) -> dict[str, Any]:
        """What it says."""
        return {"summary": self.cleaned_data["summary"].strip()}


PARTS: dict[str, tuple[type[PartForm], Any]] = {
    "counts": (CountsForm, _("What was seen over two years")),
    "harm": (HarmForm, _("Harm")),
    "strategy": (StrategyForm, _("Control strategy")),
    "summary": (SummaryForm, _("Summary")),
}
