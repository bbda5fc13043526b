"""What the pages of the plan share: who asks, whose plan it is, and how a form is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web import decision
from custodes.web.accounts.answers import notices
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker, asker_of
from custodes.web.audit.looks import look
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action, Kind, Lack, NotAllowed, Question
from custodes.web.plan import rows
from custodes.web.plan.check import Checked, check
from custodes.web.plan.remarks import Remark, remarks
from custodes.web.plan.rows import Whole

PLAN = "plan"
"""The kind of a look at the plan as a whole."""


@dataclass(frozen=True)
class Asked:
    """One request to the plan: who asks, when, and whose plan."""

    request: HttpRequest
    by: Asker
    at: datetime
    place: Compartment

    @property
    def today(self) -> date:
        """The London day."""
        return in_london(self.at).date()

    @property
    def sees(self) -> dict[str, Any]:
        """What the queries of the plan are asked with."""
        return {"user": self.by.user, "place": self.place, "at": self.at}

    @property
    def edits(self) -> bool:
        """Whether they may write in the plan."""
        return may(self.by, Action.EDIT_PLAN, self.place, self.at)

    def told(self, kind: str = PLAN, key: object = "", action: Act = Act.CONSULTATION) -> None:
        """Tell that this is shown."""
        look(self.request, kind=kind, object_id=key, compartment=self.place.pk, action=action)

    def whole(self) -> Whole:
        """The plan as it stands."""
        return rows.whole(**self.sees, runs=rows.runs_held())

    def checked(self, whole: Whole) -> tuple[Checked, tuple[Remark, ...]]:
        """The check of the plan as it stands, and what to put right."""
        found = check(whole.plan, whole.strategy, on=self.today)
        return found, remarks(whole.plan, found, whole.strategy, whole.criteria.recommendations)


def asked(request: HttpRequest) -> Asked:
    """Who asks, and whose plan they see. Raises Http404 for whoever sees none."""
    by, at = asker_of(request), timezone.now()
    return Asked(request, by, at, rows.place_of(by.user, at))


def may(by: Asker, action: Action, place: Compartment, at: datetime) -> bool:
    """Whether somebody may do this, at most after they proved once more who they are."""
    answer = decision.decide(Question(by.account(at), action, place.pk, Kind[place.kind], at))
    return answer.allowed or answer.lack is Lack.STEP_UP


def kept(
    one: Asked,
    form: Any,
    keep: Callable[[], Any],
    title: str,
    to: str,
    *args: Any,
    caption: str = "",
    files: bool = False,
    said: str = "",
    describe: Callable[[Any], list[tuple[str, str]]] | None = None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Keep what was entered and go to the page `to`, or show the form with what is wrong.

    Where somebody changed the thing meanwhile, it is shown as it stands (`describe`) above what was
    typed; sent once more, what was typed goes over it.
    """
    theirs: list[tuple[str, str]] = []
    request = one.request
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except NotAllowed:
            raise
        except Conflict as moved:
            form.add_error(None, str(moved))
            form.data = form.data.copy()
            # Nothing is there at all where a form names a version of what nobody ever wrote.
            form.data["version"] = str(moved.now.version) if moved.now else ""
            theirs = describe(moved.now) if describe and moved.now else []
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, said or _("Saved."))
            return redirect(to, *args)
    one.told()
    shown = {
        "form": form,
        "title": title,
        "caption": caption,
        "files": files,
        "theirs": theirs,
        "came_from": reverse(to, args=args),
        "notices": notices(request),
        **(more or {}),
    }
    return render(request, "plan/entry.html", shown, status=422 if form.errors else 200)
