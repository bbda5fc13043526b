"""Below /api/ whatever goes wrong, wherever it does, is a problem in JSON and never a page."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from custodes.web.api.problems import KIND, problem

BELOW = "/api/"
PAGES = ("/api/docs",)
KEPT = ("Allow", "Retry-After")
"""Headers of the page that the problem takes over."""


def problems(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, outside those that send people to sign in: a program is told so instead."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if not request.path.startswith(BELOW) or request.path in PAGES:
            return response
        status = response.status_code
        if 300 <= status < 400:
            status = HTTPStatus.UNAUTHORIZED
        if status < 400 or response.get("Content-Type", "").startswith(KIND):
            return response
        told = problem(request, status)
        for name in KEPT:
            if name in response:
                told[name] = response[name]
        # What the page held open is closed with the problem that goes in its place.
        told.__dict__["_resource_closers"] += response.__dict__["_resource_closers"]
        return told

    return answered
