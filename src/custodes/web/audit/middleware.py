"""A look is recorded before its bytes leave; where it cannot be, nothing leaves."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import loader
from django.utils.html import format_html

from custodes.web.audit.actions import record_all
from custodes.web.audit.looks import by_request, looks_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """What a page of the design says, in the form that `design/error.html` takes."""

    title: str
    lines: tuple[str, ...]


UNRECORDED = Words(
    "Nothing can be shown now",
    (
        "Every look at a record is itself recorded.",
        "That cannot be done at the moment, so nothing is shown.",
        "Try again in a minute. If it goes on, tell whoever runs this service.",
    ),
)
PLAIN = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1><p>{text}</p></main></body></html>
"""


def record_looks(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: commits the looks of a request before its answer is handed on, else a 503.

    The answer is whole by then but for a stream, whose first byte also waits for this.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        told = looks_of(request)
        if not told:
            return response
        try:
            record_all(told, by=by_request(request))
        except DatabaseError as error:
            reference = getattr(request, "reference", "-")
            log.error("look not recorded, request %s: %s", reference, type(error).__name__)
            refused = unavailable(request, UNRECORDED)
            # What the answer held open is closed with the one that goes in its place.
            refused.__dict__["_resource_closers"] += response.__dict__["_resource_closers"]
            return refused
        finally:
            told.clear()
        return response

    return answered


def unavailable(request: HttpRequest, words: Words) -> HttpResponse:
    """A 503 in the words given: in the site's design, or plainly where that fails too."""
    reference = getattr(request, "reference", None)
    try:
        shown = {"words": words, "reference": reference}
        page = loader.render_to_string("design/error.html", shown, request)
    except Exception as fault:
        log.error("plain page for request %s: %s", reference, type(fault).__name__)
        page = format_html(PLAIN, title=words.title, text=" ".join(words.lines))
    response = HttpResponse(page, status=503)
    response["Retry-After"] = "60"
    return response
