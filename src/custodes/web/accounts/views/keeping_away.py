"""Keeping people away by conflict: set, lifted with a second person, or said of oneself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.numbers import whole_named
from custodes.vocabulary.times import day_named
from custodes.web.accounts import barring
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.forms import Because, SetBar, StepBack
from custodes.web.accounts.memberships import bars_in
from custodes.web.accounts.models import Bar, Compartment, User
from custodes.web.accounts.naming import names, subject_named, subjects_called
from custodes.web.accounts.places import offers
from custodes.web.accounts.second import reason_given
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.accounts.views.memberships import DAY, ask_second, place_named
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action, Basis, NotAllowed


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def bar(request: HttpRequest, place: str) -> HttpResponse:
    """Keep a member of a place from a member of staff, or from all of it, whatever their role."""
    by, now = asker_of(request), timezone.now()
    found = place_named(place, by, now)
    action = barring.barring(found)
    if not offers(by, action, found, at=now):
        raise Http404
    if action.value.step_up:
        check_stepped_up(request)
    form = SetBar(request.POST or None, initial=_barred_before(request, found))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        user, basis, end = said["email"], Basis[said["basis"]], said["end_on"]
        typed = said["subject"].strip()
        subject = subject_named(typed, by, at=now) if typed else ""
        try:
            barring.set_bar(
                user=user,
                basis=basis,
                within=found,
                subject=subject,
                named_as=typed,
                start=now,
                end=end,
                token=said["token"],
                by=by,
                because=said["because"],
                at=now,
            )
        except NotAllowed as refused:
            sentence = _("Keep %(name)s from %(what)s, in %(place)s") % {
                "name": user.name,
                "what": typed or _("all of this place"),
                "place": found.title,
            }
            address = f"{request.path}?{urlencode(_barred_again(said))}"
            about = barring.about_barring(user, basis, subject, end)
            asked = (action, about, sentence, address, said["because"])
            concerned = barring.concerned(subject)
            return ask_second(request, refused, found, by, now, *asked, subjects=concerned)
        except UserError as wrong:
            form.add_error("email", str(wrong))
        else:
            told = _("%(name)s is kept away from now on.") % {"name": user.name}
            messages.success(request, told)
            return redirect("memberships:place", found.key)
    look(request, kind="membership_list", compartment=found.key)
    status = 422 if request.method == "POST" else 200
    shown = {"place": found, "form": form, "watch": action is Action.BAR_IN_WATCH}
    return render(request, "memberships/bar.html", shown, status=status)


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
    about = barring.about_lifting(row)
    what = subjects_called([row], by).get(row.pk, _("all of this place"))
    before = reason_given(by.user, Action.LIFT_BAR, found, about)
    form = Because(request.POST or None, initial={"because": before})
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            barring.lift_bar(bar=row, within=found, by=by, because=because, at=now)
        except NotAllowed as refused:
            sentence = _("Let %(name)s back to %(what)s, in %(place)s") % {
                "name": row.user.name,
                "what": what,
                "place": found.title,
            }
            asked = (Action.LIFT_BAR, about, sentence, request.path, because)
            concerned = barring.concerned(row.subject)
            return ask_second(request, refused, found, by, now, *asked, subjects=concerned)
        messages.success(request, _("Lifted."))
        return redirect("memberships:place", found.key)
    look(request, kind=Bar.audit_kind, object_id=row.pk, compartment=found.key)
    shown = {
        "place": found,
        "title": _("Let %(name)s back") % {"name": row.user.name},
        "words": _("They are kept from %(what)s. A second person approves this first.")
        % {"what": what},
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
        barring.step_back(
            basis=Basis[said["basis"]],
            within=next(row for row in places if row.key == said["within"]),
            subject=names().staff_reference(typed) if typed else "",
            named_as=typed,
            token=said["token"],
            by=by,
            because=said["because"],
            at=now,
        )
        messages.success(request, _("Thank you. It holds from now on."))
        return redirect("account_home")
    status = 422 if request.method == "POST" else 200
    shown = {"form": form, "places": places}
    return render(request, "memberships/step_back.html", shown, status=status)


def _barred_again(said: dict[str, Any]) -> dict[str, Any]:
    """What an address may say of a bar that is asked for: all but the member of staff whom it is
    about, whom the asker writes again."""
    days = {"to": timezone.localdate(said["end_on"] - DAY)} if said["end_on"] else {}
    return {"user": said["email"].pk, "basis": said["basis"]} | days


def _barred_before(request: HttpRequest, place: Compartment) -> dict[str, Any]:
    """What the address says of a bar on a member of the place that a second person approved."""
    given = request.GET
    key = whole_named(given.get("user", "")) or 0
    member = User.objects.filter(pk=key, memberships__compartment=place).first()
    return {
        "basis": given.get("basis", ""),
        "email": member.email if member else None,
        "end_on": day_named(given.get("to", "")),
    }
