"""The pages on which the register is kept: one form each, saved once however often it is sent."""

from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Lack, NotAllowed
from custodes.web.design.errors import error_page
from custodes.web.partners import forms
from custodes.web.partners.actions import listing, noting
from custodes.web.partners.models import Area, Partner
from custodes.web.partners.queries import partner_numbered
from custodes.web.partners.views import LISTED, place_of

Save = Callable[[dict[str, Any]], Any]


@login_required
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: HttpRequest) -> HttpResponse:
    """Name an area of the force."""
    by, now, place = asker_of(request), timezone.now(), _compartment(request)

    def save(said: dict[str, Any]) -> None:
        listing.add_area(compartment=place, by=by, at=now, **said)

    form = forms.AddArea(request.POST or None)
    return _entered(request, form, save, _("Name an area of the force"), "partners:listed")


@login_required
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put a partner on the register."""
    by, now, place = asker_of(request), timezone.now(), _compartment(request)
    form = forms.AddPartner(request.POST or None)
    areas = Area.objects.visible_to(by.user, at=now).filter(compartment=place).order_by("name")
    form.fields["areas"].choices = [(row.name, row.name) for row in areas]  # type: ignore[attr-defined]

    def save(said: dict[str, Any]) -> None:
        said["force_wide"] = bool(said["force_wide"])
        listing.add_partner(compartment=place, by=by, at=now, **said)

    return _entered(request, form, save, _("Put a partner on the register"), "partners:listed")


@login_required
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def route(request: HttpRequest) -> HttpResponse:
    """Note a report that came by another route."""
    by, now, place = asker_of(request), timezone.now(), _compartment(request)

    def save(said: dict[str, Any]) -> None:
        noting.note_report(compartment=place, by=by, at=now, **said)

    form = forms.NoteRoute(request.POST or None, initial={"token": forms.new_token()})
    return _entered(request, form, save, _("Note a report by another route"), "partners:figures")


NOTES: dict[str, tuple[type[django_forms.Form], Any]] = {
    "contact": (forms.NoteContact, _("Note a contact")),
    "briefing": (forms.NoteBriefing, _("Note a briefing")),
    "agreement": (forms.NoteAgreement, _("Note an agreement")),
    "report": (forms.NoteReport, _("Note that a report came in")),
}


@login_required
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Note dated evidence of one link."""
    by, now = asker_of(request), timezone.now()
    found = partner_numbered(number, by.user, at=now)
    if what not in NOTES:
        raise Http404
    kind, title = NOTES[what]

    def save(said: dict[str, Any]) -> None:
        more = said | {"partner": found, "by": by, "at": now}
        if what == "contact":
            noting.note_contact(**more | {"reached": said["reached"] == "yes"})
        elif what == "briefing":
            noting.note_briefing(**more)
        elif what == "agreement":
            noting.note_agreement(**more)
        else:
            noting.note_report(compartment=found.compartment, route="partner", **more)

    form = kind(request.POST or None, initial={"token": forms.new_token()})
    return _entered(request, form, save, f"{title}: {found.name}", "partners:partner", found)


def _entered(
    request: HttpRequest,
    form: django_forms.Form,
    save: Save,
    title: Any,
    then: str,
    about: Partner | None = None,
) -> HttpResponse:
    """Save and go on, or show the form with what is wrong and what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except NotAllowed as refused:
            if refused.decision.hidden:
                raise Http404 from None
            if refused.decision.lack is Lack.STEP_UP:
                raise ReauthenticationRequired from None
            return error_page(request, 403)
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            return redirect(then, *([about.pk] if about else []))
    place = about.compartment_id if about else _compartment(request).pk
    kind = Partner.audit_kind if about else LISTED
    look(request, kind=kind, object_id=about.pk if about else "", compartment=place)
    content = {
        "title": title,
        "fields": forms.shown(form),
        "problems": forms.problems(form),
        "hidden": form.hidden_fields(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "partners/entry.html", content, status=status)


def _compartment(request: HttpRequest) -> Compartment:
    user = asker_of(request).user
    return Compartment.objects.get(pk=place_of(user, timezone.now()))
