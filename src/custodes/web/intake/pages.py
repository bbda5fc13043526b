"""What every page of the intake knows, and the pages of what went wrong."""

import logging
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import translate_url
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from custodes.vocabulary.errors import UserError
from custodes.web.intake.unit import unit_keys

log = logging.getLogger(__name__)

OTHER = {"en": ("cy", "Cymraeg"), "cy": ("en-gb", "English")}
"""The other language of a page, in its own words."""


@dataclass(frozen=True)
class Words:
    """What such a page says."""

    title: str | Promise
    lines: tuple[str | Promise, ...]


NOT_KEPT = gettext_lazy("Nothing was saved.")
WORDS = {
    400: Words(gettext_lazy("We could not read that"), (NOT_KEPT,)),
    403: Words(
        gettext_lazy("We could not take that"),
        (
            NOT_KEPT,
            gettext_lazy(
                "It did not come from a page of this site. Start again from the first page."
            ),
        ),
    ),
    404: Words(
        gettext_lazy("There is no such page"),
        (gettext_lazy("If you typed the address, check it. You can start again below."),),
    ),
    500: Words(
        gettext_lazy("Something went wrong"),
        (
            gettext_lazy("It is our fault and not yours."),
            NOT_KEPT,
            gettext_lazy("Please try again in a few minutes."),
        ),
    ),
    503: Words(
        gettext_lazy("We cannot take this now"),
        (NOT_KEPT, gettext_lazy("Please try again in a few minutes.")),
    ),
}


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The unit's name, the language, and how to get out."""
    language = (translation.get_language() or "en").split("-")[0]
    code, name = OTHER.get(language, OTHER["en"])
    try:
        unit = unit_keys().unit
    except UserError:
        unit = ""
    return {
        "unit": unit,
        "language": language,
        "other_code": code.split("-")[0],
        "other_language": name,
        "other_address": translate_url(request.path, code),
        "demonstration": settings.CONFIG.demonstration,
    }


def said(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a status."""
    return render(request, "intake/said.html", {"words": WORDS[status]}, status=status)


def no_room(request: HttpRequest, **kept: Any) -> HttpResponse:
    """Nothing can be kept: said plainly, with where else to turn. `kept` is what was typed, to go
    back to or to copy."""
    return render(request, "intake/no_room.html", kept, status=503)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What could not be read."""
    return said(request, 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What did not come from our own pages."""
    return said(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that there is not."""
    return said(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of ours: the log is told its kind, and nothing of the request."""
    fault = sys.exc_info()[1]
    status = 503 if isinstance(fault, OperationalError | UserError) else 500
    log.error("%d: %s", status, type(fault).__name__)
    return said(request, status)
