"""What somebody sees when something of ours fails: a clear page, and in the log an id."""

import logging
import sys
import uuid
from collections.abc import Callable

from django.db import DataError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from custodes.web.audit.middleware import Words, unavailable
from custodes.web.design import errors

log = logging.getLogger(__name__)

READ_ONLY = "25006"
"""The SQLSTATE of a transaction that may only read."""
BUSY = Words(
    "The service cannot do this now",
    (
        "Nothing was saved, and nothing was shown.",
        "Try again in a minute. If it goes on, tell whoever runs this service.",
    ),
)


def faults(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, outermost: every request has a reference, by which log and audit know it."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        request.__dict__["reference"] = uuid.uuid4().hex
        response = answer(request)
        response["X-Request-Id"] = request.__dict__["reference"]
        return response

    return answered


class NulIsNowhere:
    """Middleware, innermost: nothing has NUL in its name, so what is asked for by one is not there.

    PostgreSQL takes no text with it, where SQLite finds nothing.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the rest of the site does."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The page of what is not there, where the database was asked for a text with NUL."""
        if isinstance(fault, DataError) and "NUL" in str(fault):
            return errors.error_page(request, 404, getattr(request, "reference", None))
        return None


def plain_cookies(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, before the first question to the database: a cookie with NUL in it is no cookie
    of ours."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return answer(request)

    return answered


def failed(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours; a database out of reach, locked or full is a 503.

    The log holds the kind of fault and the request's reference, never its address or what was sent.
    """
    fault = sys.exc_info()[1]
    # PostgreSQL tells of a database that takes no writing as an internal error of that number.
    read_only = isinstance(fault, InternalError) and (
        getattr(fault.__cause__, "sqlstate", None) == READ_ONLY
    )
    busy = read_only or isinstance(fault, OperationalError)
    reference = getattr(request, "reference", "-")
    status = 503 if busy else 500
    log.error("%d for request %s: %s", status, reference, type(fault).__name__)
    return unavailable(request, BUSY) if busy else errors.error_page(request, 500, reference)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form without its token; `reason` is Django's, for people who build pages."""
    return errors.error_page(request, 403, getattr(request, "reference", None))
