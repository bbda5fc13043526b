"""One force in one round: what stands, what each assessor found, and what the force sent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import notices, plainly
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.sign_in import asker_of
from custodes.web.assessment import forms, presenters, queries, states
from custodes.web.assessment.actions import judging, moderating
from custodes.web.assessment.grades import Area, Grade
from custodes.web.assessment.models import (
    Assessed,
    Assignment,
    DrawnSample,
    Graded,
    Question,
    ReceivedPackage,
)
from custodes.web.assessment.sent import Sent, sent_of
from custodes.web.assessment.views.deciding import told
from custodes.web.audit.looks import shows_records
from custodes.web.decision import NotAllowed
from custodes.web.plan.elements import ELEMENTS, Element

NOT_YOURS = "You are not one of the two assessors of this force."


@login_required
@plainly
@shows_records
@require_safe
def force_page(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """What is known of one force in this round, element by element."""
    user, now = asker_of(request).user, timezone.now()
    one = queries.assessed_named(key, force, user, at=now)
    told(request, one)
    held = queries.assignments([one], user, at=now)[one.pk]
    mine = next((row for row in held if row.assessor_id == user.pk), None)
    settled = queries.standing([one], user, at=now)[one.pk]
    findings = [row.finding_of(one.force) for row in settled.values()]
    rows: dict[str, Any] = {
        model.audit_kind: model.objects.visible_to(user, at=now).filter(assessed=one)
        for model in (Question, Graded, DrawnSample)
    }
    grades = {row.area: row for row in rows[Graded.audit_kind].order_by("at", "pk")}
    sent = ReceivedPackage.objects.visible_to(user, at=now).filter(assessed=one)
    package = sent.defer("content").first()
    known = queries.known_keys(one.compartment, user, at=now, forces=[one.force]).get(one.force)
    return render(
        request,
        "assessment/force.html",
        {
            "one": one,
            "state": states.ASSESSED.words[one.state],
            "stands": presenters.element_rows(
                one, settled, "assessment:amend" if one.state in states.SETTLED else ""
            ),
            "settled": one.state in states.SETTLED,
            "mine": mine,
            "my_rows": _my_rows(one, mine, user, now) if mine else [],
            "assessors": [
                (row.assessor.name, _("handed in") if row.handed_in_at else _("at work"))
                for row in held
            ],
            "class_lines": presenters.class_lines(one, queries.class_of(one, findings)),
            "rule": presenters.rule_rows(),
            "questions": [_question(row) for row in rows[Question.audit_kind].order_by("pk")],
            "grades": [
                (Area[a].value, Grade[row.grade].value, row.because) for a, row in grades.items()
            ],
            "samples": rows[DrawnSample.audit_kind].order_by("pk"),
            "package": presenters.package_lines(package, known) if package else [],
            "key": presenters.key_lines(known),
            "notices": notices(request),
        },
    )


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, key: str, force: str, element: str) -> HttpResponse:
    """An assessor's own finding on one element, beside what the force sent on it."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    which = _element(element)
    held = queries.assignments([one], by.user, at=now)[one.pk]
    mine = next((row for row in held if row.assessor_id == by.user.pk), None)
    if mine is None:
        raise UserError(NOT_YOURS)
    row = queries.latest([mine], by.user, at=now)[mine.pk].get(which)
    form = forms.FindingForm(request.POST or None, initial=forms.initial_of(row))

    def keep() -> None:
        judging.find(
            assignment=mine,
            finding=form.finding(one.force, which),
            version=form.cleaned_data["version"] or 0,
            by=by,
            at=now,
        )

    return _kept(request, form, keep, one, which)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, key: str, force: str, element: str) -> HttpResponse:
    """Change a finding that stands, with a reason."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    which = _element(element)
    row = queries.standing([one], by.user, at=now)[one.pk].get(which)
    form = forms.FindingForm(request.POST or None, initial=forms.initial_of(row), amends=True)

    def keep() -> None:
        moderating.amend(
            assessed=one,
            finding=form.finding(one.force, which),
            version=form.cleaned_data["version"] or 0,
            by=by,
            because=form.cleaned_data["because"],
            at=now,
        )

    return _kept(request, form, keep, one, which)


@login_required
@plainly
@require_POST
def hand_in(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """Hand in one's four findings."""
    by, now = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=now)
    held = queries.assignments([one], by.user, at=now)[one.pk]
    mine = next((row for row in held if row.assessor_id == by.user.pk), None)
    if mine is None:
        raise UserError(NOT_YOURS)
    judging.hand_in(assignment=mine, by=by, at=now)
    messages.success(request, _("Your findings are handed in."))
    return redirect("assessment:force", key, force)


def _kept(
    request: HttpRequest, form: Any, keep: Any, one: Assessed, which: Element
) -> HttpResponse:
    """The same for a finding, whose form stands beside what the force sent."""
    user, now = asker_of(request).user, timezone.now()
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except NotAllowed:
            raise
        except Conflict as moved:
            form.add_error(None, str(moved))
            # Nothing is there at all where a form names a version of what nobody ever found.
            theirs = moved.now.finding_of(one.force) if moved.now else None
            # What was typed stays; sent again, it goes over what is shown beside it.
            form.data = form.data.copy()
            form.data["version"] = str(moved.now.version) if moved.now else ""
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("The finding is kept."))
            return redirect("assessment:force", one.round.key, one.slug)
    told(request, one)
    shown = {
        "one": one,
        "form": form,
        "looked": ELEMENTS[which],
        "sent": sent_of(one, which, user, at=now) or Sent(),
        "theirs": theirs,
        "their_words": presenters.words_of(theirs) if theirs else "",
    }
    return render(request, "assessment/finding.html", shown, status=422 if form.errors else 200)


def _my_rows(one: Assessed, mine: Assignment, user: Any, now: Any) -> list[dict[str, Any]]:
    rows = queries.latest([mine], user, at=now)[mine.pk]
    return presenters.element_rows(one, rows, "assessment:finding")


def _question(row: Question) -> dict[str, Any]:
    return {
        "row": row,
        "element": presenters.SHORT[Element(row.element)],
        "state": states.QUESTIONS.words[row.state],
        "open": row.state == states.ASKED,
    }


def _element(word: str) -> Element:
    try:
        return Element(word)
    except ValueError:
        raise Http404 from None
