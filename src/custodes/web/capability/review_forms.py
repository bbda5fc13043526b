"""The forms of a review: people, budget, routes, conclusions, one kind of work, a what-if."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodes.web.capability.capacity import ALERTS, Stage, Work
from custodes.web.capability.contents import MOST_STAGES, Contents
from custodes.web.capability.forms import box
from custodes.web.capability.presenters import plain
from custodes.web.capability.words import ROUTES, SKILLS, UNEVEN
from custodes.web.design.forms import DayField, Form

VARIES = [
    ("0.25", _("Hardly: each takes about as long")),
    ("0.5", _("Somewhat")),
    ("1.0", _("Much: many are short and a few are long")),
    ("1.5", _("Very much")),
]
NO_SKILL = [("", _("No special skill")), *SKILLS.items()]


class PartForm(Form):
    """The base of a part of a review: it starts from what the review says, and gives it back."""

    @staticmethod
    def initial_of(contents: Contents) -> dict[str, Any]:
        """What the form starts with."""
        raise NotImplementedError

    def changes(self, contents: Contents) -> dict[str, Any]:
        """The fields of the review that were entered."""
        raise NotImplementedError


class PeopleForm(PartForm):
    """People: posts, vacancies, hours, and who has which skill."""

    on = DayField(label=_("The figures are those of"))
    posts = forms.IntegerField(min_value=0, max_value=999, label=_("Posts"))
    vacancies = forms.IntegerField(min_value=0, max_value=999, label=_("Of them vacant"))
    hours = forms.FloatField(
        min_value=1, max_value=80, label=_("Hours a week that a filled post works")
    )
    away = forms.FloatField(
        min_value=0,
        max_value=95,
        label=_("Per cent of them away"),
        help_text=_("Leave, sickness, training, court: 20 is usual."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, title in SKILLS.items():
            self.fields[f"skill_{key}"] = forms.IntegerField(
                min_value=0,
                max_value=999,
                required=False,
                label=_("Filled posts with: %(skill)s") % {"skill": title},
            )

    @staticmethod
    def initial_of(contents: Contents) -> dict[str, Any]:
        """What the review says of people; the share away in per cent."""
        return {
            "posts": contents.posts,
            "vacancies": contents.vacancies,
            "hours": plain(contents.hours),
            "away": plain(round(contents.away * 100, 1)),
            **{f"skill_{key}": contents.skilled.get(key, 0) for key in SKILLS},
        }

    def clean(self) -> dict[str, Any]:
        """No more are vacant than there are."""
        given: dict[str, Any] = super().clean() or {}
        if (given.get("vacancies") or 0) > (given.get("posts") or 0):
            self.add_error("vacancies", _("No more posts are vacant than there are."))
        return given

    def changes(self, contents: Contents) -> dict[str, Any]:
        """Posts, vacancies, hours, share away and skills."""
        given = self.cleaned_data
        return {
            "posts": given["posts"],
            "vacancies": given["vacancies"],
            "hours": given["hours"],
            "away": given["away"] / 100,
            "skilled": {k: n for k in SKILLS if (n := given.get(f"skill_{k}"))},
        }


class BudgetForm(PartForm):
    """Monitoring and budget."""

    systems = forms.IntegerField(min_value=0, max_value=999, label=_("IT systems monitored"))
    alerts_a_system = forms.FloatField(
        min_value=0,
        max_value=9999,
        label=_("Alerts a week for each of them"),
        help_text=_("How many the monitoring would raise if there were no budget."),
    )
    budget = forms.FloatField(
        min_value=0,
        max_value=9999,
        label=_("Alerts a week that are taken up at most"),
        help_text=_("The review budget."),
    )
    longest_days = forms.FloatField(
        min_value=0.5,
        max_value=365,
        label=_("Days that work may wait on average before it is begun"),
    )
    waiting = forms.IntegerField(
        min_value=0, max_value=99_999, label=_("Pieces that lie untouched today")
    )

    @staticmethod
    def initial_of(contents: Contents) -> dict[str, Any]:
        """What the review says; the limit in days."""
        return {
            "systems": contents.systems,
            "alerts_a_system": plain(contents.alerts_a_system),
            "budget": plain(contents.budget),
            "longest_days": plain(round(contents.longest_wait * 7, 2)),
            "waiting": contents.waiting,
        }

    def changes(self, contents: Contents) -> dict[str, Any]:
        """The numbers; one that was live and was changed by hand is live no longer."""
        given = self.cleaned_data
        live = {
            key: stamp
            for key, stamp in contents.live.items()
            if key not in given or given[key] == stamp.value
        }
        return {
            "systems": given["systems"],
            "alerts_a_system": given["alerts_a_system"],
            "budget": given["budget"],
            "longest_wait": given["longest_days"] / 7,
            "waiting": given["waiting"],
            "live": live,
        }


class RoutesForm(PartForm):
    """Cases of the last year by the route of their discovery."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, (title, _proactive) in ROUTES.items():
            self.fields[key] = forms.IntegerField(
                min_value=0, max_value=99_999, required=False, label=title
            )

    @staticmethod
    def initial_of(contents: Contents) -> dict[str, Any]:
        """How many of each."""
        return {key: contents.routes.get(key, 0) for key in ROUTES}

    def changes(self, contents: Contents) -> dict[str, Any]:
        """How many of each, those with none left out."""
        return {"routes": {key: n for key in ROUTES if (n := self.cleaned_data.get(key))}}


