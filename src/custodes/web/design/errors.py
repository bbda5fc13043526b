"""The pages of what went wrong, in plain words: what happened, and what to do next."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader


@dataclass(frozen=True)
class Words:
    """What such a page says."""

    title: str
    lines: tuple[str, ...]


WORDS = {
    400: Words(
        "That could not be read",
        ("Something in the address or the form is not as it should be.", "Nothing was saved."),
    ),
    403: Words(
        "You may not do this",
        (
            "Your role does not allow it, or the form had been open for too long.",
            "Nothing was saved. Go back and load the page again.",
            "Ask the head of your unit if you think that you should be able to.",
        ),
    ),
    404: Words(
        "Page not found",
        (
            "There is nothing at this address that you can see.",
            "If you typed the address, check it.",
            "If you followed a link, what it led to may have been closed or moved.",
        ),
    ),
    429: Words(
        "Too many attempts",
        ("There were too many attempts in a short time.", "Wait a while, then try again."),
    ),
    500: Words(
        "Something of ours went wrong",
        (
            "It is not your doing. What you sent in this step was not saved.",
            "Try again. If it goes on, tell whoever runs this service.",
        ),
    ),
    503: Words(
        "The service cannot do this now",
        ("Nothing was saved, and nothing was shown.", "Try again in a minute."),
    ),
}


def error_page(
    request: HttpRequest, status: int, reference: str | None = None, **_more: Any
) -> HttpResponse:
    """The page of a status (400, 403, 404, 429, 500 or 503), with a reference if there is one."""
    shown = {"words": WORDS[status], "reference": reference}
    page = loader.render_to_string("design/error.html", shown, request)
    return HttpResponse(page, status=status)


def _handler(status: int) -> Any:
    def handler(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        return error_page(request, status, getattr(request, "reference", None))

    return handler


bad_request, refused, not_found = _handler(400), _handler(403), _handler(404)
