"""What is decided on one force: who assesses it, which finding stands, its class and grades."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.sign_in import asker_of
from custodes.web.assessment import forms, presenters, queries, states
from custodes.web.assessment.actions import knowing, moderating, opening
from custodes.web.assessment.classes import ForceClass
from custodes.web.assessment.grades import Area, Grade
from custodes.web.assessment.models import (
    Assessed,
)
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import NotAllowed
from custodes.web.plan.elements import ELEMENTS, Element


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """Both assessors side by side; where they differ, which stands and why."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    if not queries.both_in(one):
        raise UserError(_("Both assessors hand in their findings before anybody compares them."))
    held = queries.assignments([one], by.user, at=now)[one.pk]
    latest = queries.latest(held, by.user, at=now)
    first, second = (
        {e: row.finding_of(one.force) for e, row in latest[place.pk].items()} for place in held
    )
    lines = [_compared(e, first[e], second[e], request) for e in Element]
    problem = ""
    if request.method == "POST":
        differ = [e for e, line in zip(Element, lines, strict=True) if line["differs"]]
        picked = {e: request.POST.get(f"stands-{e.value}", "") for e in differ}
        chosen = {e: {"1": first, "2": second}[n][e] for e, n in picked.items() if n in ("1", "2")}
        reasons = {e: request.POST.get(f"because-{e.value}", "") for e in differ}
        said = " ".join(reasons.values()).strip() or _("Both assessors agree.")
        try:
            moderating.moderate(
                assessed=one, chosen=chosen, reasons=reasons, because=said, by=by, at=now
            )
        except NotAllowed:
            raise
        except UserError as wrong:
            problem = str(wrong)
        else:
            messages.success(request, _("These findings stand now."))
            return redirect("assessment:force", key, force)
    told(request, one)
    shown = {
        "one": one,
        "lines": lines,
        "names": [row.assessor.name for row in held],
        "problem": problem,
        "open": one.state == states.COMPARED,
    }
    return render(request, "assessment/moderate.html", shown, status=422 if problem else 200)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """Give the force to two assessors."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    people = queries.assessors(one, at=now)
    form = forms.AssignForm(request.POST or None, people=people)

    def keep() -> None:
        named = {str(user.pk): user for user in people}
        two = [named[form.cleaned_data[name]] for name in ("first", "second")]
        opening.assign(assessed=one, assessors=two, by=by, because="assigned", at=now)

    return entered(request, form, keep, one, _("Who assesses it"))


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def class_page(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """Set the class of a force."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    findings = queries.findings_of([one], by.user, at=now)[one.force]
    classed = queries.class_of(one, findings)
    start = {"version": one.version, "because": one.class_because}
    if classed:
        start["force_class"] = classed.force_class.name
    form = forms.ClassForm(request.POST or None, initial=start)

    def keep() -> None:
        moderating.set_class(
            assessed=one,
            force_class=ForceClass[form.cleaned_data["force_class"]],
            version=form.cleaned_data["version"] or 0,
            by=by,
            because=form.cleaned_data["because"],
            at=now,
        )

    said = presenters.class_lines(one, classed)
    return entered(request, form, keep, one, _("Class"), lines=said)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def grade(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """Grade one area of a force."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    form = forms.GradeForm(request.POST or None)

    def keep() -> None:
        moderating.grade(
            assessed=one,
            area=Area[form.cleaned_data["area"]],
            given=Grade[form.cleaned_data["grade"]],
            because=form.cleaned_data["because"],
            by=by,
            at=now,
        )

    return entered(request, form, keep, one, _("Grade"))


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def enter_key(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """Enter the key by which a force is known."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    form = forms.KeyForm(request.POST or None)

    def keep() -> None:
        knowing.enter_key(
            compartment=one.compartment,
            force=one.force,
            fingerprint=form.cleaned_data["digits"],
            because=form.cleaned_data["because"],
            by=by,
            at=now,
        )

    known = queries.known_keys(one.compartment, by.user, at=now, forces=[one.force])
    lines = presenters.key_lines(known.get(one.force))
    return entered(request, form, keep, one, _("The force's key"), lines=lines)


def entered(
    request: HttpRequest,
    form: Any,
    keep: Any,
    one: Assessed,
    title: str,
    *,
    lines: Any = (),
) -> HttpResponse:
    """Keep what was entered and go back to the force, or show the form with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except NotAllowed:
            raise
        except Conflict as moved:
            # What was typed stays; sent again, it goes over what the page shows above it.
            form.add_error(None, str(moved))
            form.data = form.data.copy()
            form.data["version"] = str(moved.now.version)
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Saved."))
            return redirect("assessment:force", one.round.key, one.slug)
    told(request, one)
    shown = {"one": one, "form": form, "title": title, "lines": lines}
    return render(request, "assessment/entry.html", shown, status=422 if form.errors else 200)


def _compared(element: Element, first: Any, second: Any, request: HttpRequest) -> dict[str, Any]:
    same = (first.status, first.qualifiers) == (second.status, second.qualifiers)
    return {
        "key": element.value,
        "title": ELEMENTS[element].title,
        "differs": not same,
        "said": [
            (presenters.words_of(f), f.text, [str(r) for r in f.references])
            for f in (first, second)
        ],
        "stands": request.POST.get(f"stands-{element.value}", ""),
        "because": request.POST.get(f"because-{element.value}", ""),
    }


def told(request: HttpRequest, one: Assessed) -> None:
    """Tell that one force's assessment is shown."""
    look(request, kind=one.audit_kind, object_id=one.pk, compartment=one.compartment_id)
