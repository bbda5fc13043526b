"""Whether the site is well: a word for whoever asks, and the whole for whoever runs it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from custodes.web.accounts.sign_in import asker_of
from custodes.web.accounts.standing import compartments_seen
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action
from custodes.web.site.watched import State, watched

COLOURS = {
    State.WELL: "govuk-tag--green",
    State.LOOK: "govuk-tag--yellow",
    State.UNWELL: "govuk-tag--red",
}


@login_required
@shows_records
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Database, disk, checkpoints, witnesses, jobs and runs, for those who see the settings.

    To everybody else the page is not there.
    """
    now = timezone.now()
    places = compartments_seen(asker_of(request).account(now), Action.SEE_SETTINGS, at=now)
    if not places:
        raise Http404
    for place in sorted(places):
        look(request, kind="health", compartment=place)
    seen = watched(now, settings.CONFIG.home)
    rows = [
        {"title": one.title, "said": str(one.state.value), "colour": COLOURS[one.state]}
        | {"figure": one.figure, "next": one.next}
        for one in seen
    ]
    return render(request, "site/health.html", {"rows": rows})
