"""Looking behind a name: a page that asks why, and then shows who it is for a working day."""

from datetime import datetime

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.second import reason_given
from custodes.web.accounts.sign_in import Asker, asker_of, check_stepped_up
from custodes.web.accounts.views.memberships import ask_second
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Lack, NotAllowed
from custodes.web.design.errors import Words
from custodes.web.design.showing import clock
from custodes.web.pseudonyms.actions import behind, concerned_by, shown_to
from custodes.web.pseudonyms.actions import reveal as look_behind
from custodes.web.pseudonyms.bearers import Bearing, bearings
from custodes.web.pseudonyms.forms import RevealForm
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import live_looks, named
from custodes.web.pseudonyms.models import Pseudonym

LONGEST = 400
"""How much of an address is kept for the way back once a second person has approved."""


@login_required
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: HttpRequest, name: str) -> HttpResponse:
    """The question, and once it is answered who stands behind the name.

    A name that stands on nothing that the user can see is not there.
    """
    asker, now = asker_of(request), timezone.now()
    found = named(name)
    if found is None:
        raise Http404
    row, subject, reference = found
    bearing = _bearing(request, bearings(asker.user, subject, reference, now))
    place = bearing.compartment
    form = RevealForm(request.POST if request.method == "POST" else None)
    status, told = 200, ""
    shown = shown_to(asker.user, row, compartment=place, at=now)
    if shown is None and request.method != "POST":
        check_stepped_up(request)
    if shown is None and request.method == "POST" and form.is_valid():
        try:
            shown = look_behind(
                pseudonym=row,
                compartment=place,
                subjects=bearing.subjects,
                by=asker,
                because=form.cleaned_data["because"],
                at=now,
            )
        except NotAllowed as refused:
            if refused.decision.hidden:
                raise Http404 from None
            if refused.decision.lack is Lack.STEP_UP:
                raise ReauthenticationRequired from None
            if refused.decision.lack is Lack.SECOND_PERSON:
                concerned = concerned_by(row, bearing.subjects)
                because = form.cleaned_data["because"]
                return _ask(request, refused, row, place, concerned, because)
            words = Words("You may not do this", (str(refused),))
            return render(request, "design/error.html", _error(request, words), status=403)
    elif request.method == "POST" and shown is None:
        status, told = 422, "; ".join(str(text) for texts in form.errors.values() for text in texts)
    look(request, kind="pseudonym", object_id=row.name, compartment=place.key)
    page = {
        "name": row.name,
        "staff": subject is Subject.STAFF,
        "reference": shown,
        "until": _until(row, place.key, asker.user, now) if shown else "",
        "fault": told,
        "typed": request.POST.get("because") or _asked_before(asker, row, place),
        "by_two": behind(place).value.second,
        "next": _next(request),
        "asked": request.GET.urlencode(),
    }
    return render(request, "pseudonyms/reveal.html", page, status=status)


def _ask(
    request: HttpRequest,
    refused: NotAllowed,
    row: Pseudonym,
    place: Compartment,
    concerned: frozenset[str],
    because: str,
) -> HttpResponse:
    """Ask for the second person without whom nobody looks behind the name; then this page again."""
    sentence = _("Look behind the name %(name)s, in %(place)s") % {
        "name": row.name,
        "place": place.title,
    }
    back = urlencode({"in": place.key, "next": _next(request)})
    address = f"{request.path}?{back if len(back) <= LONGEST else urlencode({'in': place.key})}"
    asked = (behind(place), row.name, sentence, address, because)
    by, now = asker_of(request), timezone.now()
    return ask_second(request, refused, place, by, now, *asked, subjects=concerned)


def _asked_before(by: Asker, row: Pseudonym, place: Compartment) -> str:
    """The reason with which a second person was asked, so that it is not typed twice."""
    action = behind(place)
    return reason_given(by.user, action, place, row.name) if action.value.second else ""


def _bearing(request: HttpRequest, found: list[Bearing]) -> Bearing:
    """The compartment that the address names, else the first in which the name stands."""
    asked = request.GET.get("in", "")
    mine = [one for one in found if not asked or one.compartment.key == asked]
    if not mine:
        raise Http404
    return Bearing(mine[0].compartment, mine[0].subjects)


def _until(row: Pseudonym, place: str, user: User, now: datetime) -> str:
    looks = live_looks(user, [place], at=now)
    return clock(looks[row.name].isoformat().replace("+00:00", "Z"))


def _next(request: HttpRequest) -> str:
    """Where the person came from; an address of another site is not gone to."""
    back = request.GET.get("next", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe else reverse("home:start")


def _error(request: HttpRequest, words: Words) -> dict[str, object]:
    return {"words": words, "reference": getattr(request, "reference", None)}
