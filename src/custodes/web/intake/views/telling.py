"""The form, page by page, and what its reporter is shown when it is sent.

Nothing is kept between its pages: each carries the answers of the others in the page itself.
"""

import secrets
from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from custodes.web.intake import carried, flood, pages
from custodes.web.intake.carried import FORM, RECEIPT, WORDS, Expired
from custodes.web.intake.files.examining import Refused
from custodes.web.intake.forms import ANSWERS, STEPS, Asked, Step, TwoWords
from custodes.web.intake.models import Submission
from custodes.web.intake.receipts import receipt
from custodes.web.intake.room import is_room
from custodes.web.intake.sending import looked_through, report_of, send
from custodes.web.sealing.contents import Channel, Danger
from custodes.web.sealing.reporter import WORDS as HOW_MANY
from custodes.web.sealing.reporter import Secret, new_seed

CHECK = len(STEPS)
"""The number of the last page: what was answered, and the files."""


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, channel: str) -> HttpResponse:
    """A page of the form: blank at first, then whichever the buttons lead to."""
    if channel not in list(Channel):
        raise Http404
    to = Channel(channel)
    now = timezone.now()
    if request.method != "POST":
        if not is_room():  # said before anybody types in vain
            return pages.no_room(request)
        return _page(request, to, 0, {}, _new_form(now))
    told = {name: request.POST.get(name, "")[:20_000] for name in ANSWERS}
    seed = _form(request.POST.get("form", ""), now)
    fresh = _new_form(now) if seed is None else request.POST["form"]
    at = _number(request.POST.get("step", ""))
    go = request.POST.get("go", "next")
    if go.startswith("to-"):
        return _page(request, to, _number(go.removeprefix("to-")), told, fresh)
    if go == "back":
        return _page(request, to, max(0, at - 1), told, fresh)
    if at < CHECK:
        return _onward(request, to, at, told, fresh)
    return _sent(request, to, told, fresh, seed, now)


@require_POST
def words(request: HttpRequest) -> HttpResponse:
    """Two of the words, typed back: right, or shown once more while the page is still ours."""
    try:
        told = carried.opened(WORDS, request.POST.get("closed", ""), at=timezone.now())
    except Expired:
        return render(request, "intake/words_gone.html", status=410)
    asked = Asked(told["first"], told["second"])
    form = TwoWords(request.POST, asked=asked)
    right = form.is_valid() and all(
        form.cleaned_data[box].strip().lower() == told["words"][number - 1]
        for box, number in (("first", asked.first), ("second", asked.second))
    )
    if right:
        return render(request, "intake/words_right.html", {"code": told["code"]})
    if form.is_valid():
        form.add_error(None, _("Those are not the words. Look at them below and try again."))
    page = {**_shown(told), "form": form, "closed": request.POST["closed"], "again": True}
    return render(request, "intake/sent.html", page, status=422)


@require_POST
def take_receipt(request: HttpRequest) -> HttpResponse:
    """The receipt of a report that was just sent, as a file."""
    now = timezone.now()
    try:
        told = carried.opened(RECEIPT, request.POST.get("closed", ""), at=now)
    except Expired:
        return render(request, "intake/words_gone.html", status=410)
    submission = Submission.objects.get(pk=told["report"])
    answer = HttpResponse(receipt(submission=submission, on=now.date()), content_type="text/plain")
    answer["Content-Disposition"] = 'attachment; filename="receipt.txt"'
    return answer


def _onward(
    request: HttpRequest, to: Channel, at: int, told: dict[str, str], fresh: str
) -> HttpResponse:
    form = STEPS[at](request.POST, channel=to, told=told)
    if not form.is_valid():
        return _page(request, to, at, told, fresh, form)
    if at == 0 and told["danger"] == Danger.YES.value and not request.POST.get("seen"):
        page = {"hidden": _hidden(told, ()), "form_token": fresh, "channel": to.value}
        return render(request, "intake/danger.html", page)
    return _page(request, to, at + 1, told, fresh)


