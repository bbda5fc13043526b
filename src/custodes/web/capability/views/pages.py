"""What the pages of capability share: who may write, forms that keep what was typed, files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import notices
from custodes.web.accounts.conflict import Conflict, version_named
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of
from custodes.web.audit.looks import look
from custodes.web.audit.words import Action as Act
from custodes.web.capability.presenters import written
from custodes.web.decision import Action, Kind, NotAllowed, Question, may

PLACES = (
    ("capability:start", _("Overview")),
    ("capability:register", _("Systems and devices")),
    ("capability:skills", _("People and skills")),
    ("capability:test", _("Analytical capability")),
    ("capability:reviews", _("Reviews")),
    ("capability:threats", _("Threat assessments")),
    ("capability:panels", _("Figures for a panel")),
)


def compartment_of(key: str) -> Compartment:
    """The compartment with that key."""
    return Compartment.objects.get(pk=key)


def may_act(by: Asker, action: Action, compartment: Compartment, at: datetime) -> bool:
    """Whether the asker's role lets them do this here; proving again who one is comes later."""
    account = account_of(by.user, at=at, proven=by.proven, stepped_up_at=at)
    return may(Question(account, action, compartment.key, Kind[compartment.kind], at, reason="-"))


def edits(by: Asker, compartment: Compartment, at: datetime) -> bool:
    """Whether the asker may write in the registers and reviews."""
    return may_act(by, Action.EDIT_CAPABILITY, compartment, at)


def page(
    request: HttpRequest,
    template: str,
    shown: Mapping[str, Any],
    *,
    here: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page of capability, with the places beside it and what the step before had to say."""
    places = [
        {"text": str(text), "href": reverse(name), "active": name == here} for name, text in PLACES
    ]
    whole = {"places": places, "notices": notices(request), **shown}
    return render(request, f"capability/{template}", whole, status=status)


def entered(
    request: HttpRequest,
    form: forms.Form,
    keep: Callable[[], Any],
    *,
    title: str,
    back: tuple[str, str],
    then: str | Callable[[], str],
    told: Mapping[str, Any],
    stands: Callable[[Any], Mapping[str, Any]] | None = None,
    shown: Mapping[str, Any] | None = None,
    template: str = "entry.html",
    said: str = "",
    versioned: Callable[[Any], str] = lambda _row: "version",
) -> HttpResponse:
    """Keep what was entered and go on, or show the form with what is wrong and what was typed.

    Of two who save at once the second sees what stands now (`stands` gives the form's values for
    the row as it is) beside what they typed; saving again is then on the version that they saw.
    """
    now: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except NotAllowed:
            raise
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            values = stands(conflict.now) if stands and conflict.now is not None else {}
            now = as_it_stands(form, values)
            if conflict.now is not None:
                form.data = form.data.copy()  # type: ignore[attr-defined]
                form.data[versioned(conflict.now)] = str(conflict.now.version)  # type: ignore[index]
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, said or _("Saved."))
            return redirect(then if isinstance(then, str) else then())
    look(request, **told)
    whole = {
        "form": form,
        "title": title,
        "back": back,
        "now": now,
        "groups": getattr(form, "groups", ()),
        **(shown or {}),
    }
    return page(request, template, whole, status=422 if form.errors else 200)


def as_it_stands(form: forms.Form, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The label of each field that differs from what was typed, with the value that stands now."""
    typed = form.cleaned_data
    rows = []
    for name, field in form.fields.items():
        if name not in values or isinstance(field.widget, forms.HiddenInput):
            continue
        value = values[name]
        if str(value if value is not None else "") == str(
            typed.get(name) if typed.get(name) is not None else ""
        ):
            continue
        choices = dict(getattr(field, "choices", ()))
        rows.append((str(field.label), _shown(choices.get(value, value))))
    return rows


def _shown(value: Any) -> str:
    match value:
        case None | "":
            return _("empty")
        case bool():
            return _("yes") if value else _("no")
        case date():
            return written(value)
    return str(value)


def left_rows(found: Sequence[Any], address: str) -> list[dict[str, Any]]:
    """What has left a register, each with where it is put back and the version that is seen."""
    return [
        {
            "name": str(row),
            "day": written(row.left_on),
            "href": reverse(address, args=[row.pk]),
            "version": row.version,
        }
        for row in found
    ]


def looked(request: HttpRequest, row: Any, action: Act = Act.CONSULTATION) -> None:
    """Tell that one record is shown, or taken out."""
    look(
        request,
        kind=row.audit_kind,
        object_id=row.pk,
        compartment=row.compartment_id,
        action=action,
    )


def told_of(row: Any) -> dict[str, Any]:
    """What a form about one record tells of what it shows."""
    return {
        "kind": row.audit_kind,
        "object_id": row.pk,
        "compartment": row.compartment_id,
    }


def one_of(value: str, allowed: Sequence[str] | Mapping[str, Any]) -> str:
    """A word of the address. Raises Http404 for one that is none."""
    if value not in allowed:
        raise Http404
    return value


def version_of(request: HttpRequest) -> int:
    """The version that a form was made from; one that no row has where it names none."""
    return version_named(request.POST.get("version", ""))


def check_named(request: HttpRequest, row: Any) -> None:
    """Raise UserError unless the form names the row that its address names: a post without the
    form that asks for it does nothing."""
    if request.POST.get("which") != str(row.pk):
        raise UserError(_("Use the button on the page: nothing was asked for."))
