"""Coming back with a code and words: the replies, and an answer to them. By POST alone."""

import secrets
from base64 import b64decode, b64encode
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from custodes.web.intake import carried, flood, pages
from custodes.web.intake.actions import ThreadFull
from custodes.web.intake.carried import THREAD, Expired
from custodes.web.intake.coming_back import TooOften, come_back, day, thread
from custodes.web.intake.files.examining import Refused
from custodes.web.intake.forms import ComeBack, Reply
from custodes.web.intake.models import Submission
from custodes.web.intake.room import is_room
from custodes.web.intake.sending import looked_through, send_message
from custodes.web.intake.states import State
from custodes.web.sealing.keys import KeyPair
from custodes.web.sealing.refused import WrongSecret

ONCE = 16
"""Bytes that are drawn for each page, so that what is sent from it twice is kept once."""


@require_http_methods(["GET", "HEAD", "POST"])
def returning(request: HttpRequest) -> HttpResponse:
    """The form for code and words, and the thread that they open."""
    if request.method != "POST":
        return render(request, "intake/come_back.html", {"form": ComeBack()})
    form = ComeBack(request.POST)
    if not form.is_valid():
        return render(request, "intake/come_back.html", {"form": form}, status=422)
    given = form.cleaned_data
    try:
        submission, key = come_back(
            code=given["code"], words=given["words"], on=timezone.now().date()
        )
    except TooOften:
        form.add_error(
            None, _("There were too many tries. Please wait 15 minutes, then try again.")
        )
        return render(request, "intake/come_back.html", {"form": form}, status=429)
    except WrongSecret:
        form.add_error(
            None, _("The code and the words do not fit together. Check both and try again.")
        )
        return render(request, "intake/come_back.html", {"form": form}, status=422)
    return _thread(request, submission, key, Reply())


@require_POST
def reply(request: HttpRequest) -> HttpResponse:
    """An answer of the reporter, from the page that showed them the thread."""
    now = timezone.now()
    try:
        told = carried.opened(THREAD, request.POST.get("closed", ""), at=now)
    except Expired:
        page = {"form": ComeBack(), "again": request.POST.get("text", "")[:20_000]}
        return render(request, "intake/come_back.html", page, status=410)
    return _answered(request, told, now.date())


def _answered(request: HttpRequest, told: dict[str, Any], on: date) -> HttpResponse:
    submission = Submission.objects.get(pk=told["report"])
    key = KeyPair(b64decode(told["key"]))
    form = Reply(request.POST)
    if not form.is_valid():
        return _thread(request, submission, key, form)
    if not is_room():
        return pages.no_room(request, message=form.cleaned_data["text"])
    try:
        if not flood.SENDING.lets_through():
            raise flood.TooMuch
        with flood.DEAR:
            files = looked_through(request.FILES.getlist("files"))
            send_message(
                submission=submission,
                text=form.cleaned_data["text"],
                files=files,
                public=key.public,
                once=b64decode(told["once"]),
                on=on,
            )
    except flood.TooMuch:
        form.add_error(None, _("We are very busy. Please wait a minute, then press send again."))
        return _thread(request, submission, key, form, status=429)
    except ThreadFull:
        form.add_error(
            None,
            _(
                "You have written as much on this report as we can keep. Please send a new report, "
                "and write the code of this one in it."
            ),
        )
        return _thread(request, submission, key, form)
    except Refused as why:
        form.add_error(None, str(why))
        return _thread(request, submission, key, form)
    return _thread(request, submission, key, Reply(), sent=True)


def _thread(
    request: HttpRequest,
    submission: Submission,
    key: KeyPair,
    form: Reply,
    *,
    sent: bool = False,
    status: int | None = None,
) -> HttpResponse:
    now = timezone.now()
    report, shown = thread(submission=submission, key=key, on=now.date())
    private = {
        "report": submission.pk,
        "key": b64encode(key.private).decode(),
        "once": b64encode(secrets.token_bytes(ONCE)).decode(),
    }
    page: dict[str, Any] = {
        "code": submission.code,
        "report": report,
        "gone": submission.state == State.PURGED,
        "told_on": day(report.sent_on if report else submission.received_on),
        "messages": shown,
        "form": form,
        "sent": sent,
        "closed": carried.closed(THREAD, private, at=now),
    }
    if status is None:
        status = 422 if form.is_bound and form.errors else 200
    return render(request, "intake/thread.html", page, status=status)
