"""What goes wrong, as problem JSON (RFC 9457): what happened and what to do next, in a sentence."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

KIND = "application/problem+json"
SAID = {
    400: "The request could not be read. Send it as the description says.",
    401: "Sign in, or send a token that works: make one on the page of your account.",
    404: "There is no such thing, or none that you may know of.",
    405: "This interface only reads: use GET.",
    409: "It is not as the run wrote it, so nothing of it is shown. "
    "Tell whoever runs this service.",
    422: "The request is not as the description says. Put right what is listed.",
    429: "Too many requests at once. Try again in a minute.",
    503: "This cannot be done now, and nothing was shown. Try again in a minute.",
}
FAILED = "Something of ours went wrong. Tell whoever runs this service, with the reference."


def problem(
    request: HttpRequest, status: int, detail: str = "", errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """The answer; `reference` is by which log and audit know the request."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or SAID.get(status, FAILED),
        "reference": str(getattr(request, "reference", "")),
    }
    if errors:
        told["errors"] = errors
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=KIND, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response
