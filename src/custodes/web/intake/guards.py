"""What every answer of the intake bears, and which requests it takes: no trace, no other origin."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from custodes.web.intake import pages

Answer = Callable[[HttpRequest], HttpResponseBase]


def leaves_no_trace(answer: Answer) -> Answer:
    """Middleware: no cookie goes out, and pages ask the browser to keep nothing."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        request.COOKIES.clear()
        response = answer(request)
        response.cookies.clear()
        response.headers.pop("X-Request-Id", None)
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return answered


def from_here_alone(answer: Answer) -> Answer:
    """Middleware: a form is taken from our own pages alone, where the browser says whose it is.

    There is no sign-in that another site's page could misuse; this keeps such a page from filling
    in our forms. Old browsers say nothing, and are taken.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and not _ours(request):
            return pages.refused(request)
        return answer(request)

    return answered


def _ours(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin == "null" or urlsplit(origin).netloc == request.get_host()
