"""Raising an alert by hand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker, asker_of
from custodes.web.alerts.actions.raising import raise_alert
from custodes.web.alerts.forms import Raise, new_token
from custodes.web.alerts.models import Alert
from custodes.web.alerts.queries import places_offering
from custodes.web.alerts.views.answers import plainly
from custodes.web.decision import Action
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import named_where_seen
from custodes.web.pseudonyms.names import has_shape
from custodes.web.pseudonyms.staff import staff_known


class UnnamedError(UserError):
    """Nobody is named so; `field` is that of the form."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@login_required
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def raise_(request: HttpRequest) -> HttpResponse:
    """The form, and the alert that it raises. It shows no record."""
    asker, now = asker_of(request), timezone.now()
    places = places_offering(asker, Action.RAISE_ALERT, at=now)
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
            try:
                alert = _raised(form.cleaned_data, place, asker, now)
            except UnnamedError as unnamed:
                faults.append((f"id_{unnamed.field}", str(unnamed)))
            else:
                messages.success(request, _("The alert is raised."))
                return redirect("alerts:alert", alert.alert_id)
        status = 422
        faults += [(f"id_{name}", str(text)) for name, told in form.errors.items() for text in told]
    shown = {
        "value": {name: form[name].value() or "" for name in form.fields},
        "faults": faults,
        "places": places,
    }
    return render(request, "alerts/raise.html", shown, status=status)


def _raised(said: Mapping[str, Any], place: Compartment, by: Asker, now: datetime) -> Alert:
    """The alert about whom the form names. Raises UnnamedError where nobody is named so."""
    references: dict[Subject, str] = {}
    written: set[Subject] = set()
    for subject in Subject:
        typed = said[subject.value].strip()
        seen = named_where_seen(typed, subject, user=by.user, compartment=place.key, at=now)
        if typed and seen is None:
            _check_is_reference(typed, subject)
            written.add(subject)
        references[subject] = seen or typed
    return raise_alert(
        compartment=place,
        staff=references[Subject.STAFF],
        person=references[Subject.PERSON],
        by_reference=frozenset(written),
        token=said["token"],
        by=by,
        because=said["because"],
        at=now,
    )


def _check_is_reference(typed: str, subject: Subject) -> None:
    """Raise UnnamedError where a text looks like a name of the pages that no record shows here.

    It is one answer for a name that nobody has, one that stands elsewhere, and one that is kept
    from whoever asks.
    """
    if has_shape(typed) and not (subject is Subject.STAFF and staff_known(typed)):
        sentence = _("No record that you see here shows %(name)s. Write the force's own reference.")
        raise UnnamedError(subject.value, sentence % {"name": typed})
