"""Questions to partners: the list, one question with its answers, and what is done with it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import NotAllowed
from custodes.web.design.forms import Form, new_token
from custodes.web.partners import asking, forms
from custodes.web.partners.actions import asking as actions
from custodes.web.partners.answers import notices, plainly
from custodes.web.partners.kinds import WAYS
from custodes.web.partners.models import Partner, Question, QuestionPut
from custodes.web.partners.presenters import NOTHING, linked, written
from custodes.web.partners.queries import compartment_of, may_edit, place_of, row_numbered

METHODS = ["GET", "HEAD", "POST"]
LISTED = "partner_question_list"
COLOURS = {
    asking.DRAFT: "grey",
    asking.PUT: "blue",
    asking.CLOSED: "green",
}


@login_required
@plainly
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every question, the open ones first, with how many answered and how many are overdue."""
    by, now = asker_of(request), timezone.now()
    place, today = place_of(by.user, now), in_london(now).date()
    rows = Question.objects.visible_to(by.user, at=now).filter(compartment=place)
    puts: dict[int, list[Any]] = {}
    for put in QuestionPut.objects.visible_to(by.user, at=now).filter(compartment=place):
        puts.setdefault(put.question_id, []).append(put)
    look(request, kind=LISTED, compartment=place)
    order = {asking.PUT: 0, asking.DRAFT: 1, asking.CLOSED: 2}
    shown = {
        "notices": notices(request),
        "may_edit": may_edit(by, place, now),
        "rows": [
            _line(row, puts.get(row.pk, []), today)
            for row in sorted(rows, key=lambda row: (order[row.state], row.due_on, row.pk))
        ],
    }
    return render(request, "partners/questions.html", shown)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def write(request: HttpRequest) -> HttpResponse:
    """Write a question."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(place_of(by.user, now))
    form = forms.QuestionForm(request.POST or None)

    def save() -> Question:
        return actions.write_question(compartment=place, by=by, at=now, **_words(form))

    return _entered(request, form, save, _("Write a question"), place=place.key)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a question that nobody has yet, or its day."""
    by, now = asker_of(request), timezone.now()
    row: Question = row_numbered(Question, number, by.user, at=now)
    first = {"title": row.title, "text": row.text, "due_on": row.due_on, "version": row.version}
    form = forms.QuestionForm(request.POST or None, initial=first)

    def save() -> Question:
        words = {k: v for k, v in _words(form).items() if k != "token"}
        version = form.cleaned_data["version"] or 0
        return actions.change_question(question=row, version=version, by=by, at=now, **words)

    return _entered(request, form, save, _("Change the question"), about=row)


@login_required
@plainly
@shows_records
@require_safe
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One question: its words, to whom it was put, what came back."""
    by, now = asker_of(request), timezone.now()
    row: Question = row_numbered(Question, number, by.user, at=now)
    today = in_london(now).date()
    edits = may_edit(by, row.compartment_id, now)
    puts = list(
        QuestionPut.objects.visible_to(by.user, at=now)
        .filter(question=row)
        .select_related("partner")
        .order_by("partner__name", "pk")
    )
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    shown = {
        "notices": notices(request),
        "question": row,
        "state": _state(row),
        "due": written(row.due_on),
        "paragraphs": [part for part in row.text.split("\n") if part.strip()],
        "may_edit": edits,
        "draft": row.state == asking.DRAFT,
        "closed": row.state == asking.CLOSED,
        "counts": _counts(puts, row, today),
        "rows": [_put_row(put, row, today, edits) for put in puts],
        "edits": edits,
    }
    return render(request, "partners/question.html", shown)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def put(request: HttpRequest, number: int) -> HttpResponse:
    """Note to which partners the question was put."""
    by, now = asker_of(request), timezone.now()
    row: Question = row_numbered(Question, number, by.user, at=now)
    held = QuestionPut.objects.visible_to(by.user, at=now).filter(question=row)
    had = set(held.exclude(state=asking.WITHDRAWN).values_list("partner_id", flat=True))
    partners = [
        one
        for one in Partner.objects.visible_to(by.user, at=now)
        .filter(compartment=row.compartment_id, left_on=None)
        .order_by("name")
        if one.pk not in had
    ]
    listed_ = [(str(one.pk), one.name) for one in partners]
    form = forms.PutForm(request.POST or None, partners=listed_)

    def save() -> Question:
        given = form.cleaned_data
        chosen = [one for one in partners if str(one.pk) in given["partners"]]
        actions.put_question(
            question=row, partners=chosen, on=given["on"], way=given["way"], by=by, at=now
        )
        return row

    return _entered(request, form, save, _("Note to whom it was put"), about=row)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Note what came back from one partner."""
    by, now = asker_of(request), timezone.now()
    row: QuestionPut = row_numbered(QuestionPut, number, by.user, at=now)
    first = {"version": row.version, "on": row.answered_on, "answer": row.answer, "note": row.note}
    form = forms.AnswerForm(request.POST or None, initial=first)

    def save() -> Question:
        given = {k: v for k, v in form.cleaned_data.items() if k not in ("token", "version")}
        version = form.cleaned_data["version"] or 0
        actions.note_answer(put=row, version=version, by=by, at=now, **given)
        return row.question

    title = _("What %(partner)s answered") % {"partner": row.partner.name}
    return _entered(request, form, save, title, about=row.question)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Note that no answer of one partner is waited for any more."""
    by, now = asker_of(request), timezone.now()
    row: QuestionPut = row_numbered(QuestionPut, number, by.user, at=now)
    form = Form(request.POST or None, initial={"version": row.version})

    def save() -> Question:
        version = form.cleaned_data["version"] or 0
        actions.take_back(put=row, version=version, by=by, at=now)
        return row.question

    title = _("Wait no longer for %(partner)s") % {"partner": row.partner.name}
    return _entered(request, form, save, title, about=row.question)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Close a question."""
    by, now = asker_of(request), timezone.now()
    row: Question = row_numbered(Question, number, by.user, at=now)
    form = Form(request.POST or None, initial={"version": row.version})

    def save() -> Question:
        version = form.cleaned_data["version"] or 0
        return actions.close_question(question=row, version=version, by=by, at=now)

    return _entered(request, form, save, _("Close the question"), about=row)