def _sent(
    request: HttpRequest,
    to: Channel,
    told: dict[str, str],
    fresh: str,
    seed: dict[str, Any] | None,
    now: datetime,
) -> HttpResponse:
    clean: dict[str, Any] = {}
    for number, step in enumerate(STEPS):
        form = step(told, channel=to, told=told)
        if not form.is_valid():
            return _page(request, to, number, told, fresh, form)
        clean |= form.cleaned_data
    problem = ""
    if seed is None:
        problem = _("The page was open for a long time. Please press send again.")
    elif now.timestamp() - seed["at"] < settings.INTAKE_LEAST_SECONDS:
        problem = _("That was very fast. Please press send again.")
    elif not flood.SENDING.lets_through():
        problem = _busy()
    if problem or seed is None:
        return _page(request, to, CHECK, told, fresh, problem=problem)
    if not is_room():
        kept = {"channel": to.value, "answers": _hidden(told, ()), "form_token": fresh}
        return pages.no_room(request, **kept, step=CHECK)
    try:
        with flood.DEAR:
            files = looked_through(request.FILES.getlist("files"))
    except Refused as why:
        return _page(request, to, CHECK, told, fresh, problem=str(why), chosen=True)
    language = (get_language() or "en").split("-")[0]
    report = report_of(clean, channel=to, language=language, files=files, on=now.date())
    try:
        secret, new = send(report=report, files=files, seed=b64decode(seed["seed"]), on=now.date())
    except flood.TooMuch:
        return _page(request, to, CHECK, told, fresh, problem=_busy(), chosen=bool(files))
    return render(request, "intake/sent.html", _thanks(secret, to, now, new))


def _busy() -> str:
    return _("We are very busy. Please wait a minute, then press send again.")


def _thanks(secret: Secret, to: Channel, now: datetime, new: bool) -> dict[str, Any]:
    first, second = sorted(secrets.SystemRandom().sample(range(1, HOW_MANY + 1), 2))
    told = {
        "code": secret.code,
        "words": list(secret.words),
        "first": first,
        "second": second,
        "receipt": "",
    }
    if to is not Channel.PUBLIC:
        told["receipt"] = carried.closed(RECEIPT, {"report": secret.report.hex()}, at=now)
    return {
        **_shown(told),
        "form": TwoWords(asked=Asked(first, second)),
        "closed": carried.closed(WORDS, told, at=now),
        "again": False,
        "new": new,
    }


def _shown(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": told["code"],
        "words": told["words"],
        "receipt": told["receipt"],
        "first": told["first"],
        "second": told["second"],
        "new": True,
    }


def _page(
    request: HttpRequest,
    to: Channel,
    at: int,
    told: dict[str, str],
    fresh: str,
    form: Step | None = None,
    *,
    problem: str = "",
    chosen: bool = False,
) -> HttpResponse:
    """One page of the form; with faults of it the answer is a 422."""
    wrong = bool(problem) or form is not None
    page: dict[str, Any] = {
        "channel": to.value,
        "step": at,
        "steps": CHECK + 1,
        "form_token": fresh,
        "problem": problem,
    }
    if at >= CHECK:
        page |= {"hidden": _hidden(told, ()), "answers": _answers(to, told), "chosen": chosen}
        return render(request, "intake/check.html", page, status=422 if wrong else 200)
    shown = form or STEPS[at](initial=told, channel=to, told=told)
    page |= {"form": shown, "hidden": _hidden(told, tuple(shown.fields))}
    return render(request, "intake/step.html", page, status=422 if wrong else 200)


def _answers(to: Channel, told: dict[str, str]) -> list[dict[str, Any]]:
    """What was answered, question by question, with the step at which it can be changed."""
    found = []
    for number, step in enumerate(STEPS):
        form = step(initial=told, channel=to, told=told)
        rows = []
        for name, field in form.fields.items():
            words = dict(getattr(field, "choices", ()))
            if told.get(name):
                rows.append({"key": field.label, "value": words.get(told[name], told[name])})
        found.append({"title": form.title, "number": number, "rows": rows})
    return found


def _hidden(told: dict[str, str], shown: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in told.items() if value and name not in shown]


def _new_form(now: datetime) -> str:
    return carried.closed(FORM, {"seed": b64encode(new_seed()).decode()}, at=now)


def _form(field: str, now: datetime) -> dict[str, Any] | None:
    try:
        return carried.opened(FORM, field, at=now)
    except Expired:
        return None


def _number(text: str) -> int:
    return min(int(text), CHECK) if text.isdecimal() and len(text) < 3 else 0
