"""Raising an alert by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.sign_in import asker_of
from custodes.web.alerts.actions.raising import raise_alert
from custodes.web.alerts.forms import Raise, new_token
from custodes.web.alerts.queries import places_for
from custodes.web.alerts.views.answers import plainly
from custodes.web.decision import Action
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import named


@login_required
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def raise_(request: HttpRequest) -> HttpResponse:
    """The form, and the alert that it raises. It shows no record."""
    asker, now = asker_of(request), timezone.now()
    places = places_for(asker.user, Action.SEE_ALERTS, at=now)
    if not places:
        raise Http404
    form = (
        Raise(request.POST)
        if request.method == "POST"
        else Raise(
            initial={
                "token": new_token(),
                "staff": request.GET.get("staff", "")[:64],
                "compartment": places[0].key,
            }
        )
    )
    status, faults = 200, []
    if request.method == "POST":
        if form.is_valid():
            said = form.cleaned_data
            chosen = said["compartment"] or places[0].key
            place = next((p for p in places if p.key == chosen), None)
            if place is None:
                raise Http404
            alert = raise_alert(
                compartment=place,
                staff=_reference(Subject.STAFF, said["staff"]),
                person=_reference(Subject.PERSON, said["person"]),
                token=said["token"],
                by=asker,
                because=said["because"],
                at=now,
            )
            messages.success(request, _("The alert is raised."))
            return redirect("alerts:alert", alert.alert_id)
        status = 422
        faults = [(f"id_{name}", text) for name, told in form.errors.items() for text in told]
    shown = {
        "value": {name: form[name].value() or "" for name in form.fields},
        "faults": faults,
        "places": places,
    }
    return render(request, "alerts/raise.html", shown, status=status)


def _reference(subject: Subject, typed: str) -> str:
    """The reference behind a name that the pages show; else what was typed is one."""
    found = named(typed) if typed else None
    if found is None:
        return typed.strip()
    if found[1] is not subject:
        raise UserError(
            _("The name of a person stands where a member of staff is asked for, or ")
            + _("the other way round.")
        )
    return found[2]
