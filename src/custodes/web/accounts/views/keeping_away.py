"""Keeping people away by conflict: set, lifted with a second person, or said of oneself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from custodes.web.accounts import actions
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.forms import Because, SetBar, StepBack
from custodes.web.accounts.memberships import bars_in
from custodes.web.accounts.models import Bar, Compartment
from custodes.web.accounts.naming import names
from custodes.web.accounts.places import offers
from custodes.web.accounts.second import reason_given
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.accounts.views.memberships import ask_second, place_named
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action, Basis, NotAllowed


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def bar(request: HttpRequest, place: str) -> HttpResponse:
    """Keep somebody from a member of staff, or from all of a place: it overrides every role."""
    by, now = asker_of(request), timezone.now()
    found = place_named(place, by, now)
    if not offers(by, Action.SET_BAR, found, at=now):
        raise Http404
    form = SetBar(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        typed = said["subject"].strip()
        actions.set_bar(
            user=said["email"],
            basis=Basis[said["basis"]],
            within=found,
            subject=names().staff_reference(typed) if typed else "",
            start=now,
            end=said["end_on"],
            by=by,
            because=said["because"],
            at=now,
        )
        told = _("%(name)s is kept away from now on.") % {"name": said["email"].name}
        messages.success(request, told)
        return redirect("memberships:place", found.key)
    look(request, kind="membership_list", compartment=found.key)
    status = 422 if request.method == "POST" else 200
    return render(request, "memberships/bar.html", {"place": found, "form": form}, status=status)


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, place: str, key: int) -> HttpResponse:
    """Let somebody back before the time; a second person approves it first."""
    by, now = asker_of(request), timezone.now()
    found = place_named(place, by, now)
    row = next((one for one in bars_in(found, by, at=now) if one.pk == key), None)
    if row is None or not offers(by, Action.LIFT_BAR, found, at=now):
        raise Http404
    check_stepped_up(request)
    about = actions.about_lifting(row)
    before = reason_given(by.user, Action.LIFT_BAR, found, about)
    form = Because(request.POST or None, initial={"because": before})
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            actions.lift_bar(bar=row, within=found, by=by, because=because, at=now)
        except NotAllowed as refused:
            sentence = _("Let %(name)s back to %(what)s, in %(place)s") % {
                "name": row.user.name,
                "what": _what(row),
                "place": found.title,
            }
            asked = (Action.LIFT_BAR, about, sentence, request.path, because)
            return ask_second(request, refused, found, by, now, *asked)
        messages.success(request, _("Lifted."))
        return redirect("memberships:place", found.key)
    look(request, kind=Bar.audit_kind, object_id=row.pk, compartment=found.key)
    shown = {
        "place": found,
        "title": _("Let %(name)s back") % {"name": row.user.name},
        "words": _("They are kept from %(what)s. A second person approves this first.")
        % {"what": _what(row)},
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "memberships/act.html", shown, status=status)


@login_required
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def step_back(request: HttpRequest) -> HttpResponse:
    """Say of oneself that one knows somebody, or steps back: it holds at once."""
    by, now = asker_of(request), timezone.now()
    held = {row.compartment for row in by.account(now).memberships if row.holds(now)}
    places = list(Compartment.objects.filter(key__in=held).order_by("title", "key"))
    form = StepBack(request.POST or None, places=[(row.key, row.title) for row in places])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        typed = said["subject"].strip()
        actions.step_back(
            basis=Basis[said["basis"]],
            within=next(row for row in places if row.key == said["within"]),
            subject=names().staff_reference(typed) if typed else "",
            by=by,
            because=said["because"],
            at=now,
        )
        messages.success(request, _("Thank you. It holds from now on."))
        return redirect("account_home")
    status = 422 if request.method == "POST" else 200
    shown = {"form": form, "places": places}
    return render(request, "memberships/step_back.html", shown, status=status)


def _what(row: Bar) -> str:
    if row.subject:
        return names().staff_names([row.subject])[row.subject]
    return _("all of this place")
