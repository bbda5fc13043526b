"""Pages that only tell: the start, who can see a report, what happens next, how to get out."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from custodes.web.intake.unit import unit_keys

GONE = '"cache", "cookies", "storage"'
"""What the browser is asked to forget of this site."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Danger first, then the ways to tell and to come back."""
    return render(request, "intake/start.html")


@require_safe
def who_can_see(request: HttpRequest) -> HttpResponse:
    """Who can open a report, what is kept, and what we cannot promise."""
    return render(request, "intake/who_can_see.html", {"fingerprint": unit_keys().fingerprint})


@require_safe
def what_happens(request: HttpRequest) -> HttpResponse:
    """What becomes of a report."""
    return render(request, "intake/what_happens.html")


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Numbers of help, as text."""
    return render(request, "intake/help_now.html")


def leave(request: HttpRequest) -> HttpResponse:
    """Forget this site and go somewhere harmless, at once."""
    answer = HttpResponseRedirect(settings.INTAKE_EXIT)
    answer.status_code = 303
    answer["Clear-Site-Data"] = GONE
    return answer