def _entered(
    request: HttpRequest,
    form: Form,
    save: Any,
    title: str,
    *,
    about: Question | None = None,
    place: str = "",
) -> HttpResponse:
    """Save and go to the question, or show the form with what is wrong and what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            then = save()
        except NotAllowed:
            raise
        except actions.MovedOn as moved:
            form.add_error(None, str(moved))
            forms.in_sight_of(form, moved.now.version)
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Saved."))
            return redirect("partners:question", then.pk)
    look(
        request,
        kind=about.audit_kind if about else LISTED,
        object_id=about.pk if about else "",
        compartment=about.compartment_id if about else place,
    )
    back = (
        (reverse("partners:question", args=[about.pk]), about.title)
        if about
        else (reverse("partners:questions"), _("Questions to partners"))
    )
    shown = {
        "title": title,
        "about": about.title if about else "",
        "back": back,
        "form": form,
        "lines": [],
        "conflict": None,
    }
    return render(request, "partners/entry.html", shown, status=422 if form.errors else 200)


def _words(form: Form) -> dict[str, Any]:
    given = {k: v for k, v in form.cleaned_data.items() if k != "version"}
    given["token"] = given.get("token") or new_token()
    return given


def _line(row: Question, puts: list[Any], today: date) -> dict[str, Any]:
    return {
        "title": row.title,
        "href": reverse("partners:question", args=[row.pk]),
        "state": _state(row),
        "due": written(row.due_on),
        **_counts(puts, row, today),
    }


def _state(row: Question) -> dict[str, str]:
    return {
        "text": str(asking.QUESTIONS.words[row.state]),
        "classes": f"govuk-tag--{COLOURS[row.state]}",
    }


def _counts(puts: list[Any], row: Question, today: date) -> dict[str, int]:
    waiting = sum(put.state == asking.WAITING for put in puts)
    return {
        "put": sum(put.state != asking.WITHDRAWN for put in puts),
        "answered": sum(put.state == asking.ANSWERED for put in puts),
        "overdue": waiting if row.due_on < today else 0,
    }


def _put_row(put: QuestionPut, row: Question, today: date, edits: bool) -> tuple[Any, ...]:
    state = str(asking.REPLY_STATES.words[put.state])
    if put.state == asking.WAITING and row.due_on < today:
        days = (today - row.due_on).days
        state = _("Overdue by %(n)d days") % {"n": days}
    said = str(asking.REPLIES[put.answer]) if put.answer else NOTHING
    if put.note:
        said = f"{said}. {put.note}"
    shown: tuple[Any, ...] = (
        linked(put.partner),
        f"{written(put.on)}, {str(WAYS[put.way]).lower()}",
        state,
        said,
        written(put.answered_on),
    )
    if not edits:
        return shown
    href = reverse("partners:answer", args=[put.pk])
    words = _("Correct it") if put.state == asking.ANSWERED else _("Note the answer")
    back = {
        "text": _("Wait no longer"),
        "href": reverse("partners:take_back", args=[put.pk]),
    }
    return (
        *shown,
        "" if put.state == asking.WITHDRAWN else {"text": words, "href": href},
        back if put.state == asking.WAITING else "",
    )