class ConclusionsForm(PartForm):
    """What follows from the figures."""

    conclusions = forms.CharField(
        widget=box(8),
        required=False,
        max_length=8000,
        label=_("What follows from it"),
        help_text=_("What is asked for, decided or accepted, by whom and by when. No names."),
    )

    @staticmethod
    def initial_of(contents: Contents) -> dict[str, Any]:
        """What it says."""
        return {"conclusions": contents.conclusions}

    def changes(self, contents: Contents) -> dict[str, Any]:
        """What it says."""
        return {"conclusions": self.cleaned_data["conclusions"].strip()}


PARTS: dict[str, tuple[type[PartForm], Any]] = {
    "people": (PeopleForm, _("People")),
    "budget": (BudgetForm, _("Monitoring and budget")),
    "routes": (RoutesForm, _("How cases were discovered")),
    "conclusions": (ConclusionsForm, _("What follows from it")),
}


class WorkForm(Form):
    """One kind of work: how much arrives, how unevenly, and its stages."""

    a_week = forms.FloatField(
        min_value=0, max_value=9999, required=False, label=_("How many arrive in a week")
    )
    arrival_cv = forms.ChoiceField(
        choices=[(str(cv), title) for cv, title in UNEVEN.items()],
        initial="1.0",
        label=_("How they arrive"),
    )
    proactive = forms.BooleanField(required=False, label=_("The unit goes to look for it"))

    def __init__(self, *args: Any, kind: str, measured_cv: float | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if measured_cv is not None and str(measured_cv) not in dict(
            self.fields["arrival_cv"].choices  # type: ignore[attr-defined]
        ):
            said = _("as measured: variation %(n)s") % {"n": measured_cv}
            self.fields["arrival_cv"].choices += [(str(measured_cv), said)]  # type: ignore[attr-defined]
        self.kind = kind
        if kind == ALERTS:
            del self.fields["a_week"]  # The budget says how many.
        for n in range(MOST_STAGES):
            self.fields[f"name_{n}"] = forms.CharField(
                max_length=60, required=False, label=_("Stage")
            )
            self.fields[f"hours_{n}"] = forms.FloatField(
                min_value=0, max_value=9999, required=False, label=_("Hours, on average")
            )
            self.fields[f"cv_{n}"] = forms.ChoiceField(
                choices=VARIES, initial="1.0", required=False, label=_("How the hours vary")
            )
            self.fields[f"skill_{n}"] = forms.ChoiceField(
                choices=NO_SKILL, required=False, label=_("Skill it needs")
            )

    @staticmethod
    def initial_of(work: Work) -> dict[str, Any]:
        """What the review says of this kind of work."""
        start: dict[str, Any] = {
            "a_week": plain(work.a_week),
            "arrival_cv": str(work.arrival_cv),
            "proactive": work.proactive,
        }
        for n, stage in enumerate(work.stages):
            start |= {
                f"name_{n}": stage.name,
                f"hours_{n}": plain(stage.hours),
                f"cv_{n}": str(stage.cv),
                f"skill_{n}": stage.skill,
            }
        return start

    def clean(self) -> dict[str, Any]:
        """A stage has a name and hours, and there is one at least."""
        given: dict[str, Any] = super().clean() or {}
        for n in range(MOST_STAGES):
            name, hours = given.get(f"name_{n}"), given.get(f"hours_{n}")
            if name and not hours and f"hours_{n}" not in self.errors:
                self.add_error(f"hours_{n}", _("Enter the hours of “%(n)s”.") % {"n": name})
            if hours and not name:
                self.add_error(f"name_{n}", _("Give the stage a name."))
        if not self.errors and not self.stages():
            self.add_error("name_0", _("Enter one stage at least."))
        return given

    def stages(self) -> tuple[Stage, ...]:
        """The stages that were entered."""
        given = self.cleaned_data
        return tuple(
            Stage(
                given[f"name_{n}"],
                given[f"hours_{n}"],
                float(given[f"cv_{n}"] or 1),
                given[f"skill_{n}"] or "",
            )
            for n in range(MOST_STAGES)
            if given.get(f"name_{n}") and given.get(f"hours_{n}")
        )

    def work(self) -> Work:
        """The kind of work that was entered."""
        given = self.cleaned_data
        return Work(
            self.kind,
            given.get("a_week") or 0.0,
            self.stages(),
            given["proactive"],
            float(given["arrival_cv"]),
        )


class WhatIfForm(Form):
    """A change to try."""

    title = forms.CharField(max_length=80, required=False, label=_("What to call it"))
    posts = forms.IntegerField(
        min_value=-99, max_value=99, initial=0, required=False, label=_("Posts filled in addition")
    )
    skill = forms.ChoiceField(choices=NO_SKILL, required=False, label=_("Skill of these posts"))
    systems = forms.IntegerField(
        min_value=-99,
        max_value=99,
        initial=0,
        required=False,
        label=_("Systems monitored in addition"),
    )
    budget = forms.FloatField(
        min_value=0,
        max_value=9999,
        required=False,
        label=_("Another budget: alerts a week"),
        help_text=_("Leave it empty for the same budget."),
    )

    def clean(self) -> dict[str, Any]:
        """Something is another way than it is."""
        given: dict[str, Any] = super().clean() or {}
        same = not given.get("posts") and not given.get("systems") and given.get("budget") is None
        if same and not self.errors:
            self.add_error("posts", _("Change one at least: posts, systems or the budget."))
        return given
