"""The pages on which the register is kept: one form each, saved once however often it is sent."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import NotAllowed
from custodes.web.design.forms import Form
from custodes.web.partners import forms
from custodes.web.partners.actions import listing, noting
from custodes.web.partners.answers import plainly
from custodes.web.partners.log import FIELD_WORDS, WITHDRAWABLE, Table, in_words, reports_log
from custodes.web.partners.models import Agreement, Partner, Report
from custodes.web.partners.presenters import written
from custodes.web.partners.queries import (
    areas_of,
    compartment_of,
    may_edit,
    other_routes,
    partner_numbered,
    place_of,
    report_numbered,
    row_numbered,
)
from custodes.web.partners.views.register import LISTED

METHODS = ["GET", "HEAD", "POST"]
Save = Callable[[], Any]
NOTES: dict[str, tuple[type[forms.Entry], Any]] = {
    "contact": (forms.NoteContact, gettext_lazy("Note a contact")),
    "briefing": (forms.NoteBriefing, gettext_lazy("Note a briefing")),
    "agreement": (forms.NoteAgreement, gettext_lazy("Note an agreement")),
    "report": (forms.NoteReport, gettext_lazy("Note that a report came in")),
}


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def area(request: HttpRequest) -> HttpResponse:
    """Name an area of the force."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(place_of(by.user, now))
    form = forms.AddArea(request.POST or None)

    def save() -> None:
        listing.add_area(compartment=place, name=form.cleaned_data["name"], by=by, at=now)

    listed = ", ".join(areas_of(place.key, by.user, at=now))
    lines = [(_("Named so far"), listed or _("None"))]
    return entered(
        request, form, save, _("Name an area of the force"), place=place.key, lines=lines
    )


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Put a partner on the register."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(place_of(by.user, now))
    form = forms.AddPartner(request.POST or None, areas=areas_of(place.key, by.user, at=now))

    def save() -> None:
        listing.add_partner(compartment=place, by=by, at=now, **form.said())

    return entered(request, form, save, _("Put a partner on the register"), place=place.key)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a partner; where somebody was quicker, both are shown and what was typed stays."""
    by, now = asker_of(request), timezone.now()
    found = partner_numbered(number, by.user, at=now)
    first = {name: getattr(found, name) for name in listing.FIELDS} | {"version": found.version}
    areas = areas_of(found.compartment_id, by.user, at=now)
    form = forms.PartnerForm(request.POST or None, areas=areas, initial=first)

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        listing.change_partner(partner=found, version=version, by=by, at=now, **form.said())

    return entered(request, form, save, _("Change the entry"), about=found)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def take_off(request: HttpRequest, number: int) -> HttpResponse:
    """Note that the link with a partner ended, or put it back on the register."""
    by, now = asker_of(request), timezone.now()
    found = partner_numbered(number, by.user, at=now)
    kind = forms.TakeOff if found.left_on is None else forms.Because
    form = kind(request.POST or None, initial={"version": found.version})

    def save() -> None:
        given = form.cleaned_data
        more = {"because": given["because"], "version": given["version"] or 0, "by": by, "at": now}
        if found.left_on is None:
            listing.take_off(partner=found, on=given["on"], **more)
        else:
            listing.put_back(partner=found, **more)

    title = _("End the link") if found.left_on is None else _("Put it back on the register")
    return entered(request, form, save, title, about=found)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def route(request: HttpRequest) -> HttpResponse:
    """Note a report that came by another route."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(place_of(by.user, now))
    form = forms.NoteRoute(request.POST or None)

    def save() -> None:
        noting.note_report(compartment=place, by=by, at=now, **form.said())

    title, here = _("Note a report by another route"), reverse("partners:route")
    log = reports_log(
        other_routes(place.key, by.user, at=now),
        by.user,
        at=now,
        edits=may_edit(by, place.key, now),
        empty=_("You have noted none yet."),
    )
    return entered(request, form, save, title, place=place.key, then=here, log=log)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def note(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Note dated evidence of one link."""
    by, now = asker_of(request), timezone.now()
    found = partner_numbered(number, by.user, at=now)
    if what not in NOTES:
        raise Http404
    kind, title = NOTES[what]
    form = kind(request.POST or None)

    def save() -> None:
        more: dict[str, Any] = form.said() | {"partner": found, "by": by, "at": now}
        if what == "contact":
            noting.note_contact(**more | {"reached": more["reached"] == "yes"})
        elif what == "briefing":
            noting.note_briefing(**more)
        elif what == "agreement":
            noting.note_agreement(**more)
        else:
            noting.note_report(compartment=found.compartment, route="partner", **more)

    return entered(request, form, save, str(title), about=found)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def step(request: HttpRequest, number: int) -> HttpResponse:
    """Note what became of a report."""
    by, now = asker_of(request), timezone.now()
    report = report_numbered(number, by.user, at=now)
    form = forms.NoteStep(request.POST or None)

    def save() -> None:
        noting.note_step(report=report, by=by, at=now, **form.said())

    title = _("Note what became of a report")
    return entered(request, form, save, title, **_back_to(report, by.user, now))


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def end_agreement(request: HttpRequest, number: int) -> HttpResponse:
    """Note that an agreement was ended."""
    by, now = asker_of(request), timezone.now()
    row: Agreement = row_numbered(Agreement, number, by.user, at=now)
    found = partner_numbered(row.partner_id, by.user, at=now)
    form = forms.EndAgreement(request.POST or None)

    def save() -> None:
        noting.end_agreement(agreement=row, by=by, at=now, **form.said())

    lines = [(_("Agreement"), row.title)]
    return entered(request, form, save, _("Note its end"), about=found, lines=lines)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def withdraw(request: HttpRequest, what: str, number: int) -> HttpResponse:
    """Withdraw a fact that was entered wrongly."""
    by, now = asker_of(request), timezone.now()
    if what not in WITHDRAWABLE:
        raise Http404
    row = row_numbered(WITHDRAWABLE[what], number, by.user, at=now)
    # What an end or a step hangs on says whose it is, and whether the log tells of it.
    of = row.agreement if what == "end" else row.report if what == "step" else row
    if isinstance(of, Report):
        of = report_numbered(of.pk, by.user, at=now)
    form = forms.Because(request.POST or None)

    def save() -> None:
        noting.withdraw(row=row, by=by, because=form.cleaned_data["because"], at=now)

    lines = [(_("Entered for"), written(row.on)), (_("Entered by"), str(row.by))]
    title = _("Withdraw what was entered wrongly")
    return entered(request, form, save, title, lines=lines, **_back_to(of, by.user, now))


def _back_to(row: Any, user: User, at: datetime) -> dict[str, Any]:
    """Where one goes back to from a fact: to its partner, or to the reports by other routes."""
    if row.partner_id is not None:
        return {"about": partner_numbered(row.partner_id, user, at=at)}
    here = reverse("partners:route")
    back = (here, str(_("Note a report by another route")))
    return {"place": row.compartment_id, "then": here, "back": back}


def entered(
    request: HttpRequest,
    form: Form,
    save: Save,
    title: str,
    *,
    about: Partner | None = None,
    place: str = "",
    then: str = "",
    back: tuple[str, str] | None = None,
    lines: list[tuple[str, str]] | None = None,
    log: Sequence[Table] = (),
) -> HttpResponse:
    """Save and go on, or show the form with what is wrong and what was typed, and `log` below."""
    conflict = None
    here = reverse("partners:partner", args=[about.pk]) if about else reverse("partners:listed")
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotAllowed:
            raise
        except listing.Conflict as moved:
            conflict = _both(moved, form)
            # What is sent next was written in sight of this version.
            forms.in_sight_of(form, moved.now.version)
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Saved."))
            return redirect(then or here)
    look(
        request,
        kind=Partner.audit_kind if about else LISTED,
        object_id=about.pk if about else "",
        compartment=about.compartment_id if about else place,
    )
    shown = {
        "title": title,
        "about": about.name if about else "",
        "back": back or (here, about.name if about else _("Partners")),
        "form": form,
        "lines": lines or [],
        "conflict": conflict,
        "log": log,
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "partners/entry.html", shown, status=status)


def _both(moved: listing.Conflict, form: Form) -> dict[str, Any]:
    """The two versions side by side, where they differ."""
    rows = []
    for name in listing.FIELDS:
        theirs = in_words(name, getattr(moved.now, name))
        mine = in_words(name, form.cleaned_data.get(name))
        if theirs != mine:
            rows.append((str(FIELD_WORDS[name]), theirs, mine))
    return {"sentence": str(moved), "rows": rows}
